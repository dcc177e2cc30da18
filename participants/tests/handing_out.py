"""What tests of questionnaires share: one put right, settled, taken back and restored."""

from typing import Any

from participants import actions
from participants.models import Questionnaire


def facts_of(row: Questionnaire, **more: Any) -> dict[str, Any]:
    names = ("instrument", "time_point", "given_on", "how", "due_on")
    came = ("returned_on", "not_coming_on", "not_coming_why")
    return {name: getattr(row, name) for name in (*names, *came)} | more


def correct(row: Questionnaire, **more: Any) -> Questionnaire:
    return actions.correct_questionnaire(
        questionnaire=row,
        version=row.version,
        why="Misread",
        by=row.participant.owner,
        **facts_of(row, **more),
    )


def settle(row: Questionnaire, **came: Any) -> Questionnaire:
    by = row.participant.owner
    return actions.settle_questionnaire(questionnaire=row, version=row.version, by=by, **came)


def void(row: Questionnaire) -> Questionnaire:
    by = row.participant.owner
    return actions.void_questionnaire(
        questionnaire=row, version=row.version, reason="Another person", by=by
    )


def restore(row: Questionnaire) -> Questionnaire:
    by = row.participant.owner
    return actions.restore_questionnaire(
        questionnaire=row, version=row.version, reason="It was them", by=by
    )
