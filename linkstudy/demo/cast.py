"""Who and what the story speaks of, by the names it uses, and its smallest unit, the scene."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from cases.models import Case, Organisation, Site, Topic
from linkstudy.accounts.models import User
from participants.models import Participant


@dataclass
class Cast:
    """What stands so far. Organisations by their letters ("5A")."""

    users: dict[str, User] = field(default_factory=dict)
    sites: dict[int, Site] = field(default_factory=dict)
    cases: dict[int, Case] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    topics: list[Topic] = field(default_factory=list)
    people: dict[str, Participant] = field(default_factory=dict)

    @property
    def office(self) -> User:
        """Who keeps the study's own records."""
        return self.users["administrator"]

    def lead(self, case: int) -> User:
        return self.users["researcher" if case % 2 else "researcher2"]


@dataclass(frozen=True)
class Scene:
    """One action at one moment of the study's clock."""

    at: dt.datetime
    play: Callable[[Cast], object]
