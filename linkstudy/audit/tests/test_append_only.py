"""The history is written once: what a session with the database's own tongue may try."""

import pytest
from django.db import DatabaseError, connection, transaction

from linkstudy.audit.chain import Verdict, verify
from linkstudy.audit.models import Entry, Head, Submission
from linkstudy.audit.tests.lifting import sql
from linkstudy.testing.factories import a_user

NAMES = ", ".join(field.column for field in Entry._meta.concrete_fields)
AGAIN = f"SELECT {NAMES} FROM audit_entry WHERE seq = 3"

WAYS = {
    "UPDATE audit_entry SET actor_name = 'Somebody else' WHERE seq = 3": "changed",
    "UPDATE audit_entry SET reason = 'Because'": "changed",
    "UPDATE audit_entry SET seq = 99 WHERE seq = 3": "changed",
    "DELETE FROM audit_entry WHERE seq = 3": "deleted",
    "DELETE FROM audit_entry": "deleted",
    "DELETE FROM audit_head": "deleted",
    "DELETE FROM audit_submission": "deleted",
}
SQLITE_WAYS = {
    f"INSERT OR REPLACE INTO audit_entry ({NAMES}) {AGAIN}": "deleted",
    f"REPLACE INTO audit_entry ({NAMES}) {AGAIN}": "deleted",
    "UPDATE OR REPLACE audit_entry SET seq = 4 WHERE seq = 3": "changed",
    f"INSERT INTO audit_entry ({NAMES}) {AGAIN} ON CONFLICT (seq)"
    " DO UPDATE SET actor_name = 'Somebody else'": "deleted",
    "INSERT OR REPLACE INTO audit_head (id, seq, mac, seal) VALUES (1, 0, '', '')": "deleted",
}
POSTGRESQL_WAYS = {
    "TRUNCATE audit_entry": "deleted",
    "TRUNCATE audit_entry, audit_head CASCADE": "deleted",
    f"INSERT INTO audit_entry ({NAMES}) {AGAIN} ON CONFLICT (seq)"
    " DO UPDATE SET actor_name = 'Somebody else'": "changed",
    "WITH gone AS (DELETE FROM audit_entry RETURNING seq) SELECT * FROM gone": "deleted",
    "MERGE INTO audit_entry e USING audit_head h ON e.seq < h.seq WHEN MATCHED THEN DELETE": "deleted",
    "UPDATE ONLY audit_entry SET mac = ''": "changed",
}


@pytest.fixture(autouse=True)
def history(db):
    for _ in range(6):
        a_user()
    Submission.objects.create(token="t", action="a")


def refused(statement: str) -> str:
    with pytest.raises(DatabaseError) as no, transaction.atomic():
        sql(statement)
    return str(no.value).splitlines()[0]


def expect(statement: str, what: str) -> None:
    said = refused(statement)
    assert said.startswith("Rows of audit_")
    assert said.endswith(f" are never {what}")
    assert verify() == Verdict(6)
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("statement", WAYS)
def test_no_statement_changes_the_history(statement):
    expect(statement, WAYS[statement])


@pytest.mark.sqlite
@pytest.mark.parametrize("statement", SQLITE_WAYS)
def test_no_statement_of_sqlite_replaces_an_entry(statement):
    expect(statement, SQLITE_WAYS[statement])


@pytest.mark.sqlite
def test_no_entry_is_replaced_where_sqlite_does_not_look_at_deletions():
    sql("PRAGMA recursive_triggers = OFF")
    try:
        for statement, what in SQLITE_WAYS.items():
            expect(statement, what)
    finally:
        sql("PRAGMA recursive_triggers = ON")


@pytest.mark.postgresql
@pytest.mark.parametrize("statement", POSTGRESQL_WAYS)
def test_no_statement_of_postgresql_changes_the_history(statement):
    expect(statement, POSTGRESQL_WAYS[statement])


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("statement", "said"),
    [
        *((statement, "permission denied for table audit_") for statement in WAYS),
        ("TRUNCATE audit_entry", "permission denied for table audit_entry"),
        ("ALTER TABLE audit_entry DISABLE TRIGGER ALL", "must be owner of table audit_entry"),
        ("DROP TRIGGER audit_entry_no_update ON audit_entry", "must be owner of relation"),
        ("DROP TABLE audit_entry", "must be owner of table audit_entry"),
        ("DROP FUNCTION audit_entry_no_delete CASCADE", "must be owner of function"),
        ("SET session_replication_role = replica", "permission denied to set parameter"),
        ("CREATE RULE no AS ON INSERT TO audit_entry DO INSTEAD NOTHING", "must be owner of"),
    ],
)
def test_the_apps_own_role_may_add_to_the_history_and_no_more(statement, said):
    sql("SET ROLE linkstudy_app")
    words = refused(statement)
    a_user()  # adding goes on
    sql("RESET ROLE")

    assert words.startswith(said)
    assert verify() == Verdict(7)


def rewrite_an_entry() -> None:
    entry = Entry.objects.get(seq=3)
    entry.reason = "Because"
    entry.save()


@pytest.mark.parametrize(
    "change",
    [
        rewrite_an_entry,
        lambda: Entry.objects.update(reason="Because"),
        lambda: Entry.objects.filter(seq=3).delete(),
        lambda: Entry.objects.get(seq=3).delete(),
        lambda: Entry.objects.bulk_update([Entry(seq=3, reason="Because")], ["reason"]),
        lambda: Entry.objects.bulk_create([Entry.objects.get(seq=3)]),
        lambda: Head.objects.all().delete(),
    ],
)
def test_no_call_changes_the_history(change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change()

    assert verify() == Verdict(6)
    assert connection.vendor in {"sqlite", "postgresql"}
