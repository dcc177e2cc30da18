"""What became of questionnaires, reckoned as in `reckoning`."""

import datetime as dt
from collections.abc import Iterator
from types import SimpleNamespace as Row

from linkstudy.progress.tests.recount.reckoning import Reckoning


class FilledIn(Reckoning):
    """Questionnaires that were handed out."""

    def given(self, person: Row) -> list[Row]:
        return self.rows.standing("questionnaire", participant_id=person.id)

    def returning(self, given: Row) -> str:
        """Where one stands."""
        if given.returned_on:
            return "returned"
        if given.not_coming_on:
            return "not_coming"
        return "overdue" if self.is_late(given) else "out"

    def is_late(self, given: Row) -> bool:
        """Whether its day has passed."""
        return given.due_on < self.day

    def to_ask_for(self, person: Row) -> list[Row]:
        """What is overdue of somebody who still agrees to fill in questionnaires."""
        late = [one for one in self.given(person) if self.returning(one) == "overdue"]
        return late if self.still_agrees(person) else []

    def still_agrees(self, person: Row) -> bool:
        return self.agrees(person, "questionnaire")

    def waited_for(self) -> list[tuple[str, int]]:
        """What somebody still had as they left, and nobody gave up because of that."""
        return [
            (person.study_id, one.number)
            for person in self.rows["person"]
            for left, why, on in self.leavings(person)
            for one in self.known_at(left.recorded_at).given(person)
            if not is_given_up(one, left, why, on)
        ]

    def leavings(self, person: Row) -> Iterator[tuple[Row, str, dt.date]]:
        """(the row, why nothing comes back any more, since when): withdrawals that left no consent, and
        noes of who is not to be contacted again."""
        for gone in self.rows["withdrawal"]:
            then = self.known_at(gone.recorded_at)
            if gone.participant_id == person.id and all(map(then.end, then.consents(person))):
                yield gone, "withdrew", gone.on
        for no in self.rows["refusal"]:
            known = any(
                one.id == no.replaces_id
                and one.voided_at == no.recorded_at
                and not one.may_contact_again
                for one in self.rows["refusal"]
            )
            if no.participant_id == person.id and not (no.may_contact_again or known):
                yield no, "unwilling", no.on

    def waited_for_since(self) -> list[tuple[str, int]]:
        """What is out of somebody who had left already when it was written down."""
        return [
            (person.study_id, one.number)
            for person in self.rows["person"]
            for one in self.given(person)
            if one.settled_at is None and self.known_at(one.recorded_at).has_left(person, one)
        ]

    def has_left(self, person: Row, given: Row) -> bool:
        """Whether a withdrawal left no consent, or a no of the day or later says to leave them alone."""
        gone = self.rows.standing("withdrawal", participant_id=person.id)
        noes = self.rows.standing("refusal", participant_id=person.id)
        alone = [one for one in noes if not one.may_contact_again and one.on >= given.given_on]
        return bool(alone or (gone and all(map(self.end, self.consents(person)))))

    def known_at(self, instant: dt.datetime) -> "FilledIn":
        """What was known then."""
        return type(self)(self.rows.at(instant), self.day)


def is_given_up(given: Row, left: Row, why: str, on: dt.date) -> bool:
    """Whether it was settled before they left, or is as they left: a no on the day of it at the earliest."""
    if given.settled_at == left.recorded_at:
        known_on = on if why == "withdrew" else max(on, given.given_on)
        return (given.not_coming_why, given.not_coming_on) == (why, known_on)
    return given.settled_at is not None
