"""A fact is put right by a new row: the old one stays, and says what was known until then."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from cases.models import ObservationDay
from linkstudy import clock
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.models import Entry
from linkstudy.audit.reading import OF_THE_ROW, lineage
from linkstudy.audit.writing import Stale
from linkstudy.testing.factories import (
    a_case,
    a_consent,
    a_person,
    a_refusal,
    a_topic,
    a_user,
    a_withdrawal,
    an_interview,
    an_observation,
)
from participants.models import Interview

MONDAY, TUESDAY, FRIDAY = (
    dt.datetime(2022, 6, day, 9, 12, tzinfo=clock.LONDON) for day in (13, 14, 17)
)


@pytest.fixture(autouse=True)
def tuesday(db):
    with clock.telling(TUESDAY):
        yield


@pytest.fixture
def asha():
    return a_user(name="Ann Example")


@pytest.fixture
def day():
    """An observation day logged on Monday."""
    with clock.telling(MONDAY):
        return an_observation(a_case(1), dt.date(2022, 6, 10), patients=2)


def correct(day, by, **more):
    facts = {"version": day.version, "why": "Miscounted", "patients": 3} | more
    return replace(day, "observation.corrected", by=by, **facts)


def put_back(day, by, **more):
    facts = {"version": day.version, "why": "It was right"} | more
    return restore(day, "observation.restored", by=by, **facts)


def take_back(day, by, **more):
    facts = {"version": day.version, "why": "Logged twice"} | more
    return void(day, "observation.voided", by=by, **facts)


def test_a_correction_voids_the_row_and_writes_another_in_its_place(day, asha):
    new = correct(day, asha)

    day.refresh_from_db()
    assert (day.voided_at, day.void_reason, day.patients) == (TUESDAY, "Miscounted", 2)
    assert (new.replaces, new.patients, new.number) == (day, 3, day.number)
    assert (new.recorded_at, new.voided_at, new.void_reason) == (TUESDAY, None, "")
    assert (new.day, new.observer, new.get_absolute_url()) == (
        day.day,
        day.observer,
        day.get_absolute_url(),
    )
    assert list(ObservationDay.objects.current()) == [new]
    assert lineage(new) == [new, day]


def test_figures_keep_what_was_known_on_each_day(day, asha):
    new = correct(day, asha)

    known = [
        list(ObservationDay.objects.standing(clock.end_of(dt.date(2022, 6, number))))
        for number in (12, 13, 14)
    ]
    assert known == [[], [day], [new]]


def test_versions_go_on_counting_from_row_to_row(day, asha):
    new = correct(day, asha)
    gone = take_back(new, asha)
    back = put_back(gone, asha)

    day.refresh_from_db()
    assert [one.version for one in (day, new, gone, back)] == [2, 3, 4, 5]


def test_the_entries_hold_the_whole_row_and_what_was_there_before(day, asha):
    new = correct(day, asha)

    void_entry, entry = Entry.objects.order_by("-seq")[:2][::-1]
    assert (void_entry.verb, void_entry.key) == ("observation.replaced", str(day.pk))
    assert (void_entry.reason, entry.reason) == ("Miscounted", "Miscounted")
    assert (entry.verb, entry.key) == ("observation.corrected", str(new.pk))
    facts = {name: pair for name, pair in entry.changes.items() if name not in OF_THE_ROW}
    assert {name: pair for name, pair in facts.items() if pair[0] != pair[1]} == {
        "patients": [2, 3]
    }
    assert {"day", "starts", "ends", "setting", "observer_id", "case_id"} <= set(facts)
    own = {name: pair for name, pair in entry.changes.items() if name in OF_THE_ROW}
    assert own == {
        "id": [None, new.pk],
        "recorded_at": [None, "2022-06-14T08:12:00+00:00"],
        "version": [None, 3],
        "void_reason": [None, ""],
        "replaces_id": [None, day.pk],
    }


def test_what_was_void_stands_again_from_now_on(day, asha):
    gone = take_back(day, asha)
    with clock.telling(FRIDAY):
        back = put_back(gone, asha)

    known = [
        list(ObservationDay.objects.standing(clock.end_of(dt.date(2022, 6, number))))
        for number in (13, 14, 17)
    ]
    assert known == [[day], [], [back]]
    assert back.patients == 2
    assert Entry.objects.last().verb == "observation.restored"


def test_a_fact_is_voided_once_and_corrected_only_while_it_stands(day, asha):
    gone = take_back(day, asha)

    words = {take_back: "is already void", correct: "is void. Restore it first"}
    for again, said in words.items():
        with pytest.raises(ValidationError) as refused:
            again(gone, asha)
        assert refused.value.messages == [f"This observation day {said}"]


def test_a_fact_is_restored_once_and_only_while_it_is_void(day, asha):
    for standing in (day, put_back(take_back(day, asha), asha)):
        day.refresh_from_db()
        for row in (standing, day):
            with pytest.raises(ValidationError) as refused:
                put_back(row, asha)
            assert refused.value.messages == ["This observation day is not void any more"]


def test_a_correction_that_breaks_a_rule_leaves_the_row_standing(day, asha):
    with pytest.raises(ValidationError) as refused:
        correct(day, asha, ends=dt.time(8))

    assert refused.value.messages == ["The end must be after the start"]
    assert list(ObservationDay.objects.standing()) == [day]
    assert Entry.objects.filter(verb__in=["observation.replaced"]).count() == 0


def test_who_corrected_meanwhile_is_told_with_both_values(day, asha):
    tom = a_user(name="Ben Example")
    new = correct(day, tom, setting="work")

    with pytest.raises(Stale) as stale:
        correct(new, asha, version=1)

    assert stale.value.current == new
    assert stale.value.who == "Ben Example"
    assert stale.value.changed == {"patients": (2, 3), "setting": ("practice", "work")}


@pytest.mark.parametrize("act", [take_back, put_back])
def test_a_row_seen_in_an_older_version_is_left_alone(day, asha, act):
    row = take_back(correct(day, asha), asha) if act is put_back else correct(day, asha)

    with pytest.raises(Stale):
        act(row, asha, version=1)

    assert ObservationDay.objects.count() == 2


def test_links_go_along_unless_they_are_changed(asha):
    garden, stairs = a_topic("The garden"), a_topic("The stairs")
    done = an_interview(a_person(), topics=[garden])

    same = replace(done, "interview.corrected", by=asha, why="e1:x", minutes=50)
    other = replace(
        same, "interview.corrected", by=asha, why="e1:x", links={"topics": [garden, stairs]}
    )

    assert list(same.topics.all()) == [garden]
    assert list(other.topics.all()) == [garden, stairs]
    [first, second] = Entry.objects.filter(verb="interview.corrected")
    assert first.changes["topics"] == [["The garden"], ["The garden"]]
    assert second.changes["topics"] == [["The garden"], ["The garden", "The stairs"]]
    assert (same.logged_at, same.missed_at) == (TUESDAY, None)


ROWS = {
    "cases_observationday": an_observation,
    "participants_consent": lambda: a_consent(a_person()),
    "participants_interview": an_interview,
    "participants_refusal": a_refusal,
    "participants_withdrawal": a_withdrawal,
}


def refused(table: str, change: str) -> str:
    with pytest.raises(IntegrityError) as stopped, transaction.atomic(), connection.cursor() as sql:
        sql.execute(f"UPDATE {table} SET {change}")
    return str(stopped.value).splitlines()[0]


@pytest.mark.parametrize("table", ROWS)
def test_the_database_never_lets_a_void_row_stand_again(table, asha):
    row = ROWS[table]()
    void(row, "fact.voided", by=asha, why="e1:x")

    said = refused(table, "voided_at = NULL, void_reason = ''")

    assert said == f"Void rows of {table} are never changed"


@pytest.mark.parametrize("table", ROWS)
def test_the_database_keeps_where_a_row_came_from(table, asha):
    ROWS[table]()

    said = refused(table, "replaces_id = id")

    assert said.endswith(f"of {table} are fixed: void the row and write a new one")


def test_the_database_keeps_the_facts_of_what_took_place(asha):
    an_interview(a_person())

    said = {
        refused("participants_interview", change)
        for change in (
            "minutes = 50",
            "mode = 'video'",
            "note = 'x'",
            "logged_at = '2022-01-01 00:00:00'",
        )
    }

    assert {words.rpartition(" of ")[2] for words in said} == {
        "participants_interview are fixed: void the row and write a new one"
    }
    assert Interview.objects.get().minutes == 40
