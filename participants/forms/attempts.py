"""A contact: when, how, what came of it, and when to be in touch next."""

from crispy_forms.layout import Layout

from linkstudy.forms import (
    Choice,
    Day,
    Folded,
    LongText,
    Option,
    Revealing,
    Tick,
    TimeOfDay,
)
from linkstudy.forms.apart import Apart
from participants.forms.consents import PAST, Moment
from participants.forms.deviations import Deviating, OnceBroken, RestoreBreakingForm
from participants.vocabulary import UNANSWERED, Channel, ContactOutcome

NEXT_PAGE = "You record that on the next page"
SUBS = {
    ContactOutcome.NO_ANSWER: "Or none yet, to a letter or message",
    ContactOutcome.REACHED: "They have not decided",
    ContactOutcome.CALL_BACK: "Or to write again",
    ContactOutcome.INTERESTED: NEXT_PAGE,
    ContactOutcome.DECLINED: NEXT_PAGE,
}
LEAD_ON = (ContactOutcome.INTERESTED, ContactOutcome.DECLINED)
OUTCOMES = [
    (one.value, Option(one.label, SUBS.get(one, ""), reveals=one not in LEAD_ON))
    for one in ContactOutcome
]
THEIRS = "They got in touch, so they were reached. Choose what they said"


class Contact(Moment):
    """What there is to say of a contact."""

    on = Day(
        "Which day?",
        missing="Enter the day of the contact",
        hint="For example, today, 9/6 or 9 June 2022",
        past_words=PAST,
    )
    time = TimeOfDay("At what time?", hint="For example, 2pm")
    channel = Choice("How?", Channel.choices, missing="Select how", row=3)
    outcome = Choice("What came of it?", OUTCOMES, missing="Select what came of it", row=2)
    next_on = Day(
        "When next?",
        when_needed=True,
        missing="Enter the day on which to call back",
        called="The day",
        hint="For example, fri or 17/6. Leave it empty and we remind you in 2 days",
        future=True,
    )
    incoming = Tick("Who got in touch?", says="They got in touch with us")
    note = LongText("Note", called="The note", hint="Do not include names", most=2000)

    def clean(self) -> None:
        super().clean()
        outcome, day = self.cleaned_data.get("outcome"), self.cleaned_data.get("on")
        next_on = self.cleaned_data.get("next_on")
        if outcome == ContactOutcome.CALL_BACK:
            self.need("next_on")
        if outcome in UNANSWERED and self.cleaned_data.get("incoming"):
            self.add_error("outcome", THEIRS)
        if next_on and day and next_on < day:
            self.add_error("next_on", "The next contact cannot be before this one")


class ApartContact(Apart):
    """A contact, perhaps of about the time of another that came to the same."""

    another = Tick("Is this another contact?", says="It is another one")


class AttemptForm(ApartContact, Contact, Deviating):
    """A contact of just now: two taps, and Save."""

    layout = Layout(
        "on",
        "time",
        "channel",
        Revealing("outcome", "next_on"),
        Folded("They got in touch with us, or a note (optional)", "incoming", "note"),
        OnceBroken(),
    )


class RestoreAttemptForm(ApartContact, RestoreBreakingForm):
    """Why a contact that was taken back was made after all."""
