"""All that is in somebody's hands, as a page shows it, and what became of it since.

Work is of many rows, and so has no version. A page carries a mark: when it was opened, and a digest
of what was there. Not where the history ended, which would tell how much is done at other sites.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from cases.models import Case, CollectedDocument, ObservationDay
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.audit.models import Entry
from linkstudy.clock import study_now
from linkstudy.team.work import SiteWork, errands_of, own_work_of, work_of
from linkstudy.words import clock_words, day_words, in_london, listed
from meetings.models import MeetingAction

MARK = r"[0-9]{1,13}\.[0-9a-f]{16}"  # milliseconds of the study's clock, digest
HOLDERS = ["owner_id", "interviewer_id", "lead_id", "buddy_id", "handed_to_id"]
KEPT: dict[str, Any] = {"observation": ("observer", ObservationDay)}
KEPT["collected"] = ("collector", CollectedDocument)


@dataclass(frozen=True)
class Hands:
    """Somebody's work by site, and the actions of meetings that are theirs."""

    user: User
    works: list[SiteWork]
    errands: list[MeetingAction]
    at: dt.datetime

    @property
    def is_empty(self) -> bool:
        return not (self.works or self.errands)

    @property
    def can_go(self) -> bool:
        """Whether at any site somebody could take over."""
        return any(work.takers for work in self.works)

    @property
    def nobody(self) -> list[str]:
        """Sites where nobody else works who could take over."""
        return [work.site.name for work in self.works if not work.takers]

    @cached_property
    def mark(self) -> str:
        """What a page carries to say what it showed."""
        there = [("errand", one.pk) for one in self.errands]
        for work in self.works:
            there += [(kind, row.pk) for kind, rows in work.kinds.items() for row in rows]
        milliseconds = int(self.at.timestamp() * 1000)
        return f"{milliseconds}.{sha256(repr(sorted(there)).encode()).hexdigest()[:16]}"

    def demand(self, seen: str) -> None:
        """Raise ValidationError, with what happened since, when a page showed something else."""
        opened, _, there = seen.partition(".")
        if there == self.mark.partition(".")[2]:
            return
        since = dt.datetime.fromtimestamp(int(opened) / 1000, dt.UTC)
        told = ". ".join(handed_since(self.user, since))
        changed = f"What {self.user} looks after changed since you opened this page"
        left = "Nothing is left to hand over" if self.is_empty else "Check what is there now"
        raise ValidationError(f"{told or changed}. Nothing is saved yet. {left}")


def hands_of(user: User, by: User) -> Hands:
    """What is in somebody's hands and `by` may hand over: all of it, or of their own, what is where they
    work.

    The clock is asked first: what is handed over after that may be here, and is not lost.
    """
    at = study_now()
    works = own_work_of(user) if is_own(user, by) else work_of(user)
    return Hands(user, works, list(errands_of(user).with_owners()), at)


def is_own(user: User, by: User) -> bool:
    """Whether somebody hands over their own work, as a researcher may."""
    return by.pk == user.pk and by.may(May.HAND_OVER)


def handed_since(user: User, since: dt.datetime) -> Iterator[str]:
    """Chris Okafor handed North East to Tom Reed at 10:41am on 14 June 2022: by whom, to whom and when."""
    moved: dict[tuple[str, int, str], list[Entry]] = defaultdict(list)
    for entry in _moved_from(user, since):
        [to] = [new for name, (_, new) in entry.changes.items() if name in HOLDERS]
        at = in_london(entry.study_at)
        when = f"at {clock_words(at.time())} on {day_words(at.date())}"
        moved[entry.actor_name, to, when].append(entry)
    people = dict(User.objects.filter(pk__in=[to for _, to, _ in moved]).values_list("pk", "name"))
    for (who, to, when), entries in moved.items():
        yield f"{who} handed {_places(entries)} to {people[to]} {when}"


def _moved_from(user: User, since: dt.datetime) -> Iterator[Entry]:
    """Entries of what was theirs, and is somebody else's by a hand-over."""
    theirs = Q()
    for name in HOLDERS:
        theirs |= Q(body__contains=f'"{name}":[{user.pk},')
    first = Q(body__contains='"handed_to_id":[null,')
    rows = Entry.objects.filter(theirs | first, study_at__gte=since, verb__endswith=".handed_over")
    for entry in rows.order_by("seq"):
        keeper, model = KEPT.get(entry.verb.partition(".")[0], ("", None))
        is_first = model and entry.changes["handed_to_id"][0] is None
        if not is_first or model.objects.filter(pk=entry.key, **{keeper: user}).exists():
            yield entry


def _places(entries: list[Entry]) -> str:
    """The sites of what was handed over; a visit is told of nowhere but on its page."""
    codes = [re.match(r"C(\d+)", entry.about) for entry in entries]
    cases = Case.objects.standing().filter(number__in={int(one[1]) for one in codes if one})
    names = cases.order_by("site__number").values_list("site__name", flat=True)
    return listed(list(dict.fromkeys(names))) or "a visit"
