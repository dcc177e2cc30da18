"""What the forms of Set up share: the row they are about, a reason, and choices of rows."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from crispy_forms.layout import Layout
from django.db.models import Model

from cases.models import Amendment
from linkstudy.forms import Choice, Day, Pick, Reason, StudyForm

TYPED = "For example, 1/6 or 1 June 2022"
PAST = "The date must be today or in the past"


def why(question: str, missing: str, example: str) -> Reason:
    """The question for a reason, which stands in the history."""
    hint = f"{example}. It stands in the history beside your name. Name nobody"
    return Reason(question, missing=missing, hint=hint, most=500, rows=2)


class SetUpForm(StudyForm):
    """A form about a row of the set-up, or about one to come.

    row    the row, or None while there is none
    known  what its address chose beforehand, {question: key}
    """

    def __init__(self, data: Any = None, *, row: Any = None, known: dict[str, Any] | None = None):
        self.row = row
        super().__init__(data)
        self.offer()
        self.initial = self.suggested() | self.asked(known or {}) if row is None else self.held()

    def offer(self) -> None:
        """Give the choices that are rows."""

    def suggested(self) -> dict[str, Any]:
        """What stands in the boxes of a row to come."""
        return {}

    def asked(self, known: dict[str, str]) -> dict[str, str]:
        """What the address chose beforehand: an answer by its key, a row by its own address."""
        found: dict[str, str] = {}
        for name, value in known.items():
            field = self.fields.get(name)
            if isinstance(field, Choice):
                held = (field.answers or {}).items()
                keys = [key for key, answer in held if getattr(answer, "slug", key) == value]
                keys = keys if field.answers else [value] if field.valid_value(value) else []
                found |= {name: keys[0]} if keys else {}
        return found

    def held(self) -> dict[str, Any]:
        """What stands in the boxes of a row that is there: its values, and its version."""
        names = [name for name in self.fields if hasattr(self.row, name)]
        return {name: self.key_of(name, getattr(self.row, name)) for name in names}

    def key_of(self, name: str, value: Any) -> Any:
        """A value as the question's box holds it: the key of the answer for choices of rows."""
        answers = getattr(self.fields[name], "answers", None)
        if answers is None:
            return value
        return next((key for key, answer in answers.items() if answer == value), "")

    def choice(self, name: str) -> Choice:
        return cast(Choice, self.fields[name])

    def offer_rows(
        self,
        name: str,
        rows: Iterable[Model],
        words: Callable[[Any], str] = str,
        first: str = "Choose one",
    ) -> None:
        """Let a question be answered by one of the rows."""
        options = [(str(row.pk), words(row), row) for row in rows]
        field = self.fields[name]
        if isinstance(field, Pick):
            field.offer(options, first=first)
        else:
            cast(Choice, field).offer(options)

    def offer_amendments(self) -> None:
        """Let the question "amendment" be answered by one that stands, or by none."""
        self.offer_rows("amendment", Amendment.objects.standing(), named, first="No amendment")


def named(amendment: Amendment) -> str:
    """SA01: shorter information sheet."""
    return f"{amendment}: {amendment.summary}" if amendment.summary else str(amendment)


class Reasoned(SetUpForm):
    """A form that changes a row: only on what the person saw, and with a reason."""

    versioned = True
    layout: Layout | None = Layout("reason")

    reason = why("Why was it wrong?", "Enter why it was wrong", "For example, typed wrongly")


class VoidRow(Reasoned):
    """Why a row that was entered by mistake is taken back."""

    reason = why("Why is it void?", "Enter why it is void", "For example, entered twice")


class RestoreRow(Reasoned):
    """Why a row that was taken back stands again."""

    reason = why(
        "Why does it count again?",
        "Enter why it counts again",
        "For example, it was right after all",
    )


class ReopenForm(Reasoned):
    """Why what was closed is open again."""

    reason = why(
        "Why is it open again?", "Enter why it is open again", "For example, closed by mistake"
    )


class CloseForm(SetUpForm):
    """On which day it closed."""

    versioned = True
    layout = Layout("on")

    on = Day(
        "When did it close?",
        missing="Enter the day on which it closed",
        hint="For example, today, 1/6 or 1 June 2022",
        past_words=PAST,
    )
