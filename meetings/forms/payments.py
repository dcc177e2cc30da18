"""What may be typed about rates and payments."""

import datetime as dt
from typing import Any

from crispy_forms.layout import Layout

from linkstudy import clock
from linkstudy.forms import Choice, Correcting, Day, Minutes, StudyForm, Tick, held
from linkstudy.forms.apart import Apart
from linkstudy.forms.money import Pounds
from meetings.forms.groups import LIKE, PAST
from meetings.models import Payment
from meetings.models.payments import MOST_AN_HOUR, MOST_EXPENSES, MOST_MINUTES
from meetings.vocabulary import Answer, Work

OFFERED = ("on", "work", "minutes", "expenses", "offered_on")


class RateForm(StudyForm):
    layout = Layout("hourly", "starts_on")
    hourly = Pounds(
        "What is an hour worth?",
        missing="Enter the amount for an hour",
        most=MOST_AN_HOUR,
        hint="In pounds, for example 25",
    )
    starts_on = Day(
        "From which day on?", missing="Enter the day", hint="For example, 1/4 or 1 April 2022"
    )


class OfferForm(StudyForm):
    """Money for work on a day."""

    layout = Layout(*OFFERED)
    on = Day("When did they work?", missing="Enter the day", hint=LIKE, past_words=PAST)
    work = Choice("What for?", Work.choices, missing="Select what it is for", row=2)
    minutes = Minutes(
        "How long did it take?",
        most=MOST_MINUTES,
        hint="With the time to prepare. For example, 2h 30 or 150. Empty for expenses alone",
    )
    expenses = Pounds(
        "What did it cost them?",
        most=MOST_EXPENSES,
        hint="Travel, care, postage, in pounds. Empty for nothing",
    )
    offered_on = Day("When was it offered?", missing="Enter the day", hint=LIKE, past_words=PAST)

    def fill(self, on: dt.date | None = None) -> None:
        """on is the day of the meeting, where the page was opened from there."""
        self.initial = {"offered_on": clock.today(), "work": Work.MEETING, "on": on}


class NewOfferForm(Apart, OfferForm):
    """Money for work that may be written down already."""

    another = Tick("Is this another payment?", says="It is another payment")


class AnswerForm(StudyForm):
    """Whether they want it. Nobody is asked why not."""

    versioned = True
    layout = Layout("answer", "answered_on")
    answer = Choice("What do they say?", Answer.choices, missing="Select what they say", row=2)
    answered_on = Day("When did they say so?", missing="Enter the day", hint=LIKE, past_words=PAST)

    def fill(self, payment: Payment) -> None:
        self.initial = held(payment) | {"answered_on": clock.today()}


class PaidForm(StudyForm):
    """The money went out."""

    versioned = True
    layout = Layout("paid_on")
    paid_on = Day("When was it paid?", missing="Enter the day", hint=LIKE, past_words=PAST)

    def fill(self, payment: Payment) -> None:
        self.initial = held(payment) | {"paid_on": clock.today()}


class CorrectPaymentForm(Correcting, OfferForm):
    """An offer as it stands, with the answer to it."""

    layout = Layout(*OFFERED, "answer", "answered_on", "why")
    answer = Choice(
        "What did they say?", [("", "Nothing yet"), *Answer.choices], unknown="Select it", row=3
    )
    answered_on = Day("When did they say so?", hint="Empty for nothing yet", past_words=PAST)

    def fill(self, payment: Payment) -> None:  # type: ignore[override]  # with what stands
        facts: dict[str, Any] = held(payment, *OFFERED, "answer", "answered_on")
        self.initial = facts | {
            "minutes": payment.minutes or None,
            "expenses": payment.expenses or None,
        }

    def clean(self) -> None:
        super().clean()
        said = self.cleaned_data
        if said.get("answer") and said.get("answered_on", "-") is None:
            self.add_error("answered_on", "Enter the day on which they said so")
        if said.get("answered_on") and said.get("answer", "-") == "":
            self.add_error("answer", "Select what they said, or leave the day empty")


class CorrectPaidForm(Correcting):
    """On which day it was paid, or that it was not."""

    layout = Layout("paid_on", "why")
    paid_on = Day("When was it paid?", hint="Empty if it was not paid", past_words=PAST)

    def fill(self, payment: Payment) -> None:
        self.initial = held(payment, "paid_on")
