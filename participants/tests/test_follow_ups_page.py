"""The list of follow-ups, and the follow-up on a person's page."""

import datetime as dt

import pytest

from linkstudy.clock import LONDON, telling
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_person,
    a_protocol,
    a_refusal,
    a_user,
    a_withdrawal,
    an_interview,
)
from linkstudy.testing.pages import problems, text_of
from participants.models import Interview, Refusal

URL = "/participants/follow-ups/"


def on(day: str):
    """The study's clock, at 9:12 on a day."""
    return telling(dt.datetime.fromisoformat(f"{day} 09:12").replace(tzinfo=LONDON))


def met(case, day: str, **facts):
    """Somebody who agreed to everything and was interviewed on a day."""
    with on(day):
        person = a_person(case, **facts)
        a_consent(person, given_on=dt.date.fromisoformat(day))
        an_interview(person)
    return person


@pytest.fixture
def wave(study):
    """Three people of case 1, whose windows open in March, April and May 2022, and one of case 2."""
    with on("2021-06-15"):
        a_protocol(effective_from=dt.date(2021, 1, 1))
    case = study.cases[0]
    days = ["2021-06-15", "2021-07-01", "2021-08-31"]
    return [*(met(case, day) for day in days), met(study.cases[1], "2021-07-20")]


def rows(page) -> list[tuple[str, str, str, str]]:
    """(ID, state, window, what to do) of each row."""
    return [
        (str(one.person), one.state.label, one.span, act[0])
        for one, act in page.context["list"].lines
    ]


def test_nobody_in_the_wave_yet(client, study):
    a_protocol()
    page = client.get(URL)

    assert page.context["list"].sentence == "Nobody is due for a follow-up interview today."
    assert page.context["list"].after == (
        "Nobody waits for their window."
        " A window runs from 9 to 12 months after the person’s first interview."
    )
    assert "No one is here yet." in text_of(page)


def test_without_settings_it_says_who_sets_them(client, study, wave, login):
    with on("2020-12-31"):
        page = client.get(URL)
        assert page.status_code == 200
    said = "No protocol settings are in force, so nobody’s follow-up window is known."
    assert page.context["list"].sentence == said
    assert page.context["list"].after == ""
    assert page.context["list"].is_behind
    with on("2020-12-31"):
        there = text_of(login(study.administrator).get(URL))
    assert "See what is still to be set up" in there


def test_before_the_first_window_it_says_when_that_opens(client, wave):
    with on("2022-03-14"):
        page = client.get(URL)

    assert page.context["list"].sentence == "Nobody is due for a follow-up interview today."
    assert page.context["list"].after == (
        "The first window opens on 15 March 2022, for C1-PT-01."
        " A window runs from 9 to 12 months after the person’s first interview."
    )
    assert rows(page) == [
        ("C1-PT-01", "Too early", "15 March to 15 June", "Book"),
        ("C1-PT-02", "Too early", "1 April to 1 July", "Book"),
        ("C1-PT-03", "Too early", "31 May to 31 August", "Book"),
    ]


def test_those_who_have_least_time_come_first_and_late_ones_are_said(client, wave, study):
    with on("2022-06-16"):
        a_booking(wave[2], dt.date(2022, 6, 20), "follow_up")
        page = client.get(URL)

    found = page.context["list"]
    assert found.sentence == (
        "1 person is due for a follow-up interview, by 1 July 2022. 1 person is overdue."
    )
    assert rows(page) == [
        ("C1-PT-01", "Overdue", "15 March to 15 June", "Book"),
        ("C1-PT-02", "Due", "1 April to 1 July", "Book"),
        ("C1-PT-03", "Booked", "31 May to 31 August", "Open"),
    ]
    assert [one.note for one, _ in found.lines] == [
        "The window closed on 15 June 2022. Book it all the same, or record a no",
        "To be interviewed again by 1 July 2022",
        "Booked for 20 June 2022",
    ]
    assert found.is_behind


def test_several_are_due_and_all_may_be_late(client, wave):
    with on("2022-06-01"):
        found = client.get(URL).context["list"]
        assert found.sentence == (
            "3 people are due for a follow-up interview, the first by 15 June 2022."
        )
        assert not found.is_behind
    with on("2022-12-01"):
        found = client.get(URL).context["list"]
        assert found.sentence == "3 people are overdue for a follow-up interview today."


def test_one_click_books_the_follow_up(client, wave):
    with on("2022-06-01"):
        url = next(act[1] for _, act in client.get(URL).context["list"].lines)
        form = client.get(url).context["form"]

    assert (url, form["wave"].value()) == ("/participants/c1-pt-01/book/", "follow_up")


def test_who_reads_alone_opens_the_person(login, wave, study):
    with on("2022-06-01"):
        page = login(study.monitor).get(URL)

    assert [row[3] for row in rows(page)] == ["Open"] * 4
    assert [row[0] for row in rows(page)] == ["C1-PT-01", "C1-PT-02", "C2-PT-01", "C1-PT-03"]


def test_filters_are_by_state_case_and_owner(login, wave, study):
    met(study.cases[1], "2021-06-20", owner=study.researcher2)
    with on("2022-06-16"):
        reader = login(study.researcher2)
        assert [row[0] for row in rows(reader.get(URL, {"owner": "me"}))] == [
            "C2-PT-02",
            "C2-PT-01",
        ]
        pi = login(study.pi)
        page = pi.get(URL, {"state": ["overdue", "due"], "case": "1"})
        assert [row[1] for row in rows(page)] == ["Overdue", "Due", "Due"]
        found = page.context["list"]
        assert found.chips == [
            ("Overdue", "?state=due&case=1"),
            ("Due", "?state=overdue&case=1"),
            ("Case 1", "?state=overdue&state=due"),
        ]
        ticks = {
            field.name: [(tick.key, tick.count, tick.is_chosen) for tick in ticks if tick.count]
            for field, ticks in found.facets()
        }
    assert ticks == {
        "state": [("overdue", 1, True), ("due", 2, True)],
        "case": [("1", 3, True), ("2", 2, False)],
        "owner": [],
    }


def test_what_a_filter_does_not_know_is_said_and_left_out(client, wave):
    with on("2022-06-01"):
        page = client.get(URL, {"state": "gone", "case": "x\x00", "page": "-1"})

    assert len(rows(page)) == 3
    said = "We do not know one of these. It is left out"
    assert page.context["list"].errors == {"state": [said], "case": [said]}


def test_filter_that_hides_everybody_offers_the_way_out(client, wave):
    with on("2022-06-01"):
        page = client.get(URL, {"state": "lost"})

    assert "No one matches. Clear all filters to see everyone ahead." in text_of(page)


def test_researcher_without_a_site_is_told_so(login, wave):
    with on("2022-06-01"):
        page = login(a_user()).get(URL)

    assert "Then you see the people there." in text_of(page)


OPEN = "15 March 2022 to 15 June 2022"
SAID = {
    "2022-03-01": f"Too early The window opens on 15 March 2022. Window: {OPEN}.",
    "2022-04-01": f"Due To be interviewed again by 15 June 2022. Window: {OPEN}. Book the follow-up",
}


@pytest.mark.parametrize("day", SAID)
def test_person_page_says_where_the_follow_up_stands(client, wave, day):
    with on(day):
        page = client.get("/participants/c1-pt-01/")

    assert SAID[day] in text_of(page)
    assert "Record a no" in dict(page.context["p"].acts)


def test_person_who_waits_for_a_first_interview(client, booked):
    a_protocol()

    said = "Follow-up Too early The window is counted from the first interview."
    assert said in text_of(client.get("/participants/c1-pt-01/"))


def test_no_to_the_follow_up_is_recorded_and_cancels_its_booking(client, wave):
    with on("2022-04-01"):
        a_booking(wave[0], dt.date(2022, 4, 20), "follow_up")
        page = client.get("/participants/c1-pt-01/decline/")
        assert "This says that there will be no follow-up interview" in text_of(page)
        answers = {"reason": "no_reply", "on": "today", "may_contact_again": "no"}
        sent = client.post("/participants/c1-pt-01/decline/", answers)

        assert sent.url == "/participants/c1-pt-01/"
        assert Refusal.objects.get().reason == "no_reply"
        assert Interview.objects.get(wave="follow_up").missed_why == "declined"
        page = client.get("/participants/c1-pt-01/")
        assert "Lost They said no, or did not reply, after their first interview." in text_of(page)
        assert page.context["p"].line.status == "Interviewed"


def test_no_to_the_follow_up_comes_after_the_first_interview(client, wave):
    with on("2022-04-01"):
        answers = {"reason": "no_reply", "on": "14/6/2021", "may_contact_again": "no"}
        page = client.post("/participants/c1-pt-01/decline/", answers)

    words = "Their first interview was on 15 June 2021. A no to the follow-up comes after it"
    assert problems(page) == {"on": [words]}


def test_no_is_not_offered_once_they_were_followed_up_or_withdrew(client, wave):
    with on("2022-04-01"):
        an_interview(wave[0], wave="follow_up")
        a_withdrawal(wave[1])
        for slug in ("c1-pt-01", "c1-pt-02"):
            acts = dict(client.get(f"/participants/{slug}/").context["p"].acts)
            assert "Record a no" not in acts
        sent = client.post(
            "/participants/c1-pt-01/decline/",
            {"reason": "busy", "on": "today", "may_contact_again": "no"},
        )
    words = "C1-PT-01 has agreed to an interview. Record a withdrawal instead"
    assert problems(sent) == {"__all__": [words]}


def test_lost_and_withdrawn_are_found_by_their_words(client, wave):
    with on("2022-04-01"):
        a_refusal(wave[0], reason="no_reply")
        a_withdrawal(wave[1])
        found = rows(client.get(URL, {"state": ["lost", "withdrew"]}))

    assert [row[:2] for row in found] == [("C1-PT-01", "Lost"), ("C1-PT-02", "Withdrew")]
