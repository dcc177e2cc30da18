"""What may be typed about observation days."""

from typing import cast

from crispy_forms.layout import Layout

from cases.models import Membership, ObservationDay
from cases.vocabulary import Notes, Setting
from linkstudy.accounts.policy import May
from linkstudy.forms import (
    Choice,
    Correcting,
    Day,
    Number,
    Pick,
    StudyForm,
    TimeOfDay,
    held,
)
from linkstudy.moments import TO_COME, is_to_come

MOST_SEEN = 200  # people in a day with one link worker


def people(label: str, called: str, missing: str, **more) -> Number:
    """How many people of a kind were there: asked, for nobody there is an answer too."""
    return Number(label, called=called, missing=missing, most=MOST_SEEN, like=2, **more)


class ObservationForm(StudyForm):
    """A day, or part of one, with a link worker."""

    layout = Layout(
        "day",
        "starts",
        "ends",
        "setting",
        "patients",
        "declined",
        "professionals",
        "voluntary",
        "notes",
    )

    day = Day(
        "Date",
        missing="Enter the day of the observation",
        called="The day",
        hint="For example, 13/6 or 13 June 2022",
        past_words="The day must be today or in the past",
    )
    starts = TimeOfDay(
        "Start", missing="Enter when it started", called="The start", hint="For example, 9am"
    )
    ends = TimeOfDay(
        "End", missing="Enter when it ended", called="The end", hint="For example, 3:30pm"
    )
    setting = Choice("Where were you?", Setting.choices, missing="Select where you were", row=2)
    patients = people(
        "Patients you observed",
        "The number of patients",
        "Enter how many patients you observed, or 0",
        hint="Counts only, no names. Enter 0 for none",
    )
    declined = people(
        "Patients who said no",
        "The number of patients who said no",
        "Enter how many patients said no, or 0",
        hint="Asked, and not observed",
    )
    professionals = people(
        "Health professionals",
        "The number of health professionals",
        "Enter how many health professionals were there, or 0",
    )
    voluntary = people(
        "People from the voluntary sector",
        "The number of people from the voluntary sector",
        "Enter how many people from the voluntary sector were there, or 0",
    )
    notes = Choice(
        "How far are your field notes?",
        Notes.choices,
        missing="Select how far your field notes are",
        initial=Notes.NONE,
        row=3,
    )

    def clean(self) -> None:
        super().clean()
        for name in ("starts", "ends"):
            if is_to_come(self.cleaned_data.get("day"), self.cleaned_data.get(name)):
                self.add_error(name, TO_COME)
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", "The end must be after the start")


class CorrectObservationForm(Correcting, ObservationForm):
    """What was recorded of a day, to be put right; who was there can be somebody else."""

    layout = Layout(*ObservationForm.layout.fields, "observer", "why")

    observer = Pick("Who observed?", missing="Select who observed", unknown="Select who observed")

    def fill(self, observation: ObservationDay) -> None:
        """Fill in what stands, and offer the people of the site and whoever is named already."""
        for name, words in IMPERSONAL.items():
            self.fields[name].label = words
        here = Membership.objects.in_force().filter(site=observation.case.site_id)
        users = {one.user for one in here.select_related("user")} | {observation.observer}
        able = sorted(
            (one for one in users if one.may(May.LOG_OBSERVATION) or one == observation.observer),
            key=lambda one: one.name,
        )
        cast(Pick, self.fields["observer"]).offer(
            ((str(one.pk), one.name, one) for one in able), first=""
        )
        self.initial = held(observation, *FACTS) | {"observer": str(observation.observer_id)}


# The questions, put to somebody who may not have been there.
IMPERSONAL = {
    "setting": "Where was it?",
    "patients": "Patients observed",
    "notes": "How far are the field notes?",
}
FACTS = (
    "day",
    "starts",
    "ends",
    "setting",
    "patients",
    "declined",
    "professionals",
    "voluntary",
    "notes",
)
