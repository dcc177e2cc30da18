"""How people of the team are introduced to partners."""

import pytest
from django.core.exceptions import ValidationError

from linkstudy.accounts.policy import Role
from linkstudy.testing.factories import ago
from linkstudy.testing.pages import held_by, text_of
from linkstudy.testing.updates import a_picture, a_profile
from linkstudy.updates import actions
from linkstudy.updates.acts import profiles as acts
from linkstudy.updates.models import Profile

pytestmark = pytest.mark.django_db
PEOPLE = "/updates/people/"


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def test_somebody_is_introduced_in_their_own_words(login, study):
    client = login(study.ppi)
    sent = held_by(
        client.get(f"{PEOPLE}introduce/"),
        name="Jordan Example",
        account=str(study.researcher.number),
        headline="One of the researchers",
        text="I play the piano.\nI swim.",
    )

    shown = text_of(client.post(f"{PEOPLE}introduce/", sent, follow=True))

    made = Profile.objects.get()
    assert (made.user, made.agreed_on, str(made)) == (study.researcher, None, "Jordan Example")
    assert "I play the piano." in shown
    assert "Not yet" in shown
    assert "Jordan Example One of the researchers None Not yet" in text_of(client.get(PEOPLE))


def test_one_introduction_stands_for_a_name():
    taken = {"name": ["Robin Example is introduced already. Change that instead"]}
    first, other = a_profile(), a_profile("Kim Example")

    with pytest.raises(ValidationError) as again:
        a_profile()
    with pytest.raises(ValidationError) as renamed:
        actions.rewrite(profile=other, version=1, name="Robin Example", by=None)
    gone = actions.void_profile(profile=first, version=1, reason="Left", by=None)
    actions.rewrite(profile=other, version=1, name="Robin Example", account=None, by=None)
    with pytest.raises(ValidationError, match="Robin Example is introduced already"):
        actions.restore_profile(profile=gone, version=2, reason="Back", by=None)

    assert actions.rewrite(profile=other, version=2, text="Hills.", by=None).text == "Hills."
    assert again.value.message_dict == renamed.value.message_dict == taken


def test_it_is_written_anew_and_two_people_at_once_see_both_texts(login, study):
    profile = a_profile()
    client, url = login(study.ppi), f"{PEOPLE}{profile.slug}/write/"
    page, other = client.get(url), client.get(url)

    done = client.post(url, held_by(page, text="I like hills."), follow=True)
    late = client.post(url, held_by(other, text="I like lakes."))

    assert "I like hills." in text_of(done)
    assert late.context["form"].stale == [
        ("What do they tell about themselves?", "I like hills.", "I like lakes.")
    ]


def test_days_to_come_and_void_introductions_are_refused(study):
    with pytest.raises(ValidationError) as to_come:
        a_profile(agreed_on=ago(-1))
    gone = actions.void_profile(profile=a_profile(), version=1, reason="No", by=None)
    with pytest.raises(ValidationError, match="This introduction is void"):
        actions.rewrite(profile=gone, version=2, text="Other", by=None)

    assert to_come.value.message_dict == {"agreed_on": ["The day must be today or in the past"]}
    assert actions.restore_profile(profile=gone, version=2, reason="Yes", by=None).voided_at is None


def test_lists_and_pages_say_what_is_void(login, study):
    profile = a_profile()
    picture = actions.void_picture(picture=a_picture(profile), version=1, reason="No", by=None)
    client = login(study.ppi)

    without = text_of(client.get(f"{PEOPLE}{profile.slug}/"))
    actions.void_profile(profile=profile, version=1, reason="She left", by=None)
    void = text_of(client.get(f"{PEOPLE}{profile.slug}/"))

    assert "No picture. Restore the last one" in without
    assert "She left" in void
    assert "Robin Example" in text_of(client.get(f"{PEOPLE}?void"))
    assert "Nobody is introduced yet. Introduce the first 1 void" in text_of(client.get(PEOPLE))
    assert (picture.about, str(picture)) == (f"picture {picture.slug}", "Picture of Robin Example")
    assert client.get(f"{PEOPLE}999/").status_code == 404


def test_a_page_that_has_nothing_to_do_says_so(study):
    profile = a_profile()
    picture = a_picture(profile)

    assert acts.void(profile).refused == ""
    assert acts.restore(profile).refused == "The introduction is shown already"
    assert acts.describe(picture).refused == ""
    gone = actions.void_picture(picture=picture, version=1, reason="No", by=None)
    assert acts.void(gone).refused == "The picture is void already"
    assert acts.describe(gone).refused == "The picture is void. Restore it first"
    assert (
        actions.describe_picture(picture=gone, version=2, description="A dog", by=None).description
        == "A dog"
    )


def test_only_the_ppi_lead_writes_them(login):
    assert [
        login(role).get(f"{PEOPLE}introduce/").status_code
        for role in (Role.PPI_LEAD, Role.PI, Role.ADMINISTRATOR, Role.RESEARCHER, Role.MONITOR)
    ] == [200, 403, 403, 403, 403]
