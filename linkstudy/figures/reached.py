"""How far each person got by the end of a day, as known then, and why they are not further.

The database says of each person what was done; `Facts` say how far that is. Whoever took a step took
each one before it, so that no step exceeds the one before:

| first wave  | taken by                                                             |
|-------------|----------------------------------------------------------------------|
| known       | whoever is on the list of participants                               |
| replied     | who answered, also by saying no                                      |
| eligible    | who replied, and was not found not to be eligible                    |
| consented   | who agreed to an interview, whatever they said later                 |
| booked      | who did, and for whom an interview was booked, whatever came of it   |
| interviewed | with whom a first interview took place                               |

| follow-up   | taken by                                                             |
|-------------|----------------------------------------------------------------------|
| interviewed | with whom a first interview took place                               |
| agreed      | of them, who agreed to a follow-up, whatever they said later         |
| due         | of them, whose window has opened, as long as somebody waits for them |
| booked      | of them, for whom a follow-up was booked, whatever came of it        |
| followed    | of them, with whom a follow-up took place                            |

A withdrawal takes no step back: it is a reason of its own. Who took a step without an earlier one, as
after a consent is void, counts as having taken that too.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import (
    BooleanField,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models import Case as SqlCase
from django.db.models import ExpressionWrapper as Wrapped

from cases.models import Case, Protocol
from cases.vocabulary import FollowUpAnchor
from linkstudy import clock
from linkstudy.audit.past import held_at
from participants.models import Clause, Consent, Interview, Participant, Refusal, Withdrawal
from participants.vocabulary import CANCELLED, RefusalReason, Scope, Wave
from participants.waves import latest_before

FIRST = ("known", "replied", "eligible", "consented", "booked", "interviewed")
AGAIN = ("interviewed", "agreed", "due", "booked", "followed")
LETTERS = "letters"  # the way in of who answered letters; others came as `joined_via` says
IN_PLACE = (
    "participant.changed",
    "participant.voided",
    "participant.restored",
    "consent.withdrawn",
    "consent.given_back",
)
# What is recorded as a no although nothing was heard of them.
NOT_HEARD = (RefusalReason.NO_REPLY, RefusalReason.RETURNED, RefusalReason.NOT_ELIGIBLE)


def steps_of(wave: str) -> tuple[str, ...]:
    return FIRST if wave == Wave.FIRST else AGAIN


class Facts(NamedTuple):
    """What was done of somebody in the wave asked for, as known at the end of the day.

    way         how they came: LETTERS, or a code of JoinedVia
    met         an interview took place; is_open, one is booked; was_booked, one is or was
    missed_why  why the last booking came to nothing
    agreed      they said yes at some time; agrees, that holds; takes_part, to an interview at all
    level       how far they withdrew, if they ever did
    no          why they said no, or did not reply; to a follow-up, since their first interview
    replied     they answered; is_due, the follow-up's window has opened; is_over, and closed
    """

    way: str
    met: bool
    is_open: bool
    was_booked: bool
    missed_why: str | None
    agreed: bool
    agrees: bool
    takes_part: bool
    level: str | None
    no: str | None
    replied: bool
    is_due: bool
    is_over: bool

    @property
    def is_out(self) -> bool:
        """Whether they withdrew, and have not agreed again since."""
        return self.level is not None and not (self.agrees or self.takes_part)

    # The first wave

    @property
    def first(self) -> str:
        """The last step of the first wave that they took."""
        heard = self.replied or (self.no is not None and self.no not in NOT_HEARD)
        if self.met:
            return "interviewed"
        if self.agreed:
            return "booked" if self.was_booked else "consented"
        if not heard:
            return "known"
        is_unfit = self.no == RefusalReason.NOT_ELIGIBLE and not self.is_open
        return "replied" if is_unfit else "eligible"

    @property
    def why_first(self) -> str:
        """Why they are not further in the first wave, as a code; "" for nothing."""
        if self.is_out:
            return f"left:{self.level}"
        if self.met:
            return ""
        if self.is_open:
            return "wait:booked" if self.agreed else "wait:to_agree"
        if self.no and not self.agrees:
            return f"no:{self.no}"
        if self.missed_why:
            return f"missed:{self.missed_why}"
        if self.agreed:
            return "wait:to_book" if self.agrees else "no:no_longer"
        return "wait:deciding" if self.replied else "wait:no_reply"

    # The follow-up

    @property
    def again(self) -> str:
        """The last step of the follow-up wave that they took."""
        if self.met:
            return "followed"
        if not self.agreed:
            return "interviewed"
        if self.was_booked:
            return "booked"
        return "due" if self.agrees and not self.no and self.is_due else "agreed"

    @property
    def why_again(self) -> str:
        """Why they are not further in the follow-up wave, as a code; "" for nothing."""
        if self.is_out:
            return f"left:{self.level}"
        if self.met:
            return ""
        if self.is_open:
            return "wait:booked" if self.agreed else "wait:to_agree"
        if not self.agrees:
            return "no:no_longer" if self.agreed else "no:not_agreed"
        if self.no:
            return f"no:{self.no}"
        if self.missed_why:
            return f"missed:{self.missed_why}"
        if self.is_due:
            return "wait:overdue" if self.is_over else "wait:due"
        return "wait:early"


class Place(NamedTuple):
    """The last step that somebody took, why they are not further, and how they came."""

    step: str
    why: str
    way: str


@dataclass(frozen=True)
class Asking:
    """Whom a question is about: the people of a group in some cases, as at a day, in a wave; of every
    group, where that is "".
    """

    cases: QuerySet[Case]
    group: str
    wave: str
    day: dt.date

    def counted(self) -> dict[Place, int]:
        """How many people there are in each place. At most four queries."""
        rows = self._people().order_by().values_list(*Facts._fields)
        found: dict[Place, int] = defaultdict(int)
        for *facts, people in rows.annotate(people=Count("pk")):
            found[self._place(Facts(*facts))] += people
        return found

    def counted_by_case(self) -> dict[tuple[int, str], Counter[Place]]:
        """{(a case's key, a group): how many people there are in each place}. At most four queries."""
        rows = self._people().order_by().values_list("case", "group", *Facts._fields)
        found: dict[tuple[int, str], Counter[Place]] = defaultdict(Counter)
        for case, group, *facts, people in rows.annotate(people=Count("pk")):
            found[case, group][self._place(Facts(*facts))] += people
        return found

    def placed(self) -> Iterator[tuple[int, Place]]:
        """(a person's key, their place), by study ID."""
        for key, *facts in self._people().values_list("pk", *Facts._fields):
            yield key, self._place(Facts(*facts))

    def _place(self, facts: Facts) -> Place:
        if self.wave == Wave.FIRST:
            return Place(facts.first, facts.why_first, facts.way)
        return Place(facts.again, facts.why_again, facts.way)

    # The people

    @cached_property
    def at(self) -> dt.datetime:
        return clock.end_of(self.day)

    @cached_property
    def then(self) -> dict[Any, dict[int, dict[str, Any]]]:
        """What is changed in place, and was not yet so at the day."""
        return held_at(self.at, *IN_PLACE)

    def _people(self) -> QuerySet[Participant]:
        """The people with their Facts."""
        void = [key for key, row in self.then[Participant].items() if row.get("voided_at")]
        rows = Participant.objects.standing(self.at).exclude(pk__in=void)
        rows = rows.filter(case__in=self.cases.order_by().values("pk"))
        rows = rows.filter(group=self.group) if self.group else rows
        scope = Wave(self.wave).scope
        return (self._first(rows) if self.wave == Wave.FIRST else self._again(rows)).annotate(
            way=self._way(),
            met=Exists(self._done(self.wave)),
            is_open=Exists(self._open()),
            was_booked=Exists(self._interviews()),
            missed_why=self._missed_why(),
            agreed=Exists(Clause.objects.agreed(scope, OuterRef("pk"), self.at)),
            agrees=self._agrees(scope),
            level=self._level(),
        )

    def _first(self, rows: QuerySet[Participant]) -> QuerySet[Participant]:
        noes = Refusal.objects.standing(self.at).filter(participant=OuterRef("pk"))
        return rows.annotate(
            takes_part=NO,
            no=Subquery(noes.order_by("pk").values("reason")[:1]),
            replied=Wrapped(self._replied(), BooleanField()),
            is_due=NO,
            is_over=NO,
        )

    def _again(self, rows: QuerySet[Participant]) -> QuerySet[Participant]:
        protocol = Protocol.objects.in_force(self.day, self.at)
        return rows.filter(Exists(self._done(Wave.FIRST))).annotate(
            takes_part=self._agrees(Scope.INTERVIEW),
            no=self._lost_why(),
            replied=NO,
            is_due=self._has_come(protocol, self.day, "follow_up_min_months"),
            is_over=self._has_come(
                protocol, self.day - dt.timedelta(days=1), "follow_up_max_months"
            ),
        )

    # What is changed in place

    def _way(self) -> SqlCase:
        """The way in; a batch that was named later does not count yet."""
        held = self.then[Participant]
        batch = {key: bool(row["batch_id"]) for key, row in held.items() if "batch_id" in row}
        via: dict[str, list[int]] = defaultdict(list)
        for key, row in held.items():
            if "joined_via" in row:
                via[row["joined_via"]].append(key)
        return SqlCase(
            When(_as_held(batch, Q(batch__isnull=False)), then=Value(LETTERS)),
            *(When(pk__in=keys, then=Value(name)) for name, keys in via.items()),
            default=F("joined_via"),
            output_field=CharField(),
        )

    def _replied(self) -> Q:
        rows = self.then[Participant].items()
        then = {key: bool(row["replied_on"]) for key, row in rows if "replied_on" in row}
        return _as_held(then, Q(replied_on__isnull=False))

    def _holds(self) -> Q:
        """Whether a clause's consent had not been withdrawn from."""
        rows = self.then[Consent].items()
        then = {key: row["withdrawn_on"] is None for key, row in rows if "withdrawn_on" in row}
        return _as_held(then, Q(consent__withdrawn_on=None), "consent")

    # What is put right by new rows

    def _interviews(self) -> QuerySet[Interview]:
        """Interviews and bookings of the wave."""
        return Interview.objects.standing(self.at).filter(
            wave=self.wave, participant=OuterRef("pk")
        )

    def _done(self, wave: str) -> QuerySet[Interview]:
        return Interview.objects.done(self.at).filter(wave=wave, participant=OuterRef("pk"))

    def _open(self) -> QuerySet[Interview]:
        not_logged = Q(logged_at=None) | Q(logged_at__gt=self.at)
        return self._interviews().filter(not_logged, Q(missed_at=None) | Q(missed_at__gt=self.at))

    def _missed_why(self) -> Subquery:
        """Why the last booking came to nothing; a no that cancelled it speaks for itself."""
        missed = self._interviews().filter(missed_at__lte=self.at)
        missed = missed.exclude(missed_why__in=CANCELLED)
        return Subquery(missed.order_by("-missed_on", "-pk").values("missed_why")[:1])

    def _agrees(self, scope: Scope) -> Exists:
        """Whether they agree to it: the latest answer governs."""
        no = Clause.objects.said_no_since(scope, self.at)
        yes = Clause.objects.agreed(scope, OuterRef("pk"), self.at)
        return Exists(yes.filter(~Exists(no), self._holds()))

    def _level(self) -> Subquery:
        """How far their last withdrawal goes."""
        gone = Withdrawal.objects.standing(self.at).filter(participant=OuterRef("pk"))
        return Subquery(gone.order_by("-on", "-time", "-pk").values("level")[:1])

    def _lost_why(self) -> Subquery:
        """Why they said no, or did not reply, on or after their first interview, and have not agreed
        to a follow-up on a later day."""
        theirs = OuterRef("participant")
        firsts = Interview.objects.done(self.at).first_wave().filter(participant=theirs)
        since = Clause.objects.agreed(Scope.FOLLOW_UP, theirs, self.at).filter(
            self._holds(), consent__given_on__gt=OuterRef("on")
        )
        noes = Refusal.objects.standing(self.at).filter(
            Exists(firsts.filter(held_on__lte=OuterRef("on"))),
            ~Exists(since),
            participant=OuterRef("pk"),
        )
        return Subquery(noes.order_by("pk").values("reason")[:1])

    def _has_come(self, protocol: Protocol | None, day: dt.date, months: str) -> Any:
        """Whether so many months since the day that they are counted from are over by a day."""
        if protocol is None:
            return NO
        firsts = Interview.objects.done(self.at).first_wave()
        if protocol.follow_up_anchor == FollowUpAnchor.CASE:
            firsts = firsts.filter(participant__case=OuterRef("case"))
        else:
            firsts = firsts.filter(participant=OuterRef("pk"))
        latest = latest_before(day, getattr(protocol, months))
        return Exists(firsts.filter(held_on__lte=latest))


NO = Value(False, output_field=BooleanField())


def _as_held(held: dict[int, bool], now: Q, key: str = "pk") -> Q:
    """A condition as it was for the rows whose keys are held, and as it is for the others."""
    was = [one for one, is_so in held.items() if is_so]
    return now & ~Q(**{f"{key}__in": list(held)}) | Q(**{f"{key}__in": was}) if held else now
