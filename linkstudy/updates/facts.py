"""What the data say of a period, in the words of an update. Counts under 5 are hidden in them."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import prefetch_related_objects

from cases.models import Case, Study, Topic
from cases.vocabulary import Measure
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.figures.recruitment import Cell, Recruitment, hide_small, recruitment
from linkstudy.figures.small import LEAST
from linkstudy.progress.touches import Asked, touches
from linkstudy.updates.models import Output, Profile
from linkstudy.updates.models.outputs import makers
from linkstudy.updates.vocabulary import Stage
from linkstudy.words import listed, uncapped
from participants.models import Refusal
from participants.vocabulary import RefusalReason

# Why people did not take part, to follow "people"; nobody's own words.
REASONS = {
    RefusalReason.NO_MEMORY: "do not remember seeing a link worker",
    RefusalReason.TERM: "do not know the words “link worker”",
    RefusalReason.TOO_SHORT: "saw the link worker too briefly to say much",
    RefusalReason.NOT_INTERESTED: "do not want to take part",
    RefusalReason.UNWELL: "are unwell or have lost somebody",
    RefusalReason.BUSY: "are too busy",
    RefusalReason.ACCESS: "need more help with language or access than we gave",
    RefusalReason.PRIVACY: "worry about their privacy",
}


def ordinal(number: int) -> str:
    """3rd, 11th, 22nd."""
    ends = {1: "st", 2: "nd", 3: "rd"}
    is_teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if is_teen else ends.get(number % 10, 'th')}"


def counted(cell: Cell) -> str:
    """How many, as everybody may read it; "" for none."""
    return cell.hidden if cell.done is None else f"{cell.done:,}" if cell.done else ""


@dataclass(frozen=True)
class Period:
    """The days that an update tells of, as the data stand today."""

    first: dt.date
    last: dt.date
    reader: User

    @cached_property
    def figures(self) -> Recruitment:
        """As everybody may read them."""
        found = recruitment(self.reader, clock.today())
        return found if found.counts else hide_small(found)

    @cached_property
    def study(self) -> Study | None:
        return Study.objects.first()

    @cached_property
    def finished(self) -> list[Case]:
        """Cases in which data collection was over in these days."""
        closed = [(case.closed_on, case) for case in self.figures.cases if case.closed_on]
        return [case for on, case in closed if self.first <= on <= self.last]

    @cached_property
    def topics(self) -> list[str]:
        """Those that at least 5 records of these days touched on, in the order of the set-up: fewer are
        hidden from readers of counts, as decision 0024 says."""
        found = touches(Asked(self.reader, "topics", clock.today()))
        count = Counter(one.subject for one in found if self.first <= one.day <= self.last)
        keys = [key for key, times in count.items() if times >= LEAST]
        return list(Topic.objects.standing().filter(pk__in=keys).values_list("name", flat=True))

    @cached_property
    def came_out(self) -> list[Output]:
        """What came out in these days, in the order in which it was recorded."""
        rows = Output.objects.standing().with_stage(self.last).order_by("pk")
        return list(rows.filter(stage=Stage.OUT, stage_on__range=(self.first, self.last)))

    @cached_property
    def outputs(self) -> list[Output]:
        """The same, with those who made it at hand."""
        prefetch_related_objects(self.came_out, makers())
        return self.came_out

    @property
    def shown(self) -> list[Output]:
        """Those that are told of by themselves: a blog on one of them is told with it."""
        keys = {one.pk for one in self.came_out}
        return [one for one in self.came_out if one.parent_id not in keys]

    @cached_property
    def profile(self) -> Profile | None:
        """Whoever agreed last in these days to be introduced."""
        rows = Profile.objects.standing().filter(agreed_on__range=(self.first, self.last))
        return rows.order_by("-agreed_on", "-pk").first()

    @cached_property
    def contact(self) -> str:
        """How most link workers are in touch with patients."""
        told = [case.contact for case in self.figures.cases if case.contact]
        common = Counter(told).most_common(1)
        return uncapped(common[0][0]) if common else ""

    @cached_property
    def reason(self) -> str:
        """The reason that most people gave, if at least 5 did."""
        given = Refusal.objects.standing().filter(reason__in=REASONS)
        common = Counter(given.values_list("reason", flat=True)).most_common(1)
        return REASONS[RefusalReason(common[0][0])] if common and common[0][1] >= LEAST else ""

    @property
    def goal(self) -> str:
        """How many patients the plan asks for in most cases."""
        rows = [row for row in self.figures.rows if row.case]
        asked = [row.cell(Measure.PATIENT).target for row in rows]
        common = Counter(filter(None, asked)).most_common(1)
        return f"{common[0][0]:,}" if common else ""

    @cached_property
    def facts(self) -> "Facts":
        return Facts(self)


FACTS: dict[str, Callable[[Period], str]] = {
    "cases": lambda of: f"{of.figures.plan.cases_planned:,}" if of.figures.plan else "",
    "finished": lambda of: listed([ordinal(case.number) for case in of.finished]),
    "patients": lambda of: counted(of.figures.total(Measure.PATIENT)),
    "professionals": lambda of: counted(of.figures.total(Measure.HEALTH)),
    "voluntary": lambda of: counted(of.figures.total(Measure.VOLUNTARY)),
    "patients-goal": lambda of: of.goal,
    "reason": lambda of: of.reason,
    "contact": lambda of: of.contact,
    "publications": lambda of: f"{len(of.shown):,}" if of.shown else "",
}


class Facts(Mapping[str, str]):
    """{key: words} of a period, each asked for when it is read; what is not known is not there."""

    def __init__(self, of: Period):
        self.of = of
        self.read: dict[str, str] = {}

    def __getitem__(self, key: str) -> str:
        if key not in self.read:
            self.read[key] = FACTS[key](self.of)
        if not self.read[key]:
            raise KeyError(key)
        return self.read[key]

    def __iter__(self) -> Iterator[str]:
        return (key for key in FACTS if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)
