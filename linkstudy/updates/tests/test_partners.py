"""Who gets updates: on what basis, how, and who they are behind a reason."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from linkstudy.accounts.policy import Role
from linkstudy.audit.models import Entry
from linkstudy.audit.tests.lifting import sql
from linkstudy.identities.service import details, kinds_kept
from linkstudy.testing.factories import ago
from linkstudy.testing.pages import held_by, problems, text_of
from linkstudy.testing.updates import a_partner
from linkstudy.updates import actions
from linkstudy.updates.formats import in_words
from linkstudy.updates.models import Partner

pytestmark = pytest.mark.django_db
LIST = "/updates/partners/"


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def contact_of(partner: Partner, **values: str) -> Partner:
    partner.person.refresh_from_db()
    version = partner.person.version
    return actions.keep_partner_contact(partner=partner, values=values, version=version, by=None)


def test_somebody_is_put_on_the_list_by_number_and_their_name_is_nowhere_on_it(login):
    client = login(Role.PPI_LEAD)
    sent = held_by(
        client.get(f"{LIST}add/"),
        name="Thessaly Zq",
        email="thessaly@example.org",
        format="email_large",
        interest="public",
        basis="agreed",
        since="1 June",
    )

    page = client.post(f"{LIST}add/", sent, follow=True)

    partner = Partner.objects.get()
    assert (str(partner), partner.since, partner.basis) == (
        "Partner 1",
        dt.date(2022, 6, 1),
        "agreed",
    )
    assert details(partner.person) == {"name": "Thessaly Zq", "email": "thessaly@example.org"}
    shown = text_of(page) + text_of(client.get(LIST))
    assert "We keep: Name, Email." in shown
    assert "1 person gets updates: 1 by email in large print." in shown
    assert "Thessaly" not in shown
    assert "Thessaly" not in "".join(entry.body for entry in Entry.objects.all())


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"format": "email"}, {"email": ["Enter the email address, or choose post"]}),
        ({"format": "post_large"}, {"address": ["Enter the postal address, or choose email"]}),
        (
            {"format": "email", "email": "x"},
            {"email": ["The email address must look like name@example.org"]},
        ),
    ],
)
def test_what_the_format_needs_is_asked_for(login, answers, said):
    client = login(Role.ADMINISTRATOR)
    usual = {"interest": "health", "basis": "asked", "since": "1 June"}

    page = client.post(f"{LIST}add/", held_by(client.get(f"{LIST}add/"), **usual | answers))

    assert problems(page) == said


def test_one_address_gets_one_copy():
    first = a_partner("one@example.org")
    words = "Partner 1 has this email address. One address gets one copy"

    with pytest.raises(ValidationError) as again:
        a_partner("ONE@example.org")
    other = a_partner("two@example.org")
    with pytest.raises(ValidationError) as changed:
        contact_of(other, email="one@example.org")
    gone = actions.void_partner(partner=first, version=1, reason="Twice", by=None)
    contact_of(other, email="one@example.org")
    with pytest.raises(ValidationError) as back:
        actions.restore_partner(partner=gone, version=2, reason="Not twice", by=None)

    assert again.value.message_dict == changed.value.message_dict == {"email": [words]}
    assert back.value.messages == ["Partner 2 has this email address. One address gets one copy"]


def test_nobody_is_left_without_what_their_format_needs():
    partner = a_partner()

    with pytest.raises(ValidationError) as removed:
        contact_of(partner, email="")
    with pytest.raises(ValidationError) as posted:
        actions.correct_partner(partner=partner, version=1, why="No", format="post", by=None)
    contact_of(partner, address="1 Example Road")
    by_post = actions.correct_partner(
        partner=partner, version=1, why="Asked", format="post", by=None
    )
    contact_of(by_post, email="")

    assert removed.value.message_dict == {
        "email": ["They get updates by email. Enter the email address"]
    }
    assert posted.value.message_dict == {
        "format": ["They get updates by post. Enter the postal address under Contact details first"]
    }
    assert kinds_kept(by_post.person) == {"name", "address"}


def test_who_unsubscribes_gets_none_from_that_day_on_until_they_ask_again():
    partner = a_partner(since=ago(9))

    ended = actions.unsubscribe(partner=partner, version=1, on=ago(2), by=None)
    assert [ended.gets_on(ago(days)) for days in (10, 9, 3, 2, 0)] == [
        False,
        True,
        True,
        False,
        False,
    ]
    assert list(Partner.objects.getting()) == []
    again = actions.subscribe_again(partner=ended, version=2, basis="agreed", since=ago(1), by=None)

    assert (again.basis, again.since, again.ended_on) == ("agreed", ago(1), None)
    assert list(Partner.objects.getting()) == [again]


def test_days_that_cannot_be_are_refused_in_words():
    partner = a_partner(since=ago(5))
    ended = a_partner("two@example.org", since=ago(9))
    actions.unsubscribe(partner=ended, version=1, on=ago(3), by=None)
    ended.refresh_from_db()
    facts = {"version": 1, "by": None}

    tries = {
        "to come": lambda: a_partner("three@example.org", since=ago(-1)),
        "too late": lambda: actions.unsubscribe(partner=partner, on=ago(-1), **facts),
        "too early": lambda: actions.unsubscribe(partner=partner, on=ago(6), **facts),
        "over": lambda: actions.unsubscribe(partner=ended, on=ago(1), **facts),
        "not over": lambda: actions.subscribe_again(
            partner=partner, basis="asked", since=ago(1), **facts
        ),
        "before": lambda: actions.subscribe_again(
            partner=ended, basis="asked", since=ago(4), **facts
        ),
        "corrected": lambda: actions.correct_partner(
            partner=ended, why="No", since=ago(2), **facts
        ),
    }
    said = {}
    for name, one in tries.items():
        with pytest.raises(ValidationError) as refused:
            one()
        said[name] = refused.value.messages

    assert said == {
        "to come": ["The day must be today or in the past"],
        "too late": ["The day must be today or in the past"],
        "too early": ["They were not on the list then. Check the day"],
        "over": ["Partner 2 has unsubscribed already"],
        "not over": ["Partner 1 has not unsubscribed"],
        "before": ["They unsubscribed after that. Check the day"],
        "corrected": ["They unsubscribed before that. Check the day"],
    }


def test_who_they_are_shows_for_a_reason_that_is_kept(login):
    partner = a_partner()
    client, url = login(Role.ADMINISTRATOR), f"{LIST}{partner.slug}/contact/"

    refused, shown = (client.post(url, {"reason": why}) for why in ("x", "To print the address"))

    assert problems(refused) == {"reason": ["Say it in a few words: others read the reason later"]}
    assert "Name Pat Example Email partner@example.org" in text_of(shown)
    assert shown.headers["Refresh"] == f"300; url={url}"
    assert Entry.objects.filter(verb="identity.revealed", about="partner 1").count() == 1


def test_contact_details_are_changed_without_looking(login):
    partner = a_partner()
    client, url = login(Role.PPI_LEAD), f"{LIST}{partner.slug}/contact/change/"
    page, other = client.get(url), client.get(url)

    nothing = client.post(url, held_by(page))
    both = client.post(url, held_by(page, name="Sam Example", remove=["name"]))
    done = client.post(url, held_by(page, name="Sam Example", remove=[]))
    late = client.post(url, held_by(other, name="Kim Example", address="1 Road", remove=[]))

    assert "partner@example.org" not in page.content.decode()
    assert problems(nothing) == {"__all__": ["Enter what is different, or leave the page"]}
    assert problems(both) == {"remove": ["Name: type it or remove it, not both"]}
    assert done.status_code == 302
    assert late.context["form"].stale == [("Name", "Changed, not shown here", "Kim Example")]
    assert details(partner.person)["name"] == "Sam Example"
    client.post(url, held_by(client.get(url), remove=["name"]))
    assert kinds_kept(partner.person) == {"email"}


def test_a_reader_of_the_list_is_told_who_can_help(login, study):
    partner = a_partner()

    page = text_of(login(study.pi).get(f"{LIST}{partner.slug}/"))

    assert (
        f"{study.administrator.name} or {study.ppi.name} can see them" in page
        or "can see them" in page
    )


def test_a_monitor_and_a_researcher_learn_of_nobody_from_the_history(login, study):
    a_partner()

    seen = {
        user.role: "put on the list" in text_of(login(user).get("/history/"))
        for user in (study.administrator, study.monitor, study.researcher)
    }
    found = {
        user.role: login(user).get("/history/partner/1/").status_code
        for user in (study.administrator, study.monitor, study.researcher)
    }

    assert seen == {"administrator": True, "monitor": False, "researcher": False}
    assert found == {"administrator": 200, "monitor": 404, "researcher": 404}


def test_how_many_get_it_is_said_in_words():
    assert in_words([]) == "Nobody gets updates yet"
    assert in_words(["email", "post", "email", "post_large"]) == (
        "4 people get updates: 2 by email, 1 by post and 1 by post in large print"
    )


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE updates_partner SET number = 9",
        "UPDATE updates_partner SET ended_on = '2001-01-01'",
        "UPDATE updates_partner SET basis = 'none'",
        "DELETE FROM updates_partner",
    ],
)
def test_the_database_refuses(change):
    a_partner()

    with pytest.raises(IntegrityError), transaction.atomic():
        sql(change)
