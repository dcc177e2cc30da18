"""Meetings and events in the words of an update."""

import pytest
from django.db import IntegrityError, transaction

from linkstudy.audit.tests.lifting import sql
from linkstudy.testing.events import an_event
from linkstudy.testing.factories import ago
from linkstudy.testing.meetings import a_meeting, agreed, an_item
from linkstudy.testing.tables import a_group
from linkstudy.updates.drafting import contact
from linkstudy.updates.facts import Period
from linkstudy.updates.gatherings import learned, met, purpose
from meetings import actions

pytestmark = pytest.mark.django_db
NOTES = "We read it aloud\n\nDecision: Say it plainly\nAction: send it @Asha 10 June"


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def period(study):
    return Period(ago(15), ago(0), study.ppi)


def test_a_meeting_is_told_with_what_was_said_and_decided_but_not_who_does_what(period):
    held = a_meeting(a_group(purpose="People who care"))
    for heading in ("Welcome", "Apologies for absence"):
        an_item(held, heading=heading, notes="Captions on.")
    an_item(held, NOTES)
    an_item(held, heading="Nobody wrote here")
    actions.void_item(item=an_item(held, "Void.", heading="Void"), version=2, reason="x", by=None)
    agreed(held)

    assert met(period) == (
        "We met with our PPI group in June 2022. It brings together people who care.\n"
        "We talked about:\n"
        "• A blog by members. We read it aloud. We agreed: say it plainly."
    )


def test_of_a_meeting_whose_minutes_are_not_agreed_it_is_told_that_it_was(period, study):
    held = a_meeting(a_group(purpose="People who care"))
    an_item(held, NOTES)
    fact = "We met with our PPI group in June 2022. It brings together people who care."
    assert met(period) == fact

    kept = agreed(held)
    assert met(period) != fact
    actions.reopen_minutes(meeting=kept, version=kept.version, reason="A slip", by=study.ppi)
    assert met(period) == fact


def test_what_is_told_stands_in_the_version_that_was_agreed(period):
    held = a_meeting(a_group())
    an_item(held, "We read it aloud.")
    agreed(held)
    version = held.versions.get()

    told = [line.removeprefix("• ") for line in met(period).splitlines()[2:]]

    assert told == ["A blog by members. We read it aloud."]
    assert all(part.rstrip(".") in version.text for part in told[0].split(". "))
    with pytest.raises(IntegrityError), transaction.atomic():
        sql("UPDATE meetings_agendaitem SET notes = 'Other words'")


def test_a_meeting_to_come_is_not_told(study):
    a_meeting(a_group(), held_on=ago(-2))

    assert met(Period(ago(15), ago(-5), study.ppi)) == ""


def test_meetings_of_the_team_and_of_other_days_are_not_told(period):
    a_meeting(a_group("The team", kind="team"))
    a_meeting(a_group("Advisory group", kind="advisory"), held_on=ago(20))
    a_meeting(a_group(), held_on=ago(3))

    assert met(period) == "We met with our PPI group in June 2022."


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("People who care. They help.", "It brings together people who care. They help."),
        ("to say what matters", "It is there to say what matters."),
        ("They say what matters!", "They say what matters!"),
        ("", ""),
    ],
)
def test_what_a_group_is_for_is_told_in_a_sentence(typed, told):
    assert purpose(typed) == told


def test_what_happened_is_told_before_what_is_to_come(period):
    with_whom, taken = "A practice", "Ask early\nListen"
    past = an_event("The plan", on=ago(9), kind="visit", by_whom="", with_whom=with_whom)
    actions.write_up_event(event=past, version=1, taken=taken, by=None)
    an_event("Care days", on=ago(-30), is_day_known=False, by_whom="Ada Example", with_whom="A GP")
    an_event("A fair", on=ago(-60), kind="engagement", by_whom="", with_whom="")
    an_event("A stall", on=ago(0), is_day_known=False, by_whom="", with_whom="")
    an_event("Far off", on=ago(-93))
    an_event("Long ago", on=ago(16))

    assert learned(period) == (
        "On 5 June 2022 we paid a visit: the plan. It was with a practice. Ask early. Listen.\n\n"
        "In June 2022 our team will be there. It is about a stall.\n\n"
        "In July 2022 Ada Example will meet a GP. It is about care days.\n\n"
        "On 13 August 2022 our team will be there. It is about a fair."
    )


def test_what_is_to_come_within_the_days_of_an_update_is_told_as_to_come(study):
    an_event("The fair", on=ago(0), by_whom="", with_whom="")
    facts = {"kind": "visit", "by_whom": "Ada Example", "with_whom": "A GP"}
    an_event("Care days", on=ago(-17), is_day_known=False, **facts)

    assert learned(Period(ago(0), ago(-47), study.ppi)) == (
        "On 14 June 2022 we had a training session: the fair.\n\n"
        "In July 2022 Ada Example will meet a GP. It is about care days."
    )


def test_of_an_event_of_this_month_nobody_says_that_it_has_been_before_somebody_wrote_it_up(study):
    facts = {"kind": "visit", "by_whom": "Ada Example", "with_whom": "A GP"}
    event = an_event("Care days", on=ago(0), is_day_known=False, **facts)
    of_may, of_june = Period(ago(44), ago(14), study.ppi), Period(ago(13), ago(0), study.ppi)
    ahead = "In June 2022 Ada Example will meet a GP. It is about care days."

    assert (learned(of_may), learned(of_june)) == (ahead, ahead)

    actions.write_up_event(event=event, version=1, taken="Ask early", by=None)
    over = (
        "In June 2022 we paid a visit: care days. It was led by Ada Example. It was with a GP."
        " Ask early."
    )
    assert (learned(of_may), learned(of_june)) == ("", over)


def test_what_was_after_the_days_of_an_update_is_not_told_in_it(study):
    an_event("The fair", on=ago(30))
    an_event("The stand", on=ago(0))
    an_event("Care days", on=ago(-1), by_whom="Ada Example", with_whom="A GP")

    assert learned(Period(ago(90), ago(60), study.ppi)) == (
        "On 15 June 2022 Ada Example will meet a GP. It is about care days."
    )


def test_without_a_study_there_is_nobody_to_ask(study, period):
    period.__dict__["study"] = None

    assert contact(period) == ""
