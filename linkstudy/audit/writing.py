"""The only way to write: a row and its entry in the history, in one transaction.

`add` and `amend` are for actions alone; a house test finds any other writer.
"""

import datetime as dt
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from linkstudy import clock
from linkstudy.audit.chain import mac_of, seal_of
from linkstudy.audit.models import Entry, Head, Submission

Row = TypeVar("Row", bound=models.Model)


class Actor(Protocol):
    """Who acts: the history keeps these as plain values."""

    pk: Any
    name: str
    role: str


class Stale(ValidationError):
    """Somebody changed the row since this person opened it.

    current  the row as it stands; who the name of the person who changed it
    changed  {field: (value when opened, value now)} in the row's own terms
    """

    def __init__(self, current: models.Model, who: str, changed: dict[str, tuple[Any, Any]]):
        super().__init__(f"{who} changed this while you were typing")
        self.current, self.who, self.changed = current, who, changed


def privacy_of(model: type[models.Model] | models.Model) -> dict[str, str]:
    """{field name: class} of a model's own statement."""
    stated = getattr(model, "privacy", {})
    return {name: kind for kind, names in stated.items() for name in names.split()}


def plain(value: Any) -> Any:
    """A value as the history keeps it: JSON's own types, instants in UTC."""
    match value:
        case dt.datetime():
            return value.astimezone(dt.UTC).isoformat()
        case dt.date() | dt.time():
            return value.isoformat()
        case UUID():
            return str(value)
        case list() | tuple() | set():
            return [plain(item) for item in value]
    return value


def snapshot(row: models.Model) -> dict[str, Any]:
    """Every stored value of the row but direct identifiers, by column."""
    classed = privacy_of(row)
    return {
        field.attname: plain(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if classed.get(field.name) != "direct"
    }


def lists_choices(constraint: models.BaseConstraint) -> bool:
    """Whether a constraint does nothing but list the values of a column."""
    match constraint:
        case models.CheckConstraint(condition=models.Q(children=[(str(lookup), _)], negated=False)):
            return lookup.endswith("__in")
    return False


def check(row: models.Model) -> None:
    """Django's full_clean, but for constraints that say what the field's choices have just said.

    It asks the database once per constraint, and those are most; the database still holds them.
    """
    row.full_clean(validate_constraints=False)
    for constraint in row._meta.constraints:
        if not lists_choices(constraint):
            constraint.validate(type(row), row)


def in_turn() -> Head:
    """The end of the history, locked until the transaction ends.

    Every action takes this lock before any other: writers come one after the other, so that
    none of them waits for a row that another holds who waits for them.
    """
    head = Head.objects.select_for_update().filter(pk=1).first()
    if head is None:
        Head.objects.get_or_create(pk=1)
        head = Head.objects.select_for_update().get(pk=1)
    return head


@transaction.atomic
def record(
    verb: str,
    *,
    on: models.Model,
    by: Actor | None,
    changes: dict[str, Any] | None = None,
    reason: str = "",
) -> Entry:
    """Append an entry. by=None is the system itself. Waits for whoever appends before us."""
    head = in_turn()
    entry = Entry(
        seq=head.seq + 1,
        at=clock.real_now(),
        study_at=clock.study_now().astimezone(dt.UTC),
        actor=by.pk if by else None,
        actor_name=by.name if by else "linkstudy",
        actor_role=by.role if by else "",
        verb=verb,
        kind=on._meta.label_lower,
        key=str(on.pk),
        about=str(getattr(on, "about", "")),
        body=json.dumps(changes or {}, sort_keys=True, separators=(",", ":")),
        reason=reason,
    )
    entry.mac = mac_of(entry, head.mac)
    entry.save(force_insert=True)
    head.seq, head.mac = entry.seq, entry.mac
    head.seal = seal_of(head)
    head.save()
    return entry


@transaction.atomic
def add(
    row: Row, verb: str, *, by: Actor | None, reason: str = "", links: dict[str, list] | None = None
) -> Row:
    """Validate and insert the row, with links {many-to-many field: rows}, and record it.

    Raises ValidationError in the words of the model's constraints.
    """
    check(row)
    row.save(force_insert=True)
    changes = {name: [None, value] for name, value in snapshot(row).items() if value is not None}
    for name, linked in (links or {}).items():
        getattr(row, name).set(linked)
        changes[name] = [[], [str(other) for other in linked]]
    record(verb, on=row, by=by, changes=changes, reason=reason)
    return row


@transaction.atomic
def amend(
    row: Row,
    verb: str,
    *,
    by: Actor | None,
    version: int | None = None,
    reason: str = "",
    links: dict[str, list] | None = None,
    **values: Any,
) -> Row:
    """Lock the row, set the values, validate, save those fields alone and record old and new.

    version is the row's version when the person opened the form; None means that the change
    does not depend on what they saw. Raises Stale when the row has moved on since.
    """
    locked: Any = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if version is not None and locked.version != version:
        raise Stale(locked, *since(locked, version))
    before = snapshot(locked)
    for name, value in values.items():
        setattr(locked, name, value)
    locked.version += 1
    check(locked)
    locked.save(update_fields=[*values, "version"])
    after = snapshot(locked)
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    for name, linked in (links or {}).items():
        old = [str(other) for other in getattr(locked, name).all()]
        getattr(locked, name).set(linked)
        changes[name] = [old, [str(other) for other in linked]]
    record(verb, on=locked, by=by, changes=changes, reason=reason)
    return locked


def since(row: models.Model, version: int) -> tuple[str, dict[str, tuple[Any, Any]]]:
    """Who changed the row last, and {field: (then, now)} since that version, from its history."""
    changed: dict[str, tuple[Any, Any]] = {}
    who = "Somebody"
    for entry in Entry.objects.filter(kind=row._meta.label_lower, key=str(row.pk)):
        changes = entry.changes
        _, reached = changes.pop("version", (None, 0))  # only entries of a change hold one
        if reached > version:
            who = entry.actor_name
            for name, (old, new) in changes.items():
                changed[name] = (changed.get(name, (old, None))[0], new)
    return who, changed


def action(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function an action: one transaction, and once per form token.

    token is a form's one-time token. Sent again, by a double click or after a time-out, the
    function is not run: the first answer comes back. Raises ValidationError when the token
    belongs to something else, and when the database refuses what somebody else's write at the
    same moment has made impossible.
    """

    @wraps(function)
    def run(*, by: Actor | None, token: str = "", **facts: Any) -> Any:
        try:
            with transaction.atomic():
                in_turn()
                return _once(function, by, token, facts) if token else function(by=by, **facts)
        except IntegrityError as refused:
            raise ValidationError(
                "Somebody changed this record at the same moment. Check it and save again"
            ) from refused

    return run


def _once(function: Callable[..., Any], by: Actor | None, token: str, facts: dict) -> Any:
    claim = Submission(token=token, action=function.__qualname__, user_id=by.pk if by else None)
    if not _claimed(claim):
        return _first_answer(claim)
    result = function(by=by, **facts)
    claim.kind, claim.key = result._meta.label_lower, str(result.pk)
    claim.save(update_fields=["kind", "key"])
    return result


def _claimed(claim: Submission) -> bool:
    try:
        with transaction.atomic():
            claim.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _first_answer(claim: Submission) -> models.Model:
    first = Submission.objects.get(token=claim.token)
    if (first.action, first.user_id) != (claim.action, claim.user_id):
        raise ValidationError("This form was already used. Open the page again and fill it in anew")
    return apps.get_model(first.kind)._default_manager.get(pk=first.key)
