"""After a withdrawal: what must go, from where, by when, and what shows that it did."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from linkstudy.accounts.policy import Role
from linkstudy.clock import LONDON, telling
from linkstudy.testing.custody import a_step, steps_until
from linkstudy.testing.factories import (
    a_consent,
    a_person,
    a_removal,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.testing.pages import problems, text_of
from participants import actions
from participants.afterwards import Step
from participants.models import Interview, Participant, Removal
from participants.removals import checklist, due_by
from participants.tests.exported import CSV, URL, csv_rows
from participants.tests.pages import happened, told
from participants.tests.refusals import refusal_of
from participants.vocabulary import Place, Status

LIST = "/withdrawals/"
GIVEN = {"outcome": "removed", "on": "14/6", "proof": "The transcriber wrote so today"}


def places(person: Participant) -> list[str]:
    return [str(due.place) for due in checklist(person)]


@pytest.fixture
def gone(study) -> Participant:
    """C1-PT-01, interviewed on 4 June, who asked on 9 June for all to be taken out."""
    person = a_person(study.cases[0])
    an_interview(person, ago(10))
    a_withdrawal(person, on=ago(5), level="remove_all")
    return person


@pytest.mark.parametrize(
    ("level", "before", "after"),
    [
        ("keep", [], []),
        ("no_contact", ["mailing"], ["mailing"]),
        (
            "remove_unanalysed",
            ["mailing", "answers", "routine"],
            ["mailing", "audio", "transcript", "transcriber", "answers", "routine"],
        ),
        (
            "remove_all",
            ["mailing", "sheets", "paper", "answers", "routine", "contact"],
            list(Place.values),
        ),
    ],
)
def test_how_far_a_withdrawal_goes_says_where_to_look(study, level, before, after):
    """Without an interview nothing is looked for that interviews leave behind."""
    silent, interviewed = a_person(study.cases[0]), a_person(study.cases[0])
    an_interview(interviewed, ago(2))
    for person in (silent, interviewed):
        a_withdrawal(person, level=level)

    assert (places(silent), places(interviewed)) == (before, after)


@pytest.mark.parametrize(
    ("place", "withdrew", "by"),
    [
        ("mailing", dt.date(2022, 6, 9), dt.date(2022, 6, 16)),
        ("audio", dt.date(2022, 6, 9), dt.date(2022, 7, 9)),
        ("paper", dt.date(2022, 1, 31), dt.date(2022, 2, 28)),
    ],
)
def test_a_place_is_due_within_a_calendar_month_and_a_mailing_list_within_a_week(
    place, withdrew, by
):
    assert due_by(Place(place), withdrew) == by


def test_a_place_that_two_withdrawals_name_is_due_from_the_first(study):
    person = a_person(study.cases[0])
    a_withdrawal(person, on=ago(9), level="no_contact")
    a_consent(person, given_on=ago(8))
    a_withdrawal(person, on=ago(5), level="remove_all")

    due = {str(one.place): one.by for one in checklist(person)}

    assert due["mailing"] == ago(2)
    assert due["paper"] == dt.date(2022, 7, 9)


def test_a_withdrawal_that_is_taken_back_asks_for_nothing_any_more(study, gone):
    withdrawal = gone.withdrawals.get()

    actions.void_withdrawal(
        withdrawal=withdrawal, version=1, reason="Somebody else", by=study.researcher
    )

    assert places(Participant.objects.get()) == []


def test_what_was_done_is_written_down_by_whom_when_and_with_what_shows_it(client, study, gone):
    page = client.post(f"/participants/{gone.slug}/removal/audio/", GIVEN, follow=True)

    assert told(page) == ["Saved: audio recordings of C1-PT-01 looked at"]
    done = Removal.objects.get()
    assert (done.place, done.outcome, done.on, done.by) == (
        "audio",
        "removed",
        ago(0),
        study.researcher,
    )
    assert "transcriber wrote" not in done.proof
    assert (str(done), done.get_absolute_url()) == (
        "Audio recordings of C1-PT-01",
        "/participants/c1-pt-01/",
    )
    assert happened(gone, study.researcher)[0] == (
        "Looked at after the withdrawal, on 14 June 2022. Audio recordings. Taken out",
        [("What shows it", "", "The transcriber wrote so today")],
    )
    assert page.context["sentence"] == (
        "1 person waits for 10 places to be looked at, none of them late."
    )


@pytest.mark.parametrize(
    ("destroyed", "place", "words"),
    [
        ([Step.AUDIO_GONE], "audio", "Audio destroyed on 12 June 2022"),
        (
            [Step.AUDIO_GONE, Step.TRANSCRIPT_GONE],
            "transcript",
            "Transcript destroyed on 12 June 2022",
        ),
        ([Step.AUDIO_GONE], "transcript", ""),
        ([Step.AUDIO_GONE], "paper", ""),
        ([], "audio", ""),
    ],
)
def test_what_the_way_of_the_recording_says_is_filled_in(client, study, destroyed, place, words):
    person = a_person(study.cases[0])
    held = an_interview(person, ago(10))
    steps_until(Step.SENT, held, ago(9))
    a_withdrawal(person, on=ago(5), level="remove_all")
    for step in destroyed:
        a_step(held, step, ago(2))

    form = client.get(f"/participants/{person.slug}/removal/{place}/").context["form"]

    told = {"outcome": "removed", "on": ago(2), "proof": f"{words}, as the recording’s way says"}
    assert form.initial == (told if words else {"on": ago(0)})


def test_audio_that_went_before_they_withdrew_is_not_there_to_be_taken_out(client, study):
    person = a_person(study.cases[0])
    held = an_interview(person, ago(10))
    steps_until(Step.CHECKED_AGAIN, held, ago(9))
    a_step(held, Step.AUDIO_GONE, ago(8))
    a_withdrawal(person, on=ago(5), level="remove_all")

    form = client.get(f"/participants/{person.slug}/removal/audio/").context["form"]

    assert (form.initial["outcome"], form.initial["on"]) == ("nothing", ago(0))
    assert form.initial["proof"] == "Audio destroyed on 6 June 2022, as the recording’s way says"


def test_nothing_is_filled_in_while_one_recording_is_left(client, gone):
    with telling(dt.datetime(2022, 6, 8, 9, tzinfo=LONDON)):
        second = an_interview(gone, wave="follow_up", deviation="They moved away")
    a_step(gone.interviews.get(number=1), Step.AUDIO_GONE, ago(2))
    url = f"/participants/{gone.slug}/removal/audio/"
    assert client.get(url).context["form"].initial == {"on": ago(0)}

    a_step(second, Step.AUDIO_GONE, ago(1))
    assert client.get(url).context["form"].initial["on"] == ago(1)


def test_the_list_has_the_earliest_day_first_and_says_what_is_late(login, study, gone):
    late = a_person(study.cases[1])
    a_withdrawal(late, on=ago(9), level="no_contact")
    done = a_removal(
        a_withdrawal(a_person(study.cases[0]), level="no_contact").participant, "mailing"
    )

    page = login(study.pi).get(LIST)

    assert [dues[0].person for dues in page.context["waiting"]] == [late, gone]
    assert [dues[0].person for dues in page.context["finished"]] == [done.participant]
    assert page.context["sentence"] == (
        "2 people wait for 12 places to be looked at, 1 of them late."
    )
    own = login(study.researcher).get(LIST)
    assert [dues[0].person for dues in own.context["waiting"]] == [gone]


@pytest.mark.parametrize(("days", "late"), [(8, ", and it is late"), (7, "")])
def test_one_place_is_told_in_words_of_its_own(client, study, days, late):
    a_withdrawal(a_person(study.cases[0]), on=ago(days), level="no_contact")

    said = client.get(LIST).context["sentence"]

    assert said == f"1 person waits for 1 place to be looked at{late}."


def test_nobody_who_asked_is_said_so(client):
    page = client.get(LIST)

    assert page.context["sentence"] == "Nothing that people asked to be taken out is waiting."
    assert "Nobody you may see has asked" in text_of(page)


def test_a_place_is_looked_at_again_once_what_was_done_is_taken_back(client, study, gone):
    done = a_removal(gone, "audio")

    page = client.post(
        f"/participants/{gone.slug}/removal/audio/void/",
        {"reason": "Another recording", "version": "1"},
        follow=True,
    )

    assert told(page) == ["The audio recordings of C1-PT-01 are to be looked at again"]
    done.refresh_from_db()
    assert done.voided_at is not None
    assert [one.done for one in checklist(Participant.objects.get()) if one.place == "audio"] == [
        None
    ]
    again = client.get(f"/participants/{gone.slug}/removal/audio/void/", follow=True)
    assert told(again) == ["This is already void"]
    assert a_removal(gone, "audio").pk != done.pk


def test_a_monitor_reads_the_list_and_writes_nothing(login, study, gone):
    monitor = login(Role.MONITOR)

    assert "Audio recordings" in text_of(monitor.get(LIST))
    assert "/removal/" not in monitor.get(LIST).text
    assert monitor.post(f"/participants/{gone.slug}/removal/audio/", GIVEN).status_code == 403


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (
            {"outcome": "", "on": "", "proof": ""},
            {
                "outcome": ["Select what you did there"],
                "on": ["Enter the date on which you looked"],
                "proof": ["Enter what shows it, or why it was kept"],
            },
        ),
        ({"on": "15/6"}, {"on": ["The date must be today or in the past"]}),
        ({"on": "8/6"}, {"on": ["They withdrew on 9 June 2022. Check the date"]}),
        ({"outcome": "burnt"}, {"outcome": ["Select what you did there"]}),
        ({"proof": "ok"}, {"proof": ["Say it in a few words: others read the reason later"]}),
    ],
)
def test_what_cannot_be_is_said_beside_the_question(client, gone, given, wrong):
    page = client.post(f"/participants/{gone.slug}/removal/audio/", GIVEN | given)

    assert problems(page) == wrong
    assert not Removal.objects.exists()


def test_a_place_is_written_down_once(study, gone):
    a_removal(gone, "audio", on=ago(1))

    said = refusal_of(a_removal, gone, "audio")

    assert said[""] == ["Somebody looked there on 13 June 2022. Check what they found"]


def test_what_nobody_asked_for_is_refused(study):
    person = a_person(study.cases[0])
    a_withdrawal(person, level="no_contact")

    words = "C1-PT-01 did not ask for this to be taken out"
    assert refusal_of(a_removal, person, "audio") == {"": [words]}


@pytest.mark.parametrize("place", ["attic", "transcriber"])
def test_a_place_that_is_not_on_the_list_is_not_found(client, study, place):
    person = a_person(study.cases[0])
    a_withdrawal(person, level="no_contact")

    assert client.get(f"/participants/{person.slug}/removal/{place}/").status_code == 404
    assert client.get(f"/participants/{person.slug}/removal/{place}/void/").status_code == 404


def test_what_is_to_be_done_tomorrow_is_refused_by_the_action_too(gone):
    with pytest.raises(ValidationError) as refused:
        a_removal(gone, "audio", on=ago(-1))

    assert refused.value.message_dict == {"on": ["The date must be today or in the past"]}


def test_the_database_keeps_what_was_done_as_it_was(gone):
    row = a_removal(gone, "audio")
    for wrong in ({"place": "paper"}, {"proof": "else"}, {"outcome": "kept"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Removal.objects.filter(pk=row.pk).update(**wrong)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Removal.objects.create(
            participant=gone, place="audio", on=ago(0), outcome="kept", by=row.by, proof="x"
        )


@pytest.mark.parametrize(
    ("level", "left"),
    [("keep", True), ("no_contact", True), ("remove_unanalysed", False), ("remove_all", False)],
)
def test_a_spreadsheet_leaves_out_whoever_asked_for_their_data_to_go(client, study, level, left):
    stays, person = a_person(study.cases[0]), a_person(study.cases[0])
    an_interview(person, ago(2))
    a_withdrawal(person, level=level)

    page = client.get(URL)
    taken = csv_rows(client.post(URL, CSV))

    ids = [str(one) for one in ([stays, person] if left else [stays])]
    assert sorted(row[0] for row in taken[1:]) == ids
    assert page.context["count"] == len(ids)
    words = "1 person who asked for their data to be taken out is left out"
    assert (words in text_of(page)) is not left


def test_they_stay_interviewed_in_every_figure(login, study, gone):
    a_removal(gone, "audio")

    page = login(study.pi).get("/progress/")

    assert [row.cells[0].done for row in page.context["figures"].rows[:2]] == [1, 0]
    assert Interview.objects.done().count() == 1
    assert Participant.objects.with_status().get().status == Status.WITHDREW


def test_today_says_whose_places_wait_until_they_are_looked_at(login, study, gone):
    own = login(study.researcher)

    def items(client) -> list[tuple[str, str, bool]]:
        found = client.get("/").context["page"].items
        words = "Take out what"
        return [(one.words, one.note, one.is_late) for one in found if one.words.startswith(words)]

    said = "Take out what C1-PT-01 asked for"
    assert items(own) == [(said, "11 places to look at, by 16 June", False)]
    assert items(login(study.pi)) == items(own)
    assert items(login(study.researcher2)) == []
    a_removal(gone, "mailing")
    assert items(own) == []
    with telling(dt.datetime(2022, 7, 10, 9, tzinfo=LONDON)):
        assert items(own) == [(said, "10 places to look at, was due 9 July", True)]
        for place in Place:
            if place != "mailing":
                a_removal(gone, place)
        assert items(own) == []
