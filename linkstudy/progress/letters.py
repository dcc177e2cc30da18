"""What pages about letters say: what was sent, and how far those got who answered."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum

from cases.models import InvitationBatch, Reminder
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.figures.letters import Sums
from participants.letters import replies_to
from participants.models import Clause, Interview, Participant
from participants.vocabulary import Scope, Status


@dataclass(frozen=True)
class Replies:
    """How far the people got who answered letters; everybody of a step is in the one before."""

    replied: int
    consented: int
    interviewed: int


def with_steps(people: QuerySet[Participant]) -> QuerySet[Participant]:
    """Annotate has_agreed (to an interview, at some time) and was_met (for one)."""
    yes = Clause.objects.filter(scope=Scope.INTERVIEW, agreed=True, consent__voided_at=None)
    return people.annotate(
        has_agreed=Exists(yes.filter(consent__participant=OuterRef("pk"))),
        was_met=Exists(Interview.objects.done().filter(participant=OuterRef("pk"))),
    )


def replies(people: Iterable[Any]) -> Replies:
    """How far those of the people with_steps() got who answered letters.

    Who withdrew later counts as they did: the step was taken.
    """
    theirs = [one for one in people if one.batch_id]
    return Replies(
        len(theirs),
        sum(1 for one in theirs if one.has_agreed or one.was_met),
        sum(1 for one in theirs if one.was_met),
    )


@dataclass(frozen=True)
class Bar:
    """A step of the way from letters to interviews. of is what the full width stands for."""

    label: str
    count: int
    of: int


@dataclass(frozen=True)
class Funnel:
    """From letters to interviews: counts of letters, then people."""

    sums: Sums
    people: Replies

    @property
    def letters(self) -> list[Bar]:
        steps = [
            ("Found", self.sums.searched),
            ("Left out", self.sums.excluded),
            ("Sent", self.sums.sent_out),
            ("Came back", self.sums.undelivered),
        ]
        return [Bar(label, count, self.sums.searched) for label, count in steps]

    @property
    def steps(self) -> list[Bar]:
        """People against the letters sent; against themselves where more answered than were sent to."""
        most = max(self.sums.sent_out, self.people.replied)
        steps = [
            ("Replied", self.people.replied),
            ("Consented", self.people.consented),
            ("Interviewed", self.people.interviewed),
        ]
        return [Bar(label, count, most) for label, count in steps]

    @property
    def finding(self) -> str:
        """9 replied to 40 letters."""
        letters = "letter" if self.sums.sent_out == 1 else "letters"
        return f"{self.people.replied:,} replied to {self.sums.sent_out:,} {letters}"


@dataclass(frozen=True)
class Line:
    """A batch in the list of a case's letters, with its reminders and how many people answered.

    replied is None for an earlier day: who answered which letters is known as at today alone.
    """

    batch: InvitationBatch
    reminded: int
    replied: int | None


def lines(batches: Iterable[InvitationBatch], day: dt.date) -> list[Line]:
    """The batches with what came of them by the day. Two queries."""
    rows = list(batches)
    mine = {"batch__case__in": {row.case_id for row in rows}}
    place = ("batch__case", "batch__number")
    reminders = Reminder.objects.standing(clock.end_of(day)).filter(sent_on__lte=day, **mine)
    sums = reminders.order_by().values_list(*place).annotate(Sum("sent_out"))
    sent = {(case, number): count for case, number, count in sums}
    people = Participant.objects.standing().filter(**mine).order_by().values_list(*place)
    replied = {(case, number): count for case, number, count in people.annotate(Count("pk"))}
    is_today = day == clock.today()
    keys = [(row.case_id, row.number) for row in rows]
    return [
        Line(row, sent.get(key, 0), replied.get(key, 0) if is_today else None)
        for row, key in zip(rows, keys, strict=True)
    ]


class BatchPage:
    """What the page of one batch says."""

    def __init__(self, user: User, batch: InvitationBatch):
        self.user, self.batch = user, batch

    @cached_property
    def reminders(self) -> list[Reminder]:
        """Its reminders, by day: each as it stands, or the last that did."""
        of_it = {"batch__case": self.batch.case_id, "batch__number": self.batch.number}
        rows = Reminder.objects.current().filter(**of_it).select_related("batch__case")
        return list(rows.order_by("sent_on", "number"))

    @property
    def people(self) -> list[tuple[Participant, str]]:
        """(who answered, their status in words)."""
        rows = replies_to(self.batch).with_status().order_by("study_id")
        return [(one, Status(one.status).label) for one in rows]

    @property
    def documents(self) -> list[str]:
        return [str(one) for one in self.batch.documents.all()]

    @property
    def is_due(self) -> bool:
        """Whether the reminder should have gone, and nobody has written down that it did."""
        due = self.batch.remind_on
        gone = any(not one.voided_at for one in self.reminders)
        return bool(due and due <= clock.today() and not gone and not self.batch.voided_at)
