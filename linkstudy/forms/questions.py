"""Questions: form fields that say what is wrong in words of our own.

The framework's fields carry messages such as "This field is required." Question throws those
away, so a cause without words of ours fails with a LookupError instead of reaching a page.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from linkstudy import clock, typed
from linkstudy.words import clock_words, day_words

# Controls, all that turns the direction of writing, what is no character in any file we write, and
# what a broken character is decoded to. Hebrew and Arabic need no marks: pages set each text apart.
TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
HIDDEN = re.compile(f"[\0-\x08\x0b-\x1f\x7f-\x9f{TURNING}\ud800-\udfff\ufffd-\uffff]")
HIDDEN_IN_A_LINE = re.compile(f"[\t\n\u2028\u2029{HIDDEN.pattern[1:]}")
SHOWN_AS = "\ufffd"
FAR = 20  # years ahead


class Words(dict):
    """Messages by cause; a cause that nobody wrote words for is a mistake in the code."""

    def __missing__(self, cause: str) -> str:
        raise LookupError(f"No words of our own for the cause {cause!r}")

    def copy(self) -> "Words":
        return Words(self)


class Option(str):
    """A choice's label with a second line; `reveals` marks the tile that opens a question."""

    sub: str
    reveals: bool

    def __new__(cls, label: str, sub: str = "", *, reveals: bool = False) -> "Option":
        option = super().__new__(cls, label)
        option.sub, option.reveals = sub, reveals
        return option


class Question(forms.Field):
    """The base of every field.

    label        the question
    missing      what to say when it is empty; without it the answer is optional
    when_needed  not asked for by the field itself; the form's clean() calls need(name)
    hint         a sentence under the label
    called       how messages name the answer: "The length"
    width        class of the box's width: w4 (minutes), w8 (a date)
    after        words behind the box: "minutes"
    """

    def __init__(
        self,
        label: str = "",
        *,
        missing: str = "",
        when_needed: bool = False,
        hint: str = "",
        called: str = "Your answer",
        width: str = "",
        after: str = "",
        **more: Any,
    ):
        self.missing, self.optional = missing, not missing
        self.called, self.width, self.after = called, width, after
        required = bool(missing) and not when_needed
        super().__init__(label=label, help_text=hint, required=required, **more)
        self.error_messages = Words(required=missing)

    def say(self, value: Any) -> str:
        """A stored value, in words, for the comparison of two people's answers."""
        return "Nothing" if value in (None, "", []) else str(self.prepare_value(value))


class Typed(Question):
    """Text that is understood by `understand`; what was typed always comes back to the page."""

    widget: type[forms.Widget] = forms.TextInput
    hidden = HIDDEN_IN_A_LINE
    longest = typed.LONGEST
    not_understood = "{called} is not one we understand"

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"class": f"form-control {self.width}".strip(), "autocomplete": "off"}

    def to_python(self, value: Any) -> Any:
        text = str(value or "").replace("\r\n", "\n").strip()
        if not text:
            return self.empty()
        self.refuse_long(text)  # first: the next line takes the square of the length of some texts
        text = unicodedata.normalize("NFC", text)
        self.refuse_hidden(text)
        try:
            return self.understand(text)
        except typed.Slip as slip:
            raise self.slip(str(slip)) from None

    def slip(self, words: str = "") -> ValidationError:
        words = words or self.not_understood.format(called=self.called)
        return ValidationError(words, code="not_understood")

    def empty(self) -> Any:
        return None

    def understand(self, text: str) -> Any:
        return text

    def refuse_long(self, text: str) -> None:
        """Raise ValidationError for more than `longest` characters, as they were typed."""
        if len(text) > self.longest:
            raise self.slip()

    def refuse_hidden(self, text: str) -> None:
        """Raise ValidationError that says where the hidden character is."""
        found = self.hidden.search(text)
        if found:
            before = text[max(0, found.start() - 20) : found.start()].strip()
            where = f"after “{before}”" if before else "at the start"
            words = f"Remove the hidden character, shown as {SHOWN_AS}, {where}"
            raise ValidationError(words, code="hidden")

    def prepare_value(self, value: Any) -> Any:
        """What the box shows: hidden characters are made visible, values are put in words."""
        if not isinstance(value, str):
            return value
        return self.hidden.sub(SHOWN_AS, value.replace("\r\n", "\n"))


class Text(Typed):
    """One line. `most` is in characters."""

    def __init__(self, label: str = "", *, most: int = 200, **more: Any):
        self.most = most
        super().__init__(label, **more)

    def empty(self) -> str:
        return ""

    def refuse_long(self, text: str) -> None:
        """Say both numbers."""
        if len(text) > self.most:
            words = f"{self.called} is {len(text):,} characters. "
            raise ValidationError(f"{words}The most we can keep is {self.most:,}", code="long")


class LongText(Text):
    """Several lines. as_typed keeps them character for character, also blanks at their ends."""

    widget = forms.Textarea
    hidden = HIDDEN

    def __init__(
        self,
        label: str = "",
        *,
        most: int = 5000,
        rows: int = 3,
        as_typed: bool = False,
        **more: Any,
    ):
        self.rows, self.as_typed = rows, as_typed
        super().__init__(label, most=most, **more)

    def to_python(self, value: Any) -> Any:
        if not self.as_typed:
            return super().to_python(value)
        text = str(value or "").replace("\r\n", "\n")
        self.refuse_long(text)
        self.refuse_hidden(text)
        return text

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"rows": self.rows, "cols": 40}


class Number(Typed):
    """A whole number between `least` and `most`, of a `unit`."""

    not_understood = "{called} must be a number, like {like}"

    def __init__(
        self,
        label: str = "",
        *,
        least: int = 0,
        most: int = 100_000,
        unit: str = "",
        like: int = 45,
        **more: Any,
    ):
        self.least, self.most, self.unit = least, most, unit
        super().__init__(label, **{"width": "w4", "after": unit} | more)
        self.not_understood = self.not_understood.replace("{like}", str(like))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return super().widget_attrs(widget) | {"inputmode": "numeric"}

    def read(self, text: str) -> int:
        return typed.whole(text)

    def understand(self, text: str) -> int:
        number = self.read(text)
        if not self.least <= number <= self.most:
            span = f"between {self.least:,} and {self.most:,} {self.unit}".strip()
            raise typed.Slip(f"{self.called} must be {span}")
        return number


class Minutes(Number):
    """A length, as a number of minutes: `45`, `45 min`, `1h 5`, `1:05`."""

    def __init__(self, label: str = "", **more: Any):
        usual: dict[str, Any] = {"called": "The length", "least": 1, "most": 300, "unit": "minutes"}
        super().__init__(label, **usual | more)

    def read(self, text: str) -> int:
        return typed.minutes(text)


class Day(Typed):
    """A day, as `typed.day` reads it, not more than 20 years ahead: no study plans further.

    past_words    said when the day is after today; without it the future is allowed
    future        a day ahead is meant when the year is missing, as for a booking
    future_words  said when the day is before today
    """

    not_understood = "{called} must be a date, like 10 June 2022"

    def __init__(
        self,
        label: str = "",
        *,
        past_words: str = "",
        future_words: str = "",
        future: bool = False,
        **more: Any,
    ):
        self.past_words, self.future_words = past_words, future_words
        self.future = future or bool(future_words)
        super().__init__(label, **{"called": "The date", "width": "w8"} | more)

    def understand(self, text: str) -> dt.date:
        today = clock.today()
        found = typed.day(text, today, ahead=self.future)
        if self.past_words and found > today:
            raise typed.Slip(self.past_words)
        if self.future_words and found < today:
            raise typed.Slip(self.future_words)
        if found.year > today.year + FAR:
            raise typed.Slip(f"{day_words(found)} is more than {FAR} years ahead. Check the year")
        return found

    def prepare_value(self, value: Any) -> Any:
        return day_words(value) if isinstance(value, dt.date) else super().prepare_value(value)


class TimeOfDay(Typed):
    """A time of day, as `typed.time_of_day` reads it."""

    not_understood = "{called} must be a time, like 2pm or 4:30pm"

    def __init__(self, label: str = "", **more: Any):
        super().__init__(label, **{"called": "The time", "width": "w8"} | more)

    def understand(self, text: str) -> dt.time:
        return typed.time_of_day(text)

    def prepare_value(self, value: Any) -> Any:
        return clock_words(value) if isinstance(value, dt.time) else super().prepare_value(value)


class Choice(Question, forms.ChoiceField):
    """One of a few answers, as tiles. `row` is how many stand side by side (1, 2 or 3).

    choices are (key, label); a label may be an Option. `offer` gives answers that are not
    their own key, such as rows of the database.
    """

    widget: type[forms.Widget] = forms.RadioSelect

    def __init__(
        self, label: str = "", choices: Any = (), *, unknown: str = "", row: int = 1, **more: Any
    ):
        self.row = row
        self.answers: dict[str, Any] | None = None
        super().__init__(label, choices=choices, **more)
        self.unknown = unknown or self.missing or "Select one of the answers shown"

    def offer(self, options: Iterable[tuple[str, str, Any]]) -> None:
        """Set what may be chosen, as (key, label, answer)."""
        options = list(options)
        self.choices = [(key, label) for key, label, _ in options]
        self.answers = {str(key): answer for key, _, answer in options}

    def to_python(self, value: Any) -> Any:
        return "" if value in self.empty_values else str(value)

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)
        if value and not self.valid_value(value):
            raise ValidationError(self.unknown, code="unknown")

    def clean(self, value: Any) -> Any:
        key = super().clean(value)
        return key if self.answers is None else self.answers.get(key)

    def say(self, value: Any) -> str:
        """The label of the stored value, or of the row that was offered."""
        keys = [key for key, answer in (self.answers or {}).items() if answer == value]
        labels = {str(key): str(label) for key, label in self.flat_choices()}
        return labels.get(str(keys[0] if keys else value)) or super().say(value)

    def flat_choices(self) -> list[tuple[Any, Any]]:
        flat: list[tuple[Any, Any]] = []
        for key, label in list(self.choices):  # type: ignore[arg-type] # what it normalised
            flat += label if isinstance(label, list | tuple) else [(key, label)]
        return flat


class YesNo(Choice):
    """Two tiles; the answer is True or False."""

    def __init__(self, label: str, **more: Any):
        super().__init__(label, row=2, **more)
        self.offer([("yes", "Yes", True), ("no", "No", False)])


class Pick(Choice):
    """One of many answers, as a list that opens. Give ("", "Choose one") first."""

    widget = forms.Select

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"class": "form-select"}

    def offer(self, options: Iterable[tuple[str, str, Any]], first: str = "Choose one") -> None:
        """As for Choice, with an empty answer first; first="" leaves that out."""
        super().offer(options)
        if first:
            self.choices = [("", first), *self.flat_choices()]


# Who chose it did choose: that nothing is selected would not be true.
GONE = "Something that you selected is no longer offered. Select from what is listed"


class Choices(Choice):
    """Any of some answers, as tiles with ticks. The answer is a list."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, label: str = "", choices: Any = (), *, unknown: str = GONE, **more: Any):
        super().__init__(label, choices, unknown=unknown, **more)

    def to_python(self, value: Any) -> list[str]:
        if not isinstance(value, list | tuple):
            value = [] if value in self.empty_values else [value]
        return [str(key) for key in value]

    def validate(self, value: list[str]) -> None:
        forms.Field.validate(self, value)
        if not all(self.valid_value(key) for key in value):
            raise ValidationError(self.unknown, code="unknown")

    def clean(self, value: Any) -> list[Any]:
        keys = forms.Field.clean(self, value)
        return keys if self.answers is None else [self.answers[key] for key in keys]

    def say(self, value: Any) -> str:
        """The labels of a list of stored values."""
        values = value if isinstance(value, list | tuple | set) else [value]
        return ", ".join(super(Choices, self).say(one) for one in values) or "Nothing"


class Tick(Question, forms.BooleanField):
    """One tile to tick. `says` is its sentence; the label stands above it, and may be empty."""

    def __init__(self, label: str = "", *, says: str, **more: Any):
        self.says = says
        super().__init__(label, **more)

    def say(self, value: Any) -> str:
        return "Ticked" if value else "Not ticked"
