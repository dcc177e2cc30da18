"""The only way to write: a row and its entry in the history, in one transaction.

`add` and `amend` are for actions alone; a house test finds any other writer. What takes a fact back
or puts it right stands in `correcting`.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial, wraps
from typing import Any, ParamSpec, Protocol, TypeVar

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from linkstudy import clock
from linkstudy.audit.answers import digest_of, trace_of
from linkstudy.audit.chain import going_on, mac_of, seal_of
from linkstudy.audit.models import Entry, Head, Submission
from linkstudy.audit.reading import linked_to, names_of, since, snapshot
from linkstudy.moments import demand_real_moments

Row = TypeVar("Row", bound=models.Model)
Given = ParamSpec("Given")
Answer = TypeVar("Answer")
Links = dict[str, list]  # {many-to-many field: rows}
Facts = dict[str, Any]

NOTHING: list[list[Any]] = [[None, None], [[], []]]
END = Head.objects.select_for_update().filter(pk=1)


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


class Used(ValidationError):
    """The one-time token of a form was used for something else, or with other answers."""

    def __init__(self) -> None:
        words = "This form was already used, with other answers. Check what was saved"
        super().__init__(f"{words}, then save again to keep these")


def stored(row: models.Model, **how: Any) -> None:
    """Save a row whose answers are clean. The database judges the rest: it holds every rule, and is
    asked for each of them only once it has refused, for the words.

    Raises ValidationError in the words of the model's fields and constraints, and beside a time
    that its day did not have.
    """
    demand_clean(row, how.get("update_fields"))
    with in_words([row]), transaction.atomic():
        row.save(**how)


def demand_clean(row: models.Model, fields: Sequence[str] | None = None) -> None:
    """Raise ValidationError for what can be told without the database."""
    near = {field.name for field in row._meta.concrete_fields if field.is_relation}
    row.clean_fields(exclude=near)
    demand_real_moments(row, fields)
    row.clean()


@contextmanager
def in_words(rows: Sequence[models.Model]) -> Iterator[None]:
    """What the database refuses of these rows, in the words of the rule that one of them breaks."""
    try:
        yield
    except IntegrityError:
        for row in rows:
            row.full_clean(validate_constraints=False)
            for constraint in row._meta.constraints:
                constraint.validate(type(row), row)
        raise


def in_turn() -> Head:
    """The end of the history, locked until the transaction ends.

    Every action takes this lock before any other: writers come one after the other, so that
    none of them waits for a row that another holds who waits for them. Raises chain.Broken.
    """
    return going_on(next(iter(END.all()), None))


def whole(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """In the caller's transaction, or else in one of its own. For what writes one fact and its entry: by
    the time that it is refused it has written nothing, so it needs no savepoint.
    """

    @wraps(function)
    def run(*args: Given.args, **facts: Given.kwargs) -> Answer:
        if transaction.get_connection().in_atomic_block:
            return function(*args, **facts)
        with transaction.atomic():
            return function(*args, **facts)

    return run


@transaction.atomic
def begin() -> None:
    """Seal the end of a history without entries, in a database that is new.

    One that knows people has had an end: if it is gone, that is for somebody to find out.
    """
    if not (Head.objects.exists() or Entry.objects.exists() or get_user_model().objects.exists()):
        head = Head(pk=1)
        head.seal = seal_of(head)
        head.save(force_insert=True)


@whole
def record(
    verb: str,
    *,
    on: models.Model,
    by: Actor | None,
    changes: dict[str, Any] | None = None,
    reason: str = "",
) -> Entry:
    """Append an entry. by=None is the system itself. Waits for whoever appends before us."""
    [entry] = record_each(verb, [(on, changes or {})], by=by, reason=reason)
    return entry


def record_each(
    verb: str,
    told: Sequence[tuple[models.Model, dict[str, Any]]],
    *,
    by: Actor | None,
    reason: str = "",
) -> list[Entry]:
    """Append an entry for each (row, changes), within the caller's transaction; see record."""
    head = in_turn()
    entries = [_entry(verb, on, by, changes, reason) for on, changes in told]
    for entry in entries:
        entry.seq = head.seq + 1
        entry.mac = mac_of(entry, head.mac)
        head.seq, head.mac = entry.seq, entry.mac
    Entry.objects.bulk_create(entries)
    head.seal = seal_of(head)
    head.save()
    return entries


def _entry(
    verb: str, on: models.Model, by: Actor | None, changes: dict[str, Any], reason: str
) -> Entry:
    """What an entry tells, before it has its place in the history."""
    return Entry(
        at=clock.real_now(),
        study_at=clock.study_now().astimezone(dt.UTC),
        actor=by.pk if by else None,
        actor_name=by.name if by else "linkstudy",
        actor_role=by.role if by else "",
        verb=verb,
        kind=on._meta.label_lower,
        key=str(on.pk),
        about=str(getattr(on, "about", "")),
        body=json.dumps(changes, sort_keys=True, separators=(",", ":")),
        reason=reason,
    )


@whole
def add(
    row: Row, verb: str, *, by: Actor | None, reason: str = "", links: Links | None = None
) -> Row:
    """Validate and insert the row, with links {many-to-many field: rows}, and record it.

    Raises ValidationError in the words of the model's constraints.
    """
    return inserted(row, verb, by=by, reason=reason, links=links or {}, was={})


@whole
def add_each(rows: Sequence[Row], verb: str, *, by: Actor | None) -> list[Row]:
    """Validate and insert rows of one kind, and record each: as `add` one after the other, and with as
    few statements as for one."""
    for row in rows:
        demand_clean(row)
    if not rows:
        return []
    with in_words(rows), transaction.atomic():
        type(rows[0])._default_manager.bulk_create(rows)
    record_each(verb, [(row, without_nothing(first_facts(row, {}))) for row in rows], by=by)
    return list(rows)


def without_nothing(changes: dict[str, Any]) -> dict[str, Any]:
    """The changes but those from nothing to nothing."""
    return {name: change for name, change in changes.items() if change not in NOTHING}


def first_facts(row: models.Model, was: dict[str, Any]) -> dict[str, Any]:
    """{name: [before, now]} of a new row; was holds the facts of the row whose place it takes."""
    return {name: [was.get(name), value] for name, value in snapshot(row).items()}


def inserted(
    row: Row, verb: str, *, by: Actor | None, reason: str, links: Links, was: dict[str, Any]
) -> Row:
    """Insert and record; was holds the facts of the row whose place this one takes."""
    stored(row, force_insert=True)
    changes = first_facts(row, was)
    for name, linked in links.items():
        getattr(row, name).set(linked)
        changes[name] = [was.get(name, []), names_of(linked)]
    record(verb, on=row, by=by, changes=without_nothing(changes), reason=reason)
    return row


@whole
def amend(
    row: Row,
    verb: str,
    *,
    by: Actor | None,
    version: int | None = None,
    reason: str = "",
    links: Links | None = None,
    **values: Any,
) -> Row:
    """Lock the row, set the values, validate, save those fields alone and record old and new.

    version is the row's version when the person opened the form; None means that the change
    does not depend on what they saw. Raises Stale when the row has moved on since.
    """
    seen = as_seen(lock(row), version)
    return amended(seen, verb, by=by, reason=reason, links=links or {}, values=values)


@transaction.atomic
def amend_each(
    rows: Sequence[Row], verb: str, *, by: Actor | None, related: Sequence[str] = (), **values: Any
) -> list[Row]:
    """The same change to several rows of a kind, which are locked by one question.

    related names what the rows' histories need of other rows, such as ("participant",). The
    change does not depend on what a person saw.
    """
    if not rows:
        return []
    found = type(rows[0])._default_manager.filter(pk__in=[row.pk for row in rows]).order_by("pk")
    locked = found.select_for_update(of=("self",))
    if related:
        locked = locked.select_related(*related)
    return [amended(row, verb, by=by, reason="", links={}, values=values) for row in list(locked)]


def amended(
    locked: Any, verb: str, *, by: Actor | None, reason: str, links: Links, values: dict[str, Any]
) -> Any:
    """Set the values of a row that is locked, validate, save and record old and new."""
    before = snapshot(locked)
    for name, value in values.items():
        setattr(locked, name, value)
    locked.version += 1
    stored(locked, update_fields=[*values, "version"])
    after = snapshot(locked)
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    for name, linked in links.items():
        old = names_of(linked_to(locked, name))
        getattr(locked, name).set(linked)
        changes[name] = [old, names_of(linked)]
    record(verb, on=locked, by=by, changes=changes, reason=reason)
    return locked


def lock(row: models.Model) -> Any:
    """The row as it stands, locked until the transaction ends: one by one, also in a loop."""
    [locked] = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk)
    keep_near(locked, row)
    return locked


def keep_near(row: models.Model, other: models.Model) -> None:
    """Spare a row the fetching of those it points to, where the other holds them already."""
    for field in row._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.is_cached(other):
            near = field.get_cached_value(other)
            if near is not None and getattr(row, field.attname) == near.pk:
                field.set_cached_value(row, near)


def as_seen(locked: Any, version: int | None) -> Any:
    """The locked row itself. Raises Stale when it is not in the version that somebody saw."""
    if version is not None and locked.version != version:
        raise Stale(locked, *since(locked, version))
    return locked


def action(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function an action: one transaction, and once per form token.

    token is a form's one-time token. Sent again, by a double click or after a time-out, the
    function is not run: the first answer comes back. sent is what came with it, by name: the
    facts, unless the form says what was typed. Raises Used when the token was used for something
    else, or with something else, and ValidationError when the database refuses what somebody
    else's write at the same moment has made impossible.
    """

    @wraps(function)
    def run(*, by: Actor | None, token: str = "", sent: Facts | None = None, **facts: Any) -> Any:
        try:
            with transaction.atomic():
                in_turn()
                if not token:
                    return function(by=by, **facts)
                claim = _claim(function, by, token, facts if sent is None else sent)
                return _once(partial(function, by=by, **facts), claim)
        except IntegrityError as refused:
            raise ValidationError(
                "Somebody changed this record at the same moment. Check it and save again"
            ) from refused

    return run


def _claim(function: Callable[..., Any], by: Actor | None, token: str, sent: Facts) -> Submission:
    return Submission(
        token=trace_of(token),
        digest=digest_of(sent, token),
        action=function.__qualname__,
        user_id=by.pk if by else None,
    )


def _once(function: Callable[[], Any], claim: Submission) -> Any:
    if not _claimed(claim):
        return _first_answer(claim)
    result = function()
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


def answered(
    function: Callable[..., Any], by: Actor | None, token: str, sent: Facts
) -> models.Model | None:
    """What the same form led to, when the same person has sent the same before; else None."""
    if not Submission.objects.filter(token=trace_of(token)).exclude(kind="").exists():
        return None
    try:
        return _first_answer(_claim(function, by, token, sent))
    except ValidationError:
        return None


def _first_answer(claim: Submission) -> models.Model:
    first = Submission.objects.get(token=claim.token)
    same = ("action", "user_id", "digest")
    if any(getattr(first, name) != getattr(claim, name) for name in same):
        raise Used
    return apps.get_model(first.kind)._default_manager.get(pk=first.key)
