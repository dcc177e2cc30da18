"""A private address of somebody's diary: made, shown once, read by a calendar, ended."""

import datetime as dt

import pytest
from icalendar import Calendar

from linkstudy.accounts.actions import suspend_user
from linkstudy.progress import calendar_views
from linkstudy.progress.calendar import of_booking
from linkstudy.testing.factories import a_booking, a_consent, a_person, a_user, ago
from linkstudy.testing.meetings import a_meeting
from linkstudy.testing.pages import held_by, text_of
from linkstudy.testing.tables import a_group, a_member
from meetings import actions
from meetings.models import Feed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def sitting(study):
    """The researcher sits in one of two groups that meet on Friday, and has a booking on Thursday."""
    group = a_group()
    a_member(group, user=study.researcher, seat="researcher")
    a_meeting(group, held_on=ago(-3))
    a_meeting(a_group("Another group"), held_on=ago(-3))
    person = a_person(study.cases[0])
    a_consent(person)
    a_booking(person, booked_on=ago(-2), booked_time=dt.time(14))
    return study


def diary(client, secret: str) -> dict[str, list]:
    """{title: [start, end, where]} of what a calendar reads there."""
    answer = client.get(f"/calendar/{secret}.ics")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    return {
        str(one["SUMMARY"]): [one.decoded("DTSTART"), one.decoded("DTEND"), str(one["LOCATION"])]
        for one in events
    }


def test_a_diary_holds_meetings_of_ones_groups_and_bookings_by_study_id(client, sitting):
    secret = actions.make_feed(user=sitting.researcher, by=sitting.researcher).secret

    assert diary(client, secret) == {
        "PPI group meeting": [
            dt.datetime(2022, 6, 17, 9, 30, tzinfo=dt.UTC),
            dt.datetime(2022, 6, 17, 11, tzinfo=dt.UTC),
            "Online and in person",
        ],
        "Interview C1-PT-01": [
            dt.datetime(2022, 6, 16, 13, tzinfo=dt.UTC),
            dt.datetime(2022, 6, 16, 14, tzinfo=dt.UTC),
            "Phone",
        ],
    }


def test_the_ppi_lead_has_the_meetings_of_every_group_and_the_pi_those_of_their_own(
    client, sitting
):
    a_member(actions.add_group(name="Third group", kind="team", by=None), user=sitting.pi)
    secrets = [actions.make_feed(user=one, by=one).secret for one in (sitting.ppi, sitting.pi)]

    assert [sorted(diary(client, secret)) for secret in secrets] == [
        ["Another group meeting", "PPI group meeting"],
        [],
    ]


def test_the_address_is_shown_once_and_a_new_one_ends_it(login, client, sitting):
    theirs = login(sitting.researcher)
    first = theirs.get("/calendar/")
    assert "You have no address yet." in text_of(first)
    sent = held_by(first)

    page = theirs.post("/calendar/", sent)

    address = page.context["address"]
    assert address.startswith("http://testserver/calendar/")
    assert client.get(address).status_code == 200
    again = theirs.post("/calendar/", sent)
    assert "This address was shown already, and we kept no copy." in text_of(again)
    assert Feed.objects.count() == 1
    assert "You have an address since" in text_of(theirs.get("/calendar/"))
    theirs.post("/calendar/", held_by(theirs.get("/calendar/")))
    assert client.get(address).status_code == 404


def test_an_ended_address_is_no_address(login, client, sitting):
    theirs = login(sitting.researcher)
    secret = actions.make_feed(user=sitting.researcher, by=sitting.researcher).secret
    page = theirs.post("/calendar/end/", held_by(theirs.get("/calendar/end/")), follow=True)

    assert [str(one) for one in page.context["messages"]] == ["Your calendar address works no more"]
    gone, none = (client.get(f"/calendar/{one}.ics") for one in (secret, "x" * 43))
    assert (gone.status_code, gone.content) == (404, none.content)


def test_the_address_of_somebody_without_access_is_none(client, sitting):
    secret = actions.make_feed(user=sitting.researcher, by=sitting.researcher).secret
    by = sitting.administrator
    suspend_user(user=sitting.researcher, version=1, reason="On leave", by=by)

    assert client.get(f"/calendar/{secret}.ics").status_code == 404


def test_an_address_is_not_asked_for_without_end(client, sitting, monkeypatch):
    monkeypatch.setattr(calendar_views, "MOST", 2)
    secret = actions.make_feed(user=sitting.researcher, by=sitting.researcher).secret

    answers = [client.get(f"/calendar/{secret}.ics").status_code for _ in range(3)]

    assert answers == [200, 200, 429]


def test_a_count_that_has_run_out_begins_anew(monkeypatch):
    monkeypatch.setattr(calendar_views, "SPAN", 0)
    assert calendar_views.is_asked_too_often("x") is False


def test_a_booking_late_in_the_evening_ends_on_its_day(sitting):
    person = a_person(sitting.cases[0])
    a_consent(person)
    late = a_booking(person, booked_on=ago(-2), booked_time=dt.time(23, 30))
    assert of_booking(late, "").ends == dt.time(23, 59)


def test_a_booking_without_a_time_is_of_the_day(client, sitting):
    person = a_person(sitting.cases[0])
    a_consent(person)
    a_booking(person, booked_on=ago(-5), booked_time=None)
    secret = actions.make_feed(user=sitting.researcher, by=sitting.researcher).secret
    answer = client.get(f"/calendar/{secret}.ics")
    days = [one.decoded("DTSTART") for one in Calendar.from_ical(answer.content).walk("VEVENT")]
    assert dt.date(2022, 6, 19) in days


def test_a_monitor_has_no_diary(login):
    page = login(a_user("monitor")).get("/calendar/")
    assert page.status_code == 403
    assert (
        "Your role does not let you follow meetings and interviews in a calendar outside linkstudy,"
        " at a private address."
    ) in text_of(page)
