"""Forms that put a record right, take it back or restore it: each asks why, last."""

from typing import Any

from crispy_forms.layout import Layout

from linkstudy import typed
from linkstudy.forms.questions import LongText, Text
from linkstudy.forms.study import StudyForm

MOST = 1000
FEW_WORDS, LETTERS = 6, 8  # letters of a reason in two words or more, and of one in a single word
UNTOLD = "Say it in a few words: others read the reason later"


def is_told(text: str) -> bool:
    """Whether a reason is in words: two of them ("A mistake"), or one that is long ("Miscounted").

    Whoever asks in two years why a record was voided, or a telephone number looked at, has this
    text and nothing else; "x" and "ok" tell nothing. What is refused is what cannot be an answer,
    in any script: no rule can tell whether a reason is a good one, so none that is asks for more.
    """
    words = [word for word in text.split() if any(letter.isalpha() for letter in word)]
    letters = sum(letter.isalpha() for letter in text)
    return letters >= (FEW_WORDS if len(words) > 1 else LETTERS)


class ShortReason(Text):
    """A reason, on one line."""

    def __init__(self, label: str = "", **more: Any):
        usual: dict[str, Any] = {"called": "The reason", "most": MOST}
        super().__init__(label, **usual | more)

    def understand(self, text: str) -> str:
        if not is_told(text):
            raise typed.Slip(UNTOLD)
        return text


class Reason(ShortReason, LongText):
    """A reason, on several lines: it stands in the history."""


class VoidForm(StudyForm):
    """Why a record is taken back."""

    versioned = True
    layout = Layout("reason")
    reason = Reason(
        "Why is it void?",
        missing="Enter why it is void",
        hint="For example, recorded for the wrong person. Do not include names",
    )


class RestoreForm(StudyForm):
    """Why a void record counts again."""

    versioned = True
    layout = Layout("reason")
    reason = Reason(
        "Why does it count again?",
        missing="Enter why it counts again",
        hint="For example, the wrong record was taken back. Do not include names",
    )


class Correcting(StudyForm):
    """Mixed into a form of facts, filled in with what stands: also asks why that was wrong.

    A refusal has a reason of its own, so this one is called why.
    """

    versioned = True
    why = Reason(
        "Why was it wrong?",
        missing="Enter why it was wrong",
        hint="For example, the length was misread. Do not include names",
    )


def held(row: Any, *names: str) -> dict[str, Any]:
    """What stands in a row, to fill a form with: {name: value}, and the version."""
    return {name: getattr(row, name) for name in names} | {"version": row.version}
