"""What the study has to report: to whom, when, and from when to when the rule holds."""

from crispy_forms.layout import Layout

from cases.models.duties import MOST_DAYS, MOST_MONTHS
from cases.vocabulary import Anchor
from linkstudy.forms import Choice, Day, Number, Text, YesNo
from linkstudy.setup.forms.shared import TYPED, Reasoned, SetUpForm


class RecordDuty(SetUpForm):
    """A rule about reports."""

    layout = Layout(
        "name",
        "recipient",
        "repeats",
        "anchor",
        "counted_from",
        "months",
        "days",
        "in_force_from",
        "in_force_until",
        "source",
    )

    name = Text(
        "What is due?",
        missing="Enter what is due",
        called="The name",
        hint="For example, Progress report",
        most=100,
    )
    recipient = Text(
        "To whom?",
        missing="Enter to whom",
        called="The name",
        hint="For example, Research ethics committee",
        most=100,
    )
    repeats = YesNo("Does it come again and again?", missing="Select whether it comes again")
    anchor = Choice(
        "From which day is it counted?",
        Anchor.choices,
        missing="Select from which day it is counted",
        hint="The first three are those of the study: they stand on its own page under Set up",
    )
    counted_from = Day(
        "Which other day?",
        called="The other day",
        missing="Enter the day it is counted from",
        when_needed=True,
        hint="Leave it empty for a day of the study",
    )
    months = Number(
        "How many months after?",
        called="The months",
        most=MOST_MONTHS,
        unit="months",
        like=6,
        hint="If it comes again, each time after so many months",
    )
    days = Number(
        "And how many days after that?",
        called="The days",
        most=MOST_DAYS,
        unit="days",
        like=30,
        hint="For example, 30 for a report within 30 days of the end of each year",
    )
    in_force_from = Day(
        "From when does the rule hold?",
        called="The first day",
        hint="Leave it empty if it always did",
        future=True,
    )
    in_force_until = Day(
        "From when does it hold no longer?",
        called="The day on which it ends",
        hint=f"{TYPED}. Nothing is due for a day on or after it",
        future=True,
    )
    source = Text(
        "Where does the rule stand?",
        called="The text",
        hint="For example, the contract, or a page with the day on which you read it",
        most=300,
    )

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("anchor") == Anchor.DAY:
            self.need("counted_from")
        elif "anchor" in self.cleaned_data:
            self.cleaned_data["counted_from"] = None
        for name in ("months", "days"):
            self.cleaned_data[name] = self.cleaned_data.get(name) or 0


class CorrectDuty(Reasoned, RecordDuty):
    """A rule as it is, or as it should have been."""

    layout = Layout(*RecordDuty.layout.fields, "reason")
