"""Who a code really is: behind one door, and in no other place."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection, transaction

from linkstudy.audit.models import Entry
from linkstudy.audit.tests.lifting import lift_guards, sql
from linkstudy.audit.writing import Stale
from linkstudy.clock import LONDON, telling
from linkstudy.identities import crypto, service
from linkstudy.identities.models import Identity, PersonKey
from linkstudy.testing.factories import a_case, a_consent, a_person, a_withdrawal, an_interview
from participants import actions

NOW = dt.datetime(2022, 6, 14, 9, 12, tzinfo=LONDON)
MARY = {"name": "Mary Zebrafinch", "phone": "07700 900123", "address": "1 Quokka Lane"}


@pytest.fixture(autouse=True)
def morning():
    with telling(NOW):
        yield


@pytest.fixture
def mary(db):
    person = a_person(a_case(5))
    return keep(person, MARY, 1)


def keep(person, values: dict[str, str], version: int):
    actions.keep_contact(participant=person, values=values, version=version, by=person.owner)
    person.person.refresh_from_db()
    return person


def test_contact_details_come_back_as_they_were_typed(mary):
    assert service.details(mary.person) == MARY
    assert str(Identity.objects.get(kind="name")) == "name"
    assert str(mary.person) == str(mary.person.pk)


def test_an_emptied_value_is_gone(mary):
    keep(mary, {"phone": ""}, mary.person.version)

    assert service.details(mary.person) == {k: v for k, v in MARY.items() if k != "phone"}
    phone = Identity.objects.get(kind="phone")
    assert (phone.value, phone.index) == ("", "")


def test_saving_what_is_there_already_writes_nothing(mary):
    before = Entry.objects.count()

    keep(mary, MARY, mary.person.version)

    assert Entry.objects.count() == before


def test_people_who_share_a_phone_are_found_by_it(mary):
    other = keep(a_person(a_case()), {"phone": "+44 7700 900123"}, 1)

    found = service.sharing("phone", "07700-900-123")

    assert sorted(found) == sorted([mary.person.pk, other.person.pk])
    assert service.sharing("phone", "07700 900999") == []
    assert Identity.objects.get(person=mary.person, kind="address").index == ""


def test_of_two_edits_the_second_is_told(mary):
    with pytest.raises(Stale) as stale:
        keep(mary, {"name": "Maria"}, 1)

    assert stale.value.who == mary.owner.name
    assert sorted(stale.value.changed) == ["address", "name", "phone"]
    assert service.details(mary.person) == MARY


def test_a_key_that_moved_on_without_history_is_stale_too(db):
    person = a_person(a_case(5))
    PersonKey.objects.update(version=2)

    with pytest.raises(Stale) as stale:
        keep(person, {"name": "Mary"}, 1)

    assert (stale.value.who, stale.value.changed) == ("Somebody", {})


def test_two_values_that_were_swapped_open_for_nobody(mary):
    bob = keep(a_person(mary.case), {"name": "Bob Capybara"}, 1)
    names = {row.person_id: row.value for row in Identity.objects.filter(kind="name")}
    for one, other in [(mary, bob), (bob, mary)]:
        Identity.objects.filter(person=one.person, kind="name").update(value=names[other.person.pk])
    phone = Identity.objects.get(person=mary.person, kind="phone").value
    Identity.objects.filter(person=mary.person, kind="address").update(value=phone)

    assert service.details(bob.person) == {"name": service.GONE}
    assert service.details(mary.person) == MARY | {"name": service.GONE, "address": service.GONE}


def test_a_changed_bit_opens_nothing(mary):
    value = Identity.objects.get(kind="name").value
    swapped = value[:-9] + ("A" if value[-9] != "A" else "B") + value[-8:]
    Identity.objects.filter(kind="name").update(value=swapped)

    assert service.details(mary.person)["name"] == service.GONE


def test_a_key_moved_to_somebody_else_opens_nothing(mary):
    bob = a_person(mary.case)
    PersonKey.objects.filter(pk=mary.person.pk).update(wrapped=bob.person.wrapped)
    mary.person.refresh_from_db()

    assert set(service.details(mary.person).values()) == {service.GONE}


def test_nothing_opens_once_the_key_is_destroyed(mary):
    note = service.seal(mary.person, "interview.note", "She said so")
    assert service.unseal(mary.person, "interview.note", note) == "She said so"
    PersonKey.objects.filter(pk=mary.person.pk).update(wrapped="", destroyed_at=NOW)
    mary.person.refresh_from_db()

    assert set(service.details(mary.person).values()) == {service.GONE}
    assert service.unseal(mary.person, "interview.note", note) == service.GONE
    with pytest.raises(crypto.Unreadable):
        service.seal(mary.person, "interview.note", "More")


def test_no_text_is_sealed_as_no_text(mary):
    assert service.seal(mary.person, "interview.note", "") == ""
    assert service.unseal(mary.person, "interview.note", "") == ""


def test_a_look_is_recorded_with_its_reason_sealed(mary):
    actions.look_up(participant=mary, reason="To phone about Tuesday", by=mary.owner)

    entry = Entry.objects.last()
    assert (entry.verb, entry.about, entry.changes) == ("identity.revealed", "C5-PT-01", {})
    assert "Tuesday" not in entry.reason
    reason = service.unseal(mary.person, "identity.reveal", entry.reason)
    assert reason == "To phone about Tuesday"


def test_the_history_holds_commitments_that_only_the_persons_key_proves(mary):
    entry = Entry.objects.get(verb="identity.changed")
    [old, new] = entry.changes["name"]

    key = crypto.unwrap(mary.person.wrapped, str(mary.person.pk))
    assert old is None
    assert new["commitment"] == crypto.commit(key, new["salt"], "name", MARY["name"])
    assert new["commitment"] != crypto.commit(b"o" * 32, new["salt"], "name", MARY["name"])


CANARIES = ["Zebrafinch", "900123", "Quokka", "spoke of wombats", "numbat reasons"]


@pytest.mark.django_db(transaction=True)
def test_no_name_or_note_stands_readable_in_the_database(client):
    person = keep(a_person(a_case(5)), MARY, 1)
    a_consent(person)
    an_interview(person, note="She spoke of wombats")
    a_withdrawal(person, note="For numbat reasons")
    actions.look_up(participant=person, reason="To ask Mary Zebrafinch", by=person.owner)
    client.force_login(person.owner)
    client.get("/policy/")

    stored = everything_stored()

    assert "C5-PT-01" in stored
    assert [word for word in CANARIES if word in stored] == []
    assert Session.objects.exists()


def everything_stored() -> str:
    """Every row's values; on SQLite also the bytes of the file and of what waits beside it."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows.append(json.dumps(cursor.fetchall(), default=str))
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        files = [Path(name + tail) for tail in ("", "-wal")]
        rows += [file.read_bytes().decode("latin-1") for file in files if file.exists()]
    return " ".join(rows)


def test_identities_are_not_moved_to_another_person_or_kind(mary):
    for change in ("kind = 'email'", "person_id = NULL"):
        with pytest.raises(IntegrityError), transaction.atomic():
            sql(f"UPDATE identities_identity SET {change}")
    assert Identity.objects.filter(person=mary.person).count() == 3


@pytest.mark.postgresql
def test_identities_stand_in_a_schema_of_their_own(db):
    rows = sql(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'identities'"
        " ORDER BY 1"
    )

    assert [name for (name,) in rows] == ["identities_identity", "identities_personkey"]


def test_a_key_is_there_until_it_is_destroyed(mary):
    lift_guards()
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonKey.objects.update(wrapped="")
