"""What follows a withdrawal or a new version is put right, taken back and restored: places looked at,
who was told, and what a principal investigator decided."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from linkstudy import clock
from linkstudy.audit.models import Entry
from linkstudy.identities.service import unseal
from linkstudy.testing.factories import (
    a_consent,
    a_form,
    a_notice,
    a_person,
    a_removal,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.testing.pages import problems, text_of
from participants import actions
from participants.models import Decision, Interview, Notice, Participant, Removal
from participants.removals import checklist
from participants.tests.custody import words_of
from participants.tests.pages import effects, send, shown, told
from participants.tests.refusals import refusal_of

PLACE = "/participants/c1-pt-01/removal/audio/"
TOLD = "/participants/c1-pt-01/told/information-2-0/"
KEEP = "/participants/c1-pt-01/interviews/1/keep/"
WHY = "The information sheet says that we keep what was collected"


@pytest.fixture
def gone(study) -> Participant:
    """C1-PT-01, interviewed on 4 June, who asked on 9 June for all to be taken out."""
    person = a_person(study.cases[0])
    an_interview(person, ago(10))
    a_withdrawal(person, on=ago(5), level="remove_all")
    return person


@pytest.fixture
def looked(gone) -> Removal:
    """Somebody looked for the recordings two days ago."""
    return a_removal(gone, "audio", on=ago(2), proof="The transcriber wrote so")


@pytest.fixture
def sheet(study):
    return a_form("2.0", kind="information", sites=study.sites, in_force_from=ago(9))


@pytest.fixture
def notice(study, sheet) -> Notice:
    """C1-PT-01 was told by letter, today."""
    return a_notice(a_person(study.cases[0]), sheet)


@pytest.fixture
def kept(study) -> Decision:
    """An interview of 11 June of somebody who had withdrawn on 9 June, kept."""
    person = a_person(study.cases[0])
    held = an_interview(person, ago(3))
    a_withdrawal(person, on=ago(5))
    return actions.keep_interview(interview=held, why=WHY, by=study.pi)


def verbs() -> list[str]:
    """The last two entries of the history."""
    return [entry.verb for entry in Entry.objects.order_by("-seq")[:2]]


def void_removal(row: Removal) -> Removal:
    facts = {"version": row.version, "reason": "Another recording", "by": row.by}
    return actions.void_removal(removal=row, **facts)


def restore_removal(row: Removal) -> Removal:
    facts = {"version": row.version, "reason": "It was this one", "by": row.by}
    return actions.restore_removal(removal=row, **facts)


def void_notice(row: Notice) -> Notice:
    facts = {"version": row.version, "reason": "It came back", "by": row.by}
    return actions.void_notice(notice=row, **facts)


def void_decision(row: Decision, by: Any) -> Decision:
    facts = {"version": row.version, "reason": "Too early", "by": by}
    return actions.void_decision(decision=row, **facts)


# Places looked at


def test_what_was_done_at_a_place_is_put_right(client, study, looked):
    url = f"{PLACE}correct/"
    page = client.get(url)
    assert shown(page) == {
        "version": 1,
        "outcome": "removed",
        "on": "12 June 2022",
        "proof": "The transcriber wrote so",
    }
    assert effects(page)[0] == "The place stays off the list of what is to be looked at"

    page = send(client, url, outcome="nothing", on="13/6", why="Misread the email")

    assert told(page) == ["What was done for C1-PT-01 is corrected: audio recordings"]
    right = Removal.objects.standing().get()
    assert (right.outcome, right.on, right.by) == ("nothing", ago(1), study.researcher)
    assert (right.replaces, right.proof) == (looked, looked.proof)
    assert verbs() == ["removal.corrected", "removal.replaced"]
    assert "What was done after the withdrawal corrected. Audio recordings" in text_of(page)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"on": "tomorrow"}, {"on": "The date must be today or in the past"}),
        ({"on": "8/6"}, {"on": "They withdrew on 9 June 2022. Check the date"}),
        ({"proof": ""}, {"proof": "Enter what shows it, or why it was kept"}),
        ({}, {"__all__": "Nothing is different. Change what was wrong, or leave the page"}),
    ],
)
def test_what_was_done_at_a_place_was_done_once_they_had_asked(client, looked, typed, wrong):
    page = send(client, f"{PLACE}correct/", **{"why": "Misread it"} | typed)

    assert problems(page) == {name: [words] for name, words in wrong.items()}


def test_what_was_done_counts_again_once_restored(client, gone, looked):
    void_removal(looked)
    page = client.get(gone.get_absolute_url())
    assert "What was written of 12 June 2022 was taken back. Restore" in text_of(page)
    assert told(client.get(f"{PLACE}correct/", follow=True)) == [
        "This is void. Restore it before you correct it"
    ]
    url = f"{PLACE}restore/"
    assert effects(client.get(url))[0] == "The place leaves the list of what is to be looked at"

    page = send(client, url, reason="It was this recording")

    assert told(page) == ["What was done for C1-PT-01 is restored: audio recordings"]
    [due] = [one for one in checklist(Participant.objects.get()) if one.place == "audio"]
    assert (due.done.replaces, [words for words, _ in due.acts]) == (
        looked,
        ["Correct", "Take back"],
    )
    assert told(client.get(url, follow=True)) == ["This is not void any more"]


def test_what_was_done_is_restored_only_where_it_is_asked_for(study, gone, looked):
    row, by = void_removal(looked), study.researcher
    again = a_removal(gone, "audio", on=ago(1))
    assert refusal_of(restore_removal, row) == {
        "": ["Somebody looked there on 13 June 2022. Take that back first"]
    }
    void_removal(again)

    left = gone.withdrawals.get()
    facts = {"time": left.time, "level": left.level, "by": by}
    actions.correct_withdrawal(withdrawal=left, version=1, why="Misread", on=ago(1), **facts)
    assert refusal_of(restore_removal, row) == {
        "": ["They withdrew on 13 June 2022, after this. Write down anew what you did"]
    }

    left = gone.withdrawals.standing().get()
    actions.void_withdrawal(withdrawal=left, version=left.version, reason="Not so", by=by)
    assert refusal_of(restore_removal, row) == {
        "": ["C1-PT-01 does not ask for their audio recordings to be taken out any more"]
    }


def test_what_stands_of_a_place_that_nobody_asks_for_any_more_is_put_right_too(study, looked):
    left, by = looked.participant.withdrawals.get(), study.researcher
    actions.void_withdrawal(withdrawal=left, version=1, reason="Not so", by=by)
    facts = {"outcome": "removed", "proof": "The list says so", "why": "Misread", "by": by}

    right = actions.correct_removal(removal=looked, version=1, on=ago(8), **facts)

    assert right.on == ago(8)
    assert refusal_of(restore_removal, right) == {"": ["This removal is not void any more"]}


# Telling of new versions


def test_when_and_how_somebody_was_told_is_put_right(client, study, notice):
    url = f"{TOLD}correct/"
    page = client.get(url)
    assert shown(page) == {"version": 1, "on": "14 June 2022", "how": "letter"}

    page = send(client, url, on="10/6", how="phone", why="Misread my notes")

    words = "When C1-PT-01 was told of Participant information sheet v2.0 is corrected"
    assert told(page) == [words]
    right = Notice.objects.standing().get()
    assert (right.on, right.how, right.replaces) == (ago(4), "phone", notice)
    assert verbs() == ["notice.corrected", "notice.replaced"]
    text = text_of(page)
    assert "Participant information sheet v2.0 10 June 2022." in text
    assert "That they were told corrected" in text


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"on": "tomorrow"}, {"on": "The date must be today or in the past"}),
        (
            {"on": "4/6"},
            {"on": "Sheet v2.0 is in force from 5 June 2022. Check the version and date"},
        ),
        ({"how": ""}, {"how": "Select how they were told"}),
        ({}, {"__all__": "Nothing is different. Change what was wrong, or leave the page"}),
    ],
)
def test_nobody_was_told_of_what_was_not_in_force(client, notice, typed, wrong):
    page = send(client, f"{TOLD}correct/", **{"why": "Misread it"} | typed)

    assert problems(page) == {name: [words] for name, words in wrong.items()}


def test_that_they_were_told_is_restored_once(client, study, notice):
    person, sheet = notice.participant, notice.document
    void_notice(notice)
    assert told(client.get(f"{TOLD}correct/", follow=True)) == [
        "This is void. Restore it before you correct it"
    ]
    url = f"{TOLD}restore/"
    assert effects(client.get(url)) == ["They need no telling again"]

    page = send(client, url, reason="It was this person")

    words = "C1-PT-01 was told of Participant information sheet v2.0, as it was recorded"
    assert told(page) == [words]
    assert told(client.get(url, follow=True)) == ["This is not void any more"]
    void_notice(Notice.objects.standing().get())
    row = Notice.objects.current().get()
    a_notice(person, sheet)
    facts = {"version": row.version, "reason": "It was", "by": study.researcher}
    assert refusal_of(actions.restore_notice, notice=row, **facts) == {
        "": ["Somebody has told them already"]
    }


def test_their_page_has_one_line_for_a_version(client, notice):
    void_notice(notice)
    a_notice(notice.participant, notice.document, on=ago(1))

    page = client.get("/participants/c1-pt-01/")

    assert [(one.row.on, one.acts[0]) for one in page.context["p"].told] == [
        (ago(1), ("Correct", f"{TOLD}correct/"))
    ]


def test_of_a_version_that_was_not_in_use_nobody_was_told(study, notice):
    row = void_notice(notice)
    type(row.document).objects.filter(pk=row.document_id).update(replaced_on=ago(0))
    facts = {"version": row.version, "reason": "It was", "by": study.researcher}

    with pytest.raises(ValidationError) as refused:
        actions.restore_notice(notice=row, **facts)

    assert words_of(refused) == ["Sheet v2.0 was replaced on 14 June 2022. Choose the sheet in use"]


# What a principal investigator decided


def test_why_an_interview_is_kept_is_put_right(study, login, kept):
    client, url = login(study.pi), f"{KEEP}correct/"
    page = client.get(url)
    assert shown(page) == {"version": 1, "kept": WHY}

    page = send(client, url, kept="They agreed by phone", why="It named another sheet")

    assert told(page) == ["Why interview 1 with C1-PT-01 is kept is corrected"]
    right = Decision.objects.standing().get()
    key = right.interview.participant.person
    assert (right.replaces, right.on) == (kept, kept.on)
    assert unseal(key, "decision.why", right.why) == "They agreed by phone"
    assert verbs() == ["decision.corrected", "decision.replaced"]
    assert "It is kept since 14 June 2022: They agreed by phone" in text_of(page)
    assert "Reason to keep the interview corrected" in text_of(
        client.get("/history/c1-pt-01/decision/1/")
    )
    assert list(Interview.objects.undecided()) == []


def test_a_reason_that_is_the_same_is_no_correction(study, login, kept):
    page = send(login(study.pi), f"{KEEP}correct/", why="It named another sheet")

    assert problems(page) == {
        "__all__": ["Nothing is different. Change what was wrong, or leave the page"]
    }


def test_two_who_correct_a_decision_at_once_see_the_others_words(study, login, kept):
    client = login(study.pi)
    facts = {"version": 1, "why": "Misread", "by": study.pi}
    actions.correct_decision(decision=kept, kept="They agreed by phone", **facts)
    typed = {"kept": "They agreed by letter", "why": "Misread it", "version": "1"}

    form = client.post(f"{KEEP}correct/", typed).context["form"]
    assert form.stale == [("Why is it kept?", "They agreed by phone", "They agreed by letter")]

    form = client.post(f"{KEEP}correct/", typed | {"kept": "They agreed by phone"}).context["form"]
    assert form.stale == []


def test_a_decision_is_restored_while_the_interview_waits_for_one(study, login, kept):
    client, url = login(study.pi), f"{KEEP}restore/"
    assert told(client.get(url, follow=True)) == ["This decision is not void any more"]
    void_decision(kept, study.pi)
    assert told(client.get(f"{KEEP}correct/", follow=True)) == [
        "This decision is void. Restore it before you correct it"
    ]
    text = text_of(client.get(kept.get_absolute_url()))
    assert "A decision of 14 June 2022 was taken back. Restore it" in text
    assert effects(client.get(url))[0] == "It goes on counting in every figure"

    page = send(client, url, reason="It was right all the same")

    assert told(page) == ["Interview 1 with C1-PT-01 is kept"]
    assert Decision.objects.standing().get().replaces == kept
    assert list(Interview.objects.undecided()) == []


def test_a_decision_on_what_consent_covers_by_now_is_not_restored(study, login, kept):
    void_decision(kept, study.pi)
    row = Decision.objects.get()
    left = row.interview.participant.withdrawals.get()
    actions.void_withdrawal(withdrawal=left, version=1, reason="Not so", by=study.researcher)

    words = "There is nothing to decide about this interview of C1-PT-01 now"
    assert told(login(study.pi).get(f"{KEEP}restore/", follow=True)) == [words]
    facts = {"version": row.version, "reason": "It was", "by": study.pi}
    words = f"There is nothing to decide about {row.interview} now. Open it to see why"
    assert refusal_of(actions.restore_decision, decision=row, **facts) == {"": [words]}


def test_a_decision_that_stands_is_not_restored_and_none_is_not_there(study, login, kept):
    facts = {"version": 1, "reason": "It was", "by": study.pi}
    assert refusal_of(actions.restore_decision, decision=kept, **facts) == {
        "": ["This decision is not void any more"]
    }
    person = a_person(study.cases[0])
    a_consent(person)
    an_interview(person)

    url = f"/participants/{person.slug}/interviews/1/keep/restore/"
    assert login(study.pi).get(url).status_code == 404


# The database


def test_the_database_keeps_what_a_correction_is_about(study, looked, notice, kept):
    other, by = a_person(study.cases[0]), study.researcher
    again = an_interview(other, ago(3))
    wrong = [
        Removal(participant=other, place="audio", on=ago(0), outcome="kept", by=by, proof="x"),
        Notice(participant=other, document=notice.document, on=ago(0), how="phone", by=by),
        Decision(interview=again, on=ago(0), why="x"),
    ]

    for row, old in zip(wrong, (looked, notice, kept), strict=True):
        row.replaces = old
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row).objects.bulk_create([row])


def test_figures_of_an_earlier_day_keep_what_was_known(study, looked, kept):
    before = clock.study_now()
    with clock.telling(before.replace(hour=20)):
        void_removal(looked)
        void_decision(kept, study.pi)

    assert [list(rows.objects.standing(before)) for rows in (Removal, Decision)] == [
        [looked],
        [kept],
    ]
