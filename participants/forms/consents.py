"""Agreeing, saying no, and taking it back."""

import datetime as dt
from typing import Any, cast

from crispy_forms.layout import Layout
from django.db.models import Q
from django.http import QueryDict

from cases.models import DocumentVersion
from cases.vocabulary import DocumentKind
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.forms import Choice, Choices, Day, LongText, Option, Pick, StudyForm, Tick, TimeOfDay
from linkstudy.forms.study import Hidden
from linkstudy.moments import TO_COME, is_to_come
from participants.briefs import short
from participants.forms.bookings import ever_interviewers
from participants.forms.deviations import Deviating, OnceBroken
from participants.models import Participant
from participants.places import WHO
from participants.vocabulary import (
    AGREED_TO_NOTHING,
    OF_PATIENTS,
    ConsentHow,
    RefusalReason,
    Scope,
    WithdrawalLevel,
)

PAST = "The date must be today or in the past"
TYPED = "For example, today, 9/6 or 9 June 2022"


class Moment(StudyForm):
    """A day and a time that lie behind us. Subclasses name their two questions."""

    day_name, time_name = "on", "time"

    def clean(self) -> None:
        super().clean()
        day, time = (self.cleaned_data.get(name) for name in (self.day_name, self.time_name))
        if is_to_come(day, time):
            self.add_error(self.time_name, TO_COME)


class Signature(Moment):
    """What somebody agreed to, on which version of the form, when and how."""

    day_name, time_name = "given_on", "given_time"
    layout = Layout("document", "given_on", "given_time", "how", "taken_by", "scopes")
    document = Pick(
        "Which version of the consent form?",
        missing="Select the version of the form",
        hint="The form in use stands first. Choose an older one only if they signed that one",
    )
    given_on = Day(
        "When did they agree?",
        missing="Enter the date on which they agreed",
        hint=TYPED,
        past_words=PAST,
    )
    given_time = TimeOfDay(
        "At what time?",
        hint="For example, 2pm. It matters if they were interviewed, or withdrew, that day",
    )
    how = Choice("How did they agree?", ConsentHow.choices, missing="Select how they agreed", row=2)
    taken_by = Pick(
        "Who took the consent?",
        unknown=WHO,
        hint="Whoever signed the form with them, not whoever types it in",
    )
    asked = Hidden()
    scopes = Choices(
        "What did they agree to?",
        Scope.choices,
        missing=AGREED_TO_NOTHING,
        hint="Tick what they agreed to and leave out the rest. Nobody can be interviewed, or"
        " recorded, who did not agree to it.",
    )

    def offer(self, person: Participant, signed: DocumentVersion | None = None) -> None:
        """Give the forms for the person's group in use at their site, the newest one in force first,
        and the one signed."""
        forms = DocumentVersion.objects.standing().filter(kind=DocumentKind.CONSENT)
        here = forms.published_for(person.case.site).filter(
            Q(audience="") | Q(audience=person.group), used_from__lte=clock.today()
        )
        mine = list(here.order_by("-used_from", "-pk"))
        if signed and signed not in mine:  # it is void, or for others, by now
            mine += DocumentVersion.objects.wherever().filter(pk=signed.pk)
        rows = [(str(one.pk), form_words(one), one) for one in mine]
        in_use = [row for row in rows if not is_replaced(row[2])]
        rest = [row for row in rows if row not in in_use]
        cast(Pick, self.fields["document"]).offer(
            [*in_use, *rest], first="" if in_use else "Choose one"
        )
        self.ask(signed or (in_use[0][2] if in_use else None), {key: one for key, _, one in rows})

    def offer_takers(self, person: Participant, usual: User) -> None:
        """Whoever could have taken it: the team of the person's site, who was of it, and the usual one."""
        rows = ever_interviewers(person.case.site, usual)
        cast(Pick, self.fields["taken_by"]).offer(rows, first="")
        self.fields["taken_by"].initial = str(usual.pk)

    def ask(self, usual: DocumentVersion | None, offered: dict[str, DocumentVersion]) -> None:
        """Ask the clauses of the version that was chosen, else of the usual one.

        A page shows the clauses of one version, which it names: who chooses another one that asks
        something else is shown its clauses first.
        """
        seen = offered.get(self.data.get("asked", ""), usual)
        self.chosen = offered.get(self.data.get("document", ""), seen)
        self.is_new = self.clauses_of(seen) != self.clauses_of(self.chosen)
        scopes, asked = cast(Choices, self.fields["scopes"]), self.clauses_of(self.chosen)
        scopes.choices = [(one.value, one.label) for one in asked]
        self.fields["asked"].initial = str(self.chosen.pk) if self.chosen else ""
        if self.is_bound and self.is_new:
            self.show_anew([one.value for one in asked])

    def show_anew(self, asked: list[str]) -> None:
        """Keep the ticks that the chosen version asks too, and name that version."""
        sent = cast(QueryDict, self.data).copy()
        sent.setlist("scopes", [one for one in sent.getlist("scopes") if one in asked])
        sent["asked"] = sent["document"]
        self.data = sent

    @staticmethod
    def clauses_of(form: DocumentVersion | None) -> list[Scope]:
        """What a version asks; every clause while none is chosen."""
        return form.clauses if form else list(Scope)

    def clean(self) -> None:
        super().clean()
        if self.is_new:
            words = f"v{self.chosen.number} asks something else. Check what they agreed to below"
            self.add_error("document", words)

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        found.pop("asked")
        if found["given_time"] is None:
            found.pop("given_time")
        return found


class ConsentForm(Signature, Deviating):
    """A signature, perhaps given sooner than the protocol has it."""

    layout = Layout(*Signature.layout.fields, OnceBroken())


def is_replaced(form: DocumentVersion) -> bool:
    return form.is_replaced(clock.today())


def form_words(form: DocumentVersion) -> str:
    """v1.3, in use since 1 March 2022."""
    if is_replaced(form):
        return f"v{form.number}, used from {short(form.used_from)} until {short(form.used_until)}"
    return f"v{form.number}, in use since {short(form.used_from)}"


class DeclineForm(StudyForm):
    """Somebody says no, and why."""

    layout = Layout("reason", "words", "on", "may_contact_again")
    reason = Choice(
        "Why are they not taking part?", RefusalReason.choices, missing="Select the reason"
    )
    words = LongText(
        "In their words",
        called="The text",
        when_needed=True,
        missing="Say what the reason was",
        hint="Leave this empty if they said no more. Do not include names",
        most=2000,
    )
    on = Day(
        "When did they say no?",
        missing="Enter the date on which they said no",
        hint=TYPED,
        past_words=PAST,
    )
    may_contact_again = Choice(
        "May we contact them again?",
        [("yes", "Yes"), ("no", "No")],
        missing="Select whether we may contact them again",
        row=2,
    )

    def offer(self, person: Participant, held: str = "") -> None:
        """Give the reasons that somebody of the group can have, and the one that stands."""
        left_out = set() if person.is_patient else set(OF_PATIENTS) - {held}
        cast(Choice, self.fields["reason"]).choices = [
            (one.value, one.label) for one in RefusalReason if one not in left_out
        ]

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("reason") == RefusalReason.OTHER:
            self.need("words")

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        return found | {"may_contact_again": found["may_contact_again"] == "yes"}


LEVELS = {
    WithdrawalLevel.NO_FOLLOW_UP: "No more interviews. We may still write to them, for example"
    " with results.",
    WithdrawalLevel.NO_CONTACT: "No more interviews, letters or calls. What they said stays in the"
    " study.",
    WithdrawalLevel.REMOVE_UNANALYSED: "No more interviews. Recordings and notes that nobody has"
    " analysed are taken out.",
    WithdrawalLevel.REMOVE_ALL: "No more interviews. All is taken out but what is already published"
    " or counted.",
}


class WithdrawalForm(Moment):
    """Somebody takes part no longer, from a moment on and as far as they say."""

    layout = Layout("on", "time", "level", "note", "asked")
    on = Day(
        "When did they withdraw?",
        missing="Enter the date on which they withdrew",
        hint="For example, today, 13/6 or 13 June 2022",
        past_words=PAST,
    )
    time = TimeOfDay(
        "At what time?",
        missing="Enter the time at which they withdrew",
        hint="For example, 9am. Interviews that started before then may stay",
    )
    level = Choice(
        "What do they want?",
        [(level.value, Option(level.label, words)) for level, words in LEVELS.items()],
        missing="Select what they want",
    )
    note = LongText(
        "Note",
        called="The note",
        hint="They need not give a reason. Do not include names",
        most=2000,
    )
    asked = Tick(
        "Before you save",
        says="They asked to withdraw",
        missing="Confirm that they asked to withdraw",
    )

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        found.pop("asked")
        return found


def now_in_london() -> dt.time:
    """The study's time of day, to the minute."""
    return clock.study_now().astimezone(clock.LONDON).time().replace(second=0, microsecond=0)
