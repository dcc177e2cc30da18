"""What was written down wrongly is put right by a new row: the old one is voided and stays.

`void`, `replace` and `restore` are for actions alone. why is the reason as it may stand in row and
history: sealed when it is about a person.
"""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from linkstudy import clock
from linkstudy.audit.reading import OF_THE_ROW, linked_to, names_of, snapshot
from linkstudy.audit.writing import Actor, Links, Row, amended, as_seen, inserted, keep_near, lock

NOTHING_NEW = "Nothing is different. Change what was wrong, or leave the page"


@transaction.atomic
def void(row: Row, verb: str, *, by: Actor | None, version: int | None = None, why: str) -> Row:
    """Take a fact back, from now on: figures as at earlier days keep it.

    Raises ValidationError when that is done already, Stale as amend does.
    """
    locked = _standing(row, version, "is already void")
    return _voided(locked, verb, by=by, why=why, at=clock.study_now())


def _standing(row: models.Model, version: int | None, refusal: str) -> Any:
    """The row, locked, as somebody saw it. Raises ValidationError when it is void."""
    locked = lock(row)
    if locked.voided_at:
        raise ValidationError(f"This {row._meta.verbose_name} {refusal}")
    return as_seen(locked, version)


def _voided(locked: Any, verb: str, *, by: Actor | None, why: str, at: dt.datetime) -> Any:
    values = {"voided_at": at, "void_reason": why}
    return amended(locked, verb, by=by, reason=why, links={}, values=values)


@transaction.atomic
def replace(
    row: Row,
    verb: str,
    *,
    by: Actor | None,
    version: int | None = None,
    why: str,
    links: Links | None = None,
    beside: bool = False,
    ahead: bool = False,
    also: dict[str, Any] | None = None,
    **values: Any,
) -> Row:
    """Put a Correctable fact right: void its row, and write it anew with other values.

    What values and links do not name is kept. The new row points to the old one, goes on
    counting its versions, and is known from now on. Raises as void does, and ValidationError
    when nothing is different, unless something beside the row is, and in the words of the
    model's constraints. ahead writes the new row before the old one is void, for what others
    rest on at every moment. also holds values of columns that have a name of this function's own.
    """
    values |= also or {}
    gone, at = f"{verb.partition('.')[0]}.replaced", clock.study_now()
    old = _standing(row, version, "is void. Restore it first")
    if not beside and _says(old, links or {}, values):
        raise ValidationError(NOTHING_NEW)
    if not ahead:
        old = _voided(old, gone, by=by, why=why, at=at)
    new = _anew(old, verb, by=by, why=why, at=at, links=links or {}, values=values)
    if ahead:
        _voided(old, gone, by=by, why=why, at=at)
    return new


def _says(row: Any, links: Links, values: dict[str, Any]) -> bool:
    """Whether a row says all of this already."""
    linked = {name: set(getattr(row, name).all()) == set(rows) for name, rows in links.items()}
    return all(linked.values()) and all(
        getattr(row, name) == value for name, value in values.items()
    )


@transaction.atomic
def restore(
    row: Row,
    verb: str,
    *,
    by: Actor | None,
    version: int | None = None,
    why: str,
    links: Links | None = None,
    **values: Any,
) -> Row:
    """Write the fact of a void row anew, as replace does: it stands again from now on.

    Raises ValidationError when the row stands or another has taken its place.
    """
    old = lock(row)
    if not old.voided_at or type(old)._default_manager.filter(replaces=old).exists():
        raise ValidationError(f"This {row._meta.verbose_name} is not void any more")
    as_seen(old, version)
    at = clock.study_now()
    return _anew(old, verb, by=by, why=why, at=at, links=links or {}, values=values)


def _anew(
    old: Any,
    verb: str,
    *,
    by: Actor | None,
    why: str,
    at: dt.datetime,
    links: Links,
    values: dict[str, Any],
) -> Any:
    """The successor of a row, known from an instant on; its entry holds [before, now]."""
    before = {one.name: linked_to(old, one.name) for one in old._meta.many_to_many}
    was = {name: names_of(rows) for name, rows in before.items()}
    was |= {name: value for name, value in snapshot(old).items() if name not in OF_THE_ROW}
    columns = [one.attname for one in old._meta.concrete_fields if not one.primary_key]
    row = type(old)(**{name: getattr(old, name) for name in columns})
    keep_near(row, old)
    fresh = {"replaces": old, "version": old.version + 1, "voided_at": None, "void_reason": ""}
    known = {name: at for name in old.known_at if getattr(old, name)}
    for name, value in (fresh | known | values).items():
        setattr(row, name, value)
    return inserted(row, verb, by=by, reason=why, links=before | links, was=was)
