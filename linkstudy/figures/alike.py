"""People counted by what is known of them, as at a day.

People who are alike in everything that a frame or a benchmark asks for are counted as one row, by
the database. Of those of whom something else was known on the day, what was known then counts.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from cases.models import Case
from linkstudy import clock
from linkstudy.accounts.policy import May
from linkstudy.audit.models import Entry
from linkstudy.audit.past import known_at
from linkstudy.figures.figure import Asked
from linkstudy.figures.recruitment import Recruitment, recruitment
from participants.models import Benchmark, Interview, Participant
from participants.sampled import ATTRIBUTES, NOT_SAID

# The verbs of the history that change what is asked here of somebody.
CHANGES = ("participant.changed", "participant.voided", "participant.restored")
Key = tuple[str, bool, tuple[str, ...]]  # group, took part, an answer for each attribute


@dataclass(frozen=True)
class Alike:
    """So many people of a group who gave the same answers. All of them replied or took part.

    answers    {attribute: code}, "" where it was not asked
    took_part  whether their first interview is done
    """

    group: str
    took_part: bool
    answers: Mapping[str, str]
    people: int


Codes = Sequence[frozenset[str]]  # the answers asked for, attribute by attribute


def by_answers(rows: Iterable[Alike], names: Sequence[str]) -> Counter[tuple[str, ...]]:
    """{answers to these attributes: people}."""
    found: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        found[tuple(row.answers[name] for name in names)] += row.people
    return found


def fits(answers: Sequence[str], asked: Codes) -> bool:
    """Whether every answer is among those asked for."""
    return all(code in codes for code, codes in zip(answers, asked, strict=True))


def may_fit(answers: Sequence[str], asked: Codes) -> str | None:
    """Why nobody knows whether they fit: "" for not asked, "not_said"; None where somebody knows."""
    unknown = [code for code in answers if is_unknown(code)]
    pairs = zip(answers, asked, strict=True)
    is_open = all(code in codes for code, codes in pairs if not is_unknown(code))
    return min(unknown) if unknown and is_open else None


def is_unknown(code: str) -> bool:
    return code in ("", NOT_SAID)


def for_counts(asked: Asked) -> Asked:
    """What a reader of counts gets, whatever was asked: all cases, today."""
    return replace(asked, case=None, day=clock.today()) if asked.counts else asked


class People:
    """Everybody who replied or took part in the cases asked about, by what was known at the day's end."""

    def __init__(self, asked: Asked):
        self.asked = for_counts(asked)
        self.at = clock.end_of(self.asked.day)

    @property
    def cases(self) -> Any:
        reached = Case.objects.ever_reached(self.asked.reader, May.SEE_PROGRESS)
        return reached.filter(pk=self.asked.case.pk) if self.asked.case else reached

    @cached_property
    def rows(self) -> list[Alike]:
        """Those alike as one row, in no order."""
        counts = Counter(self._then())
        for group, took_part, *answers, people in self._now():
            counts[group, took_part, tuple(answers)] += people
        return [
            Alike(group, took_part, dict(zip(ATTRIBUTES, answers, strict=True)), people)
            for (group, took_part, answers), people in counts.items()
        ]

    @cached_property
    def board(self) -> Recruitment:
        """The board of the same day, for a reader of counts."""
        return recruitment(self.asked.reader, self.asked.day)

    @cached_property
    def benchmarks(self) -> dict[str, Benchmark]:
        """{attribute: the benchmark that held on the day, as known then}."""
        begun = Benchmark.objects.filter(effective_from__lte=self.asked.day)
        rows = begun.order_by("effective_from", "pk").prefetch_related("shares")
        return {row.attribute: row for row in known_at(rows, self.at)}

    def of(self, group: str, *, took_part: bool = False) -> list[Alike]:
        """The rows of a group; took_part for those alone who did."""
        return [row for row in self.rows if row.group == group and (row.took_part or not took_part)]

    def who(self, group: str, asked: Mapping[str, Iterable[str]]) -> list[str]:
        """The study IDs of those of a group who took part and whose answers are among those asked for."""
        wanted = {f"{name}__in": list(codes) for name, codes in asked.items()}
        same = self._today().filter(took_part=True, group=group, **wanted)
        found = list(same.values_list("study_id", flat=True))
        found += [
            one.study_id
            for one, took_part in self._others
            if took_part and one.group == group
            if all(getattr(one, name) in codes for name, codes in asked.items())
        ]
        return sorted(found, key=_in_turn)

    def _today(self) -> Any:
        """People of whom the same is known today, who replied or took part."""
        found = Participant.objects.filter(case__in=self.cases.values("pk"))
        found = found.annotate(took_part=Exists(self._held().filter(participant=OuterRef("pk"))))
        replied = Q(voided_at=None) | Q(voided_at__gt=self.at)
        replied &= Q(replied_on__lte=self.asked.day, recorded_at__lte=self.at)
        found = found.filter(Q(took_part=True) | replied).exclude(pk__in=self.changed)
        return found.order_by()

    def _now(self) -> Any:
        """Those of whom the same is known today: counted by the database."""
        columns = ("group", "took_part", *ATTRIBUTES)
        return self._today().values_list(*columns).annotate(people=Count("pk"))

    def _then(self) -> list[Key]:
        """Those of whom something else was known then, one by one."""
        return [
            (one.group, took_part, tuple(getattr(one, name) for name in ATTRIBUTES))
            for one, took_part in self._others
        ]

    @cached_property
    def _others(self) -> list[tuple[Participant, bool]]:
        """(somebody as they were known then, whether they took part) of those who were changed since."""
        if not self.changed:
            return []
        rows = Participant.objects.filter(pk__in=self.changed, case__in=self.cases.values("pk"))
        rows = rows.only("study_id", "group", "replied_on", "voided_at", *ATTRIBUTES).order_by()
        held = self._held().filter(participant__in=self.changed)
        took_part = set(held.values_list("participant", flat=True))
        return [
            (one, one.pk in took_part)
            for one in known_at(rows, self.at)
            if one.pk in took_part or _replied(one, self.asked.day)
        ]

    @cached_property
    def changed(self) -> set[int]:
        """Keys of the people of whom something that counts here was changed since."""
        if self.at >= clock.study_now():
            return set()
        entries = Entry.objects.filter(
            verb__in=CHANGES, kind=Participant._meta.label_lower, study_at__gt=self.at
        )
        return {int(key) for key in entries.order_by().values_list("key", flat=True)}

    def _held(self) -> Any:
        """First interviews done, as known then."""
        return Interview.objects.done(self.at).first_wave().order_by()


def _in_turn(study_id: str) -> tuple[int, int]:
    """C5-PT-03: by case, then by number."""
    case, _, number = study_id.split("-")
    return int(case.removeprefix("C")), int(number)


def _replied(person: Participant, day: dt.date) -> bool:
    return person.replied_on is not None and person.replied_on <= day


def total(rows: Iterable[Alike]) -> int:
    return sum(row.people for row in rows)
