"""What may be typed about letters: counts of patients and days. No field takes a name."""

import datetime as dt
from typing import Any, cast

from crispy_forms.layout import Layout

from cases.models import Case, DocumentVersion, InvitationBatch, Organisation, Reminder
from cases.models.letters import MOST
from cases.vocabulary import DocumentKind, Group, OrganisationKind, Route
from linkstudy import clock
from linkstudy.forms import (
    Choice,
    Choices,
    Correcting,
    Day,
    Number,
    Option,
    Pick,
    RestoreForm,
    Revealing,
    StudyForm,
    Tick,
    held,
)
from linkstudy.forms.apart import Apart
from linkstudy.words import day_words

TO_COME = "The date must be today or in the past"
LATER = dt.timedelta(days=14)  # from letters to their reminder
WHO = "Select who sent them"
IN_PACKS = (DocumentKind.INFORMATION, DocumentKind.CONSENT)  # guides stay with the team
FACTS = ("sent_on", "searched", "excluded", "sent_out", "route", "undelivered")


def patients(label: str, called: str, missing: str, least: int = 0, **more: Any) -> Number:
    """How many patients: asked, for 0 is an answer too where it can be."""
    usual: dict[str, Any] = {"least": least, "most": MOST, "like": 40, "width": "w8"}
    return Number(label, called=called, missing=missing, **usual | more)


class LettersForm(StudyForm):
    """What one practice sent out on a day."""

    layout = Layout(
        "practice",
        "sent_on",
        "searched",
        "excluded",
        "sent_out",
        "route",
        "documents",
        Revealing("reminder", "remind_on"),
        "undelivered",
    )

    practice = Pick("Who sent them?", missing=WHO, unknown=WHO)
    sent_on = Day(
        "Sent on",
        missing="Enter the day on which they were sent",
        hint="For example, 30/5 or 30 May 2022",
        past_words=TO_COME,
    )
    searched = patients(
        "Patients the search found",
        "The number found",
        "Enter how many patients the search found",
        hint="For packs handed out, how many patients were thought of",
    )
    excluded = patients(
        "Left out by the practice",
        "The number left out",
        "Enter how many were left out, or 0",
        hint="For example, too unwell. Enter 0 for none",
    )
    sent_out = patients(
        "Sent",
        "The number sent",
        "Enter how many were sent",
        least=1,
        hint="Not more than were left",
    )
    route = Choice("How?", Route.choices, missing="Select how they were sent", row=2)
    documents = Choices(
        "What was in them?",
        hint="The versions in use at the site on that day",
        unknown="Select from the versions shown",
        row=2,
    )
    reminder = Choice(
        "When is the reminder due?",
        [
            ("usual", "14 days after they were sent"),
            ("other", Option("Another day", reveals=True)),
            ("none", "There will be none"),
        ],
        missing="Select when the reminder is due",
        initial="usual",
        row=3,
    )
    remind_on = Day(
        "The day of the reminder",
        future=True,
        when_needed=True,
        missing="Enter the day",
        hint="For example, 13/6",
    )
    undelivered = patients(
        "Came back undelivered",
        "The number that came back",
        "Enter how many came back, or 0",
        initial=0,
        hint="So far. You can add more when they come back",
    )

    def offer(self, case: Case, batch: InvitationBatch | None = None) -> None:
        """Who can have sent them, and with what: those of the case's site, and of the batch."""
        self.offer_practices(case, batch)
        self.offer_documents(case, batch)

    def offer_practices(self, case: Case, batch: InvitationBatch | None) -> None:
        """The organisations of the site, practices first, and whoever is named already."""
        rows = set(Organisation.objects.standing().filter(site=case.site_id))
        rows |= {batch.practice} if batch else set()
        in_order = sorted(rows, key=lambda one: (one.kind != OrganisationKind.PRACTICE, one.name))
        first = "" if len(in_order) == 1 else "Choose one"
        practice = cast(Pick, self.fields["practice"])
        practice.offer(((str(one.pk), one.name, one) for one in in_order), first=first)

    def offer_documents(self, case: Case, batch: InvitationBatch | None) -> None:
        """The site's versions for patients, newest first; what is in use today is ticked."""
        here = DocumentVersion.objects.standing().published_for(case.site)
        rows = list(here.filter(kind__in=IN_PACKS, audience__in=["", Group.PATIENT]))
        documents = cast(Choices, self.fields["documents"])
        documents.offer((str(one.pk), Option(str(one), in_use(one)), one) for one in rows)
        documents.initial = [str(one.pk) for one in rows if is_in_use(one, clock.today())]
        if not rows:
            del self.fields["documents"]
            self.layout = Layout(*(one for one in LettersForm.layout.fields if one != "documents"))

    def clean(self) -> None:
        super().clean()
        known = self.cleaned_data
        if known.get("reminder") == "other":
            self.need("remind_on")
        elif sent_on := known.get("sent_on"):
            known["remind_on"] = sent_on + LATER if known.get("reminder") == "usual" else None

    def answers(self) -> dict[str, Any]:
        """As the actions take them: the day of the reminder, or None."""
        return {name: value for name, value in super().answers().items() if name != "reminder"}


class ApartLetters(Apart):
    """Letters, perhaps of a day on which the same practice sent others in the same way."""

    another = Tick("Are these other letters?", says="It is another batch")


class ApartLettersForm(ApartLetters, LettersForm):
    """What was sent out."""


class CorrectLettersForm(Correcting, ApartLettersForm):
    """What was recorded of letters, to be put right."""

    def fill(self, batch: InvitationBatch) -> None:
        self.offer(batch.case, batch)
        self.layout = Layout(*(self.layout or Layout()).fields, "why")
        due = batch.remind_on
        reminder = "none" if due is None else "usual" if due == batch.sent_on + LATER else "other"
        self.initial = held(batch, *FACTS) | {
            "practice": str(batch.practice_id),
            "documents": [str(one.pk) for one in batch.documents.all()],
            "reminder": reminder,
            "remind_on": due if reminder == "other" else None,
        }


class RestoreLettersForm(ApartLetters, RestoreForm):
    """Why letters that were taken back count again."""


class ReturnedForm(StudyForm):
    """How many have come back by now."""

    versioned = True
    layout = Layout("undelivered")

    undelivered = patients(
        "Came back undelivered, in all",
        "The number that came back",
        "Enter how many came back in all, or 0",
    )


class ReminderForm(StudyForm):
    """How many were reminded on a day."""

    layout = Layout("sent_on", "sent_out")

    sent_on = Day(
        "Sent on",
        missing="Enter the day on which the reminders were sent",
        hint="For example, 13/6 or 13 June 2022",
        past_words=TO_COME,
    )
    sent_out = patients(
        "Reminders sent", "The number of reminders", "Enter how many reminders were sent", least=1
    )


class CorrectReminderForm(Correcting, ReminderForm):
    """What was recorded of reminders, to be put right."""

    layout = Layout("sent_on", "sent_out", "why")

    def fill(self, reminder: Reminder) -> None:
        self.initial = held(reminder, "sent_on", "sent_out")


def is_in_use(document: DocumentVersion, day: dt.date) -> bool:
    return document.is_in_force(day)


def in_use(document: DocumentVersion) -> str:
    """Since 1 June 2022; 7 March 2022 to 31 May 2022, the last day on which it was given."""
    start = day_words(cast(dt.date, document.used_from))
    if document.used_until is None:
        return f"In use since {start}"
    return f"In use {start} to {day_words(document.used_until - dt.timedelta(days=1))}"
