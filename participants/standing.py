"""What of a person stands, in words and with the page that takes it back."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from linkstudy.rows import numbered
from linkstudy.words import day_words, listed
from participants.models import Interview, Participant

NAMED = {"attempt": "contact", "refusal": "answer"}
CALLED = {"done": "interview", "missed": "missed interview", "booked": "booking"}


@dataclass(frozen=True)
class Standing:
    """A record that was not voided, and where that can be done."""

    words: str
    url: str


def what_stands(person: Participant) -> list[Standing]:
    """Interviews and bookings first, then recordings, vouchers, questionnaires, consents and the rest."""
    return [
        Standing(words, reverse(f"participants:void_{page}", args=[person.slug, *number]))
        for words, page, number in _records(person)
    ]


DAYS = {
    "consent": "given_on",
    "refusal": "on",
    "attempt": "on",
    "withdrawal": "on",
    "interview": "held_on",
}  # what can stand before anything else of somebody does


def first_of(person: Participant) -> tuple[dt.date, str] | None:
    """The day of the first that happened of what stands, and what it was; None when nothing did."""
    happened = [
        (getattr(row, column), NAMED.get(noun, noun))
        for noun, column in DAYS.items()
        for row in getattr(person, f"{noun}s").standing().exclude(**{column: None})
    ]
    return min(happened, default=None)


def _records(person: Participant) -> Iterator[tuple[str, str, list[int]]]:
    """(words, page, its number in the address) of each."""
    for row in person.interviews.standing().order_by("number"):
        yield f"the {CALLED[row.state]} of {day_words(row.day)}", "interview", [row.number]
    yield from _after_interviews(person)
    yield from _numbered(person.consents.all(), "consent", "given_on")
    yield from _numbered(person.attempts.all(), "attempt", "on")
    for refusal in person.refusals.standing():
        yield f"the answer of {day_words(refusal.on)}", "refusal", []
    yield from _numbered(person.withdrawals.all(), "withdrawal", "on")
    yield from _numbered(person.deviations.all(), "deviation", "on")


def _numbered(rows: Iterable[Any], page: str, day: str) -> Iterator[tuple[str, str, list[int]]]:
    """The same of facts whose numbers are their places; day names the column of the day."""
    for number, row in numbered(rows):
        if not row.voided_at:
            yield f"the {NAMED.get(page, page)} of {day_words(getattr(row, day))}", page, [number]


def _after_interviews(person: Participant) -> Iterator[tuple[str, str, list[int]]]:
    for step in person.custody_steps.standing():
        words = f"“{step.get_step_display()}” of interview {step.interview}"
        yield words, "step", [step.interview, step.step]
    for given in person.thanks.standing():
        yield f"the voucher of {day_words(given.on)}", "thanks", [given.number]
    for one in person.questionnaires.standing():
        yield f"the questionnaire of {day_words(one.given_on)}", "questionnaire", [one.number]


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
