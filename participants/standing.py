"""What of a person stands, in words and with the page that takes it back."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from linkstudy.rows import numbered
from linkstudy.words import day_words
from participants.models import Participant


@dataclass(frozen=True)
class Standing:
    """A record that was not voided, and where that can be done."""

    words: str
    url: str


def what_stands(person: Participant) -> list[Standing]:
    """Interviews and bookings first, then consents, the refusal and withdrawals."""
    return [
        Standing(words, reverse(f"participants:void_{page}", args=[person.slug, *number]))
        for words, page, number in _records(person)
    ]


def _records(person: Participant) -> Iterator[tuple[str, str, list[int]]]:
    """(words, page, its number in the address) of each."""
    for row in person.interviews.standing().order_by("number"):
        what = "the booking" if row.state == "booked" else "the interview"
        yield f"{what} of {day_words(row.day)}", "interview", [row.number]
    for number, consent in numbered(person.consents.all()):
        if not consent.voided_at:
            yield f"the consent of {day_words(consent.given_on)}", "consent", [number]
    for refusal in person.refusals.standing():
        yield f"the answer of {day_words(refusal.on)}", "refusal", []
    for number, gone in numbered(person.withdrawals.all()):
        if not gone.voided_at:
            yield f"the withdrawal of {day_words(gone.on)}", "withdrawal", [number]
