"""Amendments."""

import re

from crispy_forms.layout import Layout
from django.core.exceptions import ValidationError

from cases.vocabulary import AmendmentCategory
from linkstudy.forms import Choice, Day, Text, YesNo
from linkstudy.setup.forms.shared import PAST, TYPED, Reasoned, SetUpForm

QUESTIONS = ["number", "summary", "is_substantial", "category", "submitted_on", "approved_on"]


class RecordAmendment(SetUpForm):
    """An amendment, by the number that the sponsor gave it."""

    layout = Layout(*QUESTIONS)

    number = Text(
        "Number",
        missing="Enter the amendment’s number",
        called="The number",
        hint="As the sponsor writes it, for example SA01",
        width="w8",
        most=60,
    )
    summary = Text("What does it change?", called="The text", most=200)
    is_substantial = YesNo(
        "Is it substantial?",
        missing="Select whether it is substantial",
        hint="A substantial amendment goes to the ethics committee",
    )
    category = Choice("Which category is it?", AmendmentCategory.choices)
    submitted_on = Day("Submitted on", hint=TYPED, past_words=PAST)
    approved_on = Day(
        "Approved on", hint="Or the day on which nobody had objected", past_words=PAST
    )

    def clean_number(self) -> str:
        number = self.cleaned_data["number"]
        if not re.search("[0-9A-Za-z]", number):
            raise ValidationError("The number needs a letter or a digit, like SA01")
        return number

    def clean(self) -> None:
        super().clean()
        sent, heard = (self.cleaned_data.get(name) for name in ("submitted_on", "approved_on"))
        if sent and heard and heard < sent:
            words = "It cannot be approved before it is submitted. Check both dates"
            self.add_error("approved_on", words)


class CorrectAmendment(Reasoned, RecordAmendment):
    """An amendment's facts as they should have been, or as they came."""

    layout = Layout(*QUESTIONS, "reason")
