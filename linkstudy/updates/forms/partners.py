"""What may be typed about those who get updates."""

from collections.abc import Iterator
from typing import Any, cast

from crispy_forms.layout import Layout

from linkstudy.audit.writing import Stale
from linkstudy.forms import (
    Choice,
    Choices,
    Correcting,
    Day,
    LongText,
    StudyForm,
    Text,
    held,
)
from linkstudy.forms.details import demand_address
from linkstudy.identities.kinds import Kind
from linkstudy.updates.models import Partner
from linkstudy.updates.vocabulary import BY_POST, Basis, Format, Interest

PAST = "The day must be today or in the past"
TYPED = "For example, 13/6 or 13 June 2022"
KINDS = (Kind.NAME, Kind.EMAIL, Kind.ADDRESS)
FACTS = ("interest", "format", "basis", "since")
KEPT = "We keep this already. What you type takes its place. Leave it empty to keep what we have"


class Reached(StudyForm):
    """How somebody is reached."""

    name = Text("Name", called="The name")
    email = Text("Email", called="The email address", most=254)
    address = LongText("Postal address", called="The address", most=500)

    def clean_email(self) -> str:
        return demand_address(self.cleaned_data["email"])

    def reached(self) -> dict[str, str]:
        """{kind: text} of what was typed."""
        typed = {str(kind): self.cleaned_data.get(kind, "") for kind in KINDS}
        return {kind: text for kind, text in typed.items() if text}


class WhyAndHow(StudyForm):
    """On what basis somebody gets updates, and how."""

    interest = Choice("Who are they?", Interest.choices, missing="Select who they are", row=2)
    format = Choice(
        "How do they want updates?", Format.choices, missing="Select how they want updates", row=2
    )
    basis = Choice(
        "Why may we write to them?", Basis.choices, missing="Select why we may write", row=1
    )
    since = Day(
        "Since when?", missing="Enter since when", called="The day", hint=TYPED, past_words=PAST
    )


class AddPartnerForm(Reached, WhyAndHow):
    """Somebody new on the list."""

    layout = Layout("name", "format", "email", "address", "interest", "basis", "since")

    def clean(self) -> None:
        super().clean()
        wanted = self.cleaned_data.get("format")
        asked = "address" if wanted in BY_POST else "email"
        words = {
            "email": "Enter the email address, or choose post",
            "address": "Enter the postal address, or choose email",
        }
        if wanted and asked not in self.errors and not self.cleaned_data.get(asked):
            self.add_error(asked, words[asked])

    def answers(self) -> dict[str, Any]:
        facts = {name: self.cleaned_data[name] for name in FACTS}
        return facts | {"values": self.reached()}


class CorrectPartnerForm(Correcting, WhyAndHow):
    """Basis and format, to be put right."""

    layout = Layout(*FACTS, "why")

    def fill(self, partner: Partner) -> None:
        self.initial = held(partner, *FACTS)


class UnsubscribeForm(StudyForm):
    """From which day on they want no more."""

    versioned = True
    layout = Layout("on")

    on = Day(
        "When did they say so?",
        missing="Enter when they said so",
        called="The day",
        hint=TYPED,
        past_words=PAST,
    )


class SubscribeForm(StudyForm):
    """They want updates again."""

    versioned = True
    layout = Layout("basis", "since")

    basis = Choice(
        "Why may we write to them again?", Basis.choices, missing="Select why we may write"
    )
    since = Day(
        "Since when?", missing="Enter since when", called="The day", hint=TYPED, past_words=PAST
    )


class PartnerContactForm(Reached):
    """Name and addresses, to be changed. What is kept does not stand in the boxes."""

    versioned = True
    layout = Layout(*KINDS, "remove")

    remove = Choices("Remove what we keep", unknown="Select what we keep", row=2)

    def fill(self, kept: set[str], version: int) -> None:
        """Say of which kinds something is kept, and offer to remove it."""
        self.initial = {"version": version}
        offered = [(kind.value, kind.label, kind.value) for kind in KINDS if kind in kept]
        for kind, _, _ in offered:
            self.fields[kind].help_text = KEPT
        cast(Choices, self.fields["remove"]).offer(offered)

    def clean(self) -> None:
        super().clean()
        for kind in self.cleaned_data.get("remove", []):
            if self.cleaned_data.get(kind):
                self.add_error("remove", f"{Kind(kind).label}: type it or remove it, not both")
        if not self.errors and not self.values():
            self.add_error(None, "Enter what is different, or leave the page")

    def values(self) -> dict[str, str]:
        """{kind: text} of what changes; "" for what is removed."""
        return self.reached() | dict.fromkeys(self.cleaned_data.get("remove", []), "")

    def answers(self) -> dict[str, Any]:
        return {"values": self.values()}

    def compare(self, stale: Stale) -> Iterator[tuple[str, str, str]]:
        """What both changed. Theirs is not shown: looking at it wants a reason."""
        for kind, yours in self.values().items():
            if kind in stale.changed:
                yield str(self.question(kind).label), "Changed, not shown here", yours or "Removed"
