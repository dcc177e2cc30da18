"""What the pages of the flow say: its numbers with the way to their rows, and the rows."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crispy_forms.layout import Layout
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from cases.forms.as_at import AsAtForm
from cases.models import Case
from cases.vocabulary import Group
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.charts.svg import on_pages
from linkstudy.figures import flow_words
from linkstudy.figures.figure import Asked, Figure, counts_only
from linkstudy.figures.flow import Flow, Part, Step, asking, figure_of
from linkstudy.figures.letters import with_letters
from linkstudy.figures.reached import Place, steps_of
from linkstudy.forms import Pick
from linkstudy.progress.asking import address, files
from participants.vocabulary import Wave

LEFT_OUT = "We do not know this one. It is left out"


class FlowForm(AsAtForm):
    """Which flow: as at which day, of which case, group and interview."""

    layout = Layout("at", "case", "group", "wave")

    case = Pick("Case", unknown=LEFT_OUT)
    group = Pick("Who", [(one.value, one.plural) for one in Group], unknown=LEFT_OUT)
    wave = Pick("Interview", [(one.value, one.label) for one in Wave], unknown=LEFT_OUT)

    def __init__(self, reader: User, asked: QueryDict):
        self.reader = reader
        super().__init__(asked)
        for name in self.fields:
            self.fields[name].optional = False  # type: ignore[attr-defined]  # never asked for
        if counts_only(reader):
            del self.fields["at"], self.fields["case"]
            self.layout = Layout("group", "wave")

    def offer(self) -> None:
        mine = Case.objects.reached(self.reader, May.SEE_PROGRESS).order_by("number")
        numbers = mine.values_list("number", flat=True)
        self.fields["case"].choices = [  # type: ignore[attr-defined]
            ("", "All cases"),
            *((str(number), f"Case {number}") for number in numbers),
        ]


@dataclass(frozen=True)
class Linked:
    """A number of the flow, its words, and where its rows are; "" for who may not see them."""

    words: str
    label: str
    url: str


@dataclass(frozen=True)
class Row:
    """A step as a row of its table. of is what the full width of its bar stands for."""

    step: Step
    number: Linked
    of: int
    share: str
    exits: list[Linked]

    @property
    def says(self) -> str:
        """How many left in all, where that is not said by the one reason."""
        gone = self.step.gone
        if gone is None:
            return "Of these, since then" if self.exits else ""
        return "" if len(self.exits) == 1 else f"{gone:,} in all" if gone else "Nobody"


@dataclass(frozen=True)
class FlowPage:
    """The flow as a page."""

    flow: Flow

    @property
    def asked(self) -> Asked:
        return self.flow.asked

    @property
    def parts(self) -> list[tuple[Part, list[Row], list[Linked]]]:
        return [(part, self._rows(part), self._ways(part)) for part in self.flow.parts]

    def _rows(self, part: Part) -> list[Row]:
        most = max((step.count or 0 for step in part.steps), default=0)
        return [
            Row(
                step,
                Linked(step.shown, step.label, self.url(part, step=step.name)),
                most,
                "" if step.percent is None else f"{step.percent}% of the step before",
                [
                    Linked(
                        f"{one.count:,}", one.label, self.url(part, step=step.name, why=one.code)
                    )
                    for one in step.exits
                ],
            )
            for step in part.steps
        ]

    def _ways(self, part: Part) -> list[Linked]:
        return [
            Linked(f"{one.count:,}", one.label, self.url(part, way=one.code)) for one in part.ways
        ]

    def url(self, part: Part, **narrowed: str) -> str:
        """Where the rows of a number are."""
        if not self.asked.reader.may(May.SEE_PEOPLE):
            return ""
        if part.name == "people":
            return f"{reverse('progress:flow_people')}{address(self.asked, **narrowed)}"
        if case := self.asked.case:
            at = urlencode({"at": self.asked.day.isoformat()})
            return f"{reverse('progress:letters', args=[case.number])}?{at}"
        return f"{reverse('progress:flow_letters')}{address(self.asked)}"

    @cached_property
    def figure(self) -> Figure:
        return figure_of(self.flow)

    @property
    def picture(self) -> str:
        return on_pages(self.figure.drawings)

    @property
    def files(self) -> list[tuple[str, str]]:
        return files("flow", self.asked, self.figure)


# The rows behind a number


@dataclass(frozen=True)
class Behind:
    """The people of a step, or of those who are in it and not in the next for a reason, or who came in
    a way. What an address does not say rightly is left aside."""

    asked: Asked
    step: str
    why: str
    way: str

    @classmethod
    def of(cls, asked: Asked, query: QueryDict) -> "Behind":
        steps = steps_of(asked.wave)
        step = query.get("step", "")
        return cls(
            asked,
            step if step in steps else steps[0],
            query.get("why", ""),
            query.get("way", ""),
        )

    @cached_property
    def places(self) -> dict[int, Place]:
        """{a person's key: how far they got}, by study ID."""
        steps = steps_of(self.asked.wave)
        rows = asking(self.asked).placed()
        return {
            key: place
            for key, place in rows
            if steps.index(place.step) >= steps.index(self.step)
            and (not self.why or (place.step, place.why) == (self.step, self.why))
            and self.way in ("", place.way)
        }

    @property
    def label(self) -> str:
        """What they are the people of: Consented; Replied: Too busy or caring."""
        label = flow_words.OF_PEOPLE[Wave(self.asked.wave)][self.step]
        more = [flow_words.words_of(self.why)] if self.why and self.places else []
        more += [flow_words.way_words(self.way)] if self.way and self.places else []
        return ": ".join([label, *more])


def letters_by_case(asked: Asked) -> QuerySet[Case]:
    """The cases with letters, each with their sums, by number."""
    cases: Any = with_letters(asked.cases, asked.day)
    return cases.exclude(letters_sent_out=None).select_related("site").order_by("number")
