"""From which day an amendment can be in use at a case, and what stands against changing that."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from cases.models import Amendment, AmendmentUse, Case, Site
from cases.objecting import Objection, counted
from linkstudy.words import day_words


def not_then(amendment: Amendment, case: Case, since: date) -> Iterator[Objection]:
    """Why an amendment cannot be in use at a case from a day on."""
    yield from not_allowed_then(amendment, since)
    closed = case.site.closed_on
    if since < case.opens_on:
        words = f"Case {case.number} opens on {day_words(case.opens_on)}"
        yield Objection(f"{words}. Nothing is in use there before that day", (), "since")
    if closed and since > closed:
        words = f"Site {case.site.number} closed on {day_words(closed)}"
        yield Objection(f"{words}. Nothing comes into use there after that day", (), "since")


def not_allowed_then(amendment: Amendment, since: date) -> Iterator[Objection]:
    """It waits for an approval, or for being sent where it needs none."""
    allowed = amendment.usable_from
    if allowed is None:
        missing = "approved" if amendment.is_substantial else "submitted"
        words = f"{amendment} is not {missing} yet. Enter that day among its facts first"
        yield Objection(words, (amendment,), "amendment")
    elif since < allowed:
        done = "approved" if amendment.approved_on else "submitted"
        words = f"{amendment} was {done} on {day_words(allowed)}"
        yield Objection(f"{words}. It cannot be in use before that day", (), "since")


def out_of_time(use: AmendmentUse) -> Iterator[Objection]:
    """The days of its amendment, case or site, which moved while it was void."""
    yield from not_then(use.amendment, use.case, use.since)


def used_anywhere(amendment: Amendment) -> Iterator[Objection]:
    yield from counted(
        amendment.uses.standing().select_related("amendment", "case"),
        "It is in use at 1 case",
        "It is in use at {} cases",
        "Make that void first, case by case",
    )


def used_too_early(amendment: Amendment, **facts: Any) -> Iterator[Objection]:
    """A use before the day from which the amendment would be allowed."""
    days = ("is_substantial", "submitted_on", "approved_on")
    wanted = Amendment(**{name: facts.get(name, getattr(amendment, name)) for name in days})
    allowed = wanted.usable_from
    uses = amendment.uses.standing().select_related("amendment", "case").order_by("since", "pk")
    for first in uses[:1]:
        if allowed is None or first.since < allowed:
            words = f"It is in use at Case {first.case.number} since {day_words(first.since)}"
            sent = not (wanted.is_substantial or wanted.approved_on)
            field = "submitted_on" if sent else "approved_on"
            todo = "Enter a day no later than that, or correct that use first"
            yield Objection(f"{words}. {todo}", (first,), field)


def used_in(case: Case) -> Iterator[Objection]:
    yield from counted(
        case.amendment_uses.standing().select_related("amendment", "case"),
        "1 amendment is in use at this case",
        "{} amendments are in use at this case",
        "Make that void first",
    )


def used_before(case: Case, opens_on: date, **more: Any) -> Iterator[Objection]:
    early = case.amendment_uses.standing().filter(since__lt=opens_on)
    for first in early.select_related("amendment", "case").order_by("since", "pk")[:1]:
        words = f"{first.amendment} is in use there since {day_words(first.since)}"
        yield Objection(f"{words}. The case cannot open after that day", (first,), "opens_on")


def used_after(site: Site, on: date) -> Iterator[Objection]:
    late = AmendmentUse.objects.standing().filter(case__site=site, since__gt=on)
    for last in late.select_related("amendment", "case").order_by("-since", "pk")[:1]:
        words = f"{last} is in use since {day_words(last.since)}"
        yield Objection(f"{words}. The site cannot close before that day", (last,), "on")
