"""Forms that put a record right, take it back or restore it: each asks why, last."""

from typing import Any

from crispy_forms.layout import Layout

from linkstudy.forms.questions import LongText
from linkstudy.forms.study import StudyForm

MOST = 1000


class VoidForm(StudyForm):
    """Why a record is taken back."""

    versioned = True
    layout = Layout("reason")
    reason = LongText(
        "Why is it void?",
        missing="Enter why it is void",
        called="The reason",
        hint="For example, recorded for the wrong person. Do not include names",
        most=MOST,
    )


class RestoreForm(StudyForm):
    """Why a void record counts again."""

    versioned = True
    layout = Layout("reason")
    reason = LongText(
        "Why does it count again?",
        missing="Enter why it counts again",
        called="The reason",
        hint="For example, the wrong record was taken back. Do not include names",
        most=MOST,
    )


class Correcting(StudyForm):
    """Mixed into a form of facts, filled in with what stands: also asks why that was wrong.

    A refusal has a reason of its own, so this one is called why.
    """

    versioned = True
    why = LongText(
        "Why was it wrong?",
        missing="Enter why it was wrong",
        called="The reason",
        hint="For example, the length was misread. Do not include names",
        most=MOST,
    )


def held(row: Any, *names: str) -> dict[str, Any]:
    """What stands in a row, to fill a form with: {name: value}, and the version."""
    return {name: getattr(row, name) for name in names} | {"version": row.version}
