"""What happened to the people of a grown study: interviews, recordings, vouchers, answers, calls."""

import datetime as dt
import itertools
import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cases.models import Site
from linkstudy import clock
from linkstudy.audit.models import Entry
from linkstudy.audit.reading import snapshot
from linkstudy.testing.factories import ago
from participants.models import (
    ContactAttempt,
    CustodyStep,
    Interview,
    Participant,
    Purchase,
    Refusal,
    Removal,
    Thanks,
    Withdrawal,
)
from participants.vocabulary import Place, Wave, WithdrawalLevel

HELD = {"interviewed": (1, 250), "wave": (280, 120), "followed up": (300, 90)}
ENOUGH = 60  # days after which a recording has gone its way
CHUNK = 500
FAR = 1_000_000  # entries


class Life(NamedTuple):
    """A person and how they stand; turn counts the people who stand like that before them."""

    person: Participant
    stands: str
    turn: int

    @property
    def held(self) -> int:
        """How many days ago their first interview was; 0 when there was none."""
        first, spread = HELD.get(self.stands, (0, 1))
        return first + self.turn * 7 % spread

    @property
    def signed(self) -> int:
        """How many days ago they agreed; 0 when they did not."""
        if self.held:
            return self.held + 7
        return 10 if self.stands in ("booked", "consented") else 0

    @property
    def left(self) -> int | None:
        """How many days ago they withdrew; None for nearly everybody."""
        is_gone = self.stands in ("interviewed", "wave") and self.turn % 30 == 29
        return self.held // 2 if is_gone else None


def write(rows: Iterable[Any], verb: str = "") -> list[Any]:
    """Insert rows of one model, and tell the history of them as their actions would."""
    made = list(rows)
    if made:
        type(made[0]).objects.bulk_create(made, batch_size=CHUNK)
    if verb:
        Entry.objects.bulk_create(_entries(made, verb), batch_size=CHUNK)
    return made


def _entries(rows: Iterable[Any], verb: str) -> Iterator[Entry]:
    """Entries without their chain, which no page reads, apart from those of actions."""
    first = Entry.objects.count() + FAR
    now = clock.study_now().astimezone(dt.UTC)
    for seq, row in enumerate(rows, first):
        changes = {name: [None, value] for name, value in snapshot(row).items()}
        yield Entry(
            seq=seq,
            at=now,
            study_at=now,
            actor_name="Somebody",
            verb=verb,
            kind=row._meta.label_lower,
            key=str(row.pk),
            about=row.about,
            body=json.dumps(changes),
        )


def gone(left: list[tuple[Life, Any]]) -> None:
    """Withdrawals; where they are older than a month somebody looked at every place."""
    levels = itertools.cycle(WithdrawalLevel)
    rows = write(
        (
            Withdrawal(
                participant=one.person, on=row.withdrawn_on, time=dt.time(9), level=next(levels)
            )
            for one, row in left
        ),
        "withdrawal.recorded",
    )
    write(
        Withdrawal.consents.through(withdrawal=row, consent=pair[1])
        for row, pair in zip(rows, left, strict=True)
    )
    write(
        Removal(
            participant=row.participant,
            place=place,
            on=row.on + dt.timedelta(days=14),
            outcome="removed",
            by=row.participant.owner,
            proof="e1:x",
        )
        for row in rows
        if row.on < ago(30)
        for place in Place
    )


def held(lives: list[Life]) -> None:
    """Interviews and bookings, and what became of them."""
    interviews = write((row for one in lives for row in _interviews(one)), verb="interview.logged")
    sites = {one.person.case.site_id: one.person.case.site for one in lives}
    write(_purchase(number, site, len(lives)) for number, site in enumerate(sites.values(), 1))
    done = [one for one in interviews if one.held_on]
    for step in range(1, 9):
        write(
            (
                CustodyStep(
                    participant=row.participant,
                    interview=row.number,
                    step=step,
                    on=row.held_on + dt.timedelta(days=step * 3),
                    who=row.interviewer,
                )
                for place, row in enumerate(done)
                if row.recording == "audio" and step <= _reached(row, place)
            ),
            "custodystep.recorded",
        )
    write(
        (_thanks(row, place) for place, row in enumerate(done) if place % 8 and _days(row) > 10),
        "thanks.given",
    )


def _purchase(number: int, site: Site, people: int) -> Purchase:
    return Purchase(number=number, site=site, on=ago(500), each=2000, count=min(people, 1000))


def _thanks(row: Any, place: int) -> Thanks:
    on = row.held_on + dt.timedelta(days=7)
    seen = on + dt.timedelta(days=2) if place % 9 else None
    return Thanks(
        participant=row.participant,
        number=row.number,
        interview=row.number,
        on=on,
        pence=2000,
        how="post",
        receipt_on=seen,
    )


def _days(row: Any) -> int:
    """How many days ago it was."""
    return (clock.today() - row.held_on).days


def _reached(row: Interview, place: int) -> int:
    """The step that its recording has reached: the last one after a while, but for a few."""
    if _days(row) < ENOUGH:
        return min(_days(row) // 7, 8)
    return 8 if place % 40 else 4


def _interviews(life: Life) -> Iterator[Interview]:
    """A first interview and, of some, a second or a booking for it; or a booking for the first."""
    if life.held:
        yield _done(life, 1, life.held, Wave.FIRST)
    if life.stands == "followed up" and life.turn % 6 != 5:
        yield _done(life, 2, 1 + life.turn % 20, Wave.FOLLOW_UP)
    elif life.stands == "wave" and life.turn % 5 == 0 and life.turn % 6 != 5:
        yield _booked(life, 2, Wave.FOLLOW_UP)
    elif life.stands == "booked":
        yield _booked(life, 1, Wave.FIRST)


def _done(life: Life, number: int, days: int, wave: Wave) -> Interview:
    return Interview(
        participant=life.person,
        number=number,
        wave=wave,
        interviewer=life.person.owner,
        mode="phone",
        held_on=ago(days),
        started=dt.time(8),
        minutes=40,
        recording="audio" if life.turn % 10 else "notes",
        consent_checked=True,
        logged_at=clock.study_now(),
    )


def _booked(life: Life, number: int, wave: Wave) -> Interview:
    """For one of the next four weeks; some are past, and nobody has said what happened."""
    return Interview(
        participant=life.person,
        number=number,
        wave=wave,
        interviewer=life.person.owner,
        mode="phone",
        booked_on=ago(2 - life.turn % 30),
        booked_time=dt.time(14),
    )


def said_no(lives: list[Life]) -> None:
    write(
        (
            Refusal(participant=one.person, on=ago(15), reason="no_memory")
            for one in lives
            if one.stands == "declined"
        ),
        "refusal.recorded",
    )


def tried(lives: list[Life]) -> None:
    """One to three calls to whoever was not interviewed, mostly without an answer."""
    write(
        (
            ContactAttempt(
                participant=one.person,
                on=ago(9 - 3 * count),
                time=dt.time(10),
                channel="phone",
                outcome="interested" if one.turn % 4 == 3 else "no_answer",
                made_by=one.person.owner,
            )
            for one in lives
            if not one.held
            for count in range(1 + one.turn % 3)
        ),
        "attempt.recorded",
    )
