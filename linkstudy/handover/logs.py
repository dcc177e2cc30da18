"""Logs with a row a person, by study ID, for whoever monitors the study: to read and to print."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from cases.models import Case
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.audit.past import held_at, undo
from linkstudy.figures.figure import Value, words
from linkstudy.words import clock_words, day_words, in_london, many
from participants.models import Consent, Deviation
from participants.protocol import setting
from participants.undelegated import undelegated


@dataclass(frozen=True)
class Entry:
    """A line of a log, cell by cell in words with its head; the first cell leads to the person."""

    url: str
    labelled: tuple[tuple[str, str], ...]
    is_gone: bool


class Log(ABC):
    """Every row that was known at the end of a day, the latest first; those taken back say so."""

    model: Any
    title = one = ""
    about = ""
    heads: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    order: tuple[str, ...] = ()

    def __init__(self, reader: User, day: dt.date):
        self.reader, self.day, self.at = reader, day, clock.end_of(day)

    @cached_property
    def rows(self) -> QuerySet[Any]:
        cases = Case.objects.ever_reached(self.reader, May.SEE_REPORTS).values("pk")
        newer = self.model.objects.filter(replaces=OuterRef("pk"), recorded_at__lte=self.at)
        known = self.model.objects.filter(recorded_at__lte=self.at, participant__case__in=cases)
        asked = known.annotate(is_corrected=Exists(newer)).select_related(*self.related)
        return asked.order_by(*self.order)

    @cached_property
    def sentence(self) -> str:
        """72 consents stand. 2 were withdrawn. 3 were corrected or taken back."""
        ways = self.gone()
        counts = {f"gone{place}": Count("pk", filter=of) for place, of in enumerate(ways.values())}
        found = self.rows.order_by().aggregate(every=Count("pk"), **counts)
        stand = found.pop("every") - sum(found.values())
        said = [f"{many(stand, self.one)} {'stands' if stand == 1 else 'stand'}."]
        for became, count in zip(ways, found.values(), strict=True):
            said += [f"{count:,} {'was' if count == 1 else 'were'} {became}."]
        return " ".join(said)

    def gone(self) -> dict[str, Q]:
        """{what became of those that stand no longer: which they are}; none of them is in two."""
        return {"corrected or taken back": Q(voided_at__lte=self.at)}

    def entries(self, rows: Sequence[Any]) -> list[Entry]:
        """Some of the rows, with their values of that day."""
        found = list(rows)
        if self.at < clock.study_now():
            undo(found, self.at)
        return [
            Entry(
                one.participant.get_absolute_url(),
                tuple(zip(self.heads, self._words(one), strict=True)),
                one.voided_at is not None,
            )
            for one in found
        ]

    def _words(self, one: Any) -> list[str]:
        return [words(value) for value in (*self.cells(one), self.state(one))]

    @abstractmethod
    def cells(self, one: Any) -> tuple[Value, ...]:
        """What the row says, but for its state."""

    def state(self, one: Any) -> str:
        """Whether the row stood at the end of the day."""
        if one.voided_at is None:
            return "Stands"
        what = "Corrected" if one.is_corrected else "Taken back"
        return f"{what} on {day_words(in_london(one.voided_at).date())}"


OUTSIDE = "Taken outside the delegation log"
UNCHECKED = "Whether one was taken outside the delegation log is checked for today alone, so none is marked."
WITHDRAWALS = ("consent.withdrawn", "consent.given_back")


class Consents(Log):
    model = Consent
    title, one = "Consent log", "consent"
    about = "Who gave consent, on which version, on which day, how, and who took it."
    heads = ("ID", "Form", "Day", "Time", "How", "Taken by", "State")
    related = ("participant", "document", "taken_by")
    order = ("-given_on", "-given_time", "-pk")

    def cells(self, one: Consent) -> tuple[Value, ...]:
        time = clock_words(one.given_time) if one.given_time != dt.time(0) else None
        how = str(one.get_how_display())
        return str(one.participant), str(one.document), one.given_on, time, how, one.taken_by.name

    def state(self, one: Consent) -> str:
        """Also until when it held, and whether who took it was in the delegation log."""
        state = super().state(one)
        if one.voided_at is None and one.withdrawn_on:
            state = f"Held until {day_words(one.withdrawn_on)}"
        return f"{state}. {OUTSIDE}" if one.pk in self.outside else state

    def gone(self) -> dict[str, Q]:
        """Also those withdrawn, as far as that was known."""
        rows = held_at(self.at, *WITHDRAWALS)[Consent].items()
        then = {key: row["withdrawn_on"] for key, row in rows if "withdrawn_on" in row}
        were = Q(pk__in=[key for key, on in then.items() if on])
        ended = were | Q(withdrawn_on__isnull=False) & ~Q(pk__in=list(then))
        stood = Q(voided_at=None) | Q(voided_at__gt=self.at)
        return {"withdrawn": ended & stood, **super().gone()}

    @cached_property
    def sentence(self) -> str:
        """Also how many were taken outside the delegation log."""
        if self.day != clock.today():
            return f"{super().sentence} {UNCHECKED}"
        count = len(self.outside)
        said = f"{count:,} {'was' if count == 1 else 'were'} taken outside the delegation log."
        return f"{super().sentence} {said}" if count else super().sentence

    @cached_property
    def outside(self) -> set[int]:
        """Keys of those that stand today and were taken by somebody whom the log does not name."""
        if self.day != clock.today():
            return set()
        return set(undelegated(self.reader).order_by().values_list("pk", flat=True))


class Deviations(Log):
    model = Deviation
    title, one = "Deviation log", "deviation"
    about = "Where the protocol was not kept. Reasons stand on the page of deviations."
    heads = ("ID", "Day", "Rule", "The protocol said", "What was done", "Noted by", "State")
    related = ("participant", "protocol", "noted_by")
    order = ("-on", "-pk")

    def cells(self, one: Deviation) -> tuple[Value, ...]:
        rule = str(one.get_rule_display())
        said = setting(one.rule, one.protocol)
        return str(one.participant), one.on, rule, said, one.what, one.noted_by.name


LOGS: dict[str, type[Log]] = {"consents": Consents, "deviations": Deviations}
