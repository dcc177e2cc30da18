"""Whose history an address names, if the reader may see it. Else: as if there were no such thing."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import resolve

from cases.models import AmendmentUse, Case, Study
from cases.views.seen import case_or_404
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.audit.models import Entry
from linkstudy.history.lineages import recorded
from linkstudy.history.sight import name_column, seen, shown_kind, texts, visible
from linkstudy.telling import address, apart, leading, leading_there, wording
from participants.models import Participant
from participants.models.people import understood
from participants.views.seen import person_or_404

Leads = Callable[[QuerySet[Entry]], QuerySet[Entry]]
CODE = re.compile(r"c([1-9]\d{0,3})")


@dataclass(frozen=True)
class Place:
    """Whose history a page tells.

    title   in words; url its own page, or "" when it has none
    up      (words, address) of the history that holds this one; None for a whole one
    leads   which of the entries stand for themselves; the rest is told with one of these
    is_row  one row alone
    """

    title: str
    entries: QuerySet[Entry]
    url: str = ""
    up: tuple[str, str] | None = None
    leads: Leads = leading
    is_row: bool = False


def everything(user: User) -> Place:
    return Place("", Entry.objects.filter(visible(user)))


def whole_or_404(user: User, whose: str) -> Place:
    """A person's history, a case's with its people's, or the study's own."""
    if understood(whose):
        person = person_or_404(user, whose)
        return Place(str(person), Entry.objects.filter(about=person.about), page_of(user, person))
    if whose == "study":
        return of_thing(user, found_or_404(Study.objects.all()))
    return of_case(user, coded_or_404(user, whose))


def coded_or_404(user: User, code: str) -> Case:
    """The case of a code as it stands in addresses, c5."""
    match = CODE.fullmatch(code)
    if not match:
        raise Http404
    return case_or_404(user, May.SEE_CASES, int(match[1]))


def of_case(user: User, case: Case) -> Place:
    people = Participant.objects.visible_to(user).filter(case=case).values("study_id")
    uses = texts(case.amendment_uses.order_by(), "slug", before=f"{AmendmentUse.noun} ")
    of_it = Q(about=case.about) | Q(about__in=people) | Q(about__in=uses)
    return Place(str(case), Entry.objects.filter(of_it), page_of(user, case))


def thing_or_404(user: User, noun: str, name: str) -> Place:
    """Something of the study's own, by its kind and its name or number there: site/2."""
    model = shown_kind(noun)
    column = name_column(model) if model else ""
    if model is None or not column or not (column == "slug" or re.fullmatch(r"[1-9]\d{0,8}", name)):
        raise Http404
    return of_thing(user, found_or_404(seen(user, model).filter(**{column: name})))


def found_or_404(rows: QuerySet[Any]) -> Any:
    found = rows.first()
    if found is None:
        raise Http404
    return found


def of_thing(user: User, row: Any) -> Place:
    of_row = Q(kind=row._meta.label_lower, key=str(row.pk))
    about = getattr(row, "about", "")
    entries = Entry.objects.filter(of_row | Q(about=about) if about else of_row)
    return Place(str(row), entries, page_of(user, row), leads=leading_there)


def row_or_404(user: User, whose: str, kind: str, number: int) -> Place:
    """The fact of a kind about a person or case that was the number-th to be recorded.

    A row that was corrected stands with those that took its place.
    """
    owner: Any = person_or_404(user, whose) if understood(whose) else coded_or_404(user, whose)
    model = shown_kind(kind)
    label = model._meta.label_lower if model else ""
    lineages = recorded([label], [owner.about]).get((label, owner.about), [])
    if model is None or not 1 <= number <= len(lineages):
        raise Http404
    keys = lineages[number - 1]
    entries = Entry.objects.filter(kind=label, key__in=keys, about=owner.about)
    row = model._default_manager.get(pk=keys[-1])
    url = page_of(user, row) or page_of(user, owner)
    title = f"{called(owner)}, {wording().kind(model)} {number}"
    up = (called(owner), address(owner.about))
    return Place(title, entries, url, up, leads=apart, is_row=True)


def called(owner: Participant | Case) -> str:
    """C5-PT-03, or Case 5 without its place."""
    return f"Case {owner.number}" if isinstance(owner, Case) else str(owner)


def page_of(user: User, row: Any) -> str:
    """The row's own page, or "" when it has none that the person may open."""
    url = row.get_absolute_url() if hasattr(row, "get_absolute_url") else ""
    view: Any = resolve(url).func if url else None
    return url if url and user.may(view.capability) else ""
