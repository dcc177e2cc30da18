"""Forms filled in with what was recorded, to be put right; each asks why, last, and why the protocol
is not kept where what was typed newly breaks one of its rules."""

from collections.abc import Iterator
from typing import Any, cast

from crispy_forms.layout import Layout

from cases.models import Topic
from cases.vocabulary import Setting
from linkstudy.audit.writing import Stale
from linkstudy.forms import (
    Choice,
    Correcting,
    Day,
    Option,
    Pick,
    Reason,
    Revealing,
    Tick,
    VoidForm,
    held,
)
from linkstudy.identities.service import unseal
from linkstudy.moments import TO_COME, is_to_come
from participants.consents import UNKNOWN
from participants.forms.attempts import LEAD_ON, ApartContact, Contact
from participants.forms.bookings import ever_interviewers
from participants.forms.consents import DeclineForm, Signature, WithdrawalForm
from participants.forms.deviations import Deviating, OnceBroken
from participants.forms.interviews import PAST
from participants.forms.taken_place import TookPlace
from participants.models import (
    Consent,
    ContactAttempt,
    Deviation,
    Interview,
    Participant,
    Refusal,
    Withdrawal,
)
from participants.vocabulary import CANCELLED, ContactOutcome, MissedWhy, Others, Wave


class Opening(Correcting):
    """Mixed into a form with text about a person: sealed names the questions and their places."""

    sealed: dict[str, str] = {}
    person: Participant

    def open(self, row: Any) -> dict[str, str]:
        """{question: text in the clear} of a row."""
        key = self.person.person
        return {name: unseal(key, place, getattr(row, name)) for name, place in self.sealed.items()}

    def compare(self, stale: Stale) -> Iterator[tuple[str, str, str]]:
        """As for every form, with the other person's text in the clear."""
        for name, text in self.open(stale.current).items():
            setattr(stale.current, name, text)
        yield from super().compare(stale)


class CorrectInterviewForm(Opening, TookPlace, Deviating):
    """All that was recorded of an interview that took place."""

    sealed = {"note": "interview.note"}
    layout = Layout(
        "wave",
        "held_on",
        "started",
        "mode",
        "setting",
        "minutes",
        "recording",
        "others",
        "interviewer",
        "topics",
        "note",
        "why",
        OnceBroken(),
    )
    wave = Choice(
        "Which interview was it?", Wave.choices, missing="Say which interview this was", row=2
    )
    held_on = Day(
        "Interview date",
        missing="Enter the interview date",
        called="The interview date",
        hint="For example, 27/5 or 27 May 2022",
        past_words=PAST,
    )
    setting = Pick("Where?", [("", "Not said"), *Setting.choices])
    interviewer = Pick("Who interviewed?", missing="Select who interviewed")

    def fill(self, found: Interview) -> None:
        """Show what stands, and offer who could have interviewed."""
        self.person = found.participant
        rows = ever_interviewers(self.person.case.site, found.interviewer)
        cast(Pick, self.fields["interviewer"]).offer(rows, first="")
        self.offer_topics(Topic.objects.standing())
        names = ("wave", "held_on", "started", "mode", "setting", "minutes", "recording")
        self.initial = held(found, *names) | self.open(found)
        self.initial |= {
            "others": "" if found.others == Others.NOBODY else found.others,
            "interviewer": str(found.interviewer_id),
            "topics": [str(topic) for topic in found.topics.all()],
        }

    def clean(self) -> None:
        super().clean()
        if is_to_come(self.cleaned_data.get("held_on"), self.cleaned_data.get("started")):
            self.add_error("started", TO_COME)

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        return found | {"others": found["others"] or Others.NOBODY}


class CorrectMissedForm(Correcting):
    """Why an interview did not take place, and on which day that was."""

    layout = Layout("missed_why", "missed_on", "why")
    missed_why = Choice(
        "What happened?",
        [(one.value, one.label) for one in MissedWhy if one not in CANCELLED],
        missing="Select what happened",
    )
    missed_on = Day(
        "When was that?",
        missing="Enter the date",
        hint="For example, 27/5 or 27 May 2022",
        past_words="The date must be today or in the past",
    )

    def fill(self, found: Interview) -> None:
        """Show what stands. Only a withdrawal says that they withdrew, only a no that they declined."""
        if found.missed_why in CANCELLED:
            choice = cast(Choice, self.fields["missed_why"])
            told = (found.missed_why, found.get_missed_why_display())
            choice.choices = [*choice.flat_choices(), told]
        self.initial = held(found, "missed_why", "missed_on")


class CorrectConsentForm(Correcting, Signature, Deviating):
    """The signature and what was agreed to."""

    layout = Layout(*Signature.layout.fields, "why", OnceBroken())

    def fill(self, found: Consent) -> None:
        """Show what stands, and offer the forms that could have been signed."""
        self.offer(found.participant, found.document)
        self.offer_takers(found.participant, found.taken_by)
        known = None if found.given_time == UNKNOWN else found.given_time
        self.initial = held(found, "given_on", "how")
        self.initial |= {
            "document": str(found.document_id),
            "given_time": known,
            "taken_by": str(found.taken_by_id),
            "scopes": [str(scope) for scope in found.agreed],
        }

    def compare(self, stale: Stale) -> Iterator[tuple[str, str, str]]:
        """Also what they agreed to, which stands in rows of its own."""
        yield from super().compare(stale)
        scopes, theirs = self.question("scopes"), cast(Consent, stale.current).agreed
        yours = self.cleaned_data.get("scopes", [])
        if set(theirs) != set(yours):
            yield str(scopes.label), scopes.say(theirs), scopes.say(yours)


class CorrectDeclineForm(Opening, DeclineForm, Deviating):
    """Why and when somebody said no."""

    sealed = {"words": "refusal.words"}
    layout = Layout(*DeclineForm.layout.fields, "why", OnceBroken())

    def fill(self, found: Refusal) -> None:
        self.person = found.participant
        self.offer(self.person, found.reason)
        again = "yes" if found.may_contact_again else "no"
        self.initial = held(found, "reason", "on") | self.open(found)
        self.initial |= {"may_contact_again": again}


class CorrectWithdrawalForm(Opening, WithdrawalForm, Deviating):
    """From when on and how far somebody withdrew. A careful page: it wants a tick."""

    sealed = {"note": "withdrawal.note"}
    layout = Layout("on", "time", "level", "note", "why", OnceBroken(), "asked")
    asked = Tick(
        "Before you save",
        says="I checked with them, or with what they wrote",
        missing="Confirm that you checked what they said",
    )

    def fill(self, found: Withdrawal) -> None:
        self.person = found.participant
        self.initial = held(found, "on", "time", "level") | self.open(found)


class VoidWithdrawalForm(VoidForm):
    """Why a withdrawal was none. A careful page: it wants a tick."""

    layout = Layout("reason", "asked")
    asked = Tick(
        "Before you save",
        says="I checked that they did not withdraw",
        missing="Confirm that they did not withdraw",
    )

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        found.pop("asked")
        return found


class CorrectAttemptForm(Opening, ApartContact, Contact, Deviating):
    """All that was recorded of a contact."""

    sealed = {"note": "contactattempt.note"}
    layout = Layout(
        "on",
        "time",
        "channel",
        Revealing("outcome", "next_on"),
        "incoming",
        "note",
        "why",
        OnceBroken(),
    )

    def fill(self, found: ContactAttempt) -> None:
        self.person = found.participant
        said = [
            (one.value, Option(one.label, reveals=one not in LEAD_ON)) for one in ContactOutcome
        ]
        cast(Choice, self.fields["outcome"]).choices = said
        self.fields["next_on"].help_text = "For example, fri or 17/6"
        names = ("on", "time", "channel", "outcome", "next_on", "incoming")
        self.initial = held(found, *names) | self.open(found)


class CorrectDeviationForm(Opening):
    """Why the protocol was not kept."""

    sealed = {"reason": "deviation.reason"}
    layout = Layout("reason", "why")
    reason = Reason(
        "Why was the protocol not kept?",
        missing="Enter why the protocol was not kept",
        hint="Do not include names",
    )

    def fill(self, found: Deviation) -> None:
        self.person = found.participant
        self.initial = held(found) | self.open(found)
