"""What a search finds: people by study ID, cases by number or place, meetings by group or day, events
by title. Never anybody by who they are."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import Q

from cases.models import Case
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.typed import Slip, day
from meetings.models import Event, Meeting
from participants.models import Participant
from participants.models.people import understood
from participants.vocabulary import Group

MOST = 20  # rows of a kind
CASE = re.compile(r"(?:case\s*|c)?(\d{1,4})", re.IGNORECASE)
GROUP = re.compile(r"([a-z]{2})[\s\-_.]*(\d{1,4})", re.IGNORECASE)
TRANSCRIPT = re.compile(r"(.+?)[\s\-_.]*w[1-9]", re.IGNORECASE)
KINDS = {"meeting", "meetings", "event", "events"}  # what a row is adds nothing to its name
DAY_WORDS = 4  # the most that a day is made of: wed 18 may 2022


@dataclass(frozen=True)
class Found:
    """What answers a search, of that which the reader may see."""

    people: list[Participant]
    cases: list[Case]
    meetings: list[Meeting]
    events: list[Event]

    @property
    def only(self) -> Any:
        """The one answer, when there is no other."""
        rows = list(chain(self.people, self.cases, self.meetings, self.events))
        return rows[0] if len(rows) == 1 else None


def find(user: User, typed: str) -> Found:
    """`5 pt 3` and `c5pt3` are a person, as is `C5-PT-03-W1`, the name of a transcript; `pt3` is that
    number of each case, `5` and `case 5` a case, `advisory`, `18 May` and `ppi group 18 May` meetings;
    other words are looked for in the names of places and the titles of events."""
    text = _whose(" ".join(typed.split()))
    is_name = bool(text) and not any(
        [CASE.fullmatch(text), understood(text), GROUP.fullmatch(text)]
    )
    return Found(
        _people(user, text),
        _cases(user, text, is_name),
        _meetings(user, text) if is_name else [],
        _events(user, text) if is_name else [],
    )


def _whose(text: str) -> str:
    """The study ID in the name of a transcript; any other text as it is."""
    match = TRANSCRIPT.fullmatch(text)
    return match[1] if match and understood(match[1]) else text


def _people(user: User, text: str) -> list[Participant]:
    """Somebody by study ID; without the case in it, one of each case."""
    seen = Participant.objects.visible_to(user).with_status().select_related("case__site")
    if code := understood(text):
        return list(seen.filter(study_id=code))
    match = GROUP.fullmatch(text)
    if not match or match[1].upper() not in Group.values:
        return []
    same = seen.filter(group=match[1].upper(), number=int(match[2]))
    return list(same.order_by("case__number")[:MOST])


def _cases(user: User, text: str, is_name: bool) -> list[Case]:
    seen = Case.objects.reached(user, May.SEE_CASES).select_related("site").order_by("number")
    if match := CASE.fullmatch(text):
        return list(seen.filter(number=int(match[1])))
    return list(seen.filter(site__name__icontains=text)[:MOST]) if is_name else []


def _meetings(user: User, text: str) -> list[Meeting]:
    """Those of groups of a name, on a day, or both; the latest first."""
    seen = Meeting.objects.visible_to(user).standing().filter(group__voided_at=None).with_state()
    asked = Q(pk__in=[])
    for name, days in _readings(text):
        held = Q(held_on__in=days) if days else Q()
        asked |= Q(group__name__icontains=name) & held
    return list(seen.filter(asked)[:MOST])


def _readings(text: str) -> Iterator[tuple[str, set[dt.date]]]:
    """(name, days) as the words may be meant: all of them a name, or the last of them a day, the
    last such or the next."""
    words = [word for word in text.split() if word.casefold() not in KINDS]
    if words:
        yield " ".join(words), set()
    for many in range(1, min(DAY_WORDS, len(words)) + 1):
        with suppress(Slip):
            said, today = " ".join(words[-many:]), clock.today()
            yield " ".join(words[:-many]), {day(said, today), day(said, today, ahead=True)}


def _events(user: User, text: str) -> list[Event]:
    seen = Event.objects.visible_to(user).standing()
    return list(seen.filter(title__icontains=text)[:MOST])
