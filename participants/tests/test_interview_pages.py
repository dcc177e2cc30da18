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
    an_interview,
)
from participants import actions
from participants.models import Interview
from participants.tests.pages import LOG, MISSED, answers, problems, shown, told, verbs
from participants.vocabulary import Scope

TODAY = dt.date(2022, 6, 14)


@pytest.fixture
def client(study, login):
    """Ann, the researcher of case 1."""
    return login(study.researcher)


@pytest.fixture
def booked(study) -> Interview:
    """C1-PT-01 agreed on 7 June and is booked with Ann for today, 2pm, by phone."""
    person = a_person(study.cases[0])
    a_consent(person)
    return a_booking(person)


# Logging


def test_log_page_asks_two_things_of_a_booked_interview(client, booked):
    page = client.get(LOG)

    filled = shown(page)
    del filled["token"]
    assert filled == {
        "who": "C1-PT-01",
        "when": "today",
        "mode": "phone",
        "recording": "audio",
        "seen": "C1-PT-01=1",
        "filled": "C1-PT-01",
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


@pytest.mark.parametrize("typed", ["1 pt 2", "c1-pt-02", "C1PT2", "pt 2", " PT02 "])
def test_someone_else_is_found_by_a_loosely_typed_study_id(client, study, booked, typed):
    other = a_person(study.cases[0])
    a_consent(other)
    page = client.post(LOG, answers(who="other", someone=typed, when="other", day="10/6"))

    row = Interview.objects.get(participant=other)
    assert page.url == "/participants/c1-pt-02/interviews/1/saved/"
    assert (row.held_on, row.booked_on) == (dt.date(2022, 6, 10), None)


@pytest.mark.parametrize("role", ["professional", "foreign", "nobody"])
def test_unknown_and_foreign_ids_get_the_same_answer(client, study, role):
    number = {"professional": "2", "foreign": "2", "nobody": "2"}[role]
    if role == "foreign":
        a_consent(a_person(study.cases[1]))
    typed = f"{number} pt 1"
    page = client.post(LOG, answers(who="other", someone=typed))

    words = "We cannot find C2-PT-01. Check the ID, or add a new participant"
    assert problems(page) == {"someone": [words]}
    assert shown(page)["someone"] == typed
    assert not Interview.objects.exists()


def test_an_id_without_its_case_is_not_guessed_among_several(study, login):
    user = a_user(sites=study.sites)
    page = login(user).post(LOG, answers(who="other", someone="pt 6"))

    assert problems(page) == {"someone": ["Add the number of the case, like 5 pt 6"]}


@pytest.mark.parametrize("who", ["c2-pt-01", "c9-pt-01", "nonsense", "1", "\0"])
@pytest.mark.parametrize("url", [LOG, MISSED])
def test_address_of_somebody_unknown_answers_404(client, study, url, who):
    a_person(study.cases[1])

    assert client.get(url, {"who": who}).status_code == 404


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
    words = "We filled in what we know from the booking. Change anything that is different."
    assert page.context["form"].fields["who"].help_text == words


def test_notes_only_is_chosen_for_people_who_did_not_agree_to_audio(client, study):
    person = a_person(study.cases[0])
    a_consent(person, scopes=[Scope.INTERVIEW])
    a_booking(person)

    assert shown(client.get(LOG))["recording"] == "notes"
    page = client.post(LOG, answers(recording="audio"))
    words = "C1-PT-01 did not agree to audio recording. Choose notes only"
    assert problems(page) == {"recording": [words]}


def test_tiles_offer_todays_bookings_first_then_those_not_yet_logged(client, study, study_clock):
    study_clock("2022-06-09 09:00")
    a_booking(a_person(study.cases[0]))
    study_clock("2022-06-14 09:12")
    a_booking(a_person(study.cases[0]), booked_time=dt.time(16, 30))
    a_booking(a_person(study.cases[0], "HP", title="nurse"), booked_time=dt.time(11))
    a_booking(a_person(study.cases[0]), booked_on=ago(-1))
    a_booking(a_person(study.cases[1]), by=study.researcher2)

    tiles = [
        (str(label), label.sub)
        for _, label in client.get(LOG).context["form"].fields["who"].choices
    ]
    assert tiles == [
        ("C1-HP-01, practice nurse", "Today, 11am, phone. No consent yet."),
        ("C1-PT-02, patient", "Today, 4:30pm, phone. No consent yet."),
        ("C1-PT-01, patient", "Thursday 9 June, 2pm, phone. No consent yet."),
        ("Someone else", "Search by study ID. You can type “5 pt 6”."),
    ]


def test_answers_filled_in_for_one_person_are_checked_for_another(client, study, booked):
    other = a_person(study.cases[0])
    a_consent(other)
    a_booking(other, mode="video")
    sent = answers(who="C1-PT-02", filled="C1-PT-01", seen="C1-PT-01=1 C1-PT-02=1")
    page = client.post(LOG, sent)

    words = "C1-PT-02 was booked by video. Check how it took place"
    assert problems(page) == {"mode": [words]}
    again = client.post(LOG, sent | {"filled": shown(page)["filled"]})
    assert again.url == "/participants/c1-pt-02/interviews/1/saved/"
    assert Interview.objects.done().get().mode == "phone"


def test_the_day_of_another_booking_is_checked_too(client, study, booked, study_clock):
    study_clock("2022-06-13 09:00")
    other = a_person(study.cases[0])
    a_consent(other)
    a_booking(other, mode="person")
    study_clock("2022-06-14 09:12")
    page = client.post(
        LOG, answers(who="C1-PT-02", filled="C1-PT-01", seen="C1-PT-01=1 C1-PT-02=1")
    )

    assert problems(page) == {
        "when": ["C1-PT-02 was booked for 13 June 2022. Check the date"],
        "mode": ["C1-PT-02 was booked in person. Check how it took place"],
    }


def test_a_booking_in_the_same_way_on_another_day_asks_for_the_day_alone(client, study, booked):
    other = a_person(study.cases[0])
    a_consent(other)
    a_booking(other, ago(-1))
    page = client.post(
        LOG, answers(who="C1-PT-02", filled="C1-PT-01", seen="C1-PT-01=1 C1-PT-02=1")
    )

    words = "C1-PT-02 was booked for 15 June 2022. Check the date"
    assert problems(page) == {"when": [words]}


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


def test_a_second_interview_is_asked_about(client, study):
    an_interview(a_person(study.cases[0]), held_on=ago(3))
    page = client.post(LOG, answers())

    words = (
        "C1-PT-01 already has an interview on 11 June 2022. Open it, or say this is a second one"
    )
    assert problems(page) == {"second": [words]}
    page = client.post(LOG, answers(second="second"))
    assert page.url == "/participants/c1-pt-01/interviews/2/saved/"
    assert list(Interview.objects.values_list("wave", "part")) == [("first", 1), ("first", 2)]


def test_a_follow_up_interview_needs_no_new_person(client, study):
    an_interview(a_person(study.cases[0]), held_on=ago(3))
    page = client.get(LOG, {"who": "c1-pt-01"})
    assert page.context["form"].asked == ("second",)

    client.post(LOG, answers(second="follow_up"))
    client.post(LOG, answers(second="second"))
    waves = list(Interview.objects.order_by("number").values_list("wave", "part"))
    assert waves == [("first", 1), ("follow_up", 1), ("follow_up", 2)]


def test_a_booked_follow_up_is_logged_as_one(client, study):
    person = a_person(study.cases[0])
    an_interview(person, held_on=ago(3))
    a_booking(person, wave="follow_up")
    page = client.post(LOG, answers(seen="C1-PT-01=1"))

    assert page.url == "/participants/c1-pt-01/interviews/2/saved/"
    assert Interview.objects.get(number=2).wave == "follow_up"


def test_second_without_a_first_is_the_first(client, booked):
    client.post(LOG, answers(second="second"))

    row = Interview.objects.get()
    assert (row.wave, row.part) == ("first", 1)


def test_a_follow_up_beside_a_first_booking_leaves_the_booking(client, booked):
    client.post(LOG, answers(second="follow_up", seen="C1-PT-01=1"))

    assert [row.state for row in Interview.objects.order_by("number")] == ["booked", "done"]


def test_withdrawn_people_have_a_page_that_says_when(client, study):
    a_withdrawal(a_person(study.cases[0]), on=ago(1))
    page = client.get(LOG, {"who": "c1-pt-01"})

    assert page.templates[0].name == "participants/nothing_to_log.html"
    assert page.context["about"].withdrew_on == ago(1)


def test_an_interview_before_the_withdrawal_can_still_be_logged(client, study):
    a_withdrawal(a_person(study.cases[0]), on=ago(1))
    filled = shown(client.get(LOG, {"before": "c1-pt-01"}))
    assert (filled["who"], filled["someone"], filled["when"]) == ("other", "C1-PT-01", "other")

    sent = answers(who="other", someone="C1-PT-01", when="other", day="12/6", recording="notes")
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
        "an interview, audio, quotes, a follow-up interview, being observed and getting the results"
    )
    assert about.count_after == "1 of 10 patients"
    assert not about.is_old_form


def test_counts_say_no_target_where_the_plan_has_none(client, booked, study):
    a_plan(effective_from=TODAY, patients=0)

    assert client.get(LOG).context["about"].count_after == "patients: 1"


def test_a_number_that_no_interview_of_the_person_has_is_not_found(client, booked):
    assert client.get("/participants/c1-pt-01/interviews/1/").status_code == 200
    assert client.get("/participants/c1-pt-01/interviews/2/").status_code == 404
