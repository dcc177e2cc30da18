"""What must go, from where and by when, once somebody has withdrawn: derived, never stored.

The withdrawals that stand say how far it goes. A place that several of them name is due from the
first. Who asks for data to be taken out gets an answer within a calendar month: UK GDPR,
article 12(3). Who wants no more letters is off the lists within a week: the study's own rule.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from linkstudy import clock
from participants.follow_up import months_after
from participants.models import Participant, Removal, Withdrawal
from participants.vocabulary import Outcome, Place, WithdrawalLevel

UNANALYSED = (Place.MAILING, Place.AUDIO, Place.TRANSCRIPT, Place.TRANSCRIBER)
FROM = {
    WithdrawalLevel.NO_FOLLOW_UP: (),
    WithdrawalLevel.NO_CONTACT: (Place.MAILING,),
    WithdrawalLevel.REMOVE_UNANALYSED: UNANALYSED,
    WithdrawalLevel.REMOVE_ALL: tuple(Place),
}
OF_INTERVIEWS = {
    Place.AUDIO,
    Place.TRANSCRIPT,
    Place.TRANSCRIBER,
    Place.ANALYSIS,
    Place.DRAFTS,
}
TAKEN_OUT = (WithdrawalLevel.REMOVE_UNANALYSED, WithdrawalLevel.REMOVE_ALL)
WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Due:
    """A place to look at, by a day; done is what came of it, or None."""

    person: Participant
    place: Place
    by: dt.date
    done: Removal | None

    @property
    def is_late(self) -> bool:
        return self.done is None and self.by < clock.today()

    @property
    def url(self) -> str:
        """Where it is written down, or taken back."""
        page = "participants:void_removal" if self.done else "participants:remove"
        return reverse(page, args=[self.person.slug, self.place])

    @property
    def is_kept(self) -> bool:
        return self.done is not None and self.done.outcome == Outcome.KEPT


def due_by(place: Place, withdrew_on: dt.date) -> dt.date:
    """The day by which a place is looked at."""
    return withdrew_on + WEEK if place == Place.MAILING else months_after(withdrew_on, 1)


def checklist(person: Participant) -> list[Due]:
    """Every place to look at for a person, in the order of Place; [] for who asked for nothing.

    What interviews left is looked for where one took place. Reads the prefetched withdrawals,
    removals and interviews.
    """
    first: dict[Place, dt.date] = {}
    for gone in sorted(_standing(person.withdrawals.all()), key=lambda one: (one.on, one.time)):
        for place in FROM[WithdrawalLevel(gone.level)]:
            first.setdefault(place, gone.on)
    done = {one.place: one for one in _standing(person.removals.all())}
    was_interviewed = any(one.held_on for one in person.interviews.all())
    return [
        Due(person, place, due_by(place, first[place]), done.get(place))
        for place in Place
        if place in first and (was_interviewed or place not in OF_INTERVIEWS)
    ]


def _standing(rows):
    return [row for row in rows if row.voided_at is None]


def asked(people: QuerySet) -> QuerySet:
    """Those of the people who asked for something to go, with what their checklist reads."""
    levels = [level for level, places in FROM.items() if places]
    gone = Withdrawal.objects.standing().filter(level__in=levels).values("participant")
    return people.filter(pk__in=gone).prefetch_related("withdrawals", "removals", "interviews")


def left_in(people: QuerySet) -> QuerySet:
    """The people without those who asked for their data to be taken out: for what leaves the house."""
    gone = Withdrawal.objects.standing().filter(level__in=TAKEN_OUT).values("participant")
    return people.exclude(pk__in=gone)
