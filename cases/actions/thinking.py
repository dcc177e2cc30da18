"""Programme theories and their statements, and what was collected makes the team think about."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError

from cases.actions.rows import demand_within_study, enter, put_right
from cases.models import (
    DayReflection,
    Debrief,
    DebriefReflection,
    ObservationDay,
    ProgrammeTheory,
    Reflection,
    Statement,
    Topic,
)
from cases.models.thinking import UNTICKED
from cases.vocabulary import Unticked
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import NOTHING_NEW, replace, restore, void
from linkstudy.audit.writing import Links, action, add, as_seen, lock
from linkstudy.rows import next_number

Kind = TypeVar("Kind", bound=Reflection)
NOTHING_TICKED = "Tick a topic or a theory, or cancel"
OTHERWISE = "This is not as it was. Open the page again"
MORE = "More was found in it"


@action
def add_theory(
    *, label: str, title: str, words: str, effective_from: dt.date, by: User | None
) -> ProgrammeTheory:
    """A programme theory with its first statement."""
    theory = ProgrammeTheory(label=label, title=title)
    theory = enter(theory, "theory.added", address=label, by=by)
    state_theory(theory=theory, words=words, effective_from=effective_from, by=by)
    return theory


@action
def correct_theory(
    *, theory: ProgrammeTheory, version: int, reason: str, by: User | None, label: str, title: str
) -> ProgrammeTheory:
    """Its label and title. What it says stands in its statements."""
    return put_right(theory, version=version, reason=reason, by=by, label=label, title=title)


@action
def state_theory(
    *, theory: ProgrammeTheory, words: str, effective_from: dt.date, by: User | None
) -> Statement:
    """What the theory says from a day on; what it said before stays."""
    _demand_free_day(theory, effective_from)
    statement = Statement(theory=theory, words=words, effective_from=effective_from)
    statement.number = next_number(theory.statements)
    address = f"{theory.slug}-{statement.number}"
    return enter(statement, "statement.made", address=address, by=by)


@action
def correct_statement(
    *,
    statement: Statement,
    version: int,
    reason: str,
    by: User | None,
    words: str,
    effective_from: dt.date,
) -> Statement:
    """Its words and its day, where they were written down wrongly."""
    if effective_from != statement.effective_from:
        _demand_free_day(statement.theory, effective_from)
    facts: dict[str, Any] = {"words": words, "effective_from": effective_from}
    return put_right(statement, version=version, reason=reason, by=by, **facts)


def _demand_free_day(theory: ProgrammeTheory, day: dt.date) -> None:
    """Raise ValidationError for a day before the study, or from which another statement holds."""
    demand_within_study("effective_from", day, "Nothing can hold")
    other = theory.statements.standing().filter(effective_from=day).first()
    if other:
        words = f"Statement {other.number} holds from this day already. Choose another day"
        raise ValidationError({"effective_from": words})


@action
def reflect_on_day(*, day: ObservationDay, by: User, **ticked: Any) -> DayReflection:
    """What an observation day makes the team think about. See `reflect`."""
    return reflect(DayReflection, day, by=by, **ticked)


@action
def reflect_on_debrief(*, debrief: Debrief, by: User, **ticked: Any) -> DebriefReflection:
    """What a debrief makes the team think about. See `reflect`."""
    return reflect(DebriefReflection, debrief, by=by, **ticked)


def reflect(
    model: type[Kind],
    fact: Any,
    *,
    version: int,
    by: User,
    topics: Sequence[Topic] = (),
    theories: Sequence[ProgrammeTheory] = (),
    why: str = "",
) -> Kind:
    """Write what a fact makes the team think about in place of what was ticked before.

    version is that of the reflection that somebody saw, or 1; why is asked where something is not
    ticked any more. Raises ValidationError beside the question, and Stale.
    """
    if fact.voided_at:
        raise ValidationError("This record is void. Restore it first")
    links: Links = {"topics": list(topics), "theories": list(theories)}
    demand_there(links)
    held = model.of(fact)
    if held is None:
        if version != UNTICKED:
            raise ValidationError(OTHERWISE)
        return _first(model, fact, by, links)
    as_seen(lock(held), version)
    return _again(held, version, why, by, links)


def demand_there(links: Links) -> None:
    """Raise ValidationError when somebody took back one of the rows meanwhile."""
    for name, rows in links.items():
        keys = [row.pk for row in rows]
        model = Topic if name == "topics" else ProgrammeTheory
        for row in model._default_manager.filter(pk__in=keys).exclude(voided_at=None)[:1]:
            raise ValidationError({name: f"“{row}” is void. Choose others"})


def _first(model: type[Kind], fact: Any, by: User, links: Links) -> Kind:
    if not any(links.values()):
        raise ValidationError(NOTHING_TICKED)
    row = model(version=UNTICKED + 1, author=by, **{model.fact: model.first_row(fact)})
    return add(row, "reflection.recorded", by=by, links=links)


def _again(held: Kind, version: int, why: str, by: User, links: Links) -> Kind:
    """Another reflection in place of one that was seen."""
    before: dict[str, set] = {name: set(getattr(held, name).all()) for name in links}
    if held.is_empty:
        if not any(links.values()):
            raise ValidationError(NOTHING_TICKED)
        known: dict[str, Any] = {"by": by, "version": version, "why": MORE, "author": by}
        return restore(held, "reflection.restored", links=links, **known)
    if all(before[name] == set(rows) for name, rows in links.items()):
        raise ValidationError(NOTHING_NEW)
    gone = any(before[name] - set(rows) for name, rows in links.items())
    reason = _reason(why) if gone else MORE
    if not any(links.values()):
        return void(held, "reflection.voided", by=by, version=version, why=reason)
    known = {"by": by, "version": version, "why": reason, "author": by}
    return replace(held, "reflection.changed", links=links, **known)


def _reason(why: str) -> str:
    """In words, why something is not ticked any more. Raises ValidationError without one."""
    if why not in Unticked.values:
        raise ValidationError({"why": "Select why something is not ticked any more"})
    return str(Unticked(why).label)
