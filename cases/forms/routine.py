"""What may be typed about routine data: what was asked for, of which days, and when it came."""

from crispy_forms.layout import Column, Layout, Row

from cases.forms.fieldwork import PAST, TYPED
from cases.models import RoutineData
from cases.vocabulary import RoutineKind
from linkstudy.forms import Choice, Correcting, Day, Option, Revealing, StudyForm, Text, held


class RoutineForm(StudyForm):
    """Data that the study asked for."""

    layout = Layout(
        Revealing("kind", "label"), Row(Column("starts_on"), Column("ends_on")), "requested_on"
    )

    kind = Choice(
        "What are they?",
        [
            (kind.value, Option(kind.label, reveals=kind == RoutineKind.OTHER))
            for kind in RoutineKind
        ],
        missing="Select what they are",
    )
    label = Text(
        "What else?",
        when_needed=True,
        missing="Enter what they are",
        called="The text",
        hint="A few words, such as Appointments by month. No names or numbers of people belong here",
        most=60,
    )
    starts_on = Day("From which day?", missing="Enter the first day that they are of", hint=TYPED)
    ends_on = Day(
        "Until which day?",
        missing="Enter the last day that they are of",
        hint="A day to come needs its year",
    )
    requested_on = Day(
        "When did you ask for them?",
        missing="Enter the day on which you asked for them",
        called="The day",
        hint=TYPED,
        past_words=PAST,
    )

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("kind") == RoutineKind.OTHER:
            self.need("label")
        else:
            self.cleaned_data["label"] = ""
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "They cannot end before they start. Check both dates")


def when(question: str, missing: str) -> Day:
    """The question for a day that follows the request."""
    return Day(question, missing=missing, called="The day", hint=TYPED, past_words=PAST)


class ReceiveForm(StudyForm):
    """When the data came."""

    versioned = True
    layout = Layout("received_on")

    received_on = when("When did they come?", "Enter the day on which they came")


class CheckForm(StudyForm):
    """When somebody looked for small numbers in them."""

    versioned = True
    layout = Layout("checked_on")

    checked_on = when(
        "When were small numbers checked?", "Enter the day on which small numbers were checked"
    )


class CorrectRoutineForm(Correcting, RoutineForm):
    """What was recorded of routine data, to be put right."""

    layout = Layout(*RoutineForm.layout.fields, "received_on", "checked_on", "why")

    received_on = when("When did they come?", "")
    checked_on = when("When were small numbers checked?", "")

    def fill(self, data: RoutineData) -> None:
        """Fill in what stands."""
        days = ("starts_on", "ends_on", "requested_on", "received_on", "checked_on")
        self.initial = held(data, "kind", "label", *days)

    def clean(self) -> None:
        super().clean()
        said = self.cleaned_data.get
        if said("checked_on") and not said("received_on") and "received_on" not in self.errors:
            self.add_error("received_on", "Enter the day on which they came")
