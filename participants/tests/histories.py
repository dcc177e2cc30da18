"""Consent histories as tests tell them: around one interview on 10 June 2022, or none at all.

The rows are written without the actions, which would refuse several of them: what the gate
makes of a row must not hang on how it came in.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Model

from cases.models import DocumentVersion
from linkstudy.accounts.models import User
from linkstudy.clock import LONDON
from linkstudy.testing.factories import a_case, a_person
from participants.models import Clause, Consent, Interview, Participant, Withdrawal

NOW = dt.datetime(2022, 6, 14, 9, 12, tzinfo=LONDON)
MIDNIGHT = dt.time(0)


def june(day: int) -> dt.date:
    return dt.date(2022, 6, 1) + dt.timedelta(days=day - 1)


@dataclass(frozen=True)
class Given:
    """One consent: days are days of June, clauses {scope: agreed}."""

    day: int
    clauses: dict[str, bool] = field(default_factory=lambda: {"interview": True, "audio": True})
    time: dt.time = MIDNIGHT
    approved: int = -30
    kind: str = "consent"
    withdrawn: tuple[int, dt.time] | None = None
    void: bool = False
    audience: str = ""


@dataclass(frozen=True)
class Gone:
    """One withdrawal, as its own row alone says: no consent's row was changed."""

    day: int
    time: dt.time = dt.time(9)
    void: bool = False


@dataclass(frozen=True)
class Held:
    """One interview that took place."""

    day: int = 10
    started: dt.time | None = dt.time(10)
    wave: str = "first"
    recording: str = "notes"


def given_by(person: Participant, history: Iterable[Given | Gone]) -> list[Consent | Withdrawal]:
    """Write the history as rows, in the order in which it is told."""
    return [_gone(person, one) if isinstance(one, Gone) else _given(person, one) for one in history]


def _gone(person: Participant, one: Gone) -> Withdrawal:
    return Withdrawal.objects.create(
        participant=person,
        on=june(one.day),
        time=one.time,
        level="keep",
        voided_at=NOW if one.void else None,
        void_reason="e1:x" if one.void else "",
    )


def _given(person: Participant, one: Given) -> Consent:
    document, _ = DocumentVersion.objects.get_or_create(
        kind=one.kind,
        number=f"1.{one.approved}",
        slug=f"{one.kind}-{one.audience}-1-{one.approved}",
        audience=one.audience,
        approved_on=june(one.approved),
        in_force_from=june(one.approved),
    )
    ended_on, ended_time = one.withdrawn or (None, None)
    consent = Consent.objects.create(
        participant=person,
        document=document,
        given_on=june(one.day),
        given_time=one.time,
        how="paper",
        taken_by=person.owner,
        withdrawn_on=june(ended_on) if ended_on is not None else None,
        withdrawn_time=ended_time,
        voided_at=NOW if one.void else None,
        void_reason="e1:x" if one.void else "",
    )
    for scope, agreed in one.clauses.items():
        Clause.objects.create(consent=consent, scope=scope, agreed=agreed)
    return consent


def somebody() -> Participant:
    """A patient who has answered no question yet."""
    return a_person(a_case(5))


def done_facts(held: Held, by: User) -> dict[str, Any]:
    """The columns that say that an interview took place."""
    return {
        "held_on": june(held.day),
        "started": held.started,
        "wave": held.wave,
        "recording": held.recording,
        "minutes": 45,
        "mode": "phone",
        "interviewer": by,
        "consent_checked": True,
        "logged_at": NOW,
    }


def unsaved(person: Participant, held: Held, number: int = 7) -> Interview:
    return Interview(participant=person, number=number, **done_facts(held, person.owner))


def booked(person: Participant, held: Held) -> Interview:
    """A booking without consent, which is allowed."""
    return Interview.objects.create(
        participant=person,
        number=7,
        wave=held.wave,
        booked_on=june(held.day),
        mode="phone",
        interviewer=person.owner,
    )


def as_columns(row: Model) -> dict[str, Any]:
    """{column: value} in the database's own terms, without the primary key."""
    fields = [one for one in row._meta.concrete_fields if not one.primary_key]
    return {
        one.column: one.get_db_prep_save(getattr(row, one.attname), connection) for one in fields
    }


def insert(row: Model, verb: str = "INSERT", **more: Any) -> None:
    """Insert the row by raw SQL; more holds further columns, such as id."""
    columns = as_columns(row) | more
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join(["%s"] * len(columns))
    run(f"{verb} INTO {row._meta.db_table} ({names}) VALUES ({marks})", columns.values())


def upsert(booking: Interview, row: Interview) -> None:
    """Insert the booking again, so that the conflict turns it into an update to the row."""
    old, new = as_columns(booking) | {"id": booking.pk}, as_columns(row)
    names = ", ".join(f'"{name}"' for name in old)
    marks = ", ".join(["%s"] * len(old))
    sets = ", ".join(f'"{name}" = %s' for name in new)
    run(
        f"INSERT INTO participants_interview ({names}) VALUES ({marks})"
        f" ON CONFLICT (id) DO UPDATE SET {sets}",
        [*old.values(), *(new | {"recorded_at": old["recorded_at"]}).values()],
    )


def rewrite(pk: int, row: Interview) -> None:
    """Set every column of a standing row by raw SQL but those that are fixed."""
    columns = as_columns(row)
    del columns["number"], columns["recorded_at"]
    sets = ", ".join(f'"{name}" = %s' for name in columns)
    run(f"UPDATE participants_interview SET {sets} WHERE id = %s", [*columns.values(), pk])


def run(statement: str, values: Iterable[Any] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
