"""Questionnaires, in the history that tests tell."""

from cases import actions as case_actions
from linkstudy.testing.factories import SmallStudy, a_person, a_withdrawal, ago
from linkstudy.testing.questionnaires import a_questionnaire, an_instrument, returned
from participants import actions


def hand_out(small: SmallStudy) -> None:
    """Questionnaires that come back or not; one put right, taken back and restored."""
    person, by = a_person(small.cases[0]), small.researcher
    instrument = an_instrument()
    case_actions.correct_instrument(
        instrument=instrument, version=1, reason="Typed wrongly", by=by, managers=True
    )
    row = returned(a_questionnaire(person, by=by), by)
    facts = {
        name: getattr(row, name) for name in ("instrument", "time_point", "given_on", "due_on")
    }
    facts |= {"how": "phone", "returned_on": ago(0), "not_coming_on": None, "not_coming_why": ""}
    row = actions.correct_questionnaire(
        questionnaire=row, version=row.version, why="Misread", by=by, **facts
    )
    gone = actions.void_questionnaire(
        questionnaire=row, version=row.version, reason="Another person", by=by
    )
    actions.restore_questionnaire(
        questionnaire=gone, version=gone.version, reason="This person", by=by
    )
    a_questionnaire(person, by=by, time_point="follow_up")
    a_withdrawal(person)
