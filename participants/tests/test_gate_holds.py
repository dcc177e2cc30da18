"""What the gate lets happen, what it keeps, and tricks that do not get past it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from linkstudy.audit.writing import add
from linkstudy.clock import telling
from linkstudy.testing.factories import a_consent, a_form, a_withdrawal, an_interview
from participants import actions
from participants.guards import MESSAGE
from participants.models import Clause, Consent, Interview, Withdrawal
from participants.tests.histories import (
    NOW,
    Given,
    Held,
    booked,
    given_by,
    insert,
    june,
    run,
    somebody,
    unsaved,
)

YES = {"interview": True}
NINE, ELEVEN = dt.time(9), dt.time(11)


@pytest.fixture(autouse=True)
def fortnight(db):
    with telling(NOW):
        yield


@pytest.fixture
def person():
    return somebody()


def flagged(person) -> list[Interview]:
    """The interviews that wait for a PI's decision."""
    return list(person.interviews.undecided().order_by("number"))


def withdraw(person, day: int, time: dt.time = NINE) -> Withdrawal:
    return actions.record_withdrawal(
        participant=person, on=june(day), time=time, level="keep", by=person.owner
    )


@pytest.mark.parametrize(
    ("day", "time", "is_flagged"),
    [(9, ELEVEN, True), (10, NINE, True), (10, ELEVEN, False), (11, NINE, False)],
)
def test_a_withdrawal_is_not_refused_and_flags_what_was_held_after_it(
    person, day, time, is_flagged
):
    given_by(person, [Given(1, YES)])
    held = an_interview(person, june(10), recording="notes", started=dt.time(10))

    withdraw(person, day, time)

    assert Interview.objects.done().get() == held
    assert flagged(person) == ([held] if is_flagged else [])


def test_nothing_new_gets_in_after_a_withdrawal(person):
    given_by(person, [Given(1, YES)])
    withdraw(person, 10)

    with pytest.raises(ValidationError) as refused:
        actions.log_interview(
            participant=person,
            held_on=june(10),
            started=ELEVEN,
            recording="notes",
            minutes=40,
            mode="phone",
            by=person.owner,
        )

    assert refused.value.message_dict == {
        "when": ["C5-PT-01 withdrew on 10 June 2022. Nothing after that can be logged"]
    }


def test_a_void_consent_leaves_its_interviews_and_flags_them(person):
    consent = a_consent(person, june(1))
    held = an_interview(person, june(10))

    actions.void_consent(consent=consent, version=1, reason="Wrong person", by=person.owner)

    assert Interview.objects.done().get() == held
    assert flagged(person) == [held]


def test_a_void_consent_to_audio_alone_flags_the_recorded_interview(person):
    a_consent(person, june(1), scopes=["interview", "follow_up"])
    [audio] = given_by(person, [Given(2, {"audio": True})])
    held = an_interview(person, june(10))
    assert flagged(person) == []

    actions.void_consent(consent=audio, version=1, reason="Wrong form", by=person.owner)

    assert flagged(person) == [held]


def test_agreeing_again_afterwards_covers_nothing_before(person):
    given_by(person, [Given(1, YES)])
    held = an_interview(person, june(10), recording="notes")
    withdraw(person, 9)

    a_consent(person, june(13))

    assert flagged(person) == [held]


def test_an_interview_that_was_voided_is_flagged_no_more(person):
    given_by(person, [Given(1, YES)])
    held = an_interview(person, june(10), recording="notes")
    withdraw(person, 9)

    actions.void_interview(interview=held, version=1, reason="Withdrawn", by=person.owner)

    assert flagged(person) == []


def test_an_earlier_withdrawal_told_later_moves_the_end_of_consent(person):
    given_by(person, [Given(1, YES)])
    withdraw(person, 12)
    held = an_interview(person, june(10), recording="notes")

    withdraw(person, 5)

    consent = Consent.objects.get()
    assert (consent.withdrawn_on, consent.withdrawn_time) == (june(5), NINE)
    assert flagged(person) == [held]


def test_a_later_withdrawal_leaves_an_earlier_end_as_it_is(person):
    given_by(person, [Given(1, YES)])
    withdraw(person, 5)

    a_withdrawal(person, on=june(12), level="remove_all")

    assert Consent.objects.get().withdrawn_on == june(5)


def test_only_a_consent_form_can_be_signed(person):
    sheet = a_form(kind="information")

    with pytest.raises(ValidationError) as refused:
        a_consent(person, document=sheet)

    assert refused.value.message_dict == {"document": ["Choose a consent form"]}
    assert not Consent.objects.exists()


def refused_by_database(statement: str, *values) -> str:
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        run(statement, values)
    return str(refused.value).splitlines()[0]


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ("given_on = '2022-05-01'", "participants_consent"),
        ("participant_id = participant_id + 1", "participants_consent"),
        ("document_id = document_id + 1", "participants_consent"),
    ],
)
def test_what_a_consent_says_is_fixed(person, change, kept):
    given_by(person, [Given(9, YES)])

    said = refused_by_database(f"UPDATE participants_consent SET {change}")

    assert said.endswith(f"of {kept} are fixed: void the row and write a new one")


def test_an_answer_is_never_changed(person):
    given_by(person, [Given(9, {"interview": False})])

    said = refused_by_database("UPDATE participants_clause SET agreed = %s", True)

    assert said == "Rows of participants_clause are never changed"
    assert Clause.objects.get().agreed is False


def test_a_row_is_never_replaced_by_another(person):
    given_by(person, [Given(9, YES)])
    held = an_interview(person, june(10), recording="notes")
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"

    with pytest.raises(IntegrityError), transaction.atomic():
        insert(unsaved(person, Held(day=11), number=2), verb, id=held.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(unsaved(person, Held(day=11), number=held.number), verb)

    assert Interview.objects.get().held_on == june(10)


TABLES = ["participants_clause", "participants_consent", "cases_documentversion"]


def test_temporary_tables_do_not_stand_in_for_the_real_ones(person):
    given_by(person, [Given(9, YES, void=True)])
    with transaction.atomic():
        for table in TABLES:
            run(f"CREATE TEMPORARY TABLE {table} AS SELECT * FROM {real(table)}")
        run(f"UPDATE {temp()}.participants_consent SET voided_at = NULL")

        with pytest.raises(IntegrityError, match=f"^{MESSAGE}"), transaction.atomic():
            insert(unsaved(person, Held()))

        for table in TABLES:
            run(f"DROP TABLE {temp()}.{table}")
    assert not Interview.objects.exists()


def temp() -> str:
    return "temp" if connection.vendor == "sqlite" else "pg_temp"


def real(table: str) -> str:
    return f"main.{table}" if connection.vendor == "sqlite" else f"public.{table}"


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "spelled",
    [
        {"held_on": "2022-6-9"},
        {"held_on": "2022-06-09 10:00"},
        {"held_on": "2022-06-31"},
        {"held_on": 20220609},
        {"started": "9:00"},
        {"started": "09:00"},
        {"started": "09:00:00Z"},
        {"started": 9},
        {"voided_at": ""},
        {"voided_at": "soon"},
    ],
    ids=str,
)
def test_sqlite_holds_no_day_or_time_in_another_spelling(person, spelled):
    given_by(person, [Given(1, YES)])
    row = unsaved(person, Held())
    if "voided_at" in spelled:
        row.void_reason = "e1:x"

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        insert(row, **spelled)

    assert str(refused.value) == ("A date or time of participants_interview is not written in full")


@pytest.mark.sqlite
@pytest.mark.parametrize("agreed", [2, "yes", -1])
def test_sqlite_holds_no_answer_but_yes_or_no(person, agreed):
    [consent] = given_by(person, [Given(9, {})])

    said = refused_by_database(
        "INSERT INTO participants_clause (consent_id, scope, agreed) VALUES (%s, 'interview', %s)",
        consent.pk,
        agreed,
    )

    assert said == "A date or time of participants_clause is not written in full"


@pytest.mark.postgresql
def test_the_apps_own_role_meets_the_gate_and_cannot_lift_it(person):
    given_by(person, [Given(11, YES)])
    booking = booked(person, Held())
    tries = {
        "UPDATE participants_interview SET held_on = booked_on, minutes = 40, recording = 'notes',"
        " logged_at = now(), consent_checked = true": MESSAGE,
        "ALTER TABLE participants_interview DISABLE TRIGGER ALL": "must be owner of table",
        "DROP TRIGGER interview_needs_consent ON participants_interview": "must be owner of",
        "CREATE OR REPLACE FUNCTION public.interview_needs_consent() RETURNS trigger LANGUAGE"
        " plpgsql AS 'BEGIN RETURN NEW; END'": "permission denied for schema public",
        "SET session_replication_role = replica": "permission denied to set parameter",
        "DELETE FROM participants_consent": "permission denied for table",
        "TRUNCATE participants_interview CASCADE": "permission denied for table",
        "DROP TABLE participants_clause CASCADE": "must be owner of table",
    }
    run("SET ROLE linkstudy_app")
    said = {statement: refused_by_database(statement) for statement in tries}
    run("RESET ROLE")

    assert {key: words.startswith(tries[key]) for key, words in said.items()} == dict.fromkeys(
        tries, True
    ), said
    assert Interview.objects.get() == booking


@pytest.mark.parametrize(
    "ends",
    [
        "withdrawn_on = NULL, withdrawn_time = NULL",
        "withdrawn_on = '2022-06-13'",
        "withdrawn_time = '09:00:01'",
    ],
)
def test_no_consent_outlasts_a_withdrawal_that_stands(person, ends):
    a_consent(person, june(1))
    withdraw(person, 12)

    refusal = "A withdrawal that stands ends this consent"
    with pytest.raises(IntegrityError, match=refusal), transaction.atomic():
        run(f"UPDATE participants_consent SET {ends}")

    assert Consent.objects.get().withdrawn_on == june(12)


def test_a_withdrawal_ends_a_consent_that_it_knew_although_it_came_later(person):
    consent = a_consent(person, june(10))
    withdraw(person, 8)

    refusal = "A withdrawal that stands ends this consent"
    with pytest.raises(IntegrityError, match=refusal), transaction.atomic():
        run("UPDATE participants_consent SET withdrawn_on = NULL, withdrawn_time = NULL")

    consent.refresh_from_db()
    assert consent.withdrawn_on == june(8)


def test_a_form_for_another_group_is_refused_in_words(person):
    form = a_form("2.0", approved_on=june(1), audience="HP")

    with pytest.raises(ValidationError) as refused:
        a_consent(person, june(5), document=form)

    words = "Form v2.0 is for another group: Health professional. Choose one for: Patient"
    assert refused.value.message_dict == {"document": [words]}


def test_a_writer_that_did_not_look_for_consent_is_told_what_the_database_says(person):
    """Rules that only the database holds have no words in the model: they go on as they are."""
    with pytest.raises(IntegrityError, match=f"^{MESSAGE}"):
        add(unsaved(person, Held()), "interview.logged", by=person.owner)

    assert not Interview.objects.exists()
