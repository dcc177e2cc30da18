"""What is owed at the tables that people sit at: minutes, events to write up, offers and payments.

It is owed by whoever keeps meetings or pays, and nobody's own.
"""

import datetime as dt

from django.db.models import Q, QuerySet

from linkstudy import clock
from linkstudy.accounts.policy import May
from linkstudy.money import pounds
from linkstudy.progress.kinds import Kind
from linkstudy.progress.scope import Scope
from linkstudy.todo import Item
from linkstudy.words import day_words
from meetings.models import Event, Meeting, Payment, State
from meetings.vocabulary import Answer

MINUTED = dt.timedelta(days=1)  # ux.md 5e: minutes are sent within 24 hours of the meeting
CHECKED = dt.timedelta(days=14)  # to say that minutes are right
WRITTEN_UP = dt.timedelta(days=7)
A_MONTH = dt.timedelta(days=30)  # of an event of which no more than the month is known
ANSWERED = dt.timedelta(days=14)  # to accept an offer, or decline it
PAID = dt.timedelta(days=28)  # nobody who helps is to be left out of pocket for long


def table_items(scope: Scope, most: int) -> dict[Kind, list[Item]]:
    """What is owed at tables, by kind, at most so many rows of each."""
    reader, found = scope.reader, {}
    if scope.numbers or (scope.owners and reader.pk not in scope.owners):
        return {}
    if reader.may(May.KEEP_MEETINGS):
        found[Kind.MINUTES] = minutes_items(scope, most)
        found[Kind.EVENT] = event_items(scope, most)
        found[Kind.OFFER] = offer_items(scope, most)
    if reader.may(May.PAY_MEMBERS):
        found[Kind.PAYMENT] = payment_items(scope, most)
    return found


def minutes_items(scope: Scope, most: int) -> list[Item]:
    """Meetings that are over and whose minutes are not agreed, the oldest first."""
    over = Meeting.objects.visible_to(scope.reader).standing().filter(group__voided_at=None)
    rows = over.filter(held_on__lt=clock.today(), agreed_on=None).with_state()
    return [minutes_item(one) for one in rows.order_by("held_on", "turn", "pk")[:most]]


def minutes_item(row: Meeting) -> Item:
    """What comes next with the minutes of a meeting."""
    name = f"of the {row.group.name}, {day_words(row.held_on, 'short')}"
    match row.state:
        case State.PLANNED:
            words, due, note = f"Write the minutes {name}", row.held_on + MINUTED, "No notes yet"
        case State.DRAFT:
            words, due, note = f"Send the minutes {name} for checking", row.held_on + MINUTED, ""
        case _:
            sent = row.sent_on or row.held_on
            words, due = f"Say when the minutes {name} are agreed", sent + CHECKED
            note = f"Sent on {day_words(sent, 'short')}"
    return _item(words, row.get_absolute_url(), due, note)


def event_items(scope: Scope, most: int) -> list[Item]:
    """Events that are over, and of which nobody has said what the team took from them."""
    today = clock.today()
    is_over = Q(is_day_known=True, on__lt=today) | Q(is_day_known=False, on__lt=today - A_MONTH)
    rows = Event.objects.visible_to(scope.reader).standing().filter(is_over, taken="")
    return [
        _item(
            f"Write up: {one.title}", one.get_absolute_url(), _last_day(one) + WRITTEN_UP, one.when
        )
        for one in rows.order_by("on", "pk")[:most]
    ]


def _last_day(event: Event) -> dt.date:
    return event.on if event.is_day_known else event.on + A_MONTH


def _payments(scope: Scope) -> QuerySet[Payment]:
    seen = Payment.objects.visible_to(scope.reader).standing().filter(paid_on=None)
    return seen.select_related("member__group", "member__user", "rate")


def offer_items(scope: Scope, most: int) -> list[Item]:
    """Offers of payment that nobody has answered, the oldest first."""
    rows = _payments(scope).filter(answer="").order_by("offered_on", "pk")[:most]
    return [
        _item(
            f"Ask {one.member}, {one.member.group.name}, about the offer of {pounds(one.amount)}",
            one.get_absolute_url(),
            one.offered_on + ANSWERED,
            f"Offered on {day_words(one.offered_on, 'short')}",
        )
        for one in rows
    ]


def payment_items(scope: Scope, most: int) -> list[Item]:
    """Payments that were accepted, the oldest first."""
    rows = _payments(scope).filter(answer=Answer.ACCEPTED).order_by("answered_on", "pk")[:most]
    return [
        _item(
            f"Pay {pounds(one.amount)} to {one.member}, {one.member.group.name}",
            one.get_absolute_url(),
            accepted + PAID,
            f"Accepted on {day_words(accepted, 'short')}",
        )
        for one in rows
        if (accepted := one.answered_on)
    ]


def _item(words: str, url: str, due: dt.date, note: str) -> Item:
    by = f"{'Was due' if due < clock.today() else 'By'} {day_words(due, 'short')}"
    said = f"{note}. {by}" if note else by
    return Item(words, url, due, said, is_late=due < clock.today())
