"""A person's own day: what is booked, what waits to be written down, what needs them."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.progress import links
from linkstudy.progress.bookings import near, open_bookings
from linkstudy.progress.kinds import Kind
from linkstudy.progress.owed import in_turn, owed
from linkstudy.progress.renewals import in_brief
from linkstudy.progress.scope import Scope
from linkstudy.todo import Item
from linkstudy.words import be, capital, many, uncapped
from participants.briefs import when_words, who_words
from participants.models import Interview, Participant

PARTS = ("today", "ahead", "waiting")  # of which a day says how many bookings there are
ROWS = 25  # a day with more is read in the list of participants
MOST = 25  # things that need attention
# A day about the whole study leaves steps of recordings to those who take them.
NOT_OWN = {True: frozenset(), False: frozenset({Kind.RECORDING})}


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
    """The page. mine says that it is about the person's own bookings and people, is_empty that
    nobody takes part yet. owed holds what needs attention, kind by kind."""

    mine: bool
    today: list[Booked]
    ahead: list[Booked]
    today_count: int
    ahead_count: int
    waiting_count: int
    owed: dict[Kind, list[Item]]
    is_empty: bool = False

    @cached_property
    def all_items(self) -> list[Item]:
        """What needs attention, most pressing first."""
        renewals = in_brief(self.owed.get(Kind.RENEWAL, []))
        return in_turn(self.owed | {Kind.RENEWAL: renewals})

    @property
    def items(self) -> list[Item]:
        """As much of it as the page holds."""
        return self.all_items[:MOST]

    @property
    def is_full(self) -> bool:
        """Whether there is more."""
        return len(self.all_items) > MOST

    @property
    def is_cut(self) -> bool:
        """Whether there are more bookings than the page holds."""
        return self.today_count + self.ahead_count > ROWS

    @property
    def all_url(self) -> str:
        return links.people_of(status="booked")

    @property
    def rest_url(self) -> str:
        """Where all that is owed stands."""
        return links.tasks("me" if self.mine else "")

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


def days_page(user: User, *, whole: bool = True) -> Today:
    """What the person sees on their own day: all that is owed, or as much as the page shows."""
    mine = user.may(May.LOG_INTERVIEW)
    scope = Scope(user, (user.pk,) if mine else ())
    rows = open_bookings(scope, MOST + 1)
    counted = {part: getattr(rows[0], part) if rows else 0 for part in PARTS}
    listed = [booked(user, row) for row in near(rows)[:ROWS]]
    needing = owed(scope, MOST + 1, rows, but=NOT_OWN[mine], whole=whole)
    is_idle = not (needing or any(counted.values()))
    return Today(
        mine=mine,
        today=[row for row in listed if row.is_today],
        ahead=[row for row in listed if not row.is_today],
        today_count=counted["today"],
        ahead_count=counted["ahead"],
        waiting_count=counted["waiting"],
        owed=needing,
        is_empty=is_idle and not Participant.objects.visible_to(user).exists(),
    )
