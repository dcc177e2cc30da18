"""Whoever lifts the guards and changes a row is found out by what the history says of it."""

import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations import AddField, CreateModel
from django.db.migrations.loader import MigrationLoader

from cases.models import Topic
from linkstudy.audit.models import Entry
from linkstudy.audit.retelling import differing, told_models
from linkstudy.audit.tests.lifting import lift_guards, sql
from linkstudy.audit.tests.story import tell_a_story
from linkstudy.audit.writing import amend
from linkstudy.identities.models import Identity, PersonKey
from linkstudy.identities.service import GONE, details
from linkstudy.testing.factories import a_person, a_study, a_topic, a_user, an_interview
from participants.actions import keep_contact
from participants.models import Interview, Participant


def scene():
    tell_a_story()
    an_interview(a_person(), note="Felt listened to")
    an_interview(Interview.objects.latest("pk").participant, note="Was angry", second=True)
    everybody = list(Participant.objects.values_list("study_id", flat=True))
    for count, phone in enumerate(["07700 900111", "07700 900222"]):
        for person in Participant.objects.order_by("pk")[1:3]:
            version = person.person.version
            values = {"phone": f"{phone}{count}", "name": f"Name {person.pk}"}
            facts = {"participant": person, "version": version, "by": person.owner}
            keep_contact(values=values, apart_from=everybody, **facts)


@pytest.fixture
def lifted(study):
    lift_guards()


def troubles() -> list[str]:
    return list(differing())


def told(*arguments: str) -> str:
    said = StringIO()
    call_command("verify_audit", *arguments, stdout=said)
    return said.getvalue()


def test_every_row_of_a_study_is_what_its_history_says(study):
    assert troubles() == []
    assert (
        told("--rows")
        == f"{Entry.objects.count()} entries hold.\nEvery row is what the history says.\n"
    )


def test_every_model_of_the_project_but_the_history_is_looked_at():
    labels = {model._meta.label for model in told_models()}

    assert {"accounts.User", "cases.Site", "participants.Clause", "identities.PersonKey"} <= labels
    assert not any(label.startswith("audit.") for label in labels)


CHANGES = {
    "participants_interview SET minutes = 299": "minutes",
    "participants_interview SET held_on = '2022-06-01'": "held_on",
    "participants_interview SET logged_at = '2022-01-01 00:00:00+00:00'": "logged_at",
    "participants_interview SET note = ''": "note",
    "participants_interview SET version = 9": "version",
    "participants_consent SET withdrawn_on = '2022-06-01', withdrawn_time = '09:00:00'": (
        "withdrawn_on, withdrawn_time"
    ),
    "participants_clause SET agreed = NOT agreed": "agreed",
    "participants_participant SET ethnic_group = 'other'": "ethnic_group",
    "accounts_user SET role = 'administrator'": "role",
    "cases_site SET name = 'Elsewhere'": "name",
    "cases_target SET number = 99": "number",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_row_that_was_changed_behind_the_back_of_the_history_is_named(lifted, change):
    table = change.partition(" ")[0]
    model = next(one for one in told_models() if one._meta.db_table == table)
    row = model._base_manager.order_by("-pk").first()
    sql(f"UPDATE {change} WHERE id = %s", row.pk)
    of = f" of {row.about}" if getattr(row, "about", "") else ""

    assert troubles() == [
        f"{row._meta.label_lower} {row.pk}{of} is not what the history says: {CHANGES[change]}."
    ]
    with pytest.raises(CommandError, match="is not what the history says"):
        told("--rows")


def test_a_row_that_was_never_told_is_named(lifted):
    topic = Topic.objects.create(name="Slipped in")

    of = f" of {topic.about}"
    assert troubles() == [f"cases.topic {topic.pk}{of} is not in the history."]


def test_a_row_that_is_gone_is_named(lifted):
    topic = a_topic("Trust")
    sql("DELETE FROM cases_topic WHERE id = %s", topic.pk)

    assert troubles() == [f"cases.topic {topic.pk} is gone."]


def test_notes_that_changed_places_are_named(lifted):
    one, other = Interview.objects.exclude(note="").order_by("-pk")[:2]
    sql("UPDATE participants_interview SET note = %s WHERE id = %s", other.note, one.pk)
    sql("UPDATE participants_interview SET note = %s WHERE id = %s", one.note, other.pk)

    about = one.about
    assert troubles() == [
        f"participants.interview {key} of {about} is not what the history says: note."
        for key in sorted([one.pk, other.pk])
    ]


def test_a_link_that_was_taken_away_is_named(lifted):
    interview = Interview.objects.exclude(topics=None).order_by("pk").first()
    sql("DELETE FROM participants_interview_topics WHERE interview_id = %s", interview.pk)

    name = f"participants.interview {interview.pk} of {interview.about}"
    assert troubles() == [f"{name} is not what the history says: topics."]


def test_links_are_told_by_names_which_may_have_changed_since(lifted):
    topic = Topic.objects.get(pk=Interview.objects.exclude(topics=None).first().topics.get().pk)
    sql("UPDATE cases_topic SET name = 'Slipped in' WHERE id = %s", topic.pk)
    assert len(troubles()) == 1 + Interview.objects.filter(topics=topic).count()
    sql("UPDATE cases_topic SET name = %s WHERE id = %s", topic.name, topic.pk)

    amend(topic, "topic.renamed", by=None, name="Another name")

    assert troubles() == []


# Identities, of which the history holds commitments alone ---------------------------------------


def somebody() -> tuple[Participant, Identity]:
    row = Identity.objects.exclude(value="").filter(kind="phone").order_by("pk").first()
    return Participant.objects.get(person=row.person_id), row


def named(person: Participant, kind: str = "phone") -> list[str]:
    return [
        f"participants.participant {person.pk} of {person} holds another {kind} than the history says."
    ]


def set_to(row: Identity, **columns: object) -> None:
    sets = ", ".join(f'"{name}" = %s' for name in columns)
    sql(f"UPDATE identities_identity SET {sets} WHERE id = %s", *columns.values(), row.pk)


def test_an_old_value_that_is_put_back_is_not_read_and_is_named(lifted):
    person, row = somebody()
    keep_contact(
        participant=person,
        values={"phone": "07700 900999"},
        version=person.person.version,
        by=person.owner,
    )
    set_to(row, value=row.value)

    assert details(person.person)["phone"] == GONE
    assert troubles() == named(person)


def test_an_old_value_that_is_put_back_with_its_version_is_named(lifted):
    person, row = somebody()
    keep_contact(
        participant=person,
        values={"phone": "07700 900999"},
        version=person.person.version,
        by=person.owner,
    )
    set_to(row, value=row.value, version=row.version, index=row.index)

    assert details(person.person)["phone"] == "07700 9002221"
    assert troubles() == [
        f"identities.identity {row.pk} is not what the history says: version.",
        *named(person),
    ]


@pytest.mark.parametrize(
    "columns", [{"value": ""}, {"index": ""}, {"index": "f" * 64}, {"value": "e1:"}]
)
def test_a_value_or_its_index_that_was_changed_is_named(lifted, columns):
    person, row = somebody()
    set_to(row, **columns)

    assert troubles() == named(person)


def test_a_value_that_nobody_promised_is_named(lifted):
    person, row = somebody()
    name = Identity.objects.get(person=row.person_id, kind="name")
    sql("UPDATE identities_identity SET kind = 'email' WHERE id = %s", name.pk)

    assert troubles() == [
        f"identities.identity {name.pk} is not what the history says: kind.",
        *named(person, "email"),
        *named(person, "name"),
    ]


def test_details_of_somebody_without_any_history_are_named(lifted):
    key = (
        PersonKey.objects.exclude(pk__in=Identity.objects.values("person"))
        .order_by("made_at", "pk")
        .last()
    )
    slipped = Identity.objects.create(person=key, kind="name", value="e1:x")

    assert troubles() == [
        f"identities.identity {slipped.pk} is not in the history.",
        f"identities.identity {slipped.pk} is not in the history.",
    ]


def test_what_was_erased_is_not_compared(lifted):
    person, row = somebody()
    moment = person.recorded_at
    amend(
        PersonKey.objects.get(pk=row.person_id),
        "person.erased",
        by=None,
        wrapped="",
        destroyed_at=moment,
    )

    assert troubles() == []


@pytest.mark.django_db(transaction=True)
def test_rows_that_change_while_they_are_compared_are_no_trouble():
    small = a_study()
    person = a_person(small.cases[0])
    done = threading.Event()

    def write() -> None:
        for count in range(40):
            fresh = Participant.objects.select_related("person", "owner").get(pk=person.pk)
            keep_contact(
                participant=fresh,
                values={"name": f"Name {count}"},
                version=fresh.person.version,
                by=fresh.owner,
            )
            a_user()
        connection.close()
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    found = [troubles() for _ in iter(done.is_set, True)]
    writer.join()

    assert [*found, troubles()] == [[]] * (len(found) + 1)


# The last migration of each app that no installation had rows before.
AT_FIRST = {"accounts": "0005", "cases": "0009", "participants": "0012", "safety": "0002"}


def test_no_column_that_rows_got_later_has_a_value_that_no_entry_tells():
    """A default would stand in every row that was there before, and the history would not know it."""
    graph = MigrationLoader(None).graph
    ours = {model._meta.app_label for model in told_models()}
    found = []
    for app, name in sorted(graph.nodes):
        is_later = app in ours and name[:4] > AT_FIRST.get(app, "")
        operations = graph.nodes[app, name].operations if is_later else []
        made = {one.name.lower() for one in operations if isinstance(one, CreateModel)}
        found += [
            f"{app}.{name} {one.model_name}.{one.name}"
            for one in operations
            if isinstance(one, AddField)
            and one.model_name.lower() not in made
            and not one.field.many_to_many
            and not one.field.null
        ]

    assert found == []
