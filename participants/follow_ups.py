"""The follow-up of one person as pages tell it: where they stand, their window, what to do next."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, cast

from django.urls import reverse

from cases.models import Protocol
from cases.vocabulary import FollowUpAnchor
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.words import day_words, uncapped
from participants.briefs import short
from participants.follow_up import Window
from participants.models import Participant
from participants.vocabulary import AHEAD, TO_BOOK, FollowUp
from participants.waves import window_of

LOOKS = {
    FollowUp.OVERDUE: ("warning", "bad"),
    FollowUp.DUE: ("clock", "warn"),
    FollowUp.BOOKED: ("three-quarters", "brand"),
    FollowUp.TOO_EARLY: ("ring", "mute"),
    FollowUp.DONE: ("done", "good"),
    FollowUp.LOST: ("left", "mute"),
    FollowUp.WITHDREW: ("ended", "mute"),
    FollowUp.NOT_AGREED: ("left", "mute"),
}


@dataclass(frozen=True)
class Standing:
    """Where a person stands, fetched with_follow_up(). window is None while it is not known."""

    person: Any
    window: Window | None

    @property
    def state(self) -> FollowUp:
        return FollowUp(self.person.follow_up)

    @property
    def icon(self) -> str:
        return LOOKS[self.state][0]

    @property
    def tone(self) -> str:
        return LOOKS[self.state][1]

    @property
    def is_ahead(self) -> bool:
        return self.state in AHEAD

    @property
    def is_to_book(self) -> bool:
        return self.state in TO_BOOK

    @property
    def opens(self) -> dt.date:
        """The first day of a window that is known."""
        return cast(Window, self.window).opens

    @property
    def closes(self) -> dt.date:
        """The last day of a window that is known."""
        return cast(Window, self.window).closes

    @property
    def span(self) -> str:
        """5 August to 5 November; "" while it is not known."""
        return f"{short(self.window.opens)} to {short(self.window.closes)}" if self.window else ""

    @property
    def note(self) -> str:
        """What the word means for this person, in a sentence."""
        opens, closes = map(day_words, self.window) if self.window else ("", "")
        match self.state:
            case FollowUp.OVERDUE:
                return f"The window closed on {closes}. Book it all the same, or record a no"
            case FollowUp.DUE:
                return f"To be interviewed again by {closes}"
            case FollowUp.BOOKED:
                return f"Booked for {day_words(self.person.again_on)}"
            case FollowUp.TOO_EARLY if self.window:
                return f"The window opens on {opens}"
        return NOTES.get(self.state, "")


NOTES = {
    FollowUp.TOO_EARLY: "The window is counted from the first interview",
    FollowUp.DONE: "They were interviewed again",
    FollowUp.LOST: "They said no, or did not reply, after their first interview",
    FollowUp.WITHDREW: "They withdrew, so nobody asks them",
    FollowUp.NOT_AGREED: "They have not agreed to be interviewed again",
}


def standing(person: Participant, protocol: Protocol | None) -> Standing:
    return Standing(person, window_of(person, protocol))


def next_act(reader: User, one: Standing) -> tuple[str, str]:
    """(words, address) of what the reader does next about the person's follow-up."""
    if reader.may(May.RECORD) and one.is_ahead and one.window and one.state != FollowUp.BOOKED:
        return "Book", reverse("participants:book", args=[one.person.slug])
    return "Open", one.person.get_absolute_url()


def rule_words(protocol: Protocol) -> str:
    """A window runs from 9 to 12 months after the person’s first interview."""
    low, high = protocol.follow_up_min_months, protocol.follow_up_max_months
    anchor = uncapped(FollowUpAnchor(protocol.follow_up_anchor).label)
    return f"A window runs from {low} to {high} months after {anchor}."
