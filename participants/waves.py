"""Where somebody stands in the follow-up wave: eight words, derived and never stored.

The first that is true, from the top, is their word:

| word          | true when                                                                | source |
|---------------|--------------------------------------------------------------------------|--------|
| Done          | a follow-up interview took place                                         | a fact stays, whatever is said later |
| Withdrew      | they withdrew, and have agreed to no interview since                     | the protocol: nobody who withdrew is asked |
| Not agreed to | their latest answer to "be interviewed again" is not a yes that holds    | the consent form's clause |
| Booked        | a follow-up is booked, also for a day outside the window                 | the booking |
| Lost          | they said no, or did not reply, on or after their first interview, and have not agreed again since | the answer that was recorded |
| Too early     | no first interview yet, or the window has not opened, or no settings say when | the protocol's settings |
| Due           | today is inside the window: both its days are                            | the protocol's settings |
| Overdue       | the window has closed                                                    | the protocol's settings |

A window is reckoned in `follow_up`. Calendar months keep the order of days, so the question whether
a window has opened is asked of the day that it is counted from: no database reckons months here.
"""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import Case as SqlCase
from django.db.models import (
    CharField,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from cases.models import Protocol
from cases.vocabulary import FollowUpAnchor
from linkstudy import clock
from linkstudy.once import Once
from participants.follow_up import Window, window
from participants.models import Clause, Interview, Participant, Refusal
from participants.models.consents import agrees_to
from participants.vocabulary import FollowUp, Scope, Status, Wave


def settings_of(day: dt.date | None = None) -> Protocol | None:
    """The protocol's settings that hold on a day, today when not said; None before the first."""
    return Protocol.objects.in_force(day or clock.today())


def every_settings() -> list[Protocol]:
    """The protocol's settings that stand, newest first."""
    return list(Protocol.objects.standing().order_by("-effective_from"))


def settings_now(versions: Iterable[Protocol]) -> Protocol | None:
    """Of settings that stand, newest first, those that hold today; None before the first."""
    today = clock.today()
    return next((one for one in versions if one.effective_from <= today), None)


def latest_before(day: dt.date, months: int) -> dt.date:
    """The last day of which the same day so many months later, clipped to its month, is by the day.

    31 May for 28 February and nine months: all of the last days of May lead there.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return dt.date(year, month + 1, last if is_last else min(day.day, last))


def with_follow_up(people: QuerySet, protocol: Protocol | None) -> QuerySet:
    """Annotate follow_up (FollowUp) of people with_status(), counted_from, the day from which their
    window is reckoned or None, and again_on, the day for which a follow-up is booked or None."""
    found = _what_was_done()
    return (
        people.alias(
            is_followed_up=found["is_followed_up"],
            is_to_follow_up=agrees_to(Scope.FOLLOW_UP),
            is_lost=found["is_lost"],
            is_begun=found["is_begun"],
        )
        .annotate(counted_from=_counted_from(protocol), again_on=found["again_on"])
        .annotate(
            follow_up=SqlCase(
                When(is_followed_up=True, then=Value(FollowUp.DONE)),
                When(is_to_follow_up=False, status=Status.WITHDREW, then=Value(FollowUp.WITHDREW)),
                When(is_to_follow_up=False, then=Value(FollowUp.NOT_AGREED)),
                When(again_on__isnull=False, then=Value(FollowUp.BOOKED)),
                When(is_lost=True, then=Value(FollowUp.LOST)),
                When(_is_early(protocol), then=Value(FollowUp.TOO_EARLY)),
                When(_is_open(protocol), then=Value(FollowUp.DUE)),
                default=Value(FollowUp.OVERDUE),
                output_field=CharField(),
            )
        )
    )


@cache
def _what_was_done() -> dict[str, Once]:
    """What a person's word rests on, besides what they agreed to and the days."""
    mine = {"participant": OuterRef("pk")}
    done, again = Interview.objects.done(), Interview.objects.filter(wave=Wave.FOLLOW_UP, **mine)
    found = {
        "is_followed_up": Exists(again.done()),
        "is_booked_again": Exists(again.open()),
        "is_taken_up": Exists(again.standing().filter(missed_on=None)),
        "is_lost": Exists(_lost().filter(**mine)),
        "is_begun": Exists(done.first_wave().filter(**mine)),
        "again_on": Subquery(again.open().values("booked_on")[:1], output_field=DateField()),
        "begun_on": Subquery(
            done.first_wave().filter(**mine).order_by("held_on").values("held_on")[:1]
        ),
    }
    return {name: Once(asked, "participants.Participant") for name, asked in found.items()}


def _counted_from(protocol: Protocol | None) -> Subquery | Once:
    """The day of the person's first interview, or of their case's, as the protocol says."""
    firsts = Interview.objects.done().first_wave().order_by("held_on")
    if protocol and protocol.follow_up_anchor == FollowUpAnchor.CASE:
        here = firsts.filter(participant__case=OuterRef("case"))
        return Subquery(here.values("held_on")[:1], output_field=DateField())
    return _what_was_done()["begun_on"]


def _lost() -> QuerySet:
    """Answers of no, or none at all, since the first interview, of people who have not agreed since."""
    theirs = {"participant": OuterRef("participant")}
    firsts = Interview.objects.done().first_wave()
    since = Clause.objects.filter(
        scope=Scope.FOLLOW_UP,
        agreed=True,
        consent__participant=OuterRef("participant"),
        consent__voided_at=None,
        consent__withdrawn_on=None,
        consent__given_on__gt=OuterRef("on"),
    )
    begun = firsts.filter(held_on__lte=OuterRef("on"), **theirs)
    return Refusal.objects.standing().filter(Exists(begun), ~Exists(since))


def _is_early(protocol: Protocol | None) -> Q:
    """Whether the window has not opened."""
    if protocol is None:
        return Q(pk__isnull=False)
    opened = latest_before(clock.today(), protocol.follow_up_min_months)
    return Q(is_begun=False) | Q(counted_from__gt=opened)


def _is_open(protocol: Protocol | None) -> Q:
    """Whether the window has not closed."""
    if protocol is None:
        return Q(pk__isnull=True)
    yesterday = clock.today() - dt.timedelta(days=1)
    return Q(counted_from__gt=latest_before(yesterday, protocol.follow_up_max_months))


def begun_by(people: Any, protocol: Protocol) -> Any:
    """Those of the people whose window may have opened: a short list, to ask the rest of."""
    opened = latest_before(clock.today(), protocol.follow_up_min_months)
    firsts = Interview.objects.done().first_wave()
    if protocol.follow_up_anchor == FollowUpAnchor.CASE:
        begun = firsts.filter(held_on__lte=opened).values("participant__case")
        return people.filter(case__in=begun)
    return people.filter(pk__in=firsts.filter(held_on__lte=opened).values("participant"))


def follow_up_is_ahead(agrees: Any = None) -> Q:
    """That somebody is booked, too early, due or overdue: what with_follow_up() says in one of
    these, asked for without reckoning days. agrees asks in another way whether they agree."""
    found = _what_was_done()
    is_kept = found["is_booked_again"] | ~found["is_lost"]
    agrees = agrees_to(Scope.FOLLOW_UP) if agrees is None else agrees
    return Q(~found["is_followed_up"], agrees) & is_kept


def to_be_booked(people: Any, protocol: Protocol) -> Any:
    """Those of the people who are due or overdue: what with_follow_up() says, asked for without
    reckoning it of everybody. Annotates follow_up and counted_from."""
    begun, found = begun_by(people, protocol), _what_was_done()
    if protocol.follow_up_anchor == FollowUpAnchor.CASE:
        begun = begun.filter(found["is_begun"])
    return (
        begun.filter(~found["is_taken_up"], ~found["is_lost"], agrees_to(Scope.FOLLOW_UP))
        .annotate(counted_from=_counted_from(protocol))
        .annotate(
            follow_up=SqlCase(
                When(_is_open(protocol), then=Value(FollowUp.DUE)),
                default=Value(FollowUp.OVERDUE),
                output_field=CharField(),
            )
        )
    )


def window_of(person: Participant, protocol: Protocol | None) -> Window | None:
    """Between which days the follow-up falls of a person fetched with_follow_up(); None before the
    first interview, and without settings."""
    counted = getattr(person, "counted_from", None)
    return window(counted, protocol) if counted and protocol else None


BY_CLOSING: list[Any] = [
    F("counted_from").asc(nulls_last=True),
    F("case__number"),
    "group",
    "number",
]
