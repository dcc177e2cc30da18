"""A questionnaire: handed out, come back or not, and put right. No question asks for an answer in it."""

import datetime as dt
from typing import Any, cast

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from cases.models import Case, Instrument
from cases.vocabulary import TimePoint
from linkstudy.forms import (
    Choice,
    Correcting,
    Day,
    LayoutMixin,
    Option,
    Pick,
    Revealing,
    StudyForm,
    held,
)
from linkstudy.words import uncapped
from participants.afterwards import GivenHow, NotComing, Returning
from participants.models import Participant, Questionnaire

PAST = "The day must be today or in the past"
LIKE = "For example, 13/6 or 13 June 2022"
WHICH = "Select which questionnaire"
SAID = [(one.value, one.label) for one in NotComing if one != NotComing.WITHDREW]

Pair = tuple[Instrument, str]


def pairs_for(person: Participant) -> list[Pair]:
    """Each instrument for the person's group with each of its time points."""
    rows = Instrument.objects.for_group(person.group)
    return [(one, point.value) for one in rows for point in one.time_points]


def lacking(person: Participant) -> list[Pair]:
    """Those that they neither have nor gave back."""
    there = person.questionnaires.standing().filter(not_coming_on=None)
    had = set(there.values_list("instrument", "time_point"))
    return [pair for pair in pairs_for(person) if (pair[0].pk, pair[1]) not in had]


class HandOutForm(StudyForm):
    """A questionnaire that somebody is given. The instrument stands with its time point."""

    layout = Layout("instrument", "given_on", "how", "due_on")
    instrument = Choice("Which questionnaire?", missing=WHICH, unknown=WHICH)
    given_on = Day(
        "When did they get it?",
        missing="Enter the day on which they got it",
        called="The day",
        hint=LIKE,
        past_words=PAST,
    )
    how = Choice(
        "How do they fill it in?", GivenHow.choices, missing="Select how they fill it in", row=2
    )
    due_on = Day(
        "By when is it to come back?",
        when_needed=True,
        missing="Enter the day by which it is to come back",
        called="The day",
        hint="For example, 28/6. Leave it empty for as many days as the instrument sets",
        future=True,
    )

    def offer(self, pairs: list[Pair], known: list[Pair] | None = None) -> None:
        """Say what they may be given; of all that is known, also what somebody chose meanwhile."""
        chosen = self.data.get(self.add_prefix("instrument"))
        pairs = [one for one in known or pairs if one in pairs or key(one) == chosen]
        rows = [(key(pair), named(*pair), pair) for pair in pairs]
        cast(Choice, self.fields["instrument"]).offer(rows)

    def clean(self) -> None:
        super().clean()
        pair, given = self.cleaned_data.get("instrument"), self.cleaned_data.get("given_on")
        if self.cleaned_data.get("due_on") or not pair:
            return
        if pair[0].days is None:
            self.need("due_on")
        elif given:
            self.cleaned_data["due_on"] = given + dt.timedelta(days=pair[0].days)

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        instrument, point = found["instrument"]
        return found | {"instrument": instrument, "time_point": point}


def key(pair: Pair) -> str:
    """What a page sends for an instrument at a time point."""
    instrument, point = pair
    return f"{instrument.pk}-{point}"


def named(instrument: Instrument, point: str) -> str:
    """Well-being questionnaire, follow-up."""
    return f"{instrument}, {uncapped(str(TimePoint(point).label))}"


class OutcomeForm(StudyForm):
    """It came back, or it does not come, and since when."""

    versioned = True
    layout = Layout(Revealing("outcome", "not_coming_why"), "on")
    outcome = Choice(
        "What came of it?",
        [
            ("returned", Option("It came back")),
            ("not_coming", Option("It is not coming", reveals=True)),
        ],
        missing="Select what came of it",
        row=2,
    )
    not_coming_why = Choice(
        "Why not?",
        SAID,
        when_needed=True,
        missing="Select why it is not coming",
    )
    on = Day(
        "On which day?",
        missing="Enter the day",
        called="The day",
        hint=LIKE,
        past_words=PAST,
    )

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("outcome") == "not_coming":
            self.need("not_coming_why")

    def answers(self) -> dict[str, Any]:
        said = super().answers()
        if said["outcome"] == "returned":
            return {"returned_on": said["on"]}
        return {"not_coming_on": said["on"], "not_coming_why": said["not_coming_why"]}

    def take(self, refusal: ValidationError) -> None:
        """What is wrong with the day stands beside the one question about it."""
        wrong = getattr(refusal, "error_dict", {})
        for name in {"returned_on", "not_coming_on"} & set(wrong):
            wrong["on"] = wrong.pop(name)
        super().take(refusal)


class CorrectQuestionnaireForm(Correcting, HandOutForm):
    """All that was recorded of a questionnaire, to be put right."""

    layout = Layout(
        *HandOutForm.layout.fields, "returned_on", "not_coming_on", "not_coming_why", "why"
    )
    returned_on = Day("When did it come back?", called="The day", hint=LIKE, past_words=PAST)
    not_coming_on = Day(
        "Since when is it known not to come?", called="The day", hint=LIKE, past_words=PAST
    )
    not_coming_why = Pick(
        "Why does it not come?", when_needed=True, missing="Select why it is not coming"
    )

    def fill(self, row: Questionnaire) -> None:
        """Fill in what stands, and offer what it is beside what it can have been."""
        pair = (row.instrument, row.time_point)
        pairs = pairs_for(row.participant)
        self.offer(pairs if pair in pairs else [pair, *pairs])
        ended = [(one.value, one.label) for one in NotComing if one == row.not_coming_why]
        reasons = [*SAID, *(one for one in ended if one not in SAID)]
        why = cast(Pick, self.fields["not_coming_why"])
        why.choices = [("", "It came back, or may still come"), *reasons]
        names = ("given_on", "how", "due_on", "returned_on", "not_coming_on", "not_coming_why")
        self.initial = held(row, *names) | {"instrument": f"{row.instrument_id}-{row.time_point}"}

    def clean(self) -> None:
        super().clean()
        said = self.cleaned_data.get
        if said("returned_on") and (said("not_coming_on") or said("not_coming_why")):
            self.add_error("not_coming_on", "It came back, or it does not come. Leave one empty")
        elif said("not_coming_on"):
            self.need("not_coming_why")
        elif said("not_coming_why"):
            self.add_error("not_coming_on", "Enter since when it is known")


class QuestionnairesFilter(LayoutMixin, forms.Form):
    """Which questionnaires a list shows: where they stand, and of which case."""

    layout = Layout(Row(Column("state"), Column("case")))
    state = Pick(
        "Where they stand", unknown="We do not know this one, so all that are out are shown"
    )
    case = Pick("Case", unknown="We do not know this case, so all of them are shown")

    def __init__(self, query: QueryDict, cases: list[Case]):
        super().__init__(query)
        cast(Pick, self.fields["state"]).offer(
            ((one.value, one.label, one) for one in Returning), first="Out and overdue"
        )
        cast(Pick, self.fields["case"]).offer(
            ((str(one.number), str(one), one) for one in cases), first="All cases"
        )
        for field in self.fields.values():
            cast(Pick, field).optional = False  # an empty answer asks for all: no need to say so
        self.is_valid()

    @property
    def its_state(self) -> Returning | None:
        return self.cleaned_data.get("state") or None

    @property
    def its_case(self) -> Case | None:
        return self.cleaned_data.get("case") or None
