"""The same phone or email in the same case is warned about; another site's is never told."""

import re

import pytest
from django.core.exceptions import ValidationError

from linkstudy.identities.service import details
from linkstudy.testing.factories import a_case, a_person
from linkstudy.testing.pages import held_by, problems, text_of
from linkstudy.tests.whole_house.places import keep
from linkstudy.tests.whole_house.watching import statements
from participants import actions

pytestmark = pytest.mark.django_db
ASK = "Check that nobody was added twice. Tick below when they are another person"
PHONE, SAME = "07700 900123", "+44 7700 900 123"


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def write(login, person, **typed):
    """Send contact details of a person by their page."""
    client, url = login(person.owner), f"{person.get_absolute_url()}contact/change/"
    return client, url, client.post(url, held_by(client.get(url), **typed))


def test_the_same_phone_in_a_case_is_warned_about_and_saved_after_looking(login, study):
    first, second = a_person(study.cases[0]), a_person(study.cases[0])
    keep(first, phone=PHONE)

    client, url, warned = write(login, second, phone=SAME, name="Mary Example")
    assert problems(warned) == {"another": [f"C1-PT-01 has the same phone number. {ASK}"]}
    assert details(second.person) == {}
    form = warned.context["form"]
    assert (form["phone"].value(), form["name"].value()) == (SAME, "Mary Example")
    assert "This is another person" in text_of(warned)

    again = client.post(url, held_by(warned))
    assert problems(again) == {"another": [f"C1-PT-01 has the same phone number. {ASK}"]}
    saved = client.post(url, held_by(warned, another="on"))
    assert (saved.status_code, saved["Location"]) == (302, second.get_absolute_url())
    assert details(second.person)["phone"] == SAME


def test_a_tick_is_for_those_whom_the_page_named(login, study):
    case = study.cases[0]
    first, second, third = (a_person(case) for _ in range(3))
    keep(first, phone=PHONE, email="mary@example.org")
    keep(second, email="second@example.org")

    client, url, warned = write(login, third, phone=PHONE, email="MARY@example.org")
    more = client.post(url, held_by(warned, another="on", email="second@example.org"))
    saved = client.post(url, held_by(more, another="on"))

    assert problems(warned) == {
        "another": [f"C1-PT-01 has the same phone number and email address. {ASK}"]
    }
    assert problems(more) == {"another": [f"C1-PT-02 has the same email address. {ASK}"]}
    assert not more.context["form"]["another"].value()
    assert saved.status_code == 302


def test_a_tick_before_any_warning_saves_nothing_alike(login, study):
    first, second = a_person(study.cases[0]), a_person(study.cases[0])
    keep(first, phone=PHONE)

    _, _, page = write(login, second, phone=PHONE, another="on")

    assert list(problems(page)) == ["another"]


def test_their_own_details_and_those_of_somebody_taken_out_are_no_warning(login, study):
    first, second = a_person(study.cases[0]), a_person(study.cases[0])
    keep(first, phone=PHONE)
    _, _, own = write(login, first, phone=SAME)
    facts = {"version": 1, "reason": "Added twice", "by": study.researcher}
    actions.void_participant(participant=first, **facts)

    _, _, page = write(login, second, phone=PHONE)

    assert [own.status_code, page.status_code] == [302, 302]


def test_removing_details_warns_of_nobody(login, study):
    first, second = a_person(study.cases[0]), a_person(study.cases[0])
    for person in (first, second):
        person.person.refresh_from_db()
        actions.keep_contact(
            participant=person,
            values={"phone": PHONE},
            version=person.person.version,
            apart_from=["C1-PT-01"],
            by=study.researcher,
        )

    _, _, page = write(login, second, remove=["phone"])

    assert (page.status_code, details(second.person)) == (302, {})


@pytest.mark.parametrize("values", [{"phone": PHONE}, {"email": "mary@example.org"}])
def test_another_site_is_disclosed_by_nothing(study, values):
    """Not by words, nor by what is asked of the database."""
    here, there = a_person(study.cases[0]), a_person(study.cases[1])
    same_site = a_person(a_case(3, site=study.sites[0], lead=study.researcher))

    other = {kind: text.replace("0", "1").replace("mary", "rose") for kind, text in values.items()}
    nothing = dict.fromkeys(values, "")
    keep(there, **values)
    keep(same_site, **values)
    questions(here, values)
    asked = [questions(here, text) for text in (nothing, values, nothing, other)]

    assert len(asked[1]) > 5
    assert asked[1] == asked[3]


def questions(person, values: dict[str, str]) -> list[str]:
    """What is asked of the database when details are kept, without values and names of blocks."""
    person.person.refresh_from_db()
    version = person.person.version
    with statements() as asked:
        actions.keep_contact(participant=person, values=values, version=version, by=person.owner)
    return [re.sub(r'IN \([^)]*\)|"s\d+_x\d+"', "...", str(one)) for one in asked]


def test_a_form_that_was_used_for_something_else_asks_for_no_tick(login, study):
    person = a_person(study.cases[0])
    client, url, _ = write(login, person, phone=PHONE, token="a" * 32)

    page = client.post(url, held_by(client.get(url), phone="07700 900555", token="a" * 32))

    words = "This form was already used, with other answers. Check what was saved"
    assert problems(page) == {"__all__": [f"{words}, then save again to keep these"]}
    assert "This is another person" not in text_of(page)


def test_the_action_refuses_by_itself(study):
    first, second = a_person(study.cases[0]), a_person(study.cases[0])
    keep(first, email="mary@example.org")

    with pytest.raises(ValidationError) as refused:
        keep(second, email=" Mary@Example.org ")

    assert refused.value.message_dict == {
        "another": [f"C1-PT-01 has the same email address. {ASK}"]
    }
