"""The page of the sampling frame: whom the study still has to hear from, and who took part."""

from dataclasses import dataclass, replace
from functools import cached_property

from crispy_forms.layout import Layout
from django import forms
from django.urls import reverse

from cases.models import Case
from cases.vocabulary import Measure
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.figures import representation, sampling
from linkstudy.figures.alike import People
from linkstudy.figures.figure import Asked
from linkstudy.forms import LayoutMixin, Pick
from linkstudy.progress import links
from linkstudy.progress.asking import address, files
from linkstudy.words import many
from participants.vocabulary import Group


class CaseForm(LayoutMixin, forms.Form):
    """In which case people are counted."""

    layout = Layout("case")

    case = Pick("In which case?")

    def __init__(self, reader: User, case: Case | None):
        super().__init__(initial={"case": str(case.number) if case else ""})
        numbers = Case.objects.reached(reader, May.SEE_PROGRESS).values_list("number", flat=True)
        pick: Pick = self.fields["case"]  # type: ignore[assignment]
        pick.optional = False  # all of them stand in for none
        options = [(str(number), f"Case {number}", number) for number in numbers]
        pick.offer(options, first="All cases")


@dataclass(frozen=True)
class Tab:
    """A group of people, with its gaps in words and the page that shows it."""

    label: str
    note: str
    url: str
    is_shown: bool


class SamplingPage:
    """Both figures of a group, from one count of people, and the ways to the other groups."""

    def __init__(self, asked: Asked):
        self.people = People(asked)
        self.asked = self.people.asked

    @cached_property
    def frames(self) -> dict[str, sampling.Sampling]:
        return sampling.frames(self.people)

    @property
    def frame(self) -> sampling.Sampling:
        return self.frames[self.asked.group]

    @cached_property
    def took_part(self) -> representation.Representation:
        return representation.representation(self.asked, self.people)

    @property
    def group(self) -> Group:
        return Group(self.asked.group)

    @property
    def is_today(self) -> bool:
        return self.asked.day == clock.today()

    @property
    def form(self) -> CaseForm | None:
        """The choice of a case, for who sees each of them."""
        return None if self.asked.counts else CaseForm(self.asked.reader, self.asked.case)

    @property
    def people_words(self) -> str:
        """24 people were interviewed."""
        count = self.took_part.took_part
        if count is None:
            return "How many were interviewed is not shown."
        return f"{many(count, 'person', 'people')} {'was' if count == 1 else 'were'} interviewed."

    @property
    def people_url(self) -> str:
        """The list of those who were interviewed; "" for who sees no people."""
        if not self.leads:
            return ""
        return links.rows_of(self.asked.case, self.asked.day, Measure(self.asked.group))

    @property
    def leads(self) -> bool:
        """Whether the reader may see whom a number counts."""
        return self.asked.reader.may(May.SEE_PEOPLE)

    @property
    def at(self) -> str:
        """What the address of a cell's people asks for, so that it shows the same tomorrow."""
        return address(self.asked)

    @property
    def tabs(self) -> list[Tab]:
        """The groups that have cells, and the one that is shown."""
        return [
            Tab(
                Group(code).plural,
                many(len(frame.gaps), "gap") if frame.gaps else "",
                reverse("progress:sampling") + address(replace(self.asked, group=code)),
                code == self.asked.group,
            )
            for code, frame in self.frames.items()
            if frame.cells or code in (self.asked.group, Group.PATIENT)
        ]

    @property
    def files(self) -> dict[str, list[tuple[str, str]]]:
        """{figure: (kind of file, its address)}."""
        shown = {
            "sampling": sampling.shown(self.frame),
            "representation": representation.shown(self.took_part),
        }
        return {name: files(name, self.asked, figure) for name, figure in shown.items()}
