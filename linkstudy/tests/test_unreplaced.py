"""No row of SQLite goes away in favour of another that has the same unique values."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from cases.actions import (
    add_topic,
    restore_collected,
    restore_debrief,
    restore_observation,
    void_collected,
    void_debrief,
    void_observation,
)
from cases.models import Case, DocumentVersion
from linkstudy import guards
from linkstudy.audit.tests.lifting import sql
from linkstudy.audit.tests.story import tell_a_story
from linkstudy.safety import actions as safety
from linkstudy.testing.factories import (
    a_booking,
    a_notice,
    a_person,
    a_plan,
    a_refusal,
    a_removal,
    a_site,
    a_view,
    a_withdrawal,
    ago,
    an_interview,
    an_observation,
)
from linkstudy.testing.in_the_field import (
    a_collected_document,
    a_debrief,
    a_safety_note,
    a_visit_for,
)
from participants import actions as people

pytestmark = pytest.mark.sqlite
TABLES = {one.table for one in guards.declared() if one.name.endswith("_no_replace")}
MODELS = [
    model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in TABLES
]
KEYS = [
    (model, name, unique, condition)
    for model in MODELS
    if connection.vendor == "sqlite"
    for name, unique, condition in guards.unique(model, connection)
]


CALLED = {"observationday": "observation", "collecteddocument": "document", "safetynote": "note"}


def scene():
    """A row of every kind, with each of its keys."""
    tell_a_story()
    case = Case.objects.get(number=1)
    add_topic(name="Trust", by=case.lead, token="a" * 32)
    a_plan(more=[(case, "PT", 3)], effective_from=ago(1))
    a_booking(a_person(case), ago(-1), by=case.lead)
    a_view(case.lead, is_shared=True)
    a_visit_for(case)
    a_removal(a_withdrawal(a_person(case), level="remove_all").participant)
    a_notice(a_person(case), DocumentVersion.objects.get(kind="information"))
    interview = an_interview(a_person(case), ago(1), by=case.lead)
    for row, void, restore in [
        (interview, people.void_interview, people.restore_interview),
        (interview.participant.consents.get(), people.void_consent, people.restore_consent),
        (a_withdrawal(a_person(case)), people.void_withdrawal, people.restore_withdrawal),
        (a_refusal(a_person(case)), people.void_refusal, people.restore_refusal),
        (an_observation(case, ago(3)), void_observation, restore_observation),
        (a_debrief(case, ago(3)), void_debrief, restore_debrief),
        (a_collected_document(case), void_collected, restore_collected),
        (a_safety_note(case), safety.void_note, safety.restore_note),
    ]:
        name = CALLED.get(row._meta.model_name, row._meta.model_name)
        gone = void(**{name: row}, version=row.version, reason="Again", by=case.lead)
        restore(**{name: gone}, version=gone.version, reason="Again", by=case.lead)


@pytest.fixture(autouse=True)
def blind(study):
    """SQLite as any other program opens it: what REPLACE deletes is seen by no trigger."""
    sql("PRAGMA recursive_triggers = OFF")
    yield
    sql("PRAGMA recursive_triggers = ON")


def refused(statement: str, *values: object) -> str:
    with pytest.raises(DatabaseError) as no, transaction.atomic():
        sql(statement, *values)
    return str(no.value)


@pytest.mark.parametrize(
    ("model", "name", "unique", "condition"), KEYS, ids=[name for _, name, _, _ in KEYS]
)
def test_no_row_is_replaced_by_one_of_the_same_key(model, name, unique, condition):
    table, key = model._meta.db_table, model._meta.pk.column
    fields = [one for one in model._meta.concrete_fields if one != model._meta.pk]
    columns = ", ".join(f'"{one.column}"' for one in fields)
    there = " AND ".join(f"{column} IS NOT NULL" for column in unique.split(", "))
    found = sql(f"SELECT {key} FROM {table} WHERE {there} AND {condition or '1 = 1'} LIMIT 1")
    [(row,)] = found
    for other in guards.unreplaced(model, connection):
        if not other.name.startswith(f"{table}_unreplaced_{name}_"):
            sql(other.drop("sqlite"))

    said = refused(
        f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE {key} = %s",
        row,
    )

    assert said == f"Rows of {table} are never replaced"


def test_there_are_keys_to_watch():
    names = {name for _, name, _, _ in KEYS}

    assert {"study_id", "one_answer_per_clause", "one_open_booking_per_wave", "token"} <= names
    assert {"one_account_per_address", "interview_id_topic_id"} <= names


def test_no_row_is_replaced_by_a_change_of_another():
    one, other = a_site(11), a_site(12)
    for guard in guards.declared():
        if guard.name == "cases_site_fixed":
            sql(guard.drop("sqlite"))

    said = refused("UPDATE OR REPLACE cases_site SET number = 11 WHERE id = %s", other.pk)

    assert said == "Rows of cases_site are never replaced"
    sql("UPDATE OR REPLACE cases_site SET number = 13 WHERE id = %s", one.pk)


@pytest.mark.parametrize("table", sorted(TABLES - {"audit_entry"}))
def test_no_key_of_a_row_is_changed(table):
    pk = next(m._meta.pk for m in MODELS if m._meta.db_table == table)
    new = "'x'" if pk.get_internal_type() == "UUIDField" else f"{pk.column} + 9000"

    before = sql(f"SELECT {pk.column} FROM {table} ORDER BY 1")

    refused(f"UPDATE {table} SET {pk.column} = {new}")

    assert sql(f"SELECT {pk.column} FROM {table} ORDER BY 1") == before
