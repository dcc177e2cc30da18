"""Whose letters somebody answered: a batch of their own case, on its day or after it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.urls import reverse

from cases.converters import Sent
from cases.models import Case, InvitationBatch
from linkstudy.words import day_words
from participants.models import Participant

WHICH = "Choose letters of this case, or “None, or not known”"


def demand_answerable(case: Case, facts: dict[str, Any], held: Participant | None = None) -> None:
    """Name in the facts the first row of the batch that they answer.

    held is the person as they stand, for what the facts do not say. Raises ValidationError, beside
    the question, for letters of another case or void ones, and for a reply before they went.
    """
    batch, replied_on = (
        facts.get(name, getattr(held, name, None)) for name in ("batch", "replied_on")
    )
    if batch is None:
        return
    now = batch.now
    if now.case_id != case.pk:
        raise ValidationError({"batch": WHICH})
    if now.voided_at:
        raise ValidationError({"batch": f"The letters of {now.name} are void. Choose others"})
    if replied_on and replied_on < now.sent_on:
        words = f"The letters went on {day_words(now.sent_on)}. Nobody can have answered before"
        raise ValidationError({"replied_on": words})
    if "batch" in facts:
        facts["batch"] = batch.first


def with_letters(people: Any) -> Any:
    """Annotate letters_on and letters_turn: which day's letters they answered, as known now."""
    rows = InvitationBatch.objects.current()
    now = rows.filter(case=OuterRef("batch__case"), number=OuterRef("batch__number"))
    return people.annotate(
        letters_on=Subquery(now.values("sent_on")[:1]),
        letters_turn=Subquery(now.values("turn")[:1]),
    )


def letters_of(person: Any) -> tuple[str, str] | None:
    """(words, address) of the letters that somebody of people with_letters() answered, or None."""
    if person.letters_on is None:
        return None
    sent = Sent(person.letters_on, person.letters_turn)
    words = f"Letters of {day_words(person.letters_on)}"
    return words, reverse("progress:batch", args=[person.case.number, sent])


def replies_to(batch: InvitationBatch) -> Any:
    """The people who answered a batch, by study ID."""
    return Participant.objects.standing().filter(
        batch__case=batch.case_id, batch__number=batch.number
    )
