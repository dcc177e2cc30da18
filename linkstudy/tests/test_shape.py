"""The tables of the database are those of the models, in every word."""

import pytest
from django.db import connection

from linkstudy import guards, shape
from linkstudy.audit.tests.lifting import lift_guards, sql

pytestmark = pytest.mark.django_db


def test_a_migrated_database_holds_all_that_the_models_say():
    assert shape.lost() == []


def test_every_kind_of_rule_is_looked_at():
    told = {text.split(" ")[0] for _, text in shape.as_modelled(connection.vendor)}
    names = set(shape.as_modelled(connection.vendor).values())

    assert {"CHECK", "UNIQUE"} <= told
    assert {
        "user_role_is_known",
        "one_open_booking_per_wave",
        "participants_clause.agreed",
    } <= names


POSTGRESQL = {
    "ALTER TABLE accounts_user DROP CONSTRAINT user_role_is_known": ["user_role_is_known"],
    "ALTER TABLE accounts_user DROP CONSTRAINT user_role_is_known,"
    " ADD CONSTRAINT user_role_is_known CHECK (true)": ["user_role_is_known"],
    "ALTER TABLE accounts_user DROP CONSTRAINT user_role_is_known,"
    " ADD CONSTRAINT user_role_is_known CHECK (role IN ('', 'researcher', 'pi', 'administrator',"
    " 'ppi_lead', 'monitor')) NOT VALID": ["user_role_is_known"],
    "DROP INDEX one_open_booking_per_wave; CREATE UNIQUE INDEX one_open_booking_per_wave"
    " ON participants_interview (id)": ["one_open_booking_per_wave"],
    "DROP INDEX one_open_booking_per_wave; CREATE INDEX one_open_booking_per_wave"
    " ON participants_interview (participant_id, wave)": ["one_open_booking_per_wave"],
    "ALTER TABLE participants_participant DROP CONSTRAINT participants_participant_study_id_key": [
        "participants_participant_study_id_key"
    ],
    "ALTER TABLE participants_clause ALTER consent_id DROP NOT NULL": [
        "participants_clause.consent_id"
    ],
    "ALTER TABLE cases_site ALTER name TYPE text": ["cases_site.name"],
}
SQLITE = {
    "DROP INDEX one_open_booking_per_wave": ["one_open_booking_per_wave"],
    "DROP INDEX one_open_booking_per_wave; CREATE UNIQUE INDEX one_open_booking_per_wave"
    " ON participants_interview (id)": ["one_open_booking_per_wave"],
    "DROP INDEX one_account_per_address; CREATE UNIQUE INDEX one_account_per_address"
    " ON accounts_user (email)": ["one_account_per_address"],
}
WAYS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[connection.vendor]


@pytest.mark.parametrize("statement", WAYS)
def test_a_rule_that_is_gone_or_hollow_is_named(statement):
    for part in statement.split("; "):
        sql(part)

    assert shape.lost() == WAYS[statement]
    assert guards.missing() == []


@pytest.mark.postgresql
def test_a_foreign_key_that_is_gone_is_named():
    [(name,)] = sql(
        "SELECT conname FROM pg_constraint WHERE conrelid = 'participants_clause'::regclass"
        " AND contype = 'f'"
    )
    sql(f'ALTER TABLE participants_clause DROP CONSTRAINT "{name}"')

    assert shape.lost() == [name]


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("held", "other", "lost"),
    [
        ("bool NOT NULL", "bool", ["participants_clause.agreed"]),
        ("varchar(20)", "text", ["participants_clause.scope"]),
        ('REFERENCES "participants_consent" ("id")', "", ["participants_clause.consent_id"]),
        ("'follow_up'", "'follow_up', 'all'", ["clause_scope_is_known"]),
        ("CHECK (", "CHECK (1 OR ", ["clause_scope_is_known"]),
        ('"consent_id", "scope"', '"consent_id", "scope", "id"', ["one_answer_per_clause"]),
        ("CONSTRAINT", "CHECK (1), CONSTRAINT", []),
    ],
)
def test_a_table_that_was_made_otherwise_is_named(held, other, lost):
    [(made,)] = sql("SELECT sql FROM sqlite_master WHERE name = 'participants_clause'")
    lift_guards()
    sql("DROP TABLE participants_clause")
    sql(made)
    assert shape.lost() == []
    sql("DROP TABLE participants_clause")
    sql(made.replace(held, other, 1))

    assert shape.lost() == lost
    assert made != made.replace(held, other, 1)


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ('("a" integer CHECK ("a" >= 0))', [("", 'CHECK ("a" >= 0)')]),
        ("CONSTRAINT \"b\" CHECK (x IN (')', '('))", [("b", "CHECK (x IN (')', '('))")]),
        ("CONSTRAINT \"b\" CHECK (x = 'it''s' OR (y))", [("b", "CHECK (x = 'it''s' OR (y))")]),
        ('CONSTRAINT "b" UNIQUE (a), CONSTRAINT "c" CHECK (a)', [("c", "CHECK (a)")]),
        ("(a varchar(20))", []),
    ],
)
def test_conditions_are_read_out_of_a_tables_statement(sql, found):
    assert list(shape.conditions(sql)) == found
