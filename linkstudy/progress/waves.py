"""Follow-ups as things to do, and where a case stands with them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper
from django.urls import reverse

from cases.models import Case, Protocol
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.progress import links
from linkstudy.todo import Item
from linkstudy.words import capital, day_words, many, uncapped
from participants.attempts import no_answer_of_few
from participants.follow_ups import Standing, standing
from participants.models import Participant
from participants.vocabulary import AHEAD, TO_BOOK, FollowUp
from participants.waves import BY_CLOSING, to_be_booked


def to_book(people: Any, protocol: Protocol | None, most: int) -> list[Standing]:
    """Those of the people whose follow-up is to be booked, who has least time first."""
    if protocol is None:
        return []
    rows = to_be_booked(people, protocol).order_by(*BY_CLOSING)
    rows = rows.annotate(waits=ExpressionWrapper(no_answer_of_few(), BooleanField()))
    return [standing(one, protocol) for one in rows.select_related("owner", "case")[:most]]


def follow_up_item(user: User, one: Standing) -> Item:
    """Somebody to be interviewed again, from the day on which their window opens."""
    person, owner, closes = one.person, one.person.owner, one.closes
    act = "decide about" if person.waits else "book"
    task = f"{act} the follow-up of {person}"
    is_late = one.state == FollowUp.OVERDUE
    note = f"{one.state.label}, {'since' if is_late else 'until'} {day_words(closes)}"
    if person.waits:
        note = f"No answer so far. {note}"
    words = capital(task) if user.may(May.RECORD) else f"{owner} is to {task}"
    is_bookable = user.may(May.RECORD) and not person.waits
    url = links.step(user, person, "book") if is_bookable else person.get_absolute_url()
    return Item(words, url, closes, note, owner, is_late=is_late)


@dataclass(frozen=True)
class CaseWave:
    """Where a case stands with its follow-ups. rows are its people, fetched with_follow_up()."""

    case: Case
    rows: Sequence[Standing]

    @property
    def counts(self) -> list[tuple[str, str]]:
        """(2 overdue, the list of them) of each state that somebody is in."""
        found = Counter(one.state for one in self.rows)
        return [
            (f"{found[state]:,} {uncapped(state.label)}", self._url(state))
            for state in (*AHEAD, FollowUp.DONE, FollowUp.LOST)
            if found[state]
        ]

    def _url(self, state: FollowUp) -> str:
        asked = f"case={self.case.number}&state={state.value}"
        return f"{reverse('participants:follow_ups')}?{asked}"

    @property
    def opens(self) -> Standing | None:
        """Whose window opens next."""
        early = [one for one in self.rows if one.state == FollowUp.TOO_EARLY and one.window]
        return min(early, key=lambda one: one.opens, default=None)

    @property
    def is_open(self) -> bool:
        """Whether somebody is due, late, booked or done."""
        begun = {*TO_BOOK, FollowUp.BOOKED, FollowUp.DONE}
        return any(one.state in begun for one in self.rows)

    @property
    def note(self) -> str:
        """2 due, 1 done; or the month in which the first window opens."""
        found = Counter(one.state for one in self.rows)
        shown = (FollowUp.OVERDUE, FollowUp.DUE, FollowUp.BOOKED, FollowUp.DONE)
        said = [f"{found[state]} {uncapped(state.label)}" for state in shown if found[state]]
        if said:
            return ", ".join(said)
        return f"From {self.opens.opens:%B %Y}" if self.opens else "After the first interviews"

    @property
    def sentence(self) -> str:
        """The case's follow-ups in a sentence."""
        due = sum(one.is_to_book for one in self.rows)
        if due:
            return f"{many(due, 'follow-up')} to book."
        if self.opens:
            return (
                f"The first window opens on {day_words(self.opens.opens)}, for {self.opens.person}."
            )
        return "Nobody waits for a follow-up."


def case_wave(case: Case, people: Sequence[Participant], protocol: Protocol | None) -> CaseWave:
    """For people of the case, fetched with_follow_up()."""
    return CaseWave(case, [standing(one, protocol) for one in people])
