"""What is recorded by a day of how a study was done: asked once, and read by many answers."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Min, QuerySet, Sum

from cases.models import Case, DocumentVersion, InvitationBatch, ObservationDay, Study
from cases.vocabulary import DocumentKind, Notes
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.audit.past import known_at, known_together
from linkstudy.figures import small
from linkstudy.figures.reached import Asking
from participants.afterwards import Step
from participants.models import (
    Consent,
    ContactAttempt,
    CustodyStep,
    Interview,
    Participant,
)
from participants.vocabulary import RefusalReason, Wave


@dataclass(frozen=True)
class Held:
    """An interview that took place."""

    person: int
    group: str
    case: int
    wave: str
    mode: str
    setting: str
    others: str
    recording: str
    day: dt.date
    minutes: int
    by: str


COLUMNS = (
    "participant",
    "participant__group",
    "participant__case",
    "wave",
    "mode",
    "setting",
    "others",
    "recording",
    "held_on",
    "minutes",
    "interviewer__name",
)


@dataclass(frozen=True)
class Observed:
    """Observation days: how many, on how many of them notes are done, and the first and last."""

    days: int
    noted: int
    first: dt.date | None
    last: dt.date | None


class Facts:
    """Of all that a reader may see, what was known at the end of a day."""

    def __init__(self, reader: User, day: dt.date):
        self.day, self.at = day, clock.end_of(day)
        self.reached = Case.objects.ever_reached(reader, May.SEE_REPORTS)
        self.keys = self.reached.values("pk")

    def of_people(self, rows: Any) -> QuerySet[Any]:
        """Those of the rows that stand and are of the reader's cases, in no order."""
        return rows.standing(self.at).filter(participant__case__in=self.keys).order_by()

    # What happened

    @cached_property
    def interviews(self) -> list[Held]:
        """Every sitting, the earliest first."""
        done = Interview.objects.done(self.at).filter(participant__case__in=self.keys)
        rows = done.order_by("held_on", "pk").values_list(*COLUMNS)
        return [Held(*row) for row in rows]

    @cached_property
    def firsts(self) -> dict[int, Held]:
        """{person's key: their first interview}"""
        return self._first(Wave.FIRST)

    @cached_property
    def again(self) -> dict[int, Held]:
        """{person's key: their first follow-up interview}"""
        return self._first(Wave.FOLLOW_UP)

    def _first(self, wave: Wave) -> dict[int, Held]:
        found: dict[int, Held] = {}
        for held in self.interviews:
            if held.wave == wave:
                found.setdefault(held.person, held)
        return found

    @cached_property
    def told(self) -> list[Held]:
        """The interviews whose counts are told: of each wave, each person's first sitting. With fewer
        than 5 follow-ups the first interviews alone: beside these, a total of both would tell how few."""
        firsts, again = list(self.firsts.values()), list(self.again.values())
        return firsts if len(again) < small.LEAST else firsts + again

    @property
    def what(self) -> str:
        """What these are called."""
        return "Interviews" if len(self.told) > len(self.firsts) else "First interviews"

    @cached_property
    def people(self) -> list[Participant]:
        """Who had a first interview."""
        held = Interview.objects.done(self.at).first_wave().filter(participant__case__in=self.keys)
        rows = Participant.objects.filter(pk__in=held.order_by().values("participant"))
        return known_at(rows.order_by(), self.at)

    @cached_property
    def observed(self) -> Observed:
        rows = ObservationDay.objects.standing(self.at).filter(day__lte=self.day)
        mine = rows.filter(case__in=self.keys).order_by().values_list("day", "notes")
        days = [day for day, _ in mine]
        noted = sum(notes == Notes.DONE for _, notes in mine)
        return Observed(len(days), noted, min(days, default=None), max(days, default=None))

    @cached_property
    def seen_first(self) -> dict[int, dt.date]:
        """{case's key: the first day on which its link worker was observed}"""
        rows = ObservationDay.objects.standing(self.at).filter(case__in=self.keys).order_by()
        return dict(rows.values_list("case").annotate(first=Min("day")))

    # How people came, and why others did not

    @cached_property
    def letters(self) -> list[tuple[str, int, int]]:
        """(route, sent out, came back) of what practices and link workers sent."""
        rows = InvitationBatch.objects.standing(self.at).filter(sent_on__lte=self.day)
        mine = rows.filter(case__in=self.keys).order_by("route").values_list("route")
        return list(mine.annotate(sent=Sum("sent_out"), back=Sum("undelivered")))

    @cached_property
    def contacts(self) -> Counter[str]:
        """{channel: how often the team got in touch, or tried to}"""
        rows = self.of_people(ContactAttempt.objects).filter(on__lte=self.day, incoming=False)
        return Counter(dict(rows.values_list("channel").annotate(count=Count("pk"))))

    @cached_property
    def _reasons(self) -> Counter[tuple[str, str]]:
        """{(kind, code) of why people are not further: how many}, each once, as in the flow."""
        found = Counter[tuple[str, str]]()
        for place, people in Asking(self.reached, "", Wave.FIRST, self.day).counted().items():
            kind, _, code = place.why.partition(":")
            found[kind, code] += people
        return found

    @property
    def refusals(self) -> Counter[str]:
        """{reason: people who have not come to a first interview for it}"""
        return Counter({one.value: self._reasons["no", one.value] for one in RefusalReason})

    @property
    def withdrawn(self) -> int:
        """How many people withdrew, and have not agreed again since."""
        return sum(count for (kind, _), count in self._reasons.items() if kind == "left")

    @cached_property
    def consents(self) -> Counter[str]:
        """{how: people who gave consent so}"""
        rows = self.of_people(Consent.objects).filter(given_on__lte=self.day)
        people = Count("participant", distinct=True)
        return Counter(dict(rows.values_list("how").annotate(people=people)))

    @cached_property
    def steps(self) -> Counter[int]:
        """{step: recordings that took it}"""
        rows = self.of_people(CustodyStep.objects).filter(on__lte=self.day)
        return Counter(
            {Step(one): count for one, count in rows.values_list("step").annotate(Count("pk"))}
        )

    # What the study stands on

    @cached_property
    def _set_up(self) -> list[list]:
        documents = DocumentVersion.objects.exclude(approved_on=None).select_related("amendment")
        every = documents.order_by("audience", "in_force_from", "pk")
        return known_together(self.at, Study.objects.all(), self.reached, every)

    @property
    def study(self) -> Study | None:
        return next(iter(self._set_up[0]), None)

    @property
    def cases(self) -> list[Case]:
        return self._set_up[1]

    def documents(self, kind: DocumentKind) -> list[DocumentVersion]:
        """Approved versions of a kind that had come into force by the day."""
        return [
            one
            for one in self._set_up[2]
            if one.kind == kind and one.in_force_from and one.in_force_from <= self.day
        ]

    @property
    def collected(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day on which data were collected."""
        days = [held.day for held in self.interviews]
        days += [day for day in (self.observed.first, self.observed.last) if day]
        return (min(days), max(days)) if days else None
