"""The same change to several people."""

from collections.abc import Iterable
from typing import Any, cast

from crispy_forms.layout import Layout
from django.core.exceptions import ValidationError

from linkstudy.accounts.models import User
from linkstudy.forms import Choices, Day, Pick, StudyForm
from participants.models import Participant

LOST = "We cannot find one of these people. Go back to the list and tick them again"


class WhoForm(StudyForm):
    """Several people, who stay ticked."""

    layout = Layout("who")
    who = Choices("Who?", missing="Tick somebody", unknown=LOST, row=3)

    def offer_people(self, people: Iterable[Participant], *, are_ticked: bool = True) -> None:
        rows = [(one.slug, str(one), one) for one in people]
        cast(Choices, self.fields["who"]).offer(rows)
        self.initial["who"] = [slug for slug, _, _ in rows] if are_ticked else []

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        return found | {"people": found.pop("who")}


class TogetherForm(WhoForm):
    """Who, and what changes: their owner, the day of their next step, or both."""

    layout = Layout("who", "owner", "contact_by")
    owner = Pick("New owner", unknown="Select somebody who works at their site")
    contact_by = Day(
        "Be in touch by",
        called="The day",
        hint="For example, fri, 17/6 or 17 June 2022",
        future_words="The day must be today or later",
    )

    def offer_owners(self, users: Iterable[User]) -> None:
        rows = [(str(one.pk), str(one), one) for one in users]
        cast(Pick, self.fields["owner"]).offer(rows, first="No change")

    def clean(self) -> None:
        super().clean()
        chosen = self.cleaned_data
        if not self.errors and not (chosen.get("owner") or chosen.get("contact_by")):
            raise ValidationError("Choose a new owner, a new day, or both")
