"""What must go, from where and by when, once somebody has withdrawn: derived, never stored.

The withdrawals that stand say how far it goes. A place that several of them name is due from the
first. Who asks for data to be taken out gets an answer within a calendar month: UK GDPR,
article 12(3). Who wants no more letters is off the lists within a week: the study's own rule.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.db.models.lookups import IsNull
from django.urls import reverse

from linkstudy import clock
from linkstudy.once import Once, alone
from participants.afterwards import Step
from participants.consents import said
from participants.follow_up import months_after
from participants.models import Interview, Participant, Removal, Withdrawal
from participants.models.custody import recorded
from participants.recordings import TAKEN_OUT, chains
from participants.vocabulary import Outcome, Place, WithdrawalLevel

UNANALYSED = (
    Place.MAILING,
    Place.AUDIO,
    Place.TRANSCRIPT,
    Place.TRANSCRIBER,
    Place.ANSWERS,
    Place.ROUTINE,
)
FROM = {
    WithdrawalLevel.NO_FOLLOW_UP: (),
    WithdrawalLevel.NO_CONTACT: (Place.MAILING,),
    WithdrawalLevel.REMOVE_UNANALYSED: UNANALYSED,
    WithdrawalLevel.REMOVE_ALL: tuple(Place),
}
ASKING = [level for level, places in FROM.items() if places]
OF_INTERVIEWS = {
    Place.AUDIO,
    Place.TRANSCRIPT,
    Place.TRANSCRIBER,
    Place.ANALYSIS,
    Place.DRAFTS,
}
GONE = {Place.AUDIO: Step.AUDIO_GONE, Place.TRANSCRIPT: Step.TRANSCRIPT_GONE}
WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Due:
    """A place to look at, by a day; done is what came of it, gone what was taken back since, or None."""

    person: Participant
    place: Place
    by: dt.date
    done: Removal | None
    gone: Removal | None = None

    @property
    def is_late(self) -> bool:
        return self.done is None and self.by < clock.today()

    @property
    def url(self) -> str:
        """Where it is written down."""
        return self._page("remove")

    @property
    def acts(self) -> list[tuple[str, str]]:
        """(words, address) of what can be done to what was written down."""
        if self.done:
            return [
                ("Correct", self._page("correct_removal")),
                ("Take back", self._page("void_removal")),
            ]
        return [("Restore", self._page("restore_removal"))] if self.gone else []

    def _page(self, name: str) -> str:
        return reverse(f"participants:{name}", args=[self.person.slug, self.place])


def due_by(place: Place, withdrew_on: dt.date) -> dt.date:
    """The day by which a place is looked at."""
    return withdrew_on + WEEK if place == Place.MAILING else months_after(withdrew_on, 1)


def checklist(person: Participant) -> list[Due]:
    """Every place to look at for a person, in the order of Place; [] for who asked for nothing.

    Reads the prefetched withdrawals, removals and interviews.
    """
    was_interviewed = any(one.held_on for one in person.interviews.all())
    rows = sorted(person.removals.all(), key=lambda one: one.pk)
    done = {one.place: one for one in _standing(rows)}
    gone = {one.place: one for one in rows}  # the newest row of a place is no other's predecessor
    found = dues(person, _standing(person.withdrawals.all()), done, was_interviewed)
    return [one if one.done else replace(one, gone=gone.get(one.place)) for one in found]


def asked_on(person: Participant) -> dt.date | None:
    """The day of the first withdrawal that stands, or None."""
    return min((one.on for one in _standing(person.withdrawals.all())), default=None)


def told_by_recordings(due: Due) -> dict[str, Any]:
    """The answers about a place, as the ways of the person's recordings give them: {} while one of them
    is to be destroyed, or where they say nothing."""
    step, first = GONE.get(due.place), asked_on(due.person)
    if step is None or first is None:
        return {}
    found = chains(recorded(Interview.objects.filter(participant=due.person)))
    days = [one.steps[step].on for one in found if step in one.steps]
    if not days or any(step in one.open_steps for one in found):
        return {}
    last, said_so = max(days), "as the recording’s way says"
    return {
        "outcome": Outcome.REMOVED if last >= first else Outcome.NOTHING,
        "on": last if last >= first else clock.today(),
        "proof": f"{step.label} on {said(last)}, {said_so}",
    }


def against_return(removal: Removal) -> str:
    """Why a void row of a place cannot be restored; "" when it can."""
    person, where = removal.participant, removal.get_place_display().lower()
    due = next((one for one in checklist(person) if one.place == removal.place), None)
    first = asked_on(person)
    if due is None or first is None:
        return f"{person} does not ask for their {where} to be taken out any more"
    if due.done:
        return f"Somebody looked there on {said(due.done.on)}. Take that back first"
    if removal.on < first:
        return f"They withdrew on {said(first)}, after this. Write down anew what you did"
    return ""


def dues(
    person: Participant,
    withdrawals: Iterable[Withdrawal],
    done: dict[str, Removal],
    was_interviewed: bool,
) -> list[Due]:
    """The checklist, from rows that stand: what interviews left is looked for where one took place."""
    first: dict[Place, dt.date] = {}
    for gone in sorted(withdrawals, key=lambda one: (one.on, one.time)):
        for place in FROM[WithdrawalLevel(gone.level)]:
            first.setdefault(place, gone.on)
    return [
        Due(person, place, due_by(place, first[place]), done.get(place))
        for place in Place
        if place in first and (was_interviewed or place not in OF_INTERVIEWS)
    ]


def waiting(people: QuerySet) -> list[list[Due]]:
    """The places that nobody has looked at yet, person by person, by one question to the database."""
    still = Q(participant__removals__voided_at=None)
    theirs = Exists(people.filter(pk=OuterRef("participant")))  # few withdrew: asked from them
    gone = Withdrawal.objects.standing().filter(_unseen(), theirs, level__in=ASKING)
    rows = gone.select_related("participant__owner").annotate(
        looked=FilteredRelation("participant__removals", condition=still),
        looked_at=F("looked__place"),
        was_interviewed=_was_interviewed(),
    )
    of: dict[Participant, list[Any]] = {}
    for row in rows.order_by("participant", "pk"):
        of.setdefault(row.participant, []).append(row)
    return [left for person, found in of.items() if (left := _left(person, found))]


def is_owed() -> Exists:
    """Whether the person whom a query is about asked for something to go, and nobody has looked
    everywhere."""
    gone = Withdrawal.objects.standing().filter(_unseen(), level__in=ASKING)
    return Exists(gone.filter(participant=OuterRef("pk")))


@cache
def _unseen() -> Q:
    """That nobody has looked yet at some place that the withdrawal names."""
    theirs = {"participant": OuterRef("participant")}
    left: dict[bool, Q] = {True: Q(), False: Q()}
    for place in Place:
        levels = [level for level, places in FROM.items() if place in places]
        looked = Exists(Removal.objects.standing().filter(place=place, **theirs))
        waits = Q(level__in=levels) & ~Q(Once(looked, "participants.Withdrawal"))
        left[place in OF_INTERVIEWS] |= waits
    return left[False] | left[True] & Q(_was_interviewed())


@cache
def _was_interviewed() -> IsNull:
    """Whether the person of a withdrawal was interviewed, by whatever row."""
    held = Interview.objects.filter(participant=OuterRef("participant"), held_on__isnull=False)
    return alone(held, "participants.Withdrawal")


def _left(person: Participant, rows: list[Any]) -> list[Due]:
    """The places of a person's rows, one for each withdrawal and place looked at, that wait."""
    looked_at = {row.looked_at for row in rows}
    found = dues(person, rows, {}, rows[0].was_interviewed)
    return [one for one in found if one.place not in looked_at]


def _standing(rows):
    return [row for row in rows if row.voided_at is None]


def asked(people: QuerySet) -> QuerySet:
    """Those of the people who asked for something to go, with what their checklist reads."""
    gone = Withdrawal.objects.standing().filter(level__in=ASKING).values("participant")
    return people.filter(pk__in=gone).prefetch_related("withdrawals", "removals", "interviews")


def left_in(people: QuerySet) -> QuerySet:
    """The people without those who asked for their data to be taken out: for what leaves the house."""
    gone = Withdrawal.objects.standing().filter(level__in=TAKEN_OUT).values("participant")
    return people.exclude(pk__in=gone)
