"""What cannot be said of an action of a meeting, and how an answer to several questions is told."""

import datetime as dt
import io
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from docx import Document

from linkstudy.accounts.models import User
from linkstudy.clock import LONDON
from linkstudy.telling.columns import spoken
from linkstudy.testing.factories import a_user, ago
from linkstudy.testing.meetings import a_meeting, agreed, an_action, an_item
from linkstudy.testing.tables import a_group, some_advice
from meetings import actions, ics, word
from meetings.actions.agenda import MOST_ACTIONS
from meetings.actions.doing import AGREED, IN_NOTES, NOT_AGREED, NOT_YOURS, NOTHING_NEW, OVER
from meetings.after_meeting import advice_of, many, payments_for
from meetings.models import MeetingAction, Member
from meetings.preview import saved_words
from meetings.written import whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(study_clock) -> User:
    return a_user("ppi")


def refused(act, **facts) -> list[str]:
    with pytest.raises(ValidationError) as said:
        act(**facts)
    return said.value.messages


def noted(lead: User) -> MeetingAction:
    """An action that stands in the notes."""
    return an_item(notes="Action: book a room", by=lead).actions.get()


def test_an_action_is_not_done_on_a_day_to_come(lead):
    facts = {"row": an_action(by=lead), "version": 1, "done_on": ago(-1), "by": lead}

    assert refused(actions.finish_action, **facts) == ["The day must be today or in the past"]


def test_an_open_action_is_not_opened_again(lead):
    facts = {"row": an_action(by=lead), "version": 1, "reason": "It was not", "by": lead}

    assert refused(actions.reopen_action, **facts) == ["This action is open already"]


def test_a_void_action_is_neither_opened_nor_changed(lead):
    row = actions.void_action(row=an_action(by=lead), version=1, reason="Twice", by=lead)
    known = {"row": row, "version": row.version, "by": lead}

    assert refused(actions.reopen_action, reason="It was not", **known) == [OVER]
    assert refused(actions.finish_action, done_on=ago(0), **known) == [OVER]
    assert refused(actions.change_action, line="Another", why="Misheard", **known) == [OVER]


def test_an_action_in_the_notes_is_put_right_in_the_notes(lead):
    row = noted(lead)
    known = {"row": row, "version": row.version, "by": lead}

    assert refused(actions.change_action, line="Another", why="Misheard", **known) == [IN_NOTES]
    assert refused(actions.void_action, reason="Twice", **known) == [IN_NOTES]
    assert refused(actions.restore_action, reason="Once", **known) == [IN_NOTES]


def test_the_words_of_agreed_minutes_stay_and_nothing_of_a_void_meeting_changes(lead):
    row = noted(lead)
    known = {"row": row, "version": row.version, "line": "Another", "why": "Misheard", "by": lead}
    agreed(row.meeting, by=lead)
    assert refused(actions.change_action, **known) == [AGREED]

    other = an_action(a_meeting(a_group("Another group")), by=lead)
    actions.void_meeting(meeting=other.meeting, version=1, reason="Called off", by=lead)
    other.refresh_from_db()
    words = ["This meeting is void. Restore it first"]
    assert refused(actions.change_action, **known | {"row": other}) == words


def test_an_action_of_agreed_minutes_is_given_to_others_while_it_is_open(lead):
    row = noted(lead)
    known = {"row": row, "version": row.version, "why": "She is away", "by": lead}
    assign = partial(refused, actions.assign_action, **known)
    assert assign(owners=[lead], due=None) == [NOT_AGREED]
    agreed(row.meeting, by=lead)
    row.refresh_from_db()

    assert assign(owners=[], due=None) == [NOTHING_NEW]
    early = "The meeting was on 4 June 2022. Enter that day or a later one"
    assert assign(owners=[lead], due=ago(11)) == [early]
    moved = actions.assign_action(**known, owners=[lead], due=ago(10))
    assert (moved.owners, moved.due, moved.line) == ([lead], ago(10), "book a room")
    done = actions.finish_action(row=row, version=moved.version, done_on=ago(0), by=lead)
    assert assign(row=done, owners=[], due=None) == [OVER]


def test_an_action_that_stands_is_not_restored_nor_changed_into_itself(lead):
    row = an_action(by=lead)
    known = {"row": row, "version": row.version, "by": lead}

    words = ["This action is not void any more"]
    assert refused(actions.restore_action, reason="Once", **known) == words
    assert refused(actions.change_action, line=row.line, why="Misheard", **known) == [NOTHING_NEW]


def test_whoever_does_not_own_it_says_nothing_of_it(lead):
    facts = {"row": an_action(by=lead), "version": 1, "done_on": ago(0), "by": a_user("pi")}

    assert refused(actions.finish_action, **facts) == [NOT_YOURS]


def test_a_meeting_has_so_many_actions_of_its_own_and_no_more(lead, monkeypatch):
    monkeypatch.setattr("meetings.actions.agenda.MOST_ACTIONS", 1)
    meeting = a_meeting(by=lead)
    an_action(meeting, by=lead)

    assert MOST_ACTIONS > 1
    words = ["This meeting has 1 actions of its own already"]
    assert refused(actions.add_action, meeting=meeting, line="More", by=lead) == words


def test_payments_and_advice_are_told_to_who_sees_them_alone(lead):
    meeting, other = a_meeting(by=lead), a_user("researcher")
    advice = some_advice(meeting.group, on=meeting.held_on)

    assert (payments_for(meeting, other), advice_of(meeting, other)) == ([], [])
    assert advice_of(meeting, lead) == [advice]
    assert (many(1), many(2)) == ("1 payment", "2 payments")


def test_needs_are_told_in_words():
    assert spoken(Member._meta.get_field("needs"), "captions breaks") == "Captions, Breaks"


def test_a_day_without_an_hour_has_no_end_in_a_calendar():
    entry = ics.Entry(
        code="meeting-1", sequence=0, title="Meeting", day=dt.date(2022, 6, 14), starts=None
    )
    held = ics.calendar([entry], name="linkstudy").decode()

    assert "DTEND" not in held
    assert "DTSTART;VALUE=DATE:20220614" in held


def test_what_was_saved_today_tells_the_time_and_before_that_the_day(lead, study_clock):
    study_clock("2022-06-14 11:42")
    today = dt.datetime(2022, 6, 14, 11, 40, tzinfo=LONDON)

    assert saved_words(None) == ""
    assert saved_words(today) == "Saved at 11:40am"
    assert saved_words(today - dt.timedelta(days=4)) == "Saved on 10 June, 11:40am"


def test_a_file_holds_no_papers_where_there_are_none_and_no_empty_line(lead):
    meeting = a_meeting(by=lead)
    an_item(meeting, notes="We met.\n\nWe ate.", by=lead)
    held = whole(meeting)

    def lines(made: bytes) -> list[str]:
        return [one.text for one in Document(io.BytesIO(made)).paragraphs]

    assert "Papers" not in lines(word.agenda(held))
    assert lines(word.minutes(held))[-4:-1] == ["We met.", "We ate.", "Actions"]


def test_who_came_is_not_saved_when_nothing_is_different(lead):
    meeting = a_meeting(by=lead)

    assert refused(actions.record_attendance, meeting=meeting, parts={}, seen={}, by=lead) == [
        NOTHING_NEW
    ]
