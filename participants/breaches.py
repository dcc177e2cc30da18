"""What stands of somebody that breaks a rule of the protocol: asked before a correction and after it.

The two together say what the correction newly breaks, whichever fact it was of: another papers' day
breaks a consent, another first interview a follow-up, an earlier no a contact.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from linkstudy import clock
from linkstudy.rows import numbered
from participants.models import ContactAttempt, Participant
from participants.models.contacts import START
from participants.protocol import (
    BOOKED,
    HELD,
    Breach,
    attempt_breaches,
    consent_breaches,
    misplaced,
    untold,
    wrong_age,
)
from participants.vocabulary import Rule

Name = tuple[str, Any]


@dataclass(frozen=True)
class Broken:
    """A rule that a fact breaks. names are those of the fact: its row, and the row whose place it took."""

    names: frozenset[Name]
    breach: Breach

    @property
    def what(self) -> set[tuple[Name, Rule]]:
        return {(name, self.breach.rule) for name in self.names}


def broken(person: Participant) -> list[Broken]:
    """What stands of the person, as the database has them now, and is against the protocol."""
    now = Participant.objects.select_related("case").get(pk=person.pk)
    return [] if now.voided_at else list(_broken(now))


def newly_broken(person: Participant, before: Iterable[Broken]) -> list[Breach]:
    """What is against the protocol now and was not before, but for what a deviation tells already."""
    known = {one for found in before for one in found.what}
    new = [found.breach for found in broken(person) if not found.what & known]
    return untold(person, new)


def _broken(person: Participant) -> Iterator[Broken]:
    if breach := wrong_age(person.study_id, person.age_band, clock.today()):
        yield Broken(frozenset({("age", person.age_band)}), breach)
    for row, breaches in [*_consents(person), *_contacts(person), *_interviews(person)]:
        kind = row._meta.label_lower
        names = frozenset((kind, key) for key in (row.pk, row.replaces_id) if key)
        yield from (Broken(names, breach) for breach in breaches)


def _consents(person: Participant) -> Iterator[tuple[Any, list[Breach]]]:
    for one in person.consents.standing():
        yield one, consent_breaches(person, one.given_on, one.given_time, one)


def _contacts(person: Participant) -> Iterator[tuple[Any, list[Breach]]]:
    made = _in_turn(person)
    for place, one in enumerate(made):
        if not one.incoming:
            yield one, attempt_breaches(person, one.on, one.time, made[:place])


def _in_turn(person: Participant) -> Sequence[ContactAttempt]:
    """Contacts that stand, by when they were made, and those of one moment by when they were recorded."""
    facts = [(number, one) for number, one in numbered(person.attempts.all()) if not one.voided_at]
    facts.sort(key=lambda fact: (fact[1].on, fact[1].time or START, fact[0]))
    return [one for _, one in facts]


def _interviews(person: Participant) -> Iterator[tuple[Any, list[Breach]]]:
    """Those that took place, and bookings that wait: what was missed breaks nothing."""
    for one in person.interviews.standing().filter(missed_on=None):
        did, day = (HELD, one.held_on) if one.held_on else (BOOKED, one.booked_on)
        found = misplaced(person, one.wave, day, did)
        yield one, [found] if found else []
