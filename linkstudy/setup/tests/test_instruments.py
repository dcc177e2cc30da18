"""Instruments: for whom a questionnaire is, and when."""

import pytest
from django.db import IntegrityError, transaction

from cases.actions import correct_instrument
from cases.models import Instrument
from linkstudy.audit.tests.lifting import sql
from linkstudy.forms.questions import GONE
from linkstudy.setup.kinds import INSTRUMENTS
from linkstudy.setup.tests.answers import WHY, new, send, text
from linkstudy.testing.pages import held_by, problems
from linkstudy.testing.questionnaires import an_instrument

pytestmark = pytest.mark.django_db


def test_an_instrument_is_for_groups_at_time_points(office, study):
    row = send(office, INSTRUMENTS.add_url, new("instruments")).context["row"]

    assert [group.value for group in row.groups] == ["PT", "LW"]
    assert [point.value for point in row.time_points] == ["first", "follow_up"]
    assert list(Instrument.objects.for_group("PT")) == [row]
    assert list(Instrument.objects.for_group("HP")) == []
    said = text(office.get(row.get_absolute_url()))
    assert "For Patients, Link workers When First, Follow-up To give it back 14 days" in said


def test_how_long_people_have_can_stay_open(office, study):
    row = send(office, INSTRUMENTS.add_url, new("instruments"), days="").context["row"]

    assert row.days is None
    assert "To give it back Entered each time" in text(office.get(row.get_absolute_url()))


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("name", "", "Enter what it is called"),
        ("groups", [], "Tick who fills it in"),
        ("groups", ["XX"], GONE),
        ("time_points", [], "Tick when it is filled in"),
        ("days", "366", "The time must be between 1 and 365 days"),
    ],
)
def test_what_cannot_be_is_said(office, study, field, typed, words):
    page = send(office, INSTRUMENTS.add_url, new("instruments"), **{field: typed})

    assert problems(page) == {field: [words]}
    assert not Instrument.objects.exists()


def test_a_name_is_there_once(office, study):
    an_instrument()

    page = send(office, INSTRUMENTS.add_url, new("instruments"))

    assert problems(page) == {"__all__": ["This instrument is already there"]}


def test_it_is_corrected_in_place(office, study):
    row = an_instrument()

    send(office, INSTRUMENTS.deed_url(row, "correct"), {"groups": ["HP"], **WHY})

    row.refresh_from_db()
    assert [group.value for group in row.groups] == ["HP"]


def test_both_answers_are_shown_when_two_people_correct_it(office, study):
    row = an_instrument()
    url = INSTRUMENTS.deed_url(row, "correct")
    held = held_by(office.get(url), groups=["HP"], time_points=["first"], days="7", **WHY)
    facts = {"version": 1, "reason": "Typed wrongly", "by": study.administrator}
    correct_instrument(instrument=row, managers=True, at_first=False, days=21, **facts)

    page = office.post(url, held)

    assert page.context["form"].stale == [
        ("How long do people have to give it back?", "21", "7"),
        ("Who fills it in?", "Patients, Managers", "Health professionals"),
        ("When?", "Follow-up", "First"),
    ]


def test_what_nobody_changed_is_not_compared(office, study):
    row = an_instrument()
    url = INSTRUMENTS.deed_url(row, "correct")
    held = held_by(office.get(url), time_points=["first"], **WHY)
    facts = {"version": 1, "reason": "Typed wrongly", "by": study.administrator}
    correct_instrument(instrument=row, at_first=False, **facts)

    page = office.post(url, held)

    assert page.context["form"].stale == [("When?", "Follow-up", "First")]


def test_the_database_wants_somebody_and_a_time(study):
    an_instrument()

    for column in ("patients", "at_first = false, at_follow_up"):
        with pytest.raises(IntegrityError), transaction.atomic():
            sql(f"UPDATE cases_instrument SET {column} = false")
