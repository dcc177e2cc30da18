"""Finding somebody who is known by a phone number, an email address or a name alone."""

from typing import Any

from crispy_forms.layout import Layout
from django.core.exceptions import ValidationError

from linkstudy.forms import Choice, StudyForm, Text
from linkstudy.forms.details import demand_address, demand_digits
from linkstudy.identities.kinds import Kind
from participants.vocabulary import SOUGHT_WHY

SHAPES = {Kind.PHONE: demand_digits, Kind.EMAIL: demand_address}


class SeekForm(StudyForm):
    """What is known of somebody, and why it is looked for."""

    layout = Layout("why", "kind", "text")
    why = Choice(
        "Why do you look for them?", SOUGHT_WHY.items(), missing="Select why you look for them"
    )
    kind = Choice(
        "What do you know of them?",
        [(kind.value, kind.label) for kind in (Kind.PHONE, Kind.EMAIL, Kind.NAME)],
        missing="Select what you know of them",
        row=3,
    )
    text = Text(
        "Phone number, email address or name",
        missing="Enter their phone number, email address or name",
        hint="Whole and as we keep it. Spaces and capital letters do not matter",
        called="What you typed",
        most=254,
    )

    def clean(self) -> None:
        super().clean()
        known: dict[str, Any] = self.cleaned_data
        if known.get("kind") in SHAPES and known.get("text"):
            try:
                SHAPES[known["kind"]](known["text"])
            except ValidationError as wrong:
                self.add_error("text", wrong)
