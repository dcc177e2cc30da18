"""What the pages say about payments to public contributors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.corrections import put_right
from linkstudy.identities.service import unseal
from linkstudy.money import pounds
from linkstudy.rows import STANDING_FIRST
from linkstudy.telling import Event
from meetings.models import Member, Payment, Rate

ROWS = 25
MARKS = {
    "Offered": ("quarter", "mute"),
    "Accepted": ("half", "brand"),
    "Declined": ("left", "mute"),
    "Paid": ("done", "good"),
    "Void": ("ended", "mute"),
}


@dataclass(frozen=True)
class Line:
    """A payment in words and amounts."""

    row: Payment

    @property
    def mark(self) -> tuple[str, str, str]:
        return (self.row.state, *MARKS[self.row.state])

    @property
    def took(self) -> str:
        """2 hours 30 minutes at £25 an hour; "" for expenses alone."""
        return f"{long(self.row.minutes)} at {self.row.rate}" if self.row.rate else ""


def long(minutes: int) -> str:
    """2 hours 30 minutes, 1 hour, 45 minutes."""
    hours, rest = divmod(minutes, 60)
    words = [
        f"{count:,} {unit if count == 1 else unit + 's'}"
        for count, unit in ((hours, "hour"), (rest, "minute"))
        if count
    ]
    return " ".join(words)


@dataclass(frozen=True)
class Ledger:
    """The page of payments. unanswered and to_pay are the oldest of those that wait."""

    page: Page
    lines: list[Line]
    unanswered: list[Line]
    to_pay: list[Line]
    owed: int
    paid: int
    rates: Sequence[Rate]
    holds: Rate | None

    @property
    def sentence(self) -> str:
        """£240 is paid. £80 is accepted and waits. 2 offers are not answered."""
        count = len(self.unanswered)
        offers = f"{count:,} offer{'s are' if count > 1 else ' is'}" if count else "No offer is"
        return (
            f"{pounds(self.paid)} is paid. {pounds(self.owed)} is accepted and waits to be paid."
            f" {offers} without an answer."
        )


def ledger(user: User, number: Any) -> Ledger:
    rows = Payment.objects.visible_to(user)
    full = rows.select_related("member__group", "member__user", "rate")
    listed = full.current().order_by(STANDING_FIRST, "-on", "-pk")
    page = Paginator(listed, ROWS).get_page(number)
    standing = list(full.standing().order_by("on", "pk"))
    waiting = [one for one in standing if one.state == "Accepted"]
    used = Exists(Payment.objects.standing().filter(rate=OuterRef("pk")))
    rates = list(Rate.objects.order_by(STANDING_FIRST, "-starts_on", "-number").annotate(used=used))
    today = clock.today()
    return Ledger(
        page=page,
        lines=[Line(one) for one in page],
        unanswered=[Line(one) for one in standing if one.state == "Offered"],
        to_pay=[Line(one) for one in waiting],
        owed=sum(one.amount for one in waiting),
        paid=sum(one.amount for one in standing if one.paid_on),
        rates=rates,
        holds=next((one for one in rates if not one.voided_at and one.starts_on <= today), None),
    )


def payments_of(member: Member) -> list[Line]:
    """A member's payments, the latest first."""
    rows = list(Payment.objects.current().filter(member=member).select_related("rate"))
    for row in rows:
        row.member = member
    return [Line(row) for row in rows]


@dataclass(frozen=True)
class Paid:
    """One payment's page."""

    line: Line
    reason: str
    put_right: list[Event]


def payment_page(row: Payment, reader: User) -> Paid:
    key = row.member.person
    reason = unseal(key, "payment.void", row.void_reason)
    return Paid(Line(row), reason, put_right(row, reader, key))
