"""Letters and reminders: what is recorded, refused, put right, taken back and restored."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases import actions
from cases.days_of_use import Used
from cases.models import InvitationBatch, Reminder
from cases.objections import objections
from linkstudy.audit.models import Entry
from linkstudy.audit.tests.lifting import sql
from linkstudy.testing.factories import a_case, a_form, ago, an_organisation
from linkstudy.testing.letters import a_reminder, some_letters

pytestmark = pytest.mark.django_db
DAY = dt.date(2022, 5, 31)
WHY = {"why": "Misread the list"}


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def said(call, *args: Any, **facts: Any) -> dict[str, list[str]]:
    """What an action refuses, by question."""
    with pytest.raises(ValidationError) as refused, transaction.atomic():
        call(*args, **facts)
    found = refused.value
    return found.message_dict if hasattr(found, "error_dict") else {"": found.messages}


def correct(batch: InvitationBatch, **facts: Any) -> InvitationBatch:
    given = {"version": batch.version, "by": None} | WHY
    return actions.correct_letters(batch=batch, **given | facts)


def test_letters_are_counts_with_an_address_of_their_day(study):
    batch = some_letters(study.cases[0], documents=[study.form])

    assert (batch.left, batch.sent_out, batch.arrived) == (48, 40, 38)
    assert (batch.number, batch.turn, str(batch)) == (1, 1, "Case 1, letters 1")
    assert batch.get_absolute_url() == "/cases/1/letters/2022-05-31/"
    assert list(batch.documents.all()) == [study.form]
    entry = Entry.objects.get(verb="letters.sent")
    assert (entry.about, entry.changes["sent_out"]) == ("C1", [None, 40])


def test_a_second_batch_of_a_day_has_an_address_of_its_own(study):
    first, second = some_letters(study.cases[0]), some_letters(study.cases[0])
    actions.void_letters(batch=first, version=1, reason="Recorded twice", by=None)
    third, other = some_letters(study.cases[0]), some_letters(study.cases[1])

    slugs = [one.slug for one in (first, second, third, other)]
    assert slugs == ["2022-05-31", "2022-05-31-2", "2022-05-31-3", "2022-05-31"]


REFUSED: list[tuple[dict[str, Any], dict[str, list[str]]]] = [
    ({"sent_out": 49}, {"sent_out": ["Only 48 were left of the search. Check the numbers"]}),
    (
        {"excluded": 61},
        {"excluded": ["More were left out than the search found. Check both numbers"]},
    ),
    ({"undelivered": 41}, {"undelivered": ["Only 40 were sent. Check both numbers"]}),
    (
        {"remind_on": DAY},
        {
            "remind_on": [
                "The letters went on 31 May 2022. The reminder must come after them",
            ]
        },
    ),
    ({"sent_on": dt.date(2022, 6, 15)}, {"sent_on": ["The date must be today or in the past"]}),
    (
        {"sent_on": dt.date(2021, 6, 13)},
        {
            "sent_on": [
                "Site 1: Region 1 opened on 14 June 2021. No letters can have gone before that day"
            ]
        },
    ),
]


@pytest.mark.parametrize(("facts", "words"), REFUSED, ids=lambda one: str(next(iter(one))))
def test_what_cannot_be_is_refused_beside_its_question(study, facts, words):
    batch = some_letters(study.cases[0])

    assert said(some_letters, study.cases[0], **facts) == words
    assert said(correct, batch, **facts) == words
    assert InvitationBatch.objects.get() == batch


def test_nothing_goes_before_the_study_started(study):
    actions.correct_study(
        study=study.study, version=1, started_on=ago(400), reason="Known now", by=None
    )

    assert said(some_letters, study.cases[0], sent_on=ago(401)) == {
        "sent_on": ["The study started on 10 May 2021. No letters can have gone before that day"]
    }


def test_no_letters_of_a_case_that_is_void_or_had_closed(study):
    case = study.cases[0]
    gone = a_case(7, lead=None)
    actions.close_case(case=case, on=ago(5), by=None)
    case.refresh_from_db()
    practice = an_organisation(gone.site)
    void = actions.void_row(row=gone, version=1, reason="Planned twice", by=None)

    late = some_letters(case, ago(5))
    assert late.sent_on == ago(5)
    assert said(some_letters, case, sent_on=ago(4)) == {
        "sent_on": ["Case 1 closed on 9 June 2022. Ask an administrator to open it again"]
    }
    by = study.researcher
    assert said(some_letters, void, practice=practice, by=by) == {
        "": ["Case 7 is void. Nothing can be recorded in it"]
    }


def test_letters_go_from_an_organisation_of_the_site_that_stands(study):
    other = an_organisation(study.sites[1])
    here = an_organisation(study.sites[0])
    batch = some_letters(study.cases[0], practice=here)
    assert said(some_letters, study.cases[0], practice=other) == {
        "practice": ["Choose an organisation of this case’s part of the country"]
    }
    [objection] = objections(here, "void")
    assert objection.words == "1 batch of letters came from it. Correct who sent them first"

    actions.void_letters(batch=batch, version=1, reason="Recorded twice", by=None)
    void = actions.void_row(row=here, version=1, reason="Added twice", by=None)

    assert said(some_letters, study.cases[0], practice=void) == {
        "practice": ["Practice A is void. Choose another"]
    }
    gone = InvitationBatch.objects.get(pk=batch.pk)
    assert said(actions.restore_letters, batch=gone, version=2, reason="It was right", by=None) == {
        "practice": ["Practice A is void. Choose another"]
    }


def test_a_pack_holds_what_was_in_use_at_the_site_on_the_day(study):
    later = a_form("2.0", approved_on=ago(3))
    elsewhere = a_form("3.0", sites=[study.sites[1]])
    words = "was not in use at Site 1: Region 1 on 31 May 2022. Take it out"

    for document in (later, elsewhere):
        assert said(some_letters, study.cases[0], documents=[document, study.form]) == {
            "documents": [f"{document} {words}"]
        }


def test_a_version_that_went_out_stays_in_use_then_and_there(study):
    some_letters(study.cases[0], documents=[study.form])
    words = "Letters of Case 1 that went on 31 May 2022 held it."

    def against(change: str, **values: Any) -> list[tuple[str, str]]:
        return [(one.field, one.words) for one in objections(study.form, change, **values)]

    assert against("void") == [
        (
            "",
            "1 batch of letters held this version. A version that went out is replaced, not voided",
        )
    ]
    here, there = (one.pk for one in study.sites)
    then, first = f"{words} It was in use then", study.form.in_force_from
    assert against("use", uses={here: Used(first, DAY)}) == [("replaced_on", then)]
    assert against("use", uses={here: Used(first, ago(13)), there: Used(first, DAY)}) == []
    moved, gone = {here: Used(ago(13), None)}, {there: Used(first, None)}
    assert against("correct", in_force_from=ago(13), uses=moved) == [("in_force_from", then)]
    assert against("correct", in_force_from=first, uses=gone) == [
        ("sites", f"{words} Leave it in use there")
    ]


def test_what_the_set_up_stands_on_is_told(study):
    case = study.cases[0]
    some_letters(case)

    def against(row: Any, change: str, **values: Any) -> list[str]:
        return [one.words for one in objections(row, change, **values)]

    assert against(case, "void")[0] == (
        "1 batch of letters belongs to this case. A case that has begun is closed, not voided"
    )
    assert against(case, "close", on=ago(15)) == [
        "Letters went on 31 May 2022. The case cannot close before that"
    ]
    assert against(case.site, "correct", opened_on=ago(13))[-1] == (
        "Letters of Case 1 went on 31 May 2022. The site cannot open after that"
    )


def test_letters_are_put_right_by_a_new_row(study):
    batch = some_letters(study.cases[0], documents=[study.form])

    now = correct(batch, sent_on=ago(10), sent_out=41)

    assert (now.replaces, now.number, now.slug) == (batch, 1, "2022-06-04")
    assert (now.sent_out, now.version, list(now.documents.all())) == (41, 3, [study.form])
    assert (batch.now, now.first, batch.first) == (now, batch, batch)
    assert said(correct, now) == {
        "": ["Nothing is different. Change what was wrong, or leave the page"]
    }
    assert said(correct, batch, sent_out=40) == {
        "": ["This batch of letters is void. Restore it first"]
    }


def test_letters_are_taken_back_and_restored(study):
    batch = some_letters(study.cases[0])

    gone = actions.void_letters(batch=batch, version=1, reason="Recorded twice", by=None)
    assert said(actions.void_letters, batch=gone, version=2, reason="Again", by=None) == {
        "": ["This batch of letters is already void"]
    }
    back = actions.restore_letters(batch=gone, version=2, reason="They did go", by=None)

    assert (back.slug, back.number, back.voided_at) == (batch.slug, 1, None)
    assert list(InvitationBatch.objects.standing()) == [back]


def test_what_came_back_is_news_and_no_mistake(study):
    batch = some_letters(study.cases[0])

    now = actions.count_returned(batch=batch, version=1, undelivered=5, by=None)

    assert (now.undelivered, now.replaces) == (5, batch)
    assert said(actions.count_returned, batch=now, version=3, undelivered=41, by=None) == {
        "undelivered": ["Only 40 were sent. Check both numbers"]
    }


def test_reminders_are_their_own_dated_counts(study):
    batch = correct(some_letters(study.cases[0]), sent_out=41)
    reminder = a_reminder(batch)

    assert (reminder.number, reminder.batch, str(reminder)) == (
        1,
        batch.first,
        "Case 1, reminder 1",
    )
    assert reminder.about == "C1"
    cases: list[tuple[dict[str, Any], dict[str, list[str]]]] = [
        (
            {"sent_out": 99, "sent_on": ago(1)},
            {"sent_out": ["Only 41 letters were sent. Check the number"]},
        ),
        (
            {"sent_on": DAY},
            {"sent_on": ["The letters went on 31 May 2022. A reminder comes after them"]},
        ),
        ({"sent_on": ago(-1)}, {"sent_on": ["The date must be today or in the past"]}),
        ({}, {"sent_on": ["Reminders of 14 June 2022 are already recorded. Correct them"]}),
    ]
    for facts, words in cases:
        assert said(a_reminder, batch, **facts) == words


def test_reminders_are_put_right_taken_back_and_restored(study):
    reminder = a_reminder(some_letters(study.cases[0]))
    facts = {"sent_on": reminder.sent_on, "sent_out": 30, "by": None} | WHY

    now = actions.correct_reminder(reminder=reminder, version=1, **facts)
    gone = actions.void_reminder(reminder=now, version=3, reason="Another practice", by=None)
    back = actions.restore_reminder(reminder=gone, version=4, reason="It was", by=None)

    assert [one.sent_out for one in Reminder.objects.order_by("pk")] == [31, 30, 30]
    assert (back.number, back.replaces) == (1, gone)


def test_reminders_are_not_restored_beside_others_of_the_day(study):
    batch = some_letters(study.cases[0])
    gone = actions.void_reminder(reminder=a_reminder(batch), version=1, reason="Twice", by=None)
    a_reminder(batch)

    facts = {"reminder": gone, "version": 2, "reason": "It was right", "by": None}
    assert said(actions.restore_reminder, **facts) == {
        "": ["Reminders of 14 June 2022 are already recorded. Correct them"]
    }


def test_letters_with_reminders_stay_and_do_not_change_under_them(study):
    batch = some_letters(study.cases[0])
    a_reminder(batch, sent_on=ago(1))

    assert said(actions.void_letters, batch=batch, version=1, reason="Twice", by=None) == {
        "__all__": ["1 record of reminders is of these letters. Void that first"]
    }
    assert said(correct, batch, sent_on=ago(1)) == {
        "sent_on": ["31 reminders went on 13 June 2022. Letters go before their reminders"]
    }
    assert said(correct, batch, sent_out=30) == {
        "sent_out": ["31 reminders went on 13 June 2022. There cannot have been fewer letters"]
    }
    a_reminder(batch)
    [objection] = objections(batch, "void")
    assert objection.words == "2 records of reminders are of these letters. Void that first"


def test_letters_come_back_after_their_reminders_too(study):
    batch = some_letters(study.cases[0])
    a_reminder(batch, sent_on=ago(1), sent_out=40)

    now = actions.count_returned(batch=batch, version=1, undelivered=10, by=None)

    assert (now.undelivered, now.arrived) == (10, 30)


def test_no_reminders_of_void_letters(study):
    gone = actions.void_letters(
        batch=some_letters(study.cases[0]), version=1, reason="Twice", by=None
    )

    assert said(a_reminder, gone) == {"": ["These letters are void. Restore them first"]}


BATCH = (
    "INSERT INTO cases_invitationbatch (case_id, number, turn, practice_id, route, sent_on, searched,"
    " excluded, sent_out, undelivered, remind_on, recorded_at, version, void_reason)"
    " SELECT case_id, 2, 2, {practice}, {route}, {sent_on}, {searched}, excluded, {sent_out},"
    " {undelivered}, {remind_on}, recorded_at, 1, '' FROM cases_invitationbatch WHERE number = 1"
)
AS_IT_IS = {
    "practice": "practice_id",
    "route": "route",
    "sent_on": "sent_on",
    "searched": "searched",
    "sent_out": "sent_out",
    "undelivered": "undelivered",
    "remind_on": "NULL",
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"sent_out": "49"},
        {"sent_out": "0"},
        {"searched": "100001"},
        {"searched": "11", "sent_out": "1"},
        {"undelivered": "41"},
        {"undelivered": "-1"},
        {"remind_on": "sent_on"},
        {"sent_on": "'2021-06-13'"},
        {"route": "'pigeon'"},
        {"practice": "(SELECT max(id) FROM cases_organisation)"},
    ],
    ids=str,
)
def test_the_database_takes_no_impossible_letters_either(study, wrong):
    some_letters(study.cases[0])
    an_organisation(study.sites[1])
    sql(BATCH.format(**AS_IT_IS))
    InvitationBatch.objects.get(number=2)

    with pytest.raises(IntegrityError), transaction.atomic():
        sql(BATCH.replace("2, 2,", "3, 3,").format(**AS_IT_IS | wrong))


def test_the_database_keeps_reminders_and_packs_to_their_letters(study):
    batch = some_letters(study.cases[0])
    later = a_form("2.0", approved_on=ago(3))
    reminder = (
        "INSERT INTO cases_reminder (batch_id, number, sent_on, sent_out, recorded_at, version,"
        " void_reason) SELECT id, 9, {}, {}, recorded_at, 1, '' FROM cases_invitationbatch"
    )
    pack = "INSERT INTO cases_invitationbatch_documents (invitationbatch_id, documentversion_id)"

    for statement in (
        reminder.format("'2022-05-31'", 1),
        reminder.format("'2022-06-10'", 41),
        f"{pack} VALUES ({batch.pk}, {later.pk})",
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            sql(statement)
    sql(reminder.format("'2022-06-10'", 40))
    sql(f"{pack} VALUES ({batch.pk}, {study.form.pk})")
    with pytest.raises(IntegrityError), transaction.atomic():
        sql("DELETE FROM cases_invitationbatch_documents")
