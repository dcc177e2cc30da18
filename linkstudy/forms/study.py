"""The form every page that writes builds on, and the parts of its layout."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, cast
from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, LayoutObject
from crispy_forms.utils import TEMPLATE_PACK, render_field
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.functional import Promise, cached_property

from linkstudy.audit.writing import Stale, Used
from linkstudy.forms.questions import Question

HELD = ("token", "version")
CHECK = "Check this answer"
LEFT = "Not changed by you, so theirs is in the form"
SINGLE = (str, int, dt.date, dt.time, Model)  # answers that one box holds
LOST = "Part of this form was lost on the way. Open the page again before you save"


def new_token() -> str:
    """A one-time token: a double click, or a post sent again, writes once."""
    return uuid4().hex


class LayoutMixin:
    """The class says the order of its fields; the page owns <form>, the csrf token and buttons."""

    layout: Layout | None = None
    use_required_attribute = False

    @cached_property
    def helper(self) -> FormHelper:
        helper = FormHelper(None if self.layout is not None else self)
        if self.layout is not None:
            helper.layout = self.layout
        helper.form_tag = False
        helper.disable_csrf = True
        helper.render_hidden_fields = True
        return helper

    def __iter__(self) -> Iterator[forms.BoundField]:
        """What the page does not show, then the questions in its order: so problems are told."""
        fields = cast(forms.BaseForm, self).fields
        shown = [found.name for found in self.layout.get_field_names()] if self.layout else []
        unshown = [name for name in fields if name not in shown]
        return (cast(forms.BaseForm, self)[name] for name in [*unshown, *shown] if name in fields)


class Hidden(Question):
    """A value the page carries and nobody types."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> str:
        return str(value or "")


class StudyForm(LayoutMixin, forms.Form):
    """A form that writes once, and says when somebody else was faster.

    versioned  the form changes a row: give initial={"version": row.version, ...}
    stale      (label, theirs, yours) after a save that somebody else overtook
    """

    versioned = False
    token = Hidden(initial=new_token)
    version = Hidden()

    def __init__(self, data: Any = None, *args: Any, **more: Any):
        super().__init__(data, *args, **more)
        self.stale: list[tuple[str, str, str]] = []
        self.overtaken_by = ""
        if not self.versioned:
            del self.fields["version"]

    def clean_token(self) -> str:
        token = self.cleaned_data["token"]
        return token if re.fullmatch("[0-9a-f]{32}", token) else new_token()

    def token_sent(self) -> str:
        """The token that came with the answers; nothing when it was none of ours."""
        token = self.cleaned_data["token"]
        return token if token == self.data.get(self.add_prefix("token")) else ""

    def clean_version(self) -> int:
        typed = self.cleaned_data["version"]
        if not re.fullmatch("[0-9]{1,9}", typed):
            raise ValidationError(LOST)
        return int(typed)

    def question(self, name: str) -> Question:
        return cast(Question, self.fields[name])

    def need(self, name: str) -> None:
        """Ask for an answer that another answer makes necessary; for clean()."""
        if self.cleaned_data.get(name) in forms.Field.empty_values and name not in self.errors:
            self.add_error(name, self.question(name).missing)

    def answers(self) -> dict[str, Any]:
        """What was answered, by field, for the action."""
        return {name: value for name, value in self.cleaned_data.items() if name not in HELD}

    def typed(self) -> dict[str, Any]:
        """All that was sent, as it came, but for the framework's token, which is new each time."""
        sent = dict(self.data.lists()) if isinstance(self.data, QueryDict) else dict(self.data)
        return {name: words for name, words in sent.items() if name != "csrfmiddlewaretoken"}

    def once(self) -> dict[str, Any]:
        """The one-time token, and the version of the row that the person saw."""
        return {name: value for name, value in self.cleaned_data.items() if name in HELD}

    def take(self, refusal: ValidationError) -> None:
        """Put an action's refusal beside the fields it names, else above the form.

        Where its params have (words, address) to see, that stands beside the field too.
        """
        if not hasattr(refusal, "error_dict"):
            self.add_error(None, [ours(error) for error in refusal.error_list])
            return
        for name, errors in refusal.error_dict.items():
            place = name if name in self.fields and name != NON_FIELD_ERRORS else None
            missing = getattr(self.fields.get(name), "missing", "")
            self.add_error(place, [ours(error, missing) for error in errors])
            if place:
                seen = [(error.params or {}).get("see") for error in errors]
                cast(Any, self.fields[place]).see = next(filter(None, seen), None)

    def take_stale(self, stale: Stale) -> None:
        """Show what somebody else saved; saving again is then deliberate."""
        self.overtaken_by = stale.who
        self.stale = list(self.compare(stale))
        self.carry("version", str(getattr(stale.current, "version", "")))
        words = f"{stale.who} changed this while you were typing. Nothing is saved yet"
        self.add_error(None, words)

    def take_used(self, used: Used) -> None:
        """Say that this form was used; a fresh token lets the person save again, knowing that."""
        self.carry("token", new_token())
        self.take(used)

    def carry(self, name: str, value: str) -> None:
        """Let the page that comes back hold another value than was sent, where nobody types it."""
        held = cast(QueryDict, self.data).copy()
        held[self.add_prefix(name)] = value
        self.data = held

    def compare(self, stale: Stale) -> Iterator[tuple[str, str, str]]:
        """Yield (label, theirs, yours) for each question whose stored answer changed. Where a form that
        changes a row has what stood there when it was opened, theirs is taken into it."""
        for column, (opened, _) in stale.changed.items():
            name = column if column in self.fields else column.removesuffix("_id")
            if name not in self.fields or not hasattr(stale.current, name):
                continue
            field = self.question(name)
            theirs = getattr(stale.current, name)
            theirs = list(theirs.all()) if hasattr(theirs, "all") else theirs
            hidden = isinstance(theirs, bytes | memoryview)
            words = "Changed, not shown here" if hidden else field.say(theirs)
            yours = self.cleaned_data.get(name)
            is_left = isinstance(theirs, SINGLE) and key_of(yours) == opened
            if self.versioned and is_left and can_be(stale.current, column, opened):
                self.carry(name, str(field.prepare_value(key_of(theirs))))
                yield str(field.label), words, LEFT
            else:
                yield str(field.label), words, field.say(yours)


def can_be(row: Model, column: str, opened: Any) -> bool:
    """Whether a column can have held a value: nothing is known of a version that never was."""
    return opened is not None or bool(getattr(row._meta.get_field(column), "null", False))


def key_of(value: Any) -> Any:
    """An answer as a row stores it: the key of another row."""
    return value.pk if isinstance(value, Model) else value


def ours(error: ValidationError, missing: str = "") -> ValidationError:
    """The error, unless its words are the framework's: then ours.

    The framework's messages are lazy translations; ours are plain text.
    """
    words = error.message
    if isinstance(words, Promise) or str(words).startswith("Constraint “"):
        return ValidationError((missing if error.code in {"null", "blank"} else "") or CHECK)
    return error


class Revealing(LayoutObject):
    """A choice and the questions its revealing tile opens: Revealing("when", "date").

    The choice's label is Option("Other date", reveals=True). Where the browser cannot hide
    what is not needed, everything is shown.
    """

    template = "ui/revealing.html"

    def __init__(self, choice: str, *fields: str):
        self.fields = [choice, *fields]

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        choice, *others = self.fields
        first = render_field(choice, form, context, template_pack=template_pack, **kwargs)
        rest = Layout(*others).get_rendered_fields(form, context, template_pack, **kwargs)
        return render_to_string(self.template, {"choice": first, "fields": rest})


class Folded(LayoutObject):
    """Optional questions behind a line that opens: Folded("Add a note (optional)", "note")."""

    template = "ui/folded.html"

    def __init__(self, summary: str, *fields: str):
        self.summary, self.fields = summary, list(fields)

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        inside = self.get_rendered_fields(form, context, template_pack, **kwargs)
        used = any(form[name].errors or form[name].value() for name in self.fields)
        words = {"summary": self.summary, "fields": inside, "open": used}
        return render_to_string(self.template, words)
