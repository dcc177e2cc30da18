"""The database holds its guards, says when one is gone, and gets them back."""

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from linkstudy import durable, grants, guards, shape
from linkstudy.accounts.models import User
from linkstudy.audit.tests.lifting import lift_guards, sql
from linkstudy.audit.tests.story import tell_a_story
from linkstudy.testing.factories import a_user
from participants.models import Clause

ALL = list(guards.expected(connection.vendor))

CONSTRAINTS_OF_CLAUSES = {rule.name for rule in Clause._meta.constraints}


def test_the_database_holds_every_guard_and_constraint(db):
    assert guards.missing() == []
    guards.demand()


@pytest.mark.parametrize("table", sorted({guard.table for guard in ALL}))
def test_each_guard_of_a_table_that_is_gone_is_missed_by_its_name(db, table):
    gone = [guard for guard in ALL if guard.table == table]
    for guard in gone:
        sql(guard.drop(connection.vendor))

    assert guards.missing() == [guard.name for guard in gone]


RECORDED = [
    model._meta.db_table
    for model in apps.get_models()
    if "recorded_at" in {field.name for field in model._meta.fields}
]


@pytest.mark.parametrize("table", RECORDED)
def test_no_row_changes_when_it_was_recorded(study, table):
    with pytest.raises(IntegrityError, match=r"fixed|never changed"), transaction.atomic():
        sql(f"UPDATE {table} SET recorded_at = '2030-01-01 00:00:00+00:00'")


def scene():
    tell_a_story()


def test_no_two_guards_share_a_name():
    names = [guard.name for guard in ALL]

    assert len(set(names)) == len(names)


def test_a_missing_guard_keeps_the_server_from_starting(db):
    sql(ALL[0].drop(connection.vendor))

    with pytest.raises(ImproperlyConfigured) as refused:
        guards.demand()

    assert str(refused.value) == (
        f"The database lacks {ALL[0].name}. Run `manage.py migrate` to restore them; what is lacking"
        " after that was taken away by hand."
    )


def test_lifted_guards_come_back_with_the_next_migrate(db):
    lift_guards()
    assert sorted(guards.missing()) == sorted(guard.name for guard in ALL)

    guards.install()

    assert guards.missing() == []


def test_a_migrate_of_some_apps_guards_the_tables_that_stand(db):
    lift_guards()
    sql("DROP TABLE participants_clause")

    guards.install()

    left_out = {guard.name for guard in ALL if guard.table == "participants_clause"}
    assert set(guards.missing()) == left_out
    assert set(shape.lost()) > CONSTRAINTS_OF_CLAUSES


def test_a_table_made_anew_without_its_constraints_is_missed(db):
    lift_guards()
    sql("DROP TABLE participants_clause")
    sql("CREATE TABLE participants_clause (id integer)")

    guards.install()

    assert guards.missing() == []
    assert set(shape.lost()) > CONSTRAINTS_OF_CLAUSES


@pytest.mark.django_db(transaction=True)
def test_migrate_makes_the_guards_anew():
    lift_guards()

    call_command("migrate", verbosity=0)

    assert guards.missing() == []
    a_user()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.all().delete()


@pytest.mark.sqlite
def test_a_guard_in_other_words_is_missed(db):
    sql("DROP TRIGGER audit_entry_no_delete")
    sql("CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry BEGIN SELECT 1; END")

    assert guards.missing() == ["audit_entry_no_delete"]


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_no_delete",
        (
            "CREATE OR REPLACE FUNCTION audit_entry_no_delete() RETURNS trigger LANGUAGE plpgsql"
            " AS 'BEGIN RETURN OLD; END'"
        ),
        (
            "DROP TRIGGER audit_entry_no_delete ON audit_entry; CREATE TRIGGER audit_entry_no_delete"
            " BEFORE DELETE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_entry_no_delete()"
        ),
        (
            "DROP TRIGGER audit_entry_no_delete ON audit_entry; CREATE TRIGGER audit_entry_no_delete"
            " BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_no_delete()"
        ),
    ],
    ids=["disabled", "emptied", "moved", "turned"],
)
def test_a_guard_that_guards_nothing_is_missed(db, statement):
    sql(statement)

    assert guards.missing() == ["audit_entry_no_delete"]


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "statement",
    [
        "ALTER FUNCTION audit_entry_no_delete() RESET ALL",
        "ALTER FUNCTION audit_entry_no_delete() SET search_path = pg_temp",
        "ALTER FUNCTION audit_entry_no_delete() SECURITY DEFINER",
    ],
)
def test_a_guard_that_runs_in_another_way_is_missed(db, statement):
    sql(statement)

    assert guards.missing() == ["audit_entry_no_delete"]


STRANGE = {
    "sqlite": {
        "zzz": "CREATE TRIGGER zzz BEFORE UPDATE OF withdrawn_on ON participants_consent"
        " BEGIN SELECT RAISE(IGNORE); END",
    },
    "postgresql": {
        "zzz": "CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
        " CREATE TRIGGER zzz BEFORE INSERT ON participants_withdrawal"
        " FOR EACH ROW EXECUTE FUNCTION skip()",
        "skips": "CREATE RULE skips AS ON INSERT TO identities_identity DO INSTEAD NOTHING",
        "row security of audit_entry": "ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY",
    },
}


@pytest.mark.parametrize("name", STRANGE[connection.vendor])
def test_what_acts_on_rows_and_is_not_ours_keeps_the_server_from_starting(db, name):
    assert guards.strangers() == []
    sql(STRANGE[connection.vendor][name])

    assert guards.strangers() == [name]
    with pytest.raises(ImproperlyConfigured) as refused:
        guards.demand()
    assert str(refused.value) == (
        f"The database does more than the product knows: {name}. Find out who made that, and drop it."
    )


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("loosen", "named", "tighten"),
    [
        ("recursive_triggers = OFF", "recursive_triggers", "recursive_triggers = ON"),
        ("secure_delete = OFF", "secure_delete", "secure_delete = ON"),
        ("trusted_schema = ON", "trusted_schema", "trusted_schema = OFF"),
    ],
)
def test_sqlite_runs_as_the_settings_say(db, loosen, named, tighten):
    assert durable.loose() == []
    sql(f"PRAGMA {loosen}")
    try:
        with pytest.raises(ImproperlyConfigured) as refused:
            guards.demand()
    finally:
        sql(f"PRAGMA {tighten}")

    assert str(refused.value) == (
        f"SQLite runs without {named} as linkstudy/settings.py sets them."
    )


@pytest.mark.postgresql
def test_postgresql_has_no_such_settings(db):
    assert durable.loose() == []


@pytest.mark.postgresql
def test_the_apps_own_role_owns_nothing_and_deletes_almost_nothing(db):
    owned = sql("SELECT relname FROM pg_class WHERE relowner = 'linkstudy_app'::regrole")
    deletes = sql(
        "SELECT table_name FROM information_schema.role_table_grants"
        " WHERE grantee = 'linkstudy_app' AND privilege_type = 'DELETE' ORDER BY 1"
    )
    rest = sql(
        "SELECT DISTINCT privilege_type FROM information_schema.role_table_grants"
        " WHERE grantee = 'linkstudy_app' ORDER BY 1"
    )
    history = sql(
        "SELECT privilege_type FROM information_schema.role_table_grants"
        " WHERE grantee = 'linkstudy_app' AND table_name = 'audit_entry' ORDER BY 1"
    )

    assert owned == []
    assert [name for (name,) in deletes] == sorted(grants.PASSING)
    assert [kind for (kind,) in rest] == ["DELETE", "INSERT", "SELECT", "UPDATE"]
    assert [kind for (kind,) in history] == ["INSERT", "SELECT"]


@pytest.mark.postgresql
def test_the_apps_own_role_gets_its_rights_and_who_is_not_there_gets_none(db, settings):
    held = (
        "SELECT count(*) FROM information_schema.role_table_grants WHERE grantee = 'linkstudy_app'"
    )
    for schema in ("public", "identities"):
        sql(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM linkstudy_app")
    settings.APP_DATABASE_ROLE = "nobody_by_this_name"

    grants.give(connection)
    assert sql(held) == [(0,)]

    settings.APP_DATABASE_ROLE = "linkstudy_app"
    grants.give(connection)
    assert sql(held) > [(100,)]


@pytest.mark.sqlite
def test_sqlite_knows_no_roles(db):
    grants.give(connection)

    assert list(grants.troubles(connection)) == []


def test_guards_make_way_for_migrations_on_sqlite_alone(db):
    guards.lift()

    lifted = {guard.name for guard in ALL} if connection.vendor == "sqlite" else set()
    assert set(guards.missing()) == lifted
