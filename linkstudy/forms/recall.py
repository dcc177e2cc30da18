"""What was sent, in the words of the form that asked it, where no form can be made any more.

A page for somebody who is signed out, or for an error of ours, knows only names and values. The
form is the one that the view says it asks, or is found by them: the one that asks the most of
them and the least besides, of those that the view names first. What only a row of the database could put in words is left out.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile
from typing import Any

from linkstudy.forms.questions import Choice, Tick, Typed
from linkstudy.forms.study import Hidden, StudyForm

View = Callable[..., Any] | None


def recalled(view: View, sent: Mapping[str, list[str]]) -> list[tuple[str, str]] | None:
    """(question, answer) in words, in the form's order; None when no form asks any of it."""
    form = asked_by(view, set(sent))
    if form is None:
        return None
    questions = form.base_fields.items()
    told = ((question, words(question, sent.get(name, []))) for name, question in questions)
    return [(label(question), answer) for question, answer in told if answer]


def asked_by(view: View, names: set[str]) -> type[StudyForm] | None:
    """The form that the view says it asks, or that most likely asked for the names."""
    if said := getattr(view, "asks", None):
        return said
    named = set(inspect.unwrap(view).__code__.co_names) if inspect.isfunction(view) else set()
    rated = []
    for form in every(StudyForm):
        asks = {name for name, one in form.base_fields.items() if not isinstance(one, Hidden)}
        if common := len(asks & names):
            near = together(form.__module__, getattr(view, "__module__", ""))
            rated.append(((common, form.__name__ in named, near, -len(asks)), form))
    return max(rated, key=lambda one: one[0])[1] if rated else None


def together(one: str, other: str) -> int:
    """How far two modules lie on the same path."""
    steps = zip(one.split("."), other.split("."), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], steps))


def every(form: type[StudyForm]) -> Iterator[type[StudyForm]]:
    """All forms that build on it."""
    for child in form.__subclasses__():
        yield child
        yield from every(child)


def label(question: Any) -> str:
    return str(question.label or getattr(question, "says", ""))


def words(question: Any, values: list[str]) -> str:
    """The answer as the page would say it; "" for none, and for what only a row can say."""
    match question:
        case Tick():
            return "Ticked" if values else ""
        case Choice():
            labels = {str(key): str(shown) for key, shown in question.flat_choices()}
            return ", ".join(labels[value] for value in values if value and value in labels)
        case Typed():
            return values[-1] if values else ""
        case Hidden() if question.label:
            return values[-1] if values else ""
    return ""  # a mark of the form, or a secret
