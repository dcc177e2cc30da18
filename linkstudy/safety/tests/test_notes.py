"""Safety notes: who reads them, how they are kept, and that nothing else tells of them."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from linkstudy.audit.models import Entry
from linkstudy.audit.tests.lifting import sql
from linkstudy.identities.service import unseal
from linkstudy.progress.safety import safety_items
from linkstudy.progress.scope import Scope
from linkstudy.safety import actions
from linkstudy.safety.models import SafetyNote
from linkstudy.testing.factories import (
    a_person,
    a_user,
    ago,
)
from linkstudy.testing.in_the_field import a_safety_note
from linkstudy.testing.pages import held_by, problems, text_of

pytestmark = pytest.mark.django_db
ANSWERS = {
    "concern": "safeguarding",
    "happened_on": "13/6",
    "what": "They told of a neighbour",
    "done": "We stopped",
    "reported_to": "pi",
}


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def person(study):
    return a_person(study.cases[0])


def test_note_about_a_person_is_sealed_under_their_key(login, study, person):
    url = f"{person.get_absolute_url()}safety/raise/"

    page = login(study.researcher).post(url, ANSWERS, follow=True)

    note = SafetyNote.objects.get()
    assert (note.participant, note.case, note.writer) == (person, person.case, study.researcher)
    assert (note.key, note.happened_on) == (person.person, dt.date(2022, 6, 13))
    assert (note.what[:3], note.done[:3]) == ("e1:", "e1:")
    assert unseal(person.person, "safetynote.what", note.what) == "They told of a neighbour"
    assert page.redirect_chain == [(note.get_absolute_url(), 302)]
    assert "What happened They told of a neighbour What was done We stopped" in text_of(page)
    assert [str(one) for one in page.context["messages"]] == [
        "Safety note saved. Principal investigators are told of it"
    ]


def test_note_about_a_visit_is_sealed_under_a_key_of_its_own(login, study):
    login(study.researcher).post("/cases/1/safety/raise/", ANSWERS)
    login(study.researcher).post("/cases/1/safety/raise/", ANSWERS)

    one, other = SafetyNote.objects.all()
    assert (one.participant, one.whom) == (None, "A visit in Case 1")
    assert one.key != other.key
    assert unseal(one.key, "safetynote.what", one.what) == "They told of a neighbour"
    assert one.slug != other.slug
    assert str(one) == "Safety note"  # wherever rows are named, and nothing of what it says


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("concern", "", "Select what it is about"),
        ("happened_on", "15/6", "The day must be today or in the past"),
        ("happened_on", "", "Enter when it was"),
        ("what", " ", "Enter what happened"),
        ("what", "a\0b", "Remove the hidden character, shown as \ufffd, after “a”"),
        ("what", "x" * 5001, "What happened is 5,001 characters. The most we can keep is 5,000"),
        ("done", "", "Enter what you did, or that nothing is done yet"),
        ("reported_to", "me", "Select whom you told"),
    ],
)
def test_wrong_note_is_said_beside_its_question_and_kept(login, study, person, field, typed, words):
    url = f"{person.get_absolute_url()}safety/raise/"

    page = login(study.researcher).post(url, ANSWERS | {field: typed})

    assert problems(page) == {field: [words]}
    assert page.context["form"]["reported_to"].value() == (ANSWERS | {field: typed})["reported_to"]
    assert not SafetyNote.objects.exists()


@pytest.mark.parametrize("tail", ["", "close/", "correct/", "void/", "restore/"])
def test_a_colleague_at_the_same_site_gets_what_stands_where_no_note_is(login, study, person, tail):
    note = a_safety_note(person)
    colleague = login(a_user(sites=[study.sites[0]]))

    there = colleague.get(note.get_absolute_url() + tail)
    nowhere = colleague.get(f"/safety/{'0' * 12}/{tail}")

    assert (there.status_code, there.content) == (404, nowhere.content)


def everything_said(client, person):
    """What the pages around a person say, without what is new in each answer."""
    case = person.case
    pages = [
        "/",
        "/progress/",
        f"/cases/{case.number}/",
        f"/cases/{case.number}/fieldwork/",
        "/participants/",
        person.get_absolute_url(),
        "/history/",
        f"/history/{person.slug}/",
        f"/history/c{case.number}/",
        "/safety/",
    ]
    answers = [client.get(page) for page in pages]
    return [(one.status_code, text_of(one)) for one in answers if one.status_code != 403]


@pytest.mark.parametrize("role", ["researcher", "administrator", "monitor", "ppi"])
def test_no_page_tells_anybody_else_that_there_is_a_note(login, study, person, role):
    reader = login(a_user(sites=[study.sites[0]]) if role == "researcher" else getattr(study, role))
    before = everything_said(reader, person)

    note = a_safety_note(person)
    actions.correct_note(
        note=note, version=1, why="Misread", what="More", done="Less", by=study.researcher
    )
    a_safety_note(study.cases[0])

    assert everything_said(reader, person) == before


def test_not_even_the_history_tells_those_who_may_read_notes(login, study, person):
    a_safety_note(person)

    for page in ("/history/", f"/history/{person.slug}/", "/history/c1/"):
        assert "afety" not in text_of(login(study.pi).get(page)).replace("Safety notes", "")
    assert login(study.pi).get("/history/c1/safety-note/1/").status_code == 404
    assert Entry.objects.filter(verb="safety.raised").count() == 1


def test_writer_sees_their_own_and_a_pi_sees_all(login, study, person):
    mine, theirs = a_safety_note(person), a_safety_note(study.cases[1])
    closed = a_safety_note(person)
    actions.close_note(note=closed, version=1, closed_on=ago(0), by=study.researcher)

    own = login(study.researcher).get("/safety/")
    every = login(study.pi).get("/safety/")

    assert list(own.context["page"]) == [mine, closed]
    assert list(every.context["page"]) == [theirs, mine, closed]
    assert "2 notes are open." in text_of(every)
    assert "1 note is open." in text_of(own)
    assert login(study.pi).get(mine.get_absolute_url()).status_code == 200
    assert login(study.administrator).get("/safety/").status_code == 403


def test_empty_list_says_where_a_note_starts(login, study):
    assert (
        "No note is open. Only who wrote a note and the principal investigators can read it."
        " Notes No safety notes. A note starts on a person’s page"
        in text_of(login(study.pi).get("/safety/"))
    )


def test_today_tells_pis_and_the_writer_without_what_it_says(login, study, person):
    note = a_safety_note(person)

    of_the_pi = login(study.pi).get("/").context["page"].items[0]
    own = login(study.researcher).get("/").context["page"].items[0]

    assert (of_the_pi.words, of_the_pi.by, of_the_pi.url) == (
        "Read the safety note of 13 June",
        "Ann Example",
        note.get_absolute_url(),
    )
    assert (own.words, own.note) == (
        "Your safety note of 13 June is open",
        "Close it when nothing is left to do",
    )
    assert (
        safety_items(Scope(study.researcher2), 10)
        == safety_items(Scope(study.administrator), 10)
        == []
    )


def test_note_is_closed_and_leaves_today(login, study, person):
    note = a_safety_note(person)
    client, url = login(study.pi), f"{note.get_absolute_url()}close/"
    early = client.post(url, held_by(client.get(url), closed_on="1/6"))

    client.post(url, held_by(early, closed_on="14/6", token="b" * 32))
    again = client.get(url, follow=True)

    assert problems(early) == {"closed_on": ["It happened on 13 June 2022. Check the date"]}
    assert SafetyNote.objects.get().closed_on == dt.date(2022, 6, 14)
    assert safety_items(Scope(study.researcher), 10) == safety_items(Scope(study.pi), 10) == []
    assert [str(one) for one in again.context["messages"]] == [
        "The safety note is closed",
        "The note is not open any more",
    ]
    with pytest.raises(ValidationError, match="This note is not open any more"):
        actions.close_note(note=SafetyNote.objects.get(), version=2, closed_on=ago(0), by=study.pi)


def test_note_is_put_right_and_its_readers_see_how(login, study, person):
    note = a_safety_note(person)
    client, url = login(study.researcher), f"{note.get_absolute_url()}correct/"
    opened = client.get(url)

    page = client.post(
        url, held_by(opened, reported_to="pi", what="They sobbed", why="Told them"), follow=True
    )

    now = page.context["note"]
    assert opened.context["form"]["what"].value() == "They wept"
    assert (now.replaces, now.slug, now.done) == (note, note.slug, note.done)
    assert now.void_reason == ""
    [event] = page.context["put_right"]
    assert [(one.label, one.old, one.new) for one in event.details] == [
        ("What happened", "They wept", "They sobbed"),
        ("Reported to", "Nobody yet", "A principal investigator"),
        ("Why", "", "Told them"),
    ]
    old = SafetyNote.objects.get(pk=note.pk)
    assert unseal(person.person, "safety.void", old.void_reason) == "Told them"


def test_somebody_elses_correction_is_shown_in_the_clear(login, study, person):
    note = a_safety_note(person)
    client, url = login(study.pi), f"{note.get_absolute_url()}correct/"
    sent = held_by(client.get(url), what="They cried", why="Misread it")
    actions.correct_note(
        note=note, version=1, why="Misread", what="They sobbed", done="Less", by=study.researcher
    )

    overtaken = client.post(url, sent)

    assert overtaken.context["form"].stale == [
        ("What did you do?", "Less", "We stopped"),
        ("What happened?", "They sobbed", "They cried"),
    ]


def test_a_closed_note_did_not_happen_later(study, person):
    note = a_safety_note(person)
    note = actions.close_note(note=note, version=1, closed_on=ago(1), by=study.pi)

    with pytest.raises(ValidationError) as refused:
        actions.correct_note(
            note=note, version=2, why="Later", what="a", done="b", happened_on=ago(0), by=study.pi
        )
    with pytest.raises(ValidationError) as ahead:
        a_safety_note(person, happened_on=ago(-1))

    assert refused.value.message_dict == {
        "happened_on": ["The note was closed on 13 June 2022. Check the date"]
    }
    assert ahead.value.message_dict == {"happened_on": ["The day must be today or in the past"]}


def test_note_is_taken_back_and_restored(login, study, person):
    note = a_safety_note(person)
    client, url = login(study.researcher), note.get_absolute_url()

    client.post(f"{url}void/", held_by(client.get(f"{url}void/"), reason="Another person"))
    void = client.get(url)
    refused = [client.get(f"{url}{deed}/", follow=True) for deed in ("void", "correct", "close")]
    client.post(f"{url}restore/", held_by(client.get(f"{url}restore/"), reason="It was right"))
    back = client.get(f"{url}restore/", follow=True)

    assert "Void since Today, 9:12am. Another person" in text_of(void)
    said = [str(message) for page in refused for message in page.context["messages"]]
    assert said == [
        "The note is already void",
        "The note is void. Restore it before you correct it",
        "The note is not open any more",
    ]
    assert [str(one) for one in back.context["messages"]][1:] == ["The note is not void any more"]
    assert SafetyNote.objects.standing().get().replaces == note


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE safety_safetynote SET what = 'e1:other'",
        "UPDATE safety_safetynote SET writer_id = writer_id + 1",
        "UPDATE safety_safetynote SET closed_on = '2022-06-01'",
        "DELETE FROM safety_safetynote",
    ],
)
def test_the_database_keeps_a_note_as_it_was_written(study, person, change):
    a_safety_note(person)

    with pytest.raises(IntegrityError), transaction.atomic():
        sql(change)


def test_who_wrote_nothing_and_may_read_nothing_sees_none(study, person):
    a_safety_note(person)

    assert not SafetyNote.objects.visible_to(study.monitor).exists()


def test_a_void_note_stands_at_the_end_of_the_list_where_it_is_found_again(login, study):
    first, other = (a_safety_note(study.cases[0]) for _ in range(2))
    actions.void_note(note=first, version=first.version, reason="Twice", by=first.writer)

    page = login(study.pi).get("/safety/")

    assert list(page.context["page"]) == [other, first]
    assert page.context["open_count"] == 1
