"""Interviews put right, taken back and restored, page by page."""

import datetime as dt

import pytest

from linkstudy.forms.questions import GONE
from linkstudy.testing.factories import (
    a_booking,
    a_missed_interview,
    a_person,
    a_refusal,
    a_topic,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.testing.pages import held_by, problems, text_of
from participants import actions
from participants.models import Interview
from participants.tests.pages import WHY, effects, send, take_back, told

PERSON = "/participants/c1-pt-01/"
INTERVIEW = f"{PERSON}interviews/1/"


pytestmark = pytest.mark.usefixtures("person")


def test_an_interview_is_filled_in_with_all_that_was_recorded(client, person, study):
    a_topic("Another topic")
    an_interview(
        person,
        ago(2),
        note="Spoke freely",
        topics=[study.topic],
        started=dt.time(14),
        setting="home",
        others="carer",
    )

    form = client.get(f"{INTERVIEW}correct/").context["form"]

    assert {name: form[name].value() for name in form.fields if name != "token"} == {
        "version": 1,
        "wave": "first",
        "held_on": "12 June 2022",
        "started": "2pm",
        "mode": "phone",
        "setting": "home",
        "minutes": 40,
        "recording": "audio",
        "others": "carer",
        "interviewer": str(study.researcher.pk),
        "topics": [study.topic.name],
        "note": "Spoke freely",
        "why": None,
        "deviation": None,
    }


def test_an_interview_is_put_right_and_its_page_says_what_it_was(client, person):
    an_interview(person, ago(2), note="Spoke freely")

    page = send(client, f"{INTERVIEW}correct/", minutes="55", note="Spoke at length", why=WHY)

    assert page.redirect_chain == [(INTERVIEW, 302)]
    assert told(page) == ["Interview 1 with C1-PT-01 is corrected"]
    [event] = page.context["put_right"]
    assert [(one.label, one.old, one.new) for one in event.details] == [
        ("Minutes", "40", "55"),
        ("Note", "Spoke freely", "Spoke at length"),
        ("Why", "", WHY),
    ]
    words = "Interview corrected on 14 June 2022 by Ann Example. History"
    assert words in text_of(page)
    assert "Minutes: was 40 , is 55" in text_of(page)
    assert page.context["interview"].minutes == 55


def test_who_may_not_read_notes_learns_that_one_was_put_right(client, person, study, login):
    an_interview(person, ago(2), note="Spoke freely")
    send(client, f"{INTERVIEW}correct/", note="Spoke at length", why=WHY)

    page = login(study.monitor).get(INTERVIEW)

    assert [word for word in ("Spoke", WHY) if word in page.text] == []
    assert [one.is_kept for one in page.context["put_right"][0].details] == [True, True]


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"why": " "}, {"why": ["Enter why it was wrong"]}),
        ({"minutes": "301"}, {"minutes": ["The length must be between 1 and 300 minutes"]}),
        ({"minutes": "=1+1"}, {"minutes": ["The length must be a number, like 45"]}),
        ({"held_on": "31/6/2022"}, {"held_on": ["June has 30 days. Enter a real date"]}),
        (
            {"held_on": "tomorrow"},
            {"held_on": ["The interview date must be today or in the past"]},
        ),
        (
            {"held_on": "1 May 2022"},
            {
                "held_on": [
                    "The interview was before consent was given on 7 June 2022. Check both dates"
                ]
            },
        ),
        ({"started": "soon"}, {"started": ["The start must be a time, like 2pm or 4:30pm"]}),
        ({"interviewer": "999"}, {"interviewer": ["Select who interviewed"]}),
        ({"topics": ["No such topic"]}, {"topics": [GONE]}),
        ({"wave": "third"}, {"wave": ["Say which interview this was"]}),
        (
            {"note": "a\u202eb"},
            {"note": ["Remove the hidden character, shown as \ufffd, after “a”"]},
        ),
        (
            {"version": "one"},
            {
                "version": [
                    "Part of this form was lost on the way. Open the page again before you save"
                ]
            },
        ),
    ],
    ids=str,
)
def test_a_wrong_correction_is_named_and_the_typing_kept(client, person, sent, wrong):
    an_interview(person, ago(2))

    page = send(client, f"{INTERVIEW}correct/", mode="video", **({"why": WHY} | sent))

    assert problems(page) == wrong
    assert page.context["form"]["mode"].value() == "video"
    assert Interview.objects.get().mode == "phone"


def test_nothing_to_put_right_is_said(client, person):
    an_interview(person, ago(2))

    page = send(client, f"{INTERVIEW}correct/", why="To be sure")

    assert problems(page) == {
        "__all__": ["Nothing is different. Change what was wrong, or leave the page"]
    }


def test_two_corrections_at_once_show_both_values(client, person, study):
    done = an_interview(person, ago(2), note="Spoke freely", topics=[study.topic])
    url = f"{INTERVIEW}correct/"
    sent = held_by(client.get(url), minutes="55", note="Spoke at length", why=WHY)
    facts = {name: getattr(done, name) for name in ("held_on", "wave", "recording", "mode")}
    actions.correct_interview(
        interview=done,
        version=1,
        why="Mistyped",
        minutes=44,
        note="Spoke a little",
        topics=[],
        interviewer=study.researcher,
        by=study.pi,
        **facts,
    )

    overtaken = client.post(url, sent)
    again = client.post(url, held_by(overtaken, token="b" * 32))

    assert problems(overtaken) == {
        "__all__": [f"{study.pi} changed this while you were typing. Nothing is saved yet"]
    }
    assert overtaken.context["form"].stale == [
        ("How many minutes did it last?", "44", "55"),
        ("Note", "Spoke a little", "Spoke at length"),
        ("What does it make us think about?", "Nothing", study.topic.name),
    ]
    assert again.url == INTERVIEW
    assert Interview.objects.done().get().minutes == 55


def test_a_correction_sent_five_times_is_made_once(client, person):
    an_interview(person, ago(2))
    url = f"{INTERVIEW}correct/"
    sent = held_by(client.get(url), minutes="55", why=WHY)

    places = {client.post(url, sent).url for _ in range(5)}

    assert (places, Interview.objects.count()) == ({INTERVIEW}, 2)


@pytest.mark.parametrize("verb", ["void", "restore"])
def test_taking_back_and_restoring_sent_twice_is_done_once(client, person, verb):
    an_interview(person, ago(2))
    if verb == "restore":
        take_back(client, INTERVIEW)
    url = f"{INTERVIEW}{verb}/"
    sent = held_by(client.get(url), reason="A mistake")
    before = Interview.objects.count()

    places = {client.post(url, sent).url for _ in range(2)}

    assert (places, Interview.objects.count() - before) == ({INTERVIEW}, int(verb == "restore"))


def test_a_form_opened_before_a_correction_is_not_taken_for_a_newer_one(client, person):
    """The row that took the old one's place must not look like the version that was seen."""
    an_interview(person, ago(2))
    stale = {page: held_by(client.get(f"{INTERVIEW}{page}/")) for page in ("correct", "void")}
    send(client, f"{INTERVIEW}correct/", minutes="55", why=WHY)

    late = client.post(f"{INTERVIEW}correct/", stale["correct"] | {"mode": "video", "why": WHY})
    gone = client.post(f"{INTERVIEW}void/", stale["void"] | {"reason": WHY})

    words = "Ann Example changed this while you were typing. Nothing is saved yet"
    assert [problems(page) for page in (late, gone)] == [{"__all__": [words]}] * 2
    assert Interview.objects.done().get().minutes == 55


def test_a_missed_interview_is_put_right(client, person, study_clock):
    study_clock("2022-06-13 09:12")
    a_missed_interview(person)
    study_clock("2022-06-14 09:12")

    opened = client.get(f"{INTERVIEW}correct/")
    page = send(client, f"{INTERVIEW}correct/", missed_why="moved", missed_on="14/6", why=WHY)

    assert "It did take place? Take this record back, then log the interview." in text_of(opened)
    assert effects(opened)[0] == "No number of people interviewed changes"
    assert told(page) == ["Missed interview 1 with C1-PT-01 is corrected"]
    now = page.context["interview"]
    assert (now.missed_why, now.missed_on) == ("moved", dt.date(2022, 6, 14))


def test_that_they_withdrew_or_said_no_is_offered_only_where_it_was_recorded(client, person, study):
    a_booking(person)
    a_withdrawal(person)
    no = a_person(study.cases[0])
    a_booking(no)
    a_refusal(no)
    a_missed_interview(a_person(study.cases[0]))

    pages = [f"/participants/c1-pt-0{number}/interviews/1/correct/" for number in (1, 2, 3)]
    forms = [client.get(page).context["form"] for page in pages]

    offered = [[str(label) for _, label in form.fields["missed_why"].choices] for form in forms]
    usual = ["They did not come or answer", "They asked to move it", "We could not make it"]
    assert offered == [
        [*usual, "They withdrew"],
        [*usual, "They do not want to take part"],
        usual,
    ]


def test_a_booking_is_changed_and_not_put_right(client, person):
    a_booking(person)

    page = client.get(f"{INTERVIEW}correct/")

    assert page.url == f"{INTERVIEW}change/"
    assert client.get(INTERVIEW).context["acts"] == [("Take back", f"{INTERVIEW}void/")]


@pytest.mark.parametrize(
    ("facts", "more", "words"),
    [
        ({}, {}, "Case 1 will have 0 of 10 patients"),
        ({"wave": "follow_up"}, {}, "No number of people interviewed changes"),
        ({}, {"second": True}, "No number of people interviewed changes"),
    ],
    ids=str,
)
def test_what_changes_in_figures_is_said_before(client, person, facts, more, words):
    an_interview(person, ago(3), **facts)
    if more:
        an_interview(person, ago(2), **more)

    assert effects(client.get(f"{INTERVIEW}void/"))[0] == words


def test_the_figure_stays_with_a_correction_and_comes_back_with_a_return(client, person):
    an_interview(person, ago(3))

    correcting = client.get(f"{INTERVIEW}correct/")
    take_back(client, INTERVIEW)
    restoring = client.get(f"{INTERVIEW}restore/")

    words = "Case 1 has 1 of 10 patients, unless you change which interview it was"
    assert effects(correcting)[0] == words
    assert effects(restoring)[0] == "Case 1 will have 1 of 10 patients"
    assert "Done on 11 June 2022, void since 14 June 2022." in text_of(restoring)


def test_an_interview_is_taken_back_and_restored(client, person):
    an_interview(person, ago(3))

    gone = take_back(client, INTERVIEW)
    back = send(client, f"{INTERVIEW}restore/", reason="It was them")

    assert told(gone) == ["Interview 1 with C1-PT-01 is void"]
    assert gone.context["acts"] == [("Restore", f"{INTERVIEW}restore/")]
    assert told(back) == ["Interview 1 with C1-PT-01 is restored"]
    assert [words for words, _ in back.context["acts"]] == ["Correct", "Take back"]
    assert (back.context["interview"].state, Interview.objects.count()) == ("done", 2)


def test_a_return_that_cannot_be_is_refused_above_the_form(client, person):
    an_interview(person, ago(3))
    take_back(client, INTERVIEW)
    an_interview(person, ago(2))

    page = send(client, f"{INTERVIEW}restore/", reason="It was them")

    [words] = problems(page)["__all__"]
    assert words.startswith("C1-PT-01 has this interview already, on 12 June 2022.")
    assert page.context["form"]["reason"].value() == "It was them"
