"""What happened to a recording: a few taps, for the step that comes next."""

from typing import Any, cast

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.http import QueryDict

from cases.models import Case
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.forms import Choice, Day, LayoutMixin, Pick, StudyForm, Text, held
from participants.actions.custody import PLACE
from participants.afterwards import Step
from participants.forms.bookings import interviewers
from participants.forms.corrections import Opening
from participants.models import CustodyStep
from participants.recordings import NEXT, Chain

PAST = "The day must be today or in the past"
MOST = 200  # characters: a reference, no story
DONE = "done"  # asks for the recordings of which nothing is left to do


class WhenAndWho(StudyForm):
    """When a step was taken, by whom, and what shows it."""

    layout = Layout("on", "who", "proof")
    on = Day(
        "On which day?",
        missing="Enter the day",
        called="The day",
        hint="For example, 13/6 or 13 June 2022",
        past_words=PAST,
    )
    who = Pick("Who did it?", missing="Select who did it", unknown="Select who did it")
    proof = Text(
        "What shows it?",
        called="The reference",
        most=MOST,
        hint="A reference: the folder it is in, or the number of an order. Do not include names",
    )

    def offer_people(self, users: list[User], reader: User) -> None:
        """Say who can have done it; the reader is called you."""
        rows = [(str(one.pk), f"You, {one}" if one == reader else str(one), one) for one in users]
        cast(Pick, self.fields["who"]).offer(rows, first="")

    def demand_proof(self, step: Step | None) -> None:
        """Do not call the proof optional where the action asks for it."""
        cast(Text, self.fields["proof"]).optional = step is None or not step.asks_reference


class StepForm(WhenAndWho):
    """A step of a recording."""

    layout = Layout("step", *WhenAndWho.layout.fields)
    step = Choice("What happened?", missing="Select what happened")

    def offer(self, chain: Chain, reader: User) -> None:
        """What can be recorded now, the next step chosen, today and by the reader."""
        choice = cast(Choice, self.fields["step"])
        choice.offer([(str(step.value), step.label, step) for step in chain.open_steps])
        self.offer_people(interviewers(chain.interview.participant.case.site, reader), reader)
        self.demand_proof(chain.next)
        self.initial = {
            "step": str(chain.next.value) if chain.next else "",
            "on": clock.today(),
            "who": str(reader.pk),
        }


class CorrectStepForm(Opening, WhenAndWho):
    """What was recorded of a step, to be put right. What it was is not: that is another step."""

    sealed = {"proof": PLACE}
    layout = Layout(*WhenAndWho.layout.fields, "why")

    def fill(self, row: CustodyStep, reader: User) -> None:
        self.person = row.participant
        self.demand_proof(Step(row.step))
        self.offer_people(interviewers(self.person.case.site, row.who), reader)
        self.initial: dict[str, Any] = held(row, "on") | self.open(row) | {"who": str(row.who_id)}


class RecordingsFilter(LayoutMixin, forms.Form):
    """Which recordings a list shows: those that wait for a step, and of which case."""

    layout = Layout(Row(Column("step"), Column("case")))
    step = Pick("What is next", unknown="We do not know this step, so all of them are shown")
    case = Pick("Case", unknown="We do not know this case, so all of them are shown")

    def __init__(self, query: QueryDict, cases: list[Case]):
        super().__init__(query)
        steps = [(str(step.value), NEXT[step], step) for step in Step]
        cast(Pick, self.fields["step"]).offer(
            [*steps, (DONE, "Nothing is left to do", DONE)], first="Everything to do"
        )
        cast(Pick, self.fields["case"]).offer(
            ((str(one.number), str(one), one) for one in cases), first="All cases"
        )
        for field in self.fields.values():
            cast(Pick, field).optional = False  # an empty answer asks for all: no need to say so
        self.is_valid()

    @property
    def next(self) -> Step | str | None:
        """The step waited for, DONE, or None for whatever is to be done."""
        return self.cleaned_data.get("step") or None

    @property
    def its_case(self) -> Case | None:
        return self.cleaned_data.get("case") or None
