"""Logging an interview, page by page."""

import datetime as dt

import pytest

from linkstudy.identities.service import unseal
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_person,
    a_plan,
    a_user,
    a_withdrawal,
    ago,
)
from linkstudy.testing.pages import problems
from participants import actions
from participants.models import Interview
from participants.tests.pages import LOG, answers, shown, told, verbs
from participants.vocabulary import Scope

TODAY = dt.date(2022, 6, 14)


# Logging


def test_log_page_asks_two_things_of_a_booked_interview(client, booked):
    page = client.get(LOG)

    filled = shown(page)
    assert filled == {
        "who": "C1-PT-01",
        "when": "today",
        "mode": "phone",
        "recording": "audio",
        "seen": "C1-PT-01=1",
    }
    page = client.post(LOG, shown(page))
    assert problems(page) == {
        "minutes": ["Enter how long the interview lasted, in minutes"],
        "agreed": ["Confirm the person agreed to take part before you started"],
    }


def test_logging_a_booked_interview_makes_the_booking_the_interview(client, booked, study):
    page = client.post(LOG, answers(seen="C1-PT-01=1", minutes="1h 5", note="Went well"))

    row = Interview.objects.get()
    assert page.url == "/participants/c1-pt-01/interviews/1/saved/"
    assert (row.pk, row.state, row.held_on, row.minutes) == (booked.pk, "done", TODAY, 65)
    assert (row.mode, row.recording, row.others, row.wave) == ("phone", "audio", "nobody", "first")
    assert (row.interviewer, row.consent_checked) == (study.researcher, True)
    assert unseal(row.participant.person, "interview.note", row.note) == "Went well"
    assert verbs()[-2:] == ["interview.logged", "participant.interviewed"]


def test_saved_page_says_what_was_saved_and_the_new_count(client, booked):
    page = client.post(LOG, answers(), follow=True)

    assert page.context["summary"] == "C1-PT-01, 14 June 2022, 45 minutes, phone"
    assert page.context["count"] == "Case 1 now has 1 of 10 patients"
    assert page.context["bookings"] == []


def test_saved_page_of_a_booking_leads_to_the_booking(client, booked):
    page = client.get("/participants/c1-pt-01/interviews/1/saved/")

    assert page.url == "/participants/c1-pt-01/interviews/1/"


def test_save_and_log_another_leads_to_the_next_form(client, booked):
    page = client.post(LOG, answers(another="1"), follow=True)

    saved = "Saved: C1-PT-01, 14 June 2022, 45 minutes, phone. Case 1 now has 1 of 10 patients"
    assert told(page) == [saved]
    assert page.redirect_chain == [(LOG, 302)]


def test_one_form_sent_twice_saves_once_and_answers_the_same(client, booked):
    form = client.get(LOG).context["form"]
    sent = answers(token=form["token"].value(), seen=form["seen"].value())
    first, second = client.post(LOG, sent), client.post(LOG, sent)

    assert first.url == second.url == "/participants/c1-pt-01/interviews/1/saved/"
    assert Interview.objects.count() == 1
    assert verbs().count("interview.logged") == 1


def test_details_of_an_interview_are_kept(client, booked, study):
    sent = answers(
        topics=[study.topic.name], others="carer", setting="home", started="2pm", when="yesterday"
    )
    client.post(LOG, sent)

    row = Interview.objects.get()
    assert list(row.topics.all()) == [study.topic]
    assert (row.others, row.setting, row.started) == ("carer", "home", dt.time(14))
    assert row.held_on == ago(1)


def test_details_left_out_keep_what_the_booking_says(client, study):
    person = a_person(study.cases[0])
    a_consent(person)
    a_booking(person, setting="practice")
    client.post(LOG, answers())

    row = Interview.objects.get()
    assert (row.setting, row.started) == ("practice", None)


def test_page_of_a_booking_some_days_ago_fills_in_its_day(client, study, study_clock):
    study_clock("2022-06-10 09:00")
    person = a_person(study.cases[0])
    a_consent(person)
    a_booking(person, mode="video")
    study_clock("2022-06-14 09:12")
    page = client.get(LOG, {"who": "c1-pt-01"})

    filled = shown(page)
    assert (filled["when"], filled["day"], filled["mode"]) == (
        "other",
        "10 June 2022",
        "video",
    )
    about = page.context["about"]
    assert (about.is_due, about.is_booked_today) == (True, False)


def test_notes_only_is_chosen_for_people_who_did_not_agree_to_audio(client, study):
    person = a_person(study.cases[0])
    a_consent(person, scopes=[Scope.INTERVIEW])
    a_booking(person)

    assert shown(client.get(LOG))["recording"] == "notes"
    page = client.post(LOG, answers(recording="audio"))
    words = "C1-PT-01 did not agree to audio recording. Choose notes only"
    assert problems(page) == {"recording": [words]}


@pytest.mark.parametrize(
    ("changed", "shown_to_compare"),
    [
        ({"mode": "video"}, [("How did it take place?", "Video", "Phone")]),
        ({"interviewer": "Cara Colleague"}, [("Interviewer", "Cara Colleague", "You")]),
        (
            {"booked_time": dt.time(16)},
            [("Booked for", "Today, 4pm", "Took place on 14 June 2022")],
        ),
    ],
    ids=["way", "interviewer", "time"],
)
def test_only_what_changed_meanwhile_is_compared(client, booked, study, changed, shown_to_compare):
    if name := changed.get("interviewer"):
        changed = {"interviewer": a_user(sites=[study.sites[0]], name=name)}
    actions.change_booking(
        booking=booked, version=1, by=study.researcher, **{"booked_on": TODAY} | changed
    )
    page = client.post(LOG, answers(seen="C1-PT-01=1"))

    assert page.context["form"].stale == shown_to_compare


def test_a_booking_changed_meanwhile_shows_both_values_and_saves_nothing(client, booked, study):
    colleague = a_user(sites=[study.sites[0]])
    actions.change_booking(
        booking=booked,
        version=1,
        booked_on=ago(-1),
        booked_time=dt.time(16),
        mode="video",
        setting="",
        interviewer=colleague,
        by=colleague,
    )
    sent = answers(seen="C1-PT-01=1", note="Typed with care")
    page = client.post(LOG, sent)

    form = page.context["form"]
    assert problems(page)["__all__"] == [
        f"{colleague} changed this while you were typing. Nothing is saved yet"
    ]
    assert form.stale == [
        ("Booked for", "Tomorrow, 4pm", "Took place on 14 June 2022"),
        ("Interviewer", colleague.name, "You"),
        ("How did it take place?", "Video", "Phone"),
    ]
    assert (shown(page)["note"], shown(page)["minutes"]) == ("Typed with care", "45")
    assert not Interview.objects.done().exists()
    again = client.post(LOG, sent | {"seen": shown(page)["seen"]})
    assert again.url == "/participants/c1-pt-01/interviews/1/saved/"


def test_a_booking_closed_meanwhile_is_said_once(client, booked):
    actions.log_missed(
        participant=booked.participant, missed_on=TODAY, missed_why="absent", by=booked.interviewer
    )
    sent = answers(seen="C1-PT-01=1")
    page = client.post(LOG, sent)

    words = "The booking of C1-PT-01 is no longer open. Check what happened to it"
    assert problems(page) == {"who": [words]}
    again = client.post(LOG, sent | {"seen": shown(page).get("seen", "")})
    assert again.url == "/participants/c1-pt-01/interviews/2/saved/"


def test_withdrawn_people_have_a_page_that_says_when(client, study):
    a_withdrawal(a_person(study.cases[0]), on=ago(1))
    page = client.get(LOG, {"who": "c1-pt-01"})

    assert page.templates[0].name == "participants/nothing_to_log.html"
    assert page.context["about"].withdrew_on == ago(1)


def test_an_interview_before_the_withdrawal_can_still_be_logged(client, study):
    a_withdrawal(a_person(study.cases[0]), on=ago(1))
    filled = shown(client.get(LOG, {"before": "c1-pt-01"}))
    assert (filled["who"], filled["when"]) == ("C1-PT-01", "other")

    sent = answers(when="other", day="12/6", recording="notes")
    page = client.post(LOG, sent)
    assert page.url == "/participants/c1-pt-01/interviews/1/saved/"


def test_card_beside_the_form_says_what_is_known(client, booked):
    about = client.get(LOG).context["about"]

    assert (str(about.person), about.status, about.booked) == (
        "C1-PT-01",
        "Booked",
        "Today, 2pm, phone",
    )
    assert about.agreed == (
        "an interview, audio, quotes, a follow-up interview, being observed, questionnaires, use of routine records and getting the results"
    )
    assert about.count_after == "1 of 10 patients"
    assert (about.old_form, about.lacks) == ("", "")


def test_counts_say_no_target_where_the_plan_has_none(client, booked, study):
    a_plan(effective_from=TODAY, patients=0)

    assert client.get(LOG).context["about"].count_after == "patients: 1"


def test_a_number_that_no_interview_of_the_person_has_is_not_found(client, booked):
    assert client.get("/participants/c1-pt-01/interviews/1/").status_code == 200
    assert client.get("/participants/c1-pt-01/interviews/2/").status_code == 404
