"""A person's own day: what is booked, what waits to be written down, what needs them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Q, When, Window
from django.urls import reverse

from cases.models import Case as StudyCase
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.progress import links
from linkstudy.progress.attention import Scope, found, items, with_forms
from linkstudy.progress.items import Item
from linkstudy.progress.recordings import recording_items
from linkstudy.progress.removals import removal_items
from linkstudy.progress.safety import safety_items, visit_items
from linkstudy.progress.words import be, capital, many
from linkstudy.words import uncapped
from participants.briefs import when_words, who_words
from participants.models import Interview, Participant
from participants.waves import every_settings, settings_now

AHEAD = dt.timedelta(days=7)
ROWS = 25  # a day with more is read in the list of participants
MOST = 25  # things that need attention


@dataclass(frozen=True)
class Booked:
    """A booking as a row: when, with whom, what to do with it."""

    booking: Interview
    action: str
    url: str
    form_words: str = ""

    @property
    def when(self) -> str:
        return when_words(self.booking)

    @property
    def how(self) -> str:
        """Their role and the way: patient, video."""
        role = who_words(self.booking.participant).partition(", ")[2]
        return f"{role}, {uncapped(self.booking.get_mode_display())}"

    @property
    def is_today(self) -> bool:
        return self.booking.booked_on == clock.today()


@dataclass(frozen=True)
class Today:
    """The page. mine says that it is about the person's own bookings and people, is_full that
    more needs attention than it holds, is_empty that nobody takes part yet."""

    mine: bool
    today: list[Booked]
    ahead: list[Booked]
    today_count: int
    ahead_count: int
    waiting_count: int
    items: list[Item]
    is_full: bool = False
    is_empty: bool = False

    @property
    def is_cut(self) -> bool:
        """Whether there are more bookings than the page holds."""
        return self.today_count + self.ahead_count > ROWS

    @property
    def all_url(self) -> str:
        return links.people_of(status="booked")

    @property
    def rest_url(self) -> str:
        """Where the rest of what needs attention stands: people, those with the next step first."""
        return links.people_of(sort="next-step")

    @property
    def sentence(self) -> str:
        """You have 2 interviews today and 4 more in the next 7 days."""
        today, ahead, mine = self.today_count, self.ahead_count, self.mine
        now = many(today, "interview") if today else "no interviews"
        first = f"You have {now} today" if mine else f"{capital(now)} {be(today)} booked for today"
        if ahead and not today:
            return f"{first}. {ahead:,} {be(ahead)} booked for the next 7 days."
        later = f"{ahead:,} more" if mine else f"{ahead:,}"
        then = f"{later if ahead else 'none'} {'in' if mine else 'for'} the next 7 days"
        return f"{first} and {then}." if today else f"{first}, and {then}."

    @property
    def after(self) -> str:
        """What is not logged yet, in a sentence."""
        if not self.waiting_count:
            return "Nothing is waiting to be logged."
        past = many(self.waiting_count, "past booking")
        return f"{past} {be(self.waiting_count)} waiting for somebody to say what happened."


def booked(user: User, booking: Interview) -> Booked:
    """A booking fetched with_forms(), as a row."""
    person, words = booking.participant, form_words(booking)
    if not user.may(May.LOG_INTERVIEW):
        return Booked(booking, "Open", booking.get_absolute_url(), words)
    if booking.booked_on <= clock.today():
        return Booked(booking, "Log it", links.log(user, person), words)
    change = reverse("participants:change_booking", args=[person.slug, booking.number])
    return Booked(booking, "Change", change, words)


def form_words(booking: Interview) -> str:
    """Needs form v1.3, or No consent yet; "" when the form that was signed is in use."""
    if not booking.is_unready:
        return ""
    if booking.form_number is None:
        return "No consent yet"
    return f"Needs form v{booking.form_now}" if booking.form_now else "Needs a new form"


def scope_of(user: User, mine: bool) -> Scope:
    """What the person's page looks at: their own, or all that they may see."""
    interviews = Interview.objects.visible_to(user)
    bookings, people = interviews.open(), Participant.objects.visible_to(user).standing()
    cases = StudyCase.objects.visible_to(user)
    if mine:
        bookings, people = bookings.filter(interviewer=user), people.filter(owner=user)
        cases = cases.filter(lead=user)
    return Scope(bookings, people, decisions(user, interviews), cases)


def decisions(user: User, interviews):
    """Interviews that the person may decide on."""
    return interviews if user.may(May.DECIDE) else interviews.none()


def needed(user: User, scope: Scope, mine: bool) -> list[Item]:
    """What needs attention: people's safety first, then what is late, due and to come."""
    rules = every_settings()
    usual = [
        *items(user, found(scope, MOST + 1, settings_now(rules))),
        *recording_items(user, rules),
        *removal_items(user, mine=mine),
    ]
    return [
        *visit_items(user),
        *safety_items(user),
        *sorted(usual, key=lambda item: item.order),
    ]


def bookings(scope: Scope, today: dt.date) -> tuple[list[Any], dict[str, int]]:
    """(those of today and the next days, how many are of today, ahead and waiting): one question."""
    ahead_first = Case(When(booked_on__lt=today, then=1), default=0)
    near = with_forms(scope.bookings.filter(booked_on__lte=today + AHEAD)).annotate(
        today=Window(Count("pk", filter=Q(booked_on=today))),
        ahead=Window(Count("pk", filter=Q(booked_on__gt=today))),
        waiting=Window(Count("pk", filter=Q(booked_on__lt=today))),
    )
    ordered = near.order_by(ahead_first, "booked_on", "booked_time", "pk")
    rows = list(ordered.select_related("participant__case", "interviewer")[:ROWS])
    names = ("today", "ahead", "waiting")
    counted = {name: getattr(rows[0], name) if rows else 0 for name in names}
    return [row for row in rows if row.booked_on >= today], counted


def days_page(user: User) -> Today:
    """What the person sees on their own day."""
    today, mine = clock.today(), user.may(May.LOG_INTERVIEW)
    scope = scope_of(user, mine)
    near, counted = bookings(scope, today)
    listed = [booked(user, row) for row in near]
    needing = needed(user, scope, mine)
    is_idle = not (needing or any(counted.values()))
    return Today(
        mine=mine,
        today=[row for row in listed if row.is_today],
        ahead=[row for row in listed if not row.is_today],
        today_count=counted["today"],
        ahead_count=counted["ahead"],
        waiting_count=counted["waiting"],
        items=needing[:MOST],
        is_full=len(needing) > MOST,
        is_empty=is_idle and not Participant.objects.visible_to(user).exists(),
    )
