"""Checking in before a visit, and out after it."""

import datetime as dt
from typing import cast

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from cases.models import Case, Membership
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import Role
from linkstudy.audit.writing import action, add, amend
from linkstudy.moments import TO_COME, demand_real
from linkstudy.safety.models import Visit
from linkstudy.words import clock_words, day_words, in_london
from participants.models import Interview
from participants.vocabulary import Mode

PASSED = "The time must be later than now"


@action
def check_in(*, booking: Interview, expected: dt.time, buddy: User, by: User) -> Visit:
    """The interviewer sets off to today's booking in person. expected is a time of today, in London.

    Raises ValidationError beside the question.
    """
    if booking.state != "booked" or booking.mode != Mode.PERSON or booking.interviewer != by:
        raise ValidationError("This is not a booking in person of yours any more")
    if words := of_another_day(booking):
        raise ValidationError(words)
    return _begin(Visit(booking=booking), expected, buddy, by)


@action
def set_off(*, case: Case, errand: str, expected: dt.time, buddy: User, by: User) -> Visit:
    """A researcher sets off to fieldwork in a case that is no booking. expected is as in check_in.

    Raises ValidationError beside the question.
    """
    return _begin(Visit(case=case, errand=errand), expected, buddy, by)


@action
def expect_later(*, visit: Visit, version: int, expected: dt.time, by: User) -> Visit:
    """They will be back at another time. Raises ValidationError beside the question, and Stale."""
    _check_open(visit)
    at = _ahead(expected)
    return amend(visit, "visit.put_off", by=by, version=version, expected_at=at)


@action
def come_back(*, visit: Visit, version: int, at: dt.time, by: User) -> Visit:
    """They are back since a time of today, by their own word or that of whoever reached them.

    Raises ValidationError beside the question, and Stale.
    """
    _check_open(visit)
    demand_real(clock.today(), at=at)
    back = dt.datetime.combine(clock.today(), at, tzinfo=clock.LONDON)
    if back > clock.study_now():
        raise ValidationError({"at": TO_COME})
    begun = visit.began_at.replace(second=0, microsecond=0)
    if back < begun:
        since = clock_words(in_london(begun).time())
        raise ValidationError({"at": f"They set off at {since}. Check the time"})
    back = max(back, visit.began_at)
    return amend(visit, "visit.ended", by=by, version=version, back_at=back, back_by=by)


def of_another_day(booking: Interview) -> str:
    """Why nobody checks in for a booking today; "" when it is today's."""
    day = cast(dt.date, booking.booked_on)
    if day == clock.today():
        return ""
    is_or_was = "is" if day > clock.today() else "was"
    return f"This booking {is_or_was} for {day_words(day)}. Check in on its day, or change it first"


def buddies(case: Case, user: User) -> QuerySet[User]:
    """Who can look out for somebody: researchers of the case's site and principal investigators."""
    here = Membership.objects.in_force().filter(site=case.site_id).values("user")
    able = Q(role=Role.RESEARCHER, pk__in=here) | Q(role=Role.PI)
    return User.objects.current().filter(able).exclude(pk=user.pk).order_by("name", "pk")


def _begin(visit: Visit, expected: dt.time, buddy: User, by: User) -> Visit:
    if buddy not in buddies(visit.in_case, by):
        raise ValidationError({"buddy": "Choose somebody who looks out for you"})
    visit.researcher, visit.buddy = by, buddy
    visit.began_at, visit.expected_at = clock.study_now(), _ahead(expected)
    return add(visit, "visit.began", by=by)


def _check_open(visit: Visit) -> None:
    if visit.back_at:
        raise ValidationError("This visit is over already")


def _ahead(expected: dt.time) -> dt.datetime:
    """The time on today's day. Raises ValidationError when it has passed, or when there is none."""
    demand_real(clock.today(), expected=expected)
    at = dt.datetime.combine(clock.today(), expected, tzinfo=clock.LONDON)
    if at <= clock.study_now():
        raise ValidationError({"expected": PASSED})
    return at
