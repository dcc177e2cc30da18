"""What needs somebody's attention: each thing with a link that starts the fix.

Every function takes the rows it looks at, so that the same rules serve a person's day, a case
and the whole study.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import (
    CharField,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, Greatest

from cases.models import Case, DocumentVersion, ObservationDay
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.progress import links
from linkstudy.progress.words import many
from linkstudy.words import day_words
from participants.briefs import booking_words, short
from participants.models import Consent, Interview, Participant
from participants.vocabulary import Status

QUIET = dt.timedelta(days=14)  # an open case without a record for so long may not be written down
TO_DO = {
    Status.INVITED: "Remind {}",
    Status.DECIDING: "Call {} back",
    Status.CONSENTED: "Book {}",
}
STEP_PAGE = {Status.CONSENTED: "book"}


@dataclass(frozen=True)
class Item:
    """A thing to do. tone and icon say how pressing it is."""

    words: str
    url: str
    note: str
    tone: str = "warn"
    icon: str = "clock"
    more: str = ""


def with_forms(bookings: QuerySet) -> QuerySet:
    """Annotate form_number and form_replaced_on of the person's latest consent, and form_now,
    the number of the form for the same people in use at their site today."""
    signed = Consent.objects.standing().filter(participant=OuterRef("participant"))
    latest = signed.filter(withdrawn_on=None).latest_first()
    in_use = DocumentVersion.objects.in_force("consent", clock.today())
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
    )


def unready(bookings: QuerySet) -> QuerySet:
    """Bookings to come of people who have not agreed, or whose form is replaced by then."""
    ahead = with_forms(bookings.filter(booked_on__gte=clock.today()))
    return ahead.filter(Q(form_number=None) | Q(form_replaced_on__lte=F("booked_on")))


def quiet_cases(cases: QuerySet) -> QuerySet:
    """Open cases in which nobody has recorded an interview or an observation day for 14 days.

    Annotates last_on, the day of the latest one or of the opening.
    """
    today = clock.today()
    mine = OuterRef("pk")
    held = Interview.objects.done().filter(participant__case=mine).order_by()
    seen = ObservationDay.objects.standing().filter(case=mine).order_by()
    last_held = held.values("participant__case").annotate(day=Max("held_on")).values("day")
    last_seen = seen.values("case").annotate(last=Max("day")).values("last")
    is_open = Q(opens_on__lte=today) & (Q(closed_on=None) | Q(closed_on__gt=today))
    return (
        cases.filter(is_open)
        .annotate(
            last_on=Greatest(
                Coalesce(Subquery(last_held), "opens_on"),
                Coalesce(Subquery(last_seen), "opens_on"),
            )
        )
        .filter(last_on__lte=today - QUIET)
        .order_by("last_on", "number")
    )


def due(people: QuerySet) -> QuerySet:
    """People to be in touch with by today who have no booking, longest due first."""
    found = people.filter(contact_by__lte=clock.today()).with_status()
    return found.filter(booked_on=None, status__in=TO_DO).order_by("contact_by", "study_id")


def waiting_item(user: User, booking: Interview) -> Item:
    """A booking in the past: nobody has said what happened."""
    person = booking.participant
    note = f"{booking_words(booking)}. {booking.interviewer}"
    words = f"Say what happened with {person}"
    return Item(words, links.log(user, person), note, "bad", "warning")


def unready_item(user: User, booking: Interview) -> Item:
    """A booking to come of somebody who signed no form, or one since replaced."""
    person, by = booking.participant, f"{booking.booked_on:%A} {short(booking.booked_on)}"
    url = links.step(user, person, "consent")
    note = f"Interview {booking_words(booking)}. {booking.interviewer}"
    if booking.form_number is None:
        return Item(f"{person} has not agreed yet", url, note, more="Record consent first.")
    newer = f"form v{booking.form_now}" if booking.form_now else "the form in use"
    words = f"{person} signed the old consent form"
    return Item(words, url, note, more=f"Get {newer} signed before {by}.")


def withdrawal_item(interview: Interview) -> Item:
    """An interview after a withdrawal, which only a PI decides on."""
    person = interview.participant
    words = f"Decide on {person}’s interview of {day_words(interview.held_on)}"
    note = "It took place on or after the moment they withdrew"
    return Item(words, interview.get_absolute_url(), note, "bad", "warning")


def due_item(user: User, person: Participant) -> Item:
    """The next step with a person."""
    late = person.contact_by < clock.today()
    when = f"Was due {short(person.contact_by)}" if late else "Due today"
    page = STEP_PAGE.get(person.status)
    url = links.step(user, person, page) if page else person.get_absolute_url()
    words = TO_DO[person.status].format(person)
    note = f"{when}. {person.owner}"
    return Item(words, url, note, *(("bad", "warning") if late else ("warn", "clock")))


def quiet_item(case: Case) -> Item:
    """An open case from which nothing has come."""
    days = (clock.today() - case.last_on).days
    words = f"Case {case.number} has recorded nothing for {many(days, 'day')}"
    note = "It may be quiet, or not written down"
    return Item(words, case.get_absolute_url(), note)


@dataclass(frozen=True)
class Scope:
    """The rows that one page looks at."""

    bookings: QuerySet
    people: QuerySet
    interviews: QuerySet
    cases: QuerySet


def items(user: User, scope: Scope, most: int) -> list[Item]:
    """What needs attention in the scope, most pressing first; at most so many of each kind."""
    with_people = "participant__case", "interviewer"
    waiting = scope.bookings.filter(booked_on__lt=clock.today()).order_by("booked_on", "pk")
    ahead = unready(scope.bookings).order_by("booked_on", "pk")
    people = due(scope.people).select_related("owner", "case")
    decisions = scope.interviews.undecided().order_by("held_on", "pk")
    return [
        *_made(withdrawal_item, decisions.select_related("participant__case"), most),
        *_made(lambda one: waiting_item(user, one), waiting.select_related(*with_people), most),
        *_made(lambda one: unready_item(user, one), ahead.select_related(*with_people), most),
        *_made(lambda one: due_item(user, one), people, most),
        *_made(quiet_item, quiet_cases(scope.cases), most),
    ]


def _made(make, rows: Iterable, most: int) -> list[Item]:
    return [make(row) for row in rows[:most]]
