"""Open bookings, as a day and a list of what is owed read them: by one question to the database."""

import datetime as dt
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
from django.db.models.functions import RowNumber

from cases.models import DocumentVersion
from linkstudy import clock
from linkstudy.progress.scope import Scope
from participants.models import Consent

AHEAD = dt.timedelta(days=7)


def with_forms(bookings: QuerySet) -> QuerySet:
    """Annotate form_number and form_replaced_on of the person's latest consent, and form_now,
    the number of the form for the same people in use at their site today.

    is_unready says of a booking to come that its person has not agreed, or that their form is
    replaced by then.
    """
    signed = Consent.objects.standing().filter(participant=OuterRef("participant"))
    latest = signed.filter(withdrawn_on=None).latest_first()
    in_use = DocumentVersion.objects.in_force("consent", clock.today())
    formless = Q(form_number=None) | Q(
        form_replaced_on__isnull=False, form_replaced_on__lte=F("booked_on")
    )
    ahead = Q(booked_on__isnull=False, booked_on__gte=clock.today())
    return bookings.annotate(
        form_number=Subquery(latest.values("document__number")[:1]),
        form_audience=Subquery(latest.values("document__audience")[:1], output_field=CharField()),
        form_replaced_on=Subquery(latest.values("document__replaced_on")[:1]),
        form_now=Subquery(
            in_use.published_for(OuterRef("participant__case__site"))
            .filter(audience=OuterRef("form_audience"))
            .values("number")[:1],
            output_field=CharField(),
        ),
    ).annotate(is_unready=ExpressionWrapper(ahead & formless, BooleanField()))


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
