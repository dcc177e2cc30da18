"""What the actions about the set-up share: entering a row, putting it right, taking it back."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from cases.models import DocumentVersion, Publication, SetUpRow, Site, Study
from cases.objections import refuse
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import void
from linkstudy.audit.writing import action, add, add_each, amend
from linkstudy.words import day_words

Row = TypeVar("Row", bound=SetUpRow)
LINKS = ("site", "parent", "amendment", "case", "theory")
KEPT = {"add", "export"}  # addresses that are pages of their own


def free_slug(model: type[Any], words: str) -> str:
    """The address that the words make; when a row has it, void ones too, the next free one."""
    base = slugify(words.replace(".", "-"))[:24]
    beginning = model._default_manager.filter(slug__startswith=base)
    taken = {*beginning.values_list("slug", flat=True), *KEPT}
    return next(slug for slug in _numbered(base) if slug not in taken)


def _numbered(base: str) -> Iterator[str]:
    yield from [base] if base else []
    yield from (f"{base or 'one'}-{number}" for number in count(2))


def in_turn_of(model: type[SetUpRow]) -> str:
    """The place of the next row of a kind whose rows have no number of their own."""
    return str(model._default_manager.count() + 1)


def enter(row: Row, verb: str, *, address: str, by: User | None) -> Row:
    """Write a new row of the set-up at an address of its own, if what it points to stands."""
    demand_standing({name: getattr(row, name, None) for name in LINKS})
    row.slug = free_slug(type(row), address)
    return add(row, verb, by=by)


def demand_standing(values: Mapping[str, Any]) -> None:
    """Raise ValidationError when one of the values is a row that is void by now."""
    for name, value in values.items():
        if isinstance(value, SetUpRow):
            rows = type(value)._default_manager.filter(pk=value.pk)
            if rows.exclude(voided_at=None).exists():
                raise ValidationError({name: f"{value} is void. Choose another"})


def demand_within_study(field: str, day: dt.date, what: str) -> None:
    """Raise ValidationError, beside the field, for a day before the study started."""
    started = Study.objects.values_list("started_on", flat=True).first()
    if started and day < started:
        words = f"The study started on {day_words(started)}. {what} before that day"
        raise ValidationError({field: words})


def put_right(
    row: Any, *, version: int, reason: str, by: User | None, also: bool = False, **values: Any
) -> Any:
    """Correct a standing row in place.

    also says that something beside the row's own columns changes with it. Raises Stale when
    somebody else changed the row meanwhile, and ValidationError when nothing is different.
    """
    if getattr(row, "voided_at", None):
        raise ValidationError(f"This {row.noun} is void. Restore it first")
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not different and not also and row.version == version:
        raise ValidationError("Nothing is different. Change an answer, or cancel")
    demand_standing(different)
    verb = f"{row.noun}.corrected"
    return amend(row, verb, by=by, version=version, reason=reason, **values)


def publish(
    document: DocumentVersion, sites: Iterable[Site], by: User | None, **days: dt.date | None
) -> None:
    """Say that a version is to be used at the sites, on the version's own days unless said otherwise."""
    there = list(sites)
    for site in there:
        demand_standing({"sites": site, "documents": document})
    uses = [Publication(document=document, site=site, **days) for site in there]
    add_each(uses, "publication.made", by=by)


@action
def void_row(*, row: SetUpRow, version: int, reason: str, by: User | None) -> SetUpRow:
    """Take back a row that was entered by mistake. Figures of earlier days keep it.

    Raises ValidationError, with what to do, while something that stands relies on it.
    """
    if not row.voided_at:
        refuse(row, "void")
    return void(row, f"{row.noun}.voided", by=by, version=version, why=reason)


@action
def restore_row(*, row: SetUpRow, version: int, reason: str, by: User | None) -> SetUpRow:
    """Let a row that was taken back stand again, if nothing has taken its place."""
    if not row.voided_at:
        raise ValidationError(f"This {row.noun} is not void")
    refuse(row, "restore")
    facts: dict[str, Any] = {"voided_at": None, "void_reason": ""}
    return amend(row, f"{row.noun}.restored", by=by, version=version, reason=reason, **facts)
