"""What of a person stands, in words and with the page that takes it back."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from linkstudy.rows import numbered
from linkstudy.words import day_words, listed
from participants.models import Interview, Participant

CALLED = {"done": "interview", "missed": "missed interview", "booked": "booking"}


@dataclass(frozen=True)
class Standing:
    """A record that was not voided, and where that can be done."""

    words: str
    url: str


def what_stands(person: Participant) -> list[Standing]:
    """Interviews and bookings first, then steps of recordings, consents, the refusal, withdrawals."""
    return [
        Standing(words, reverse(f"participants:void_{page}", args=[person.slug, *number]))
        for words, page, number in _records(person)
    ]


def _records(person: Participant) -> Iterator[tuple[str, str, list[int]]]:
    """(words, page, its number in the address) of each."""
    for row in person.interviews.standing().order_by("number"):
        yield f"the {CALLED[row.state]} of {day_words(row.day)}", "interview", [row.number]
    for step in person.custody_steps.standing():
        words = f"“{step.get_step_display()}” of interview {step.interview}"
        yield words, "step", [step.interview, step.step]
    for number, consent in numbered(person.consents.all()):
        if not consent.voided_at:
            yield f"the consent of {day_words(consent.given_on)}", "consent", [number]
    for refusal in person.refusals.standing():
        yield f"the answer of {day_words(refusal.on)}", "refusal", []
    for number, gone in numbered(person.withdrawals.all()):
        if not gone.voided_at:
            yield f"the withdrawal of {day_words(gone.on)}", "withdrawal", [number]


def uncovered(person: Participant) -> list[Interview]:
    """Interviews done that no consent covers any more: a principal investigator decides on them."""
    return list(person.interviews.undecided().order_by("number"))


def uncovered_words(person: Participant, before: list[Interview]) -> str:
    """What to say of interviews that lost their consent since; "" when none did."""
    new = [one for one in uncovered(person) if one not in before]
    if not new:
        return ""
    named = listed([f"interview {one.number}" for one in new])
    return f"No consent covers {named} any more. A principal investigator decides what to keep"
