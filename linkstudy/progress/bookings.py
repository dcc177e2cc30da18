"""Open bookings, as a day and a list of what is owed read them: by one question to the database."""

import datetime as dt
from functools import cache
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber

from cases.models import DocumentVersion
from linkstudy import clock
from linkstudy.once import Once
from linkstudy.progress.scope import Scope
from participants.models import Consent

AHEAD = dt.timedelta(days=7)


def with_forms(bookings: QuerySet) -> QuerySet:
    """Annotate is_unready of bookings to come: their person has not agreed, or their form is replaced
    by then. Of these, form_number is that of their latest consent, and form_now the number of
    the form for the same people in use at their site today.
    """
    formless = Q(
        booked_on__isnull=False, booked_on__gte=clock.today(), form_until__lte=F("booked_on")
    )
    site = OuterRef("participant__case__site")
    here = DocumentVersion.objects.in_force("consent", clock.today(), site)
    form_now = Subquery(here.filter(audience=OuterRef("form_audience")).values("number")[:1])
    return (
        bookings.alias(form_until=_signed("until"), form_audience=_signed("document__audience"))
        .annotate(is_unready=ExpressionWrapper(formless, BooleanField()))
        .annotate(
            form_number=_if_unready(_signed("document__number")), form_now=_if_unready(form_now)
        )
    )


def _if_unready(then: Any) -> Case:
    return Case(When(is_unready=True, then=then), default=None, output_field=CharField())


@cache
def _signed(what: str) -> Once | Coalesce:
    """Of the latest consent of a booking's person; as until, the day on which its form is replaced at
    their site: none comes before the first one's, and a form in use is never replaced."""
    signed = Consent.objects.not_withdrawn().filter(participant=OuterRef("participant"))
    until = Coalesce("form_until", Value(dt.date.max))
    latest = signed.latest_first().with_form_end().annotate(until=until).values(what)[:1]
    found = Once(Subquery(latest), "participants.Interview")
    return Coalesce(found, Value(dt.date.min)) if what == "until" else found


def open_bookings(scope: Scope, most: int) -> list[Any]:
    """Those that wait, of today, of the next 7 days, and later ones without a form in use; at most
    so many of each, by day.

    Each row says how many there are in all: waiting, today and ahead.
    """
    today = clock.today()
    waits, ahead = Q(booked_on__lt=today), Q(booked_on__gt=today, booked_on__lte=today + AHEAD)
    span = Case(
        When(waits, then=Value("waiting")),
        When(booked_on=today, then=Value("today")),
        When(ahead, then=Value("ahead")),
        default=Value("later"),
        output_field=CharField(),
    )
    wanted = with_forms(scope.bookings).annotate(span=span)
    wanted = wanted.filter(~Q(span="later") | Q(is_unready=True))
    in_time = ("booked_on", "booked_time", "pk")
    place = Window(RowNumber(), partition_by=["span", "is_unready"], order_by=in_time)
    counted = wanted.annotate(
        place=place,
        waiting=Window(Count("pk", filter=Q(span="waiting"))),
        today=Window(Count("pk", filter=Q(span="today"))),
        ahead=Window(Count("pk", filter=Q(span="ahead"))),
    )
    shown = counted.filter(place__lte=most).select_related("participant__case", "interviewer")
    return list(shown.order_by(*in_time))


def near(rows: list[Any]) -> list[Any]:
    """Those of today and the next 7 days."""
    return [one for one in rows if one.span in {"today", "ahead"}]


def needing(rows: list[Any]) -> list[Any]:
    """Those of which somebody has to say what happened, or to see to the form."""
    return [one for one in rows if one.span == "waiting" or one.is_unready]
