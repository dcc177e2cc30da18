"""Follow-ups among what needs attention, and on the page of a case."""

import datetime as dt

import pytest

from linkstudy.clock import LONDON, telling
from linkstudy.testing.contacts import an_attempt
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_person,
    a_protocol,
    a_refusal,
    ago,
    an_interview,
)
from linkstudy.testing.pages import text_of

pytestmark = pytest.mark.django_db


def on(day: str):
    """The study's clock, at 9:12 on a day."""
    return telling(dt.datetime.fromisoformat(f"{day} 09:12").replace(tzinfo=LONDON))


def met(case, day: str, **facts):
    """Somebody who agreed to everything and was interviewed on a day."""
    with on(day):
        person = a_person(case, **facts)
        a_consent(person, given_on=ago(0))
        an_interview(person)
    return person


@pytest.fixture
def wave(study):
    """Two people of case 1, whose windows open on 15 March and 1 April 2022, and one of case 2."""
    with on("2021-06-15"):
        a_protocol(effective_from=dt.date(2021, 1, 1))
    case, other = study.cases
    return [met(case, "2021-06-15"), met(case, "2021-07-01"), met(other, "2021-07-20")]


def items(page) -> list[tuple[str, str, str, str]]:
    """(words, address, note, tone) of each follow-up that needs attention."""
    found = [(one.words, one.url, one.note, one.tone) for one in page.context["page"].items]
    return [one for one in found if "follow-up" in one[0]]


def test_nothing_is_due_before_the_first_window_opens(login, wave, study):
    with on("2022-03-14"):
        assert items(login(study.researcher).get("/")) == []


def test_day_holds_the_follow_ups_of_ones_own_people_each_one_click_from_a_booking(
    login, wave, study
):
    with on("2022-06-16"):
        page = login(study.researcher).get("/")

    assert items(page) == [
        (
            "Book the follow-up of C1-PT-01",
            "/participants/c1-pt-01/book/",
            "Overdue, since 15 June 2022",
            "bad",
        ),
        (
            "Book the follow-up of C1-PT-02",
            "/participants/c1-pt-02/book/",
            "Due, until 1 July 2022",
            "warn",
        ),
    ]


def test_who_does_not_answer_about_the_follow_up_is_shown_for_a_decision(login, wave, study):
    with on("2022-06-16"):
        for days in (3, 2, 1):
            an_attempt(wave[1], on=ago(days))
        day = items(login(study.researcher).get("/"))
        page = login(study.researcher).get("/participants/c1-pt-02/")
        row = login(study.researcher).get("/participants/?q=c1-pt-02").context["lines"][0]

    assert day[1] == (
        "Decide about the follow-up of C1-PT-02",
        "/participants/c1-pt-02/",
        "No answer so far. Due, until 1 July 2022",
        "warn",
    )
    assert "Decide what to do" in text_of(page)
    assert '<a href="/participants/c1-pt-02/decline/?reason=no_reply">' in page.text
    assert row.step.words == "Decide: no answer"


def test_nobody_is_decided_about_whose_window_has_not_opened(login, wave, study):
    with on("2022-03-14"):
        for days in (3, 2, 1):
            an_attempt(wave[1], on=ago(days))
        assert items(login(study.researcher).get("/")) == []
        page = login(study.researcher).get("/participants/c1-pt-02/")

    assert "Decide what to do" not in text_of(page)


def test_booked_and_lost_ones_leave_the_day(login, wave, study):
    with on("2022-06-16"):
        a_booking(wave[0], ago(-3), "follow_up", deviation="They were away")
        a_refusal(wave[1], reason="no_reply")

        assert items(login(study.researcher).get("/")) == []


def test_who_does_not_book_sees_who_is_to(login, wave, study):
    with on("2022-06-16"):
        page = login(study.pi).get("/")

    assert [(words, url) for words, url, _, _ in items(page)] == [
        ("Ann Example is to book the follow-up of C1-PT-01", "/participants/c1-pt-01/"),
        ("Ann Example is to book the follow-up of C1-PT-02", "/participants/c1-pt-02/"),
        ("Ben Example is to book the follow-up of C2-PT-01", "/participants/c2-pt-01/"),
    ]


def test_window_counted_from_the_case_opens_for_all_of_it(login, wave, study):
    with on("2022-01-01"):
        a_protocol(effective_from=ago(0), follow_up_anchor="case")
    with on("2022-03-15"):
        page = login(study.researcher).get("/")

    assert [note for _, _, note, _ in items(page)] == ["Due, until 15 June 2022"] * 2


@pytest.mark.parametrize(
    ("day", "said", "note", "kind"),
    [
        (
            "2022-01-10",
            "The first window opens on 15 March 2022, for C1-PT-01. 2 too early",
            "From March 2022",
            "",
        ),
        ("2022-03-20", "1 follow-up to book. 1 due, 1 too early", "1 due", "now"),
        ("2022-06-20", "2 follow-ups to book. 1 overdue, 1 due", "1 overdue, 1 due", "now"),
    ],
)
def test_case_says_where_its_follow_ups_stand(login, wave, study, day, said, note, kind):
    with on(day):
        page = login(study.researcher).get("/cases/1/")

    assert f"Follow-up interviews {said}" in text_of(page).replace(" ,", ",")
    step = page.context["page"].steps[3]
    assert (step.note, step.kind) == (note, kind)


def test_case_without_anybody_to_follow_up_says_so(login, study):
    person = a_person(study.cases[0])
    a_consent(person, scopes=["interview"])
    page = login(study.researcher).get("/cases/1/")

    assert "Follow-up interviews Nobody waits for a follow-up." in text_of(page)
    assert page.context["page"].steps[3].note == "After the first interviews"


def test_numbers_of_a_case_lead_to_their_people(login, wave, study):
    reader = login(study.researcher)
    with on("2022-06-20"):
        counts = reader.get("/cases/1/").context["page"].wave.counts
        listed = [reader.get(url).context["list"].page.paginator.count for _, url in counts]

    assert [words for words, _ in counts] == ["1 overdue", "1 due"]
    assert listed == [1, 1]
