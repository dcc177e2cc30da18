"""Looking at who somebody is, and changing it: participants and members of groups alike."""

from collections.abc import Iterator
from typing import Any, cast

from crispy_forms.layout import Layout
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from linkstudy.audit.writing import Stale
from linkstudy.forms.questions import Choices, LongText, Text
from linkstudy.forms.reasons import ShortReason
from linkstudy.forms.study import StudyForm
from linkstudy.identities.kinds import Kind

KINDS = ("name", "phone", "email", "address", "contact", "access")
KEPT = "We keep this already. What you type takes its place. Leave it empty to keep what we have"


def demand_digits(phone: str) -> str:
    """The phone number. Raises ValidationError when it is too short for one."""
    if phone and sum(letter.isdigit() for letter in phone) < 7:
        raise ValidationError("The phone number must have at least 7 digits")
    return phone


def demand_address(email: str) -> str:
    """The email address. Raises ValidationError when it cannot be one."""
    if email:
        try:
            validate_email(email)
        except ValidationError as refusal:
            words = "The email address must look like name@example.org"
            raise ValidationError(words) from refusal
    return email


class ReasonForm(StudyForm):
    """Why one looks at how somebody is reached."""

    layout = Layout("reason")
    reason = ShortReason(
        "Why do you need them?",
        missing="Enter why you need their contact details",
        hint="For example, to confirm a time by phone, or to post a letter",
        most=300,
    )


class DetailsForm(StudyForm):
    """Name, phone, email, address, how they like to be reached and what they need, to be changed.

    What is kept does not stand in the boxes, so that the page can stay open for as long as
    somebody types.
    """

    versioned = True
    layout = Layout(*KINDS, "remove")
    name = Text("Name", called="The name")
    phone = Text("Phone", called="The phone number", most=40, width="w12")
    email = Text("Email", called="The email address", most=254)
    address = LongText("Address", called="The address", most=500)
    contact = LongText(
        "How do they like to be reached?",
        called="The answer",
        hint="For example, by text, after 4pm",
        most=500,
        rows=2,
    )
    access = LongText(
        "What do they need to take part?",
        called="The answer",
        hint="For example, an interpreter, a quiet room, large print",
        most=500,
        rows=2,
    )
    remove = Choices("Remove what we keep", unknown="Select what we keep", row=2)

    def fill(self, kept: set[str], version: int) -> None:
        """Say of which kinds something is kept, and offer to remove it."""
        self.initial = {"version": version}
        for kind in kept:
            self.fields[kind].help_text = KEPT
        offered = [(kind.value, kind.label, kind.value) for kind in Kind if kind in kept]
        if offered:
            cast(Choices, self.fields["remove"]).offer(offered)
        else:
            del self.fields["remove"]
            self.layout = Layout(*KINDS)

    def clean_phone(self) -> str:
        return demand_digits(self.cleaned_data["phone"])

    def clean_email(self) -> str:
        return demand_address(self.cleaned_data["email"])

    def clean(self) -> None:
        super().clean()
        for kind in self.cleaned_data.get("remove", []):
            if self.cleaned_data.get(kind):
                self.add_error("remove", f"{Kind(kind).label}: type it or remove it, not both")
        if not self.errors and not self.values():
            self.add_error(None, "Enter what is different, or leave the page")

    def values(self) -> dict[str, str]:
        """{kind: text} of what changes; "" for what is removed."""
        typed = {kind: self.cleaned_data.get(kind, "") for kind in KINDS}
        gone = dict.fromkeys(self.cleaned_data.get("remove", []), "")
        return {kind: text for kind, text in typed.items() if text} | gone

    def answers(self) -> dict[str, Any]:
        return {"values": self.values()}

    def compare(self, stale: Stale) -> Iterator[tuple[str, str, str]]:
        """What both changed. Theirs is not shown: looking at it wants a reason."""
        for kind, yours in self.values().items():
            if kind in stale.changed:
                field = self.question(kind)
                yield str(field.label), "Changed, not shown here", yours or "Removed"
