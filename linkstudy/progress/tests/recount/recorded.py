"""The recorded rows as plain values, as they are now or as they were known at an instant.

Nothing of the product is asked but its tables. What the product works out and writes into rows, such
as the end that a withdrawal gives a consent, is left out.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from types import SimpleNamespace as Row

from django.apps import apps

from linkstudy.progress.tests.recount.prepared import Prepared

TABLES = {
    "case": "cases.Case",
    "document": "cases.DocumentVersion",
    "publication": "cases.Publication",
    "protocol": "cases.Protocol",
    "study": "cases.Study",
    "letters": "cases.InvitationBatch",
    "person": "participants.Participant",
    "consent": "participants.Consent",
    "clause": "participants.Clause",
    "withdrawal": "participants.Withdrawal",
    "refusal": "participants.Refusal",
    "interview": "participants.Interview",
    "decision": "participants.Decision",
    "attempt": "participants.ContactAttempt",
    "notice": "participants.Notice",
    "step": "participants.CustodyStep",
    "thanks": "participants.Thanks",
    "removal": "participants.Removal",
    "questionnaire": "participants.Questionnaire",
}
WORKED_OUT = {"consent": ("withdrawn_on", "withdrawn_time")}
LATER = {
    "logged_at": ("logged_at", "held_on"),
    "missed_at": ("missed_at", "missed_on"),
    "settled_at": ("settled_at", "returned_on", "not_coming_on"),
}


class Recorded:
    """Every row, by table: `recorded["consent"]`."""

    def __init__(self, tables: dict[str, list[Row]]):
        self.tables = tables
        self.answers: dict[int, dict[str, bool]] = defaultdict(dict)
        for one in tables["clause"]:
            self.answers[one.consent_id][one.scope] = one.agreed

    def __getitem__(self, table: str) -> list[Row]:
        return self.tables[table]

    def standing(self, table: str, **more: object) -> list[Row]:
        """The rows that are not void, with such values, in the order in which they were written."""
        return [one for one in self.tables[table] if not one.voided_at and fits(one, more)]

    def line(self, table: str, row: Row) -> Iterable[Row]:
        """The row and those whose place it took, back to the first."""
        rows = {one.id: one for one in self.tables[table]}
        while row:
            yield row
            row = rows.get(row.replaces_id)

    def at(self, instant: dt.datetime) -> "Recorded":
        """What was known at an instant: rows of later are not there, nor what was said of them later."""
        return Recorded(
            {
                table: [
                    as_known(one, instant)
                    for one in rows
                    if table == "clause" or one.recorded_at <= instant
                ]
                for table, rows in self.tables.items()
            }
        )


def fits(row: Row, values: dict[str, object]) -> bool:
    return all(getattr(row, name) == value for name, value in values.items())


def as_known(row: Row, instant: dt.datetime) -> Row:
    """The row without its void, its day, its miss or what came of it, where they were recorded after the instant."""
    said = dict(vars(row))
    if said.get("voided_at") and said["voided_at"] > instant:
        said["voided_at"] = None
    for known, names in LATER.items():
        if said.get(known) and said[known] > instant:
            said |= dict.fromkeys(names)
    return Row(**said)


@lru_cache
def asked(table: str) -> Prepared:
    """The question for every row of a table."""
    model = apps.get_model(TABLES[table])
    left_out = WORKED_OUT.get(table, ())
    columns = [one.attname for one in model._meta.concrete_fields if one.attname not in left_out]
    return Prepared(model._base_manager.order_by("pk"), tuple(columns))


def recorded() -> Recorded:
    """All that there is now."""
    return Recorded({table: [Row(**one) for one in asked(table).rows()] for table in TABLES})
