"""Looking at who somebody is, and changing it."""

from collections.abc import Callable

from crispy_forms.layout import Layout
from django.core.exceptions import ValidationError

from linkstudy.audit.writing import Stale
from linkstudy.forms import LongText, StudyForm, Text


class ReasonForm(StudyForm):
    layout = Layout("reason")
    reason = Text(
        "Why do you need them?",
        missing="Enter why you need their contact details",
        called="The reason",
        hint="For example, to confirm tomorrow’s interview by phone",
        most=300,
    )


class ContactForm(StudyForm):
    """Name, phone, email, address, how they like to be reached and what they need.

    look  gives what is kept now, {kind: text}, when somebody else was faster
    """

    versioned = True
    layout = Layout("name", "phone", "email", "address", "contact", "access")
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

    def __init__(self, *args, look: Callable[[], dict[str, str]] = dict, **more):
        super().__init__(*args, **more)
        self.look = look

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        if phone and sum(letter.isdigit() for letter in phone) < 7:
            raise ValidationError("The phone number must have at least 7 digits")
        return phone

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        before, _, after = email.rpartition("@")
        if email and not (before and "." in after.strip(".")):
            raise ValidationError("The email address must look like name@example.org")
        return email

    def answers(self) -> dict:
        """As keep_contact takes them."""
        return {"values": super().answers()}

    def compare(self, stale: Stale):
        """Yield (label, theirs, yours) where they differ; `look` gives theirs."""
        theirs = self.look()
        for kind, yours in self.answers()["values"].items():
            if theirs.get(kind, "") != yours:
                field = self.fields[kind]
                yield field.label, field.say(theirs.get(kind, "")), field.say(yours)
