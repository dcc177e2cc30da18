"""Visits alone: checking in and out, who looks out, and who is told when somebody is late."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from linkstudy.audit.tests.lifting import sql
from linkstudy.clock import LONDON
from linkstudy.moments import TO_COME
from linkstudy.progress.safety import safety_items
from linkstudy.progress.scope import Scope
from linkstudy.safety import actions
from linkstudy.safety.actions.visits import buddies
from linkstudy.safety.forms import usual_end
from linkstudy.safety.models import Visit
from linkstudy.testing.factories import a_booking, a_consent, a_person, a_user, ago
from linkstudy.testing.in_the_field import a_visit
from linkstudy.testing.pages import held_by, problems, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def booking(study):
    person = a_person(study.cases[0])
    a_consent(person)
    return a_booking(person, mode="person", setting="home")


def url_of(booking):
    return f"{booking.get_absolute_url()}check-in/"


def test_page_is_filled_in_so_that_one_tap_checks_in(login, study, booking):
    client = login(study.researcher)
    first = client.get(url_of(booking))
    sent = held_by(first, buddy=str(study.pi.number))

    page = client.post(url_of(booking), sent, follow=True)

    visit = Visit.objects.get()
    assert sent["expected"] == "4pm"
    assert (visit.booking, visit.researcher, visit.buddy) == (booking, study.researcher, study.pi)
    assert visit.began_at == dt.datetime(2022, 6, 14, 9, 12, tzinfo=LONDON)
    assert visit.expected_at == dt.datetime(2022, 6, 14, 16, tzinfo=LONDON)
    assert [str(one) for one in page.context["messages"]] == [
        f"You are checked in. {study.pi} looks out for you"
    ]
    assert "Expected back Today, 4pm" in text_of(page)


def test_the_buddy_of_the_last_visit_is_chosen(login, study, booking):
    a_visit(booking)
    other = a_booking(a_person(study.cases[0]), mode="person", setting="home")

    form = login(study.researcher).get(url_of(other)).context["form"]

    assert form["buddy"].value() == str(study.pi.number)


def test_buddies_work_at_the_site_or_lead_the_study(study):
    colleague = a_user(sites=[study.sites[0]])
    a_user(sites=[study.sites[1]])

    assert list(buddies(study.cases[0], study.researcher)) == sorted(
        [study.pi, colleague], key=lambda one: one.name
    )


@pytest.mark.parametrize(
    ("now", "day", "ends"),
    [
        ("2022-06-14 09:12", 0, dt.time(16)),
        ("2022-06-14 15:13", 0, dt.time(17, 10)),
        ("2022-06-14 22:30", 0, dt.time(23, 59)),
        ("2022-06-14 09:12", -1, dt.time(11, 10)),
    ],
)
def test_usual_end_is_two_hours_later_on_the_same_day(study, study_clock, now, day, ends):
    booking = a_booking(a_person(study.cases[0]), ago(day), mode="person", setting="home")
    study_clock(now)

    assert usual_end(booking) == ends


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("expected", "", "Enter when you expect to be back"),
        ("expected", "9am", "The time must be later than now"),
        ("expected", "25:00", "The time must be a time, like 2pm or 4:30pm"),
        ("buddy", "", "Select who looks out for you"),
        ("buddy", "999", "Select who looks out for you"),
    ],
)
def test_wrong_answer_is_said_beside_its_question(login, study, booking, field, typed, words):
    good = {"expected": "4pm", "buddy": str(study.pi.number)}

    page = login(study.researcher).post(url_of(booking), good | {field: typed})

    assert problems(page) == {field: [words]}
    assert page.context["form"][field].value() == typed
    assert not Visit.objects.exists()


def test_only_whoever_keeps_a_booking_in_person_checks_in(login, study, booking):
    by_phone = a_booking(a_person(study.cases[0]))
    colleague = a_user(sites=[study.sites[0]])

    assert login(study.researcher).get(url_of(by_phone)).status_code == 404
    assert login(colleague).get(url_of(booking)).status_code == 404
    assert login(study.pi).get(url_of(booking)).status_code == 403
    with pytest.raises(ValidationError, match="not a booking in person of yours"):
        a_visit(by_phone)
    with pytest.raises(ValidationError) as refused:
        a_visit(booking, buddy=study.administrator)
    assert refused.value.message_dict == {"buddy": ["Choose somebody who looks out for you"]}


@pytest.mark.parametrize(
    ("now", "is_or_was"), [("2022-06-13 09:12", "is"), ("2022-06-15 09:12", "was")]
)
def test_nobody_checks_in_on_another_day_than_the_booking(
    login, study, study_clock, booking, now, is_or_was
):
    study_clock(now)
    words = f"This booking {is_or_was} for 14 June 2022. Check in on its day, or change it first"
    client = login(study.researcher)
    sent = {"expected": "4pm", "buddy": str(study.pi.number)}

    page = client.post(url_of(booking), sent)
    opened = client.get(url_of(booking), follow=True)

    assert problems(page) == {"__all__": [words]}
    assert page.context["form"]["expected"].value() == "4pm"
    assert [str(one) for one in opened.context["messages"]] == [words]
    assert url_of(booking) not in opened.content.decode()
    assert not Visit.objects.exists()


def test_the_page_of_todays_booking_leads_to_checking_in(login, study, booking):
    page = login(study.researcher).get(booking.get_absolute_url())

    assert url_of(booking) in page.content.decode()


def test_a_booking_has_one_visit_at_a_time(study, booking):
    visit = a_visit(booking)

    with pytest.raises(ValidationError, match="You are checked in for this booking already"):
        a_visit(booking)
    actions.come_back(visit=visit, version=1, at=dt.time(9, 12), by=study.researcher)

    assert a_visit(booking).back_at is None


def items_of(user):
    return [(one.words, one.note, one.is_late) for one in safety_items(Scope(user), 10)]


def test_buddy_and_pis_are_told_when_somebody_is_late(login, study, study_clock, booking):
    buddy, other_pi = a_user(sites=[study.sites[0]]), a_user("pi")
    visit = a_visit(booking, buddy=buddy, expected=dt.time(16))
    note = "Case 1, expected back at 4pm"

    assert items_of(study.researcher) == [("Say that you are back", note, False)]
    assert items_of(buddy) == [("Ann Example is on a visit", note, False)]
    assert items_of(other_pi) == items_of(study.researcher2) == []
    study_clock("2022-06-14 16:01")
    late = ("Ann Example is late. Ring them", note, True)
    assert items_of(buddy) == items_of(other_pi) == items_of(study.pi) == [late]
    assert items_of(study.researcher) == [("Say that you are back", note, True)]
    assert items_of(study.researcher2) == items_of(study.administrator) == []
    first = login(study.pi).get("/").context["page"].items[0]
    assert (first.words, first.url) == (late[0], visit.get_absolute_url())
    assert "Ring Ann Example now." in text_of(login(buddy).get(visit.get_absolute_url()))


def test_nobody_else_sees_a_visit(login, study, booking):
    url = a_visit(booking).get_absolute_url()
    strangers = [login(a_user(sites=[study.sites[0]])), login(study.researcher2)]

    for client in strangers:
        there, nowhere = client.get(url), client.get(f"/visits/{'0' * 12}/")
        assert (there.status_code, there.content) == (404, nowhere.content)
    assert login(study.administrator).get(url).status_code == 403
    assert not Visit.objects.visible_to(study.monitor).exists()


def test_a_page_of_a_visit_shows_neither_person_nor_address(login, study, booking):
    words = text_of(login(study.pi).get(a_visit(booking).get_absolute_url()))

    assert "Who Ann Example Where Case 1 What for Interview Checked in Today, 9:12am" in words
    assert booking.participant.study_id not in words


def test_the_researcher_comes_back(login, study, study_clock, booking):
    url = f"{a_visit(booking).get_absolute_url()}back/"
    client = login(study.researcher)
    study_clock("2022-06-14 15:20")
    opened = client.get(url)
    ahead = client.post(url, held_by(opened, at="4pm"))
    before = client.post(url, held_by(opened, at="9:11am"))

    page = client.post(url, held_by(opened), follow=True)
    again = client.get(url, follow=True)

    visit = Visit.objects.get()
    assert problems(ahead) == {"at": [TO_COME]}
    assert problems(before) == {"at": ["They set off at 9:12am. Check the time"]}
    assert (visit.back_at, visit.back_by) == (
        dt.datetime(2022, 6, 14, 15, 20, tzinfo=LONDON),
        study.researcher,
    )
    assert "Ann Example is back." in text_of(page)
    assert [str(one) for one in again.context["messages"]] == ["This visit is over already"]
    assert items_of(study.researcher) == items_of(study.pi) == []
    with pytest.raises(ValidationError, match="This visit is over already"):
        actions.come_back(visit=visit, version=2, at=dt.time(9, 12), by=study.pi)


def test_whoever_reached_them_says_that_they_are_back(login, study, booking):
    url = f"{a_visit(booking).get_absolute_url()}back/"
    client = login(study.pi)
    opened = client.get(url)

    page = client.post(url, held_by(opened), follow=True)

    assert "Say so only once you have heard from them" in text_of(opened)
    assert f"as {study.pi} said" in text_of(page)


def test_a_visit_takes_longer(login, study, booking):
    url = f"{a_visit(booking, expected=dt.time(16)).get_absolute_url()}later/"
    client = login(study.researcher)
    passed = client.post(url, held_by(client.get(url), expected="9am"))

    client.post(url, held_by(passed, expected="6:15pm", token="b" * 32))

    assert problems(passed) == {"expected": ["The time must be later than now"]}
    assert Visit.objects.get().expected_at == dt.datetime(2022, 6, 14, 18, 15, tzinfo=LONDON)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE safety_visit SET began_at = expected_at",
        "UPDATE safety_visit SET buddy_id = researcher_id",
        "UPDATE safety_visit SET back_at = expected_at",
        "DELETE FROM safety_visit",
    ],
)
def test_the_database_keeps_a_visit_as_it_was(study, booking, change):
    a_visit(booking)

    with pytest.raises(IntegrityError), transaction.atomic():
        sql(change)


def test_a_visit_ends_once(study, booking):
    actions.come_back(visit=a_visit(booking), version=1, at=dt.time(9, 12), by=study.researcher)

    with pytest.raises(IntegrityError), transaction.atomic():
        sql("UPDATE safety_visit SET back_at = NULL, back_by_id = NULL")
