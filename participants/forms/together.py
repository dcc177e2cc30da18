"""The same done with several people, who are named with how they stand."""

import re
from collections.abc import Iterable
from typing import Any, cast

from crispy_forms.layout import Layout
from django.core.exceptions import ValidationError

from linkstudy.accounts.models import User
from linkstudy.forms import Choice, Choices, Day, Option, Pick, Revealing, StudyForm
from linkstudy.forms.study import LOST as PART_LOST
from linkstudy.forms.study import Hidden
from participants.actions.together import OVERTAKEN
from participants.briefs import short
from participants.forms.attempts import LEAD_ON, OUTCOMES, Contact
from participants.models import Participant

LOST = "We cannot find one of these people. Go back to the list and tick them again"
SEEN = re.compile(r"(c\d{1,4}-[a-z]{2}-\d{2,5}):(\d{1,9})")


def standing(person: Participant) -> str:
    """Ann Example, in touch by 21 June."""
    day = f"in touch by {short(person.contact_by)}" if person.contact_by else "no day"
    return f"{person.owner}, {day}"


class WhoForm(StudyForm):
    """Several people, who stay ticked."""

    layout = Layout("who")
    who = Choices("Who?", missing="Tick somebody", unknown=LOST, row=3)

    def offer_people(self, people: Iterable[Participant], *, are_ticked: bool = True) -> None:
        rows = [(one.slug, Option(str(one), standing(one)), one) for one in people]
        cast(Choices, self.fields["who"]).offer(rows)
        self.initial["who"] = [slug for slug, _, _ in rows] if are_ticked else []

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        return found | {"people": found.pop("who")}


class SeenForm(WhoForm):
    """Several people, each in the version in which the page showed them."""

    seen = Hidden()

    def offer_people(self, people: Iterable[Participant], *, are_ticked: bool = True) -> None:
        people = list(people)
        super().offer_people(people, are_ticked=are_ticked)
        self.initial["seen"] = " ".join(f"{one.slug}:{one.version}" for one in people)
        if self.is_bound:
            slugs = {one.slug for one in people}
            sent = str(self.data.get(self.add_prefix("seen"), "")).split()
            self.hold(" ".join(one for one in sent if one.partition(":")[0] in slugs))

    def hold(self, seen: str) -> None:
        """Say it as if it had come with the answers: never of anybody whom the page does not show."""
        held = self.data.copy()
        held[self.add_prefix("seen")] = seen
        self.data = held

    def clean_seen(self) -> dict[str, int]:
        found = [SEEN.fullmatch(words) for words in self.cleaned_data["seen"].split()]
        return {one[1]: int(one[2]) for one in found if one}

    def clean(self) -> None:
        super().clean()
        seen = self.cleaned_data["seen"]
        if any(person.slug not in seen for person in self.cleaned_data.get("who", [])):
            raise ValidationError(PART_LOST)

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        seen = found.pop("seen")
        return found | {"versions": {one.pk: seen[one.slug] for one in found["people"]}}

    def take(self, refusal: ValidationError) -> None:
        """Once somebody is told who was changed, saving again is deliberate."""
        super().take(refusal)
        if self.has_error("who", OVERTAKEN):
            self.hold(self.initial["seen"])


class TogetherForm(SeenForm):
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


class RemindForm(SeenForm, Contact):
    """Who, and the contact that was made with each of them: what leads on to a page of their own, or
    is theirs alone, is recorded there."""

    layout = Layout("who", "on", "channel", Revealing("outcome", "next_on"))
    time = None
    incoming = None
    note = None
    outcome = Choice(
        "What came of it?",
        [(key, label) for key, label in OUTCOMES if key not in LEAD_ON],
        missing="Select what came of it",
        row=2,
    )
