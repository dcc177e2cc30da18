"""What needs somebody's attention: each thing with a link that starts the fix.

The rules are annotations of rows. The pages of a person's day and of the whole study look for
rows by them; a case's page, which has all its rows, reads them. So no page has rules of its own.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Greatest

from cases.models import Case, ObservationDay, Protocol
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.progress import links
from linkstudy.progress.bookings import needing as needing_somebody
from linkstudy.progress.bookings import open_bookings
from linkstudy.progress.kinds import Kind
from linkstudy.progress.reminders import reminder_item, with_reminders
from linkstudy.progress.renewals import renewal_item, to_renew
from linkstudy.progress.scope import Scope
from linkstudy.progress.waves import follow_up_item, to_book
from linkstudy.todo import Item
from linkstudy.words import capital, day_words, many
from participants.attempts import STILL_ASKED, dayless, unanswered, waits, with_waits
from participants.briefs import booking_words, short
from participants.follow_ups import Standing
from participants.models import Interview, Participant
from participants.models.people import is_still_asked, what_was_done
from participants.vocabulary import Status

QUIET = dt.timedelta(days=14)  # an open case without a record for so long may not be written down
TO_DO = {
    Status.INVITED: "remind {}",
    Status.DECIDING: "call {} back",
    Status.CONSENTED: "book {}",
}
IN_TOUCH = "get in touch with {}"  # who asked for it after the interview, or after a no
STEP_PAGE = {Status.CONSENTED: "book"}


@dataclass(frozen=True)
class Needs:
    """The rows that need attention: decisions are interviews, bookings wait for what happened or
    for a form, people are due, cases are quiet or have letters to be reminded of, follow-ups are
    to be booked, and renewals are people who are to sign again or to be told."""

    decisions: Iterable[Interview]
    bookings: Iterable[Interview]
    people: Iterable[Participant]
    cases: Iterable[Case]
    follow_ups: Iterable[Standing] = ()
    renewals: Iterable[Any] = ()


def with_last_record(cases: QuerySet) -> QuerySet:
    """Annotate last_on, the day of the latest interview or observation day or of the opening."""
    mine = OuterRef("pk")
    held = Interview.objects.done().filter(participant__case=mine).order_by("-held_on")
    seen = ObservationDay.objects.standing().filter(case=mine).order_by()
    last_held = held.values("held_on")[:1]
    last_seen = seen.values("case").annotate(last=Max("day")).values("last")
    last_on = Greatest(
        Coalesce(Subquery(last_held), "opens_on"), Coalesce(Subquery(last_seen), "opens_on")
    )
    return cases.annotate(last_on=last_on)


def is_quiet(case: Any) -> bool:
    """Whether a case with_last_record() is open, and nobody has recorded anything for 14 days."""
    is_open = case.closed_on is None or case.closed_on > clock.today()
    return is_open and case.last_on <= clock.today() - QUIET


def quiet() -> Q:
    """The same, asked for without reckoning last_on of those that are busy."""
    today = clock.today()
    since = today - QUIET
    is_open = Q(opens_on__lte=since) & (Q(closed_on=None) | Q(closed_on__gt=today))
    held = Interview.objects.done().filter(held_on__gt=since).values("participant__case")
    seen = ObservationDay.objects.standing().filter(day__gt=since).values("case")
    return is_open & ~Q(pk__in=held) & ~Q(pk__in=seen)


def with_needs(cases: QuerySet) -> QuerySet:
    """Annotate what a case itself needs: last_on, and remind_on of letters."""
    return with_reminders(with_last_record(cases))


def needing(cases: QuerySet) -> QuerySet:
    """Cases that are quiet, the longest first, or have letters to be reminded of."""
    found = with_needs(cases).filter(quiet() | Q(remind_on__isnull=False))
    return found.order_by("last_on", "number")


def with_due(people: QuerySet, protocol: Protocol | None) -> QuerySet:
    """Annotate is_due of people with_status(): somebody is to be in touch with them by today, and
    no interview is booked; or, while they are still asked, as waits and unplanned say, somebody has
    to decide about them."""
    due = Q(contact_by__lte=clock.today(), booked_on=None)
    due |= Q(_is_asked(), waits=True) | Q(unplanned=True)
    return with_waits(people, protocol).annotate(is_due=ExpressionWrapper(due, BooleanField()))


def due(people: QuerySet, most: int) -> QuerySet:
    """At most so many of the people who are due, who has waited longest first: what with_due() says,
    asked for without reckoning it of everybody."""
    soonest = F("contact_by").asc(nulls_first=True), F("study_id")  # a decision has no day
    come = Q(contact_by__lte=clock.today()) & ~_is_booked()
    first = people.filter(come | (dayless() | unanswered()) & is_still_asked())
    keys = first.order_by(*soonest).values("pk")[:most]
    found = Participant.objects.filter(pk__in=keys).with_status().order_by(*soonest)
    return found.annotate(waits=ExpressionWrapper(waits() & _is_asked(), BooleanField()))


def overdue(people: QuerySet, most: int) -> QuerySet:
    """At most so many of the people who are due and whose day has passed, the longest ago first."""
    past = people.filter(~_is_booked(), contact_by__lt=clock.today())
    kept = past.filter(~(waits() & is_still_asked())).order_by("contact_by", "study_id")
    found = Participant.objects.filter(pk__in=kept.values("pk")[:most]).with_status()
    return found.annotate(waits=Value(False)).order_by("contact_by", "study_id")


def _is_booked() -> Q:
    return Q(what_was_done()["is_booked"])


def _is_asked() -> Q:
    """Of people with_status()."""
    return Q(status__in=STILL_ASKED)


def waiting_item(user: User, booking: Interview) -> Item:
    """A booking in the past: nobody has said what happened."""
    person, when = booking.participant, booking_words(booking)
    url, day, by = links.log(user, person), booking.booked_on, booking.interviewer
    if user.may(May.LOG_INTERVIEW):
        return Item(f"Say what happened with {person}", url, day, when, by, is_late=True)
    words = f"{by} has not said yet what happened with {person}"
    return Item(words, url, day, when, by, is_late=True)


def unready_item(user: User, booking: Interview) -> Item:
    """A booking to come of somebody who signed no form, or one since replaced."""
    person, by = booking.participant, booking.interviewer
    url, day = links.step(user, person, "consent"), booking.booked_on
    words, task = _formless(booking)
    note = f"Interview {booking_words(booking)}"
    if user.may(May.RECORD):
        return Item(words, url, day, note, by, f"{capital(task)}.")
    return Item(words, url, day, note, by, f"{by} is to {task}.")


def _formless(booking: Interview) -> tuple[str, str]:
    """(what is lacking, what to do about it)."""
    person, by = booking.participant, f"{booking.booked_on:%A} {short(booking.booked_on)}"
    if booking.form_number is None:
        return f"{person} has not agreed yet", "record consent first"
    newer = f"form v{booking.form_now}" if booking.form_now else "the form in use"
    return f"{person} signed the old consent form", f"get {newer} signed before {by}"


def decision_item(user: User, interview: Interview) -> Item:
    """An interview that no consent covers any more, on which only a PI decides."""
    matter = f"{interview.participant}’s interview of {day_words(interview.held_on)}"
    words = f"Decide on {matter}"
    if not user.may(May.DECIDE):
        words = f"A principal investigator is to decide on {matter}"
    note = "No consent covers it any more"
    return Item(words, interview.get_absolute_url(), interview.held_on, note, is_late=True)


def due_item(user: User, person: Participant) -> Item:
    """The next step with a person."""
    if person.waits:
        return undecided_item(user, person, "decide about {}", "No answer so far")
    if person.contact_by is None:
        return undecided_item(user, person, "decide what to do next with {}", "No day is set")
    day, owner = person.contact_by, person.owner
    is_late = day < clock.today()
    note = f"Was due {short(day)}" if is_late else "Due today"
    page, task = STEP_PAGE.get(person.status), TO_DO.get(person.status, IN_TOUCH).format(person)
    url = links.step(user, person, page) if page else person.get_absolute_url()
    if user.may(May.RECORD):
        return Item(capital(task), url, day, note, owner, is_late=is_late)
    return Item(f"{owner} is to {task}", url, day, note, owner, is_late=is_late)


def undecided_item(user: User, person: Participant, asked: str, note: str) -> Item:
    """Somebody who did not answer as often as the protocol lets us try, or with whom nobody has said
    what comes next: their page offers the ways."""
    owner, url, task = person.owner, person.get_absolute_url(), asked.format(person)
    words = capital(task) if user.may(May.RECORD) else f"{owner} is to {task}"
    return Item(words, url, clock.today(), note, owner)


def quiet_item(case: Case) -> Item:
    """An open case from which nothing has come."""
    today = clock.today()
    words = (
        f"Case {case.number} has recorded nothing for {many((today - case.last_on).days, 'day')}"
    )
    note = "It may be quiet, or not written down"
    return Item(words, case.get_absolute_url(), today, note, case.lead or "")


def found(
    scope: Scope,
    most: int,
    protocol: Protocol | None,
    bookings: list[Any] | None = None,
    *,
    but: frozenset[Kind] = frozenset(),
) -> Needs:
    """The most pressing rows in the scope; at most so many of each kind. bookings are the open ones,
    where a page has them already. Neither steps nor renewals are looked for that are in `but`."""
    # Not by the bare column: PostgreSQL would read all interviews by day to come upon the few.
    decisions = scope.decisions.order_by(Coalesce("held_on", Value(dt.date.max)), "pk")
    return Needs(
        decisions.select_related("participant__case")[:most],
        needing_somebody(open_bookings(scope, most) if bookings is None else bookings),
        () if Kind.STEP in but else due(scope.people, most).select_related("owner", "case"),
        needing(scope.cases.select_related("lead"))[:most],
        to_book(scope.people, protocol, most),
        () if Kind.RENEWAL in but else to_renew(scope.people, most).select_related("owner"),
    )


def pressing(scope: Scope, most: int, protocol: Protocol | None) -> list[Item]:
    """At most so many things to do, most pressing first. Consents to renew come last, as they have no day
    of their own, and are looked for where there is room for one."""
    made = items(scope.reader, found(scope, most, protocol, but=frozenset({Kind.RENEWAL})))[:most]
    if len(made) == most:
        return made
    renewals = to_renew(scope.people, most - len(made)).select_related("owner")
    return made + items(scope.reader, Needs((), (), (), (), (), renewals))


def of_kinds(user: User, needs: Needs) -> dict[Kind, list[Item]]:
    """What needs attention, as things to do, kind by kind."""
    unready = [one for one in needs.bookings if one.is_unready]
    waiting = [one for one in needs.bookings if not one.is_unready]
    return {
        Kind.DECISION: [decision_item(user, one) for one in needs.decisions],
        Kind.BOOKING: [waiting_item(user, one) for one in waiting],
        Kind.FORM: [unready_item(user, one) for one in unready],
        Kind.STEP: [due_item(user, one) for one in needs.people],
        Kind.FOLLOW_UP: [follow_up_item(user, one) for one in needs.follow_ups],
        Kind.RENEWAL: [
            renewal_item(user, one.need, one, one.newest, one.owner) for one in needs.renewals
        ],
        Kind.LETTER: [reminder_item(user, one) for one in needs.cases if one.remind_on],
        Kind.QUIET: [quiet_item(one) for one in needs.cases if is_quiet(one)],
    }


def step_items(scope: Scope, most: int, *, late_only: bool) -> list[Item]:
    """The next steps with people who are due, or late."""
    people = (overdue if late_only else due)(scope.people, most).select_related("owner", "case")
    return [due_item(scope.reader, one) for one in people]


def items(user: User, needs: Needs) -> list[Item]:
    """What needs attention, most pressing first."""
    return sorted(chain(*of_kinds(user, needs).values()), key=lambda item: item.order)
