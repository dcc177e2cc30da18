"""Logging, booking and taking back an interview, page by page."""

import datetime as dt
from typing import Any

import pytest

from linkstudy.audit.models import Entry
from linkstudy.identities.service import unseal
from linkstudy.testing.factories import (
    SmallStudy,
    a_booking,
    a_consent,
    a_person,
    a_plan,
    a_study,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
)
from participants import actions
from participants.models import Interview
from participants.vocabulary import Scope

LOG = "/interviews/log/"
MISSED = "/interviews/log-missed/"
TODAY = dt.date(2022, 6, 14)


@pytest.fixture
def study(db, study_clock) -> SmallStudy:
    study_clock("2022-06-14 09:12")
    return a_study()


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


def answers(**more: Any) -> dict[str, Any]:
    """The answers of the page for C1-PT-01, as they stand once the two questions are answered."""
    given = {
        "who": "C1-PT-01",
        "when": "today",
        "mode": "phone",
        "minutes": "45",
        "recording": "audio",
        "agreed": "on",
    }
    return {name: value for name, value in (given | more).items() if value is not None}


def problems(page) -> dict[str, list[str]]:
    """{field: its messages} of the page's form."""
    return {name: list(said) for name, said in page.context["form"].errors.items()}


def shown(page) -> dict[str, Any]:
    """{field: what the page filled in}."""
    return {field.name: field.value() for field in page.context["form"] if field.value()}


def told(page) -> list[str]:
    """The messages of the page that a redirect led to."""
    return [str(message) for message in page.context["messages"]]


def verbs() -> list[str]:
    return [entry.verb for entry in Entry.objects.order_by("seq")]


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


def test_a_booking_changed_meanwhile_shows_both_values_and_saves_nothing(client, booked, study):
    actions.change_booking(
        booking=booked,
        version=1,
        booked_on=ago(-1),
        booked_time=dt.time(16),
        mode="video",
        setting="",
        interviewer=study.pi,
        by=study.pi,
    )
    sent = answers(seen="C1-PT-01=1", note="Typed with care")
    page = client.post(LOG, sent)

    form = page.context["form"]
    assert problems(page)["__all__"] == [
        f"{study.pi} changed this while you were typing. Nothing is saved yet"
    ]
    assert form.stale == [
        ("Booked for", "Tomorrow, 4pm", "Took place on 14 June 2022"),
        ("Interviewer", study.pi.name, "You"),
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


# Missed


def missed(**more: Any) -> dict[str, Any]:
    given = {"who": "C1-PT-01", "when": "today", "missed_why": "absent", "again": "no"}
    return given | more


def test_missed_page_is_filled_in_from_the_booking(client, booked):
    filled = shown(client.get(MISSED))

    assert (filled["who"], filled["when"]) == ("C1-PT-01", "today")


def test_a_missed_interview_is_recorded(client, booked):
    page = client.post(MISSED, missed())

    row = Interview.objects.get()
    assert (row.state, row.missed_on, row.missed_why) == ("missed", TODAY, "absent")
    assert page.url == "/participants/c1-pt-01/"
    assert verbs()[-2:] == ["interview.missed", "participant.missed"]


def test_a_missed_interview_can_be_booked_again_at_once(client, booked):
    page = client.post(MISSED, missed(again="yes", missed_why="moved"))

    assert page.url == "/participants/c1-pt-01/book/"


def test_missed_because_they_withdrew_leads_to_the_withdrawal(client, booked):
    page = client.post(MISSED, missed(missed_why="withdrew", again=""))

    assert page.url == "/participants/c1-pt-01/withdraw/"
    assert Interview.objects.get().state == "booked"


def test_missed_needs_a_booking_and_an_answer_to_what_next(client, study):
    a_person(study.cases[0])

    page = client.post(MISSED, missed())
    assert problems(page) == {"who": ["C1-PT-01 has no booking. Book an interview first"]}
    page = client.post(MISSED, {})
    assert problems(page) == {
        "who": ["Select who you were going to interview"],
        "missed_why": ["Select what happened"],
        "when": ["Select when the interview was"],
        "again": ["Select whether to book it again"],
    }


# Booking


def booking(**more: Any) -> dict[str, Any]:
    given = {"booked_on": "17/6", "booked_time": "2pm", "mode": "video", "setting": ""}
    return given | more


def test_booking_writes_day_time_and_way(client, study):
    a_person(study.cases[0])
    page = client.post(
        "/participants/c1-pt-01/book/", booking(interviewer=study.researcher.pk), follow=False
    )

    row = Interview.objects.get()
    assert page.url == "/participants/c1-pt-01/"
    assert (row.booked_on, row.booked_time) == (dt.date(2022, 6, 17), dt.time(14))
    assert (row.mode, row.setting, row.wave) == ("video", "", "first")
    assert row.interviewer == study.researcher
    assert verbs()[-1] == "interview.booked"


def test_booking_page_offers_the_members_of_the_site_and_chooses_me(client, study):
    zoe = a_user(name="Zoe Example", sites=[study.sites[0]])
    a_person(study.cases[0])
    field = client.get("/participants/c1-pt-01/book/").context["form"]["interviewer"]

    names = [(key, str(label)) for key, label in field.field.choices]
    assert names == [(str(study.researcher.pk), "You, Ann Example"), (str(zoe.pk), "Zoe Example")]
    assert field.value() == study.researcher.pk


def test_booking_somebody_of_another_site_as_interviewer_is_refused(client, study):
    a_person(study.cases[0])
    page = client.post("/participants/c1-pt-01/book/", booking(interviewer=study.researcher2.pk))

    assert problems(page) == {"interviewer": ["Select who will interview"]}
    assert not Interview.objects.exists()


def test_follow_up_is_offered_after_the_first_interview(client, study):
    an_interview(a_person(study.cases[0]))
    page = client.get("/participants/c1-pt-01/book/")
    assert shown(page)["wave"] == "follow_up"

    sent = booking(interviewer=study.researcher.pk, wave="follow_up")
    client.post("/participants/c1-pt-01/book/", sent)
    assert Interview.objects.get(number=2).wave == "follow_up"


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("booked", "C1-PT-01 already has a booking. Open it to change the day"),
        ("withdrawn", "C1-PT-01 withdrew on 14 June 2022. Nothing more can be booked"),
    ],
)
def test_booking_is_refused_in_words(client, study, case, words):
    person = a_person(study.cases[0])
    {"booked": a_booking, "withdrawn": a_withdrawal}[case](person)
    page = client.post("/participants/c1-pt-01/book/", booking(interviewer=study.researcher.pk))

    assert problems(page) == {"booked_on": [words]}


def test_a_booking_in_the_past_is_refused(client, study):
    a_person(study.cases[0])
    page = client.post(
        "/participants/c1-pt-01/book/",
        booking(interviewer=study.researcher.pk, booked_on="13 June 2022"),
    )

    assert problems(page) == {"booked_on": ["The day must be today or later"]}


CHANGE = "/participants/c1-pt-01/interviews/1/change/"


def test_a_booking_can_be_changed(client, booked, study):
    page = client.get(CHANGE)
    filled = shown(page)
    assert (filled["booked_on"], filled["booked_time"]) == ("14 June 2022", "2pm")

    page = client.post(CHANGE, booking(interviewer=study.researcher.pk, version=1))
    row = Interview.objects.get()
    assert page.url == "/participants/c1-pt-01/interviews/1/"
    assert (row.booked_on, row.mode, row.version) == (dt.date(2022, 6, 17), "video", 2)
    assert verbs()[-1] == "booking.changed"


def test_two_windows_lose_nothing(client, booked, study, login):
    """The second to save sees both values, and keeps their typing; saving again is deliberate."""
    other = login(a_user(name="Tom Example", sites=[study.sites[0]]))
    mine, theirs = client.get(CHANGE), other.get(CHANGE)
    me = study.researcher.pk
    version = shown(mine)["version"]
    other.post(CHANGE, booking(booked_on="15/6", interviewer=me, version=shown(theirs)["version"]))
    page = client.post(CHANGE, booking(booked_on="16/6", interviewer=me, version=version))

    form = page.context["form"]
    assert form.stale == [
        ("Which day?", "15 June 2022", "16 June 2022"),
        ("How will it take place?", "Video", "Video"),
    ]
    assert problems(page)["__all__"] == [
        "Tom Example changed this while you were typing. Nothing is saved yet"
    ]
    assert shown(page)["booked_on"] == "16/6"
    assert Interview.objects.get().booked_on == dt.date(2022, 6, 15)
    again = client.post(
        CHANGE, booking(booked_on="16/6", interviewer=me, version=shown(page)["version"])
    )
    assert again.url == "/participants/c1-pt-01/interviews/1/"
    assert Interview.objects.get().booked_on == dt.date(2022, 6, 16)


def test_a_booking_that_became_an_interview_cannot_be_changed(client, booked, study):
    client.post(LOG, answers())
    page = client.get(CHANGE, follow=True)
    assert told(page) == ["This interview is not booked any more"]

    page = client.post(CHANGE, booking(interviewer=study.researcher.pk, version=1))
    assert problems(page) == {
        "__all__": ["This interview is not booked any more. Open it to see what happened"]
    }


# Looking at one, and taking it back


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("booked", "Booked for 14 June 2022"),
        ("done", "Done on 14 June 2022"),
        ("missed", "Missed on 14 June 2022"),
        ("void", "Void since 14 June 2022"),
    ],
)
def test_interview_page_says_where_it_stands(client, booked, state, words):
    if state == "missed":
        client.post(MISSED, missed())
    if state in {"done", "void"}:
        client.post(LOG, answers())
    if state == "void":
        client.post(
            "/participants/c1-pt-01/interviews/1/void/", {"version": 2, "reason": "Mistake"}
        )

    page = client.get("/participants/c1-pt-01/interviews/1/")
    assert page.context["state"] == words


@pytest.mark.parametrize(
    ("role", "note"),
    [("researcher", "A note"), ("pi", "A note"), ("monitor", None), ("administrator", None)],
)
def test_a_note_is_read_by_those_who_may(study, login, role, note):
    an_interview(a_person(study.cases[0]), note="A note")
    page = login(getattr(study, role)).get("/participants/c1-pt-01/interviews/1/")

    assert page.context["texts"].get("note") == note
    assert (b"A note" in page.content) == (note is not None)


@pytest.mark.parametrize(
    "url",
    [
        "/participants/c2-pt-01/interviews/1/",
        "/participants/c2-pt-01/interviews/1/void/",
        "/participants/c2-pt-01/interviews/1/change/",
        "/participants/c2-pt-01/interviews/1/saved/",
        "/participants/c2-pt-01/book/",
    ],
)
def test_another_sites_pages_answer_as_if_nothing_were_there(client, study, url):
    a_booking(a_person(study.cases[1]))
    foreign, none = client.get(url), client.get(url.replace("c2-pt-01", "c2-pt-77"))

    assert (foreign.status_code, none.status_code) == (404, 404)
    assert foreign.content == none.content
    assert client.get(url.replace("/1/", "/99999999999999999999/")).status_code == 404


VOID = "/participants/c1-pt-01/interviews/1/void/"


def test_voiding_keeps_the_row_with_its_reason(client, booked):
    client.post(LOG, answers())
    version = shown(client.get(VOID))["version"]
    page = client.post(VOID, {"version": version, "reason": "Logged for the wrong person"})

    row = Interview.objects.get()
    assert page.url == "/participants/c1-pt-01/interviews/1/"
    assert row.state == "void"
    reason = unseal(row.participant.person, "interview.void", row.void_reason)
    assert reason == "Logged for the wrong person"
    assert verbs()[-1] == "interview.voided"


def test_voiding_needs_a_reason_and_the_row_as_it_was_seen(client, booked):
    assert problems(client.post(VOID, {"version": 1})) == {"reason": ["Enter why it is void"]}
    client.post(LOG, answers())
    page = client.post(VOID, {"version": 1, "reason": "A mistake"})

    words = "Ann Example changed this while you were typing. Nothing is saved yet"
    assert problems(page) == {"__all__": [words]}
    assert Interview.objects.get().state == "done"


def test_a_void_interview_cannot_be_voided_again(client, booked):
    client.post(VOID, {"version": 1, "reason": "A mistake"})
    page = client.get(VOID, follow=True)
    assert told(page)[-1] == "This interview is already void"

    page = client.post(VOID, {"version": 2, "reason": "Again"})
    assert problems(page) == {"__all__": ["This interview is already void"]}


@pytest.mark.parametrize(
    ("role", "url", "status"),
    [
        ("pi", LOG, 403),
        ("monitor", LOG, 403),
        ("administrator", MISSED, 403),
        ("pi", "/participants/c1-pt-01/book/", 403),
        ("pi", VOID, 200),
        ("administrator", VOID, 403),
        ("ppi", "/participants/c1-pt-01/interviews/1/", 403),
    ],
)
def test_pages_open_to_the_roles_of_the_policy(study, login, booked, role, url, status):
    assert login(getattr(study, role)).get(url).status_code == status


@pytest.mark.parametrize("people", [1, 5])
def test_log_page_asks_the_database_as_often_for_one_as_for_many(
    client, study, people, django_assert_max_num_queries
):
    for _ in range(people):
        person = a_person(study.cases[0])
        a_consent(person)
        a_booking(person)
    client.get(LOG)
    with django_assert_max_num_queries(15):
        client.get(LOG)
