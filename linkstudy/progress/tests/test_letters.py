"""Letters as figures: what was sent by a day as known then, and how far those who answered got."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from cases import actions
from cases.models import Case, InvitationBatch
from linkstudy.clock import LONDON, telling
from linkstudy.figures.letters import Sums, approached, letters_sent, reminded
from linkstudy.testing.factories import (
    a_consent,
    a_person,
    a_refusal,
    a_study,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.testing.letters import a_reminder, some_letters
from linkstudy.testing.pages import text_of

pytestmark = pytest.mark.django_db
FIRST, TODAY = dt.date(2022, 5, 2), dt.date(2022, 6, 14)
DAYS = [FIRST + dt.timedelta(days=count) for count in range((TODAY - FIRST).days)]
WHY: dict[str, Any] = {"by": None}


def morning(day: dt.date) -> telling:
    return telling(dt.datetime.combine(day, dt.time(9), tzinfo=LONDON))


def figures(day: dt.date) -> tuple[Any, ...]:
    """All that is counted of letters as at a day, by the number of the case."""
    cases = Case.objects.all()
    numbers = dict(cases.values_list("pk", "number"))
    sums = {numbers[key]: value for key, value in letters_sent(cases, day).items()}
    sent = {numbers[key]: value for key, value in approached(cases, day).items()}
    return sums, sent, {numbers[key]: value for key, value in reminded(cases, day).items()}


@pytest.fixture
def past(db, study_clock) -> list[InvitationBatch]:
    """Letters of two cases, one batch corrected and one void by 1 June, with reminders."""
    study_clock("2022-05-02 09:00")
    case, other = a_study().cases
    with morning(dt.date(2022, 5, 4)):
        first = some_letters(case, FIRST, sent_out=30)
        some_letters(other, FIRST)
    with morning(dt.date(2022, 5, 20)):
        first = actions.count_returned(batch=first, version=1, undelivered=5, **WHY)
        a_reminder(first, sent_out=20)
        twice = some_letters(case, FIRST)
    with morning(dt.date(2022, 6, 1)):
        gone = actions.void_letters(batch=twice, version=1, reason="Twice", **WHY)
    return [first, gone]


def void_and_restore(batch: InvitationBatch) -> None:
    """With its reminders first, as long as they stand."""
    for reminder in batch.first.reminders.standing():
        actions.void_reminder(reminder=reminder, version=1, reason="Twice", **WHY)
    gone = actions.void_letters(batch=batch, version=batch.version, reason="Twice", **WHY)
    actions.restore_letters(batch=gone, version=gone.version, reason="Once", **WHY)


CHANGES: dict[str, Callable[[InvitationBatch, InvitationBatch], Any]] = {
    "the number sent is corrected": lambda first, gone: actions.correct_letters(
        batch=first, version=first.version, why="Misread", sent_out=48, **WHY
    ),
    "the day is corrected": lambda first, gone: actions.correct_letters(
        batch=first, version=first.version, why="Misread", sent_on=ago(30), **WHY
    ),
    "more come back": lambda first, gone: actions.count_returned(
        batch=first, version=first.version, undelivered=9, **WHY
    ),
    "letters and reminders are void, and the letters restored": lambda first, gone: (
        void_and_restore(first)
    ),
    "void letters are restored": lambda first, gone: actions.restore_letters(
        batch=gone,
        version=gone.version,
        reason="They did go",
        apart_from=[str(first.number)],
        **WHY,
    ),
    "reminders are corrected": lambda first, gone: actions.correct_reminder(
        reminder=first.first.reminders.get(),
        version=1,
        why="Miscounted",
        sent_on=dt.date(2022, 5, 20),
        sent_out=25,
        **WHY,
    ),
    "letters of long ago are recorded late": lambda first, gone: some_letters(first.case, FIRST),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_earlier_day_shows_what_it_showed(past, change):
    with morning(TODAY):
        before, today = [figures(day) for day in DAYS], figures(TODAY)
        CHANGES[change](*past)

        assert [figures(day) for day in DAYS] == before
        assert (figures(TODAY) != today) is (change != "the day is corrected")


def test_the_past_has_different_figures_on_different_days(past):
    """Else the test above would compare nothing."""
    with morning(TODAY):
        days = [figures(day) for day in DAYS]

    told = [sums.get(1) for sums, _, _ in days]
    assert list(dict.fromkeys(told)) == [
        None,
        Sums(60, 12, 30, 2),
        Sums(120, 24, 70, 7),
        Sums(60, 12, 30, 5),
    ]
    assert {sent.get(2, 0) for _, sent, _ in days} == {0, 40}
    assert [sent[1] for _, sent, _ in days[-1:]] == [30]
    assert [sums for _, _, sums in (days[0], days[-1])] == [{}, {1: 20}]


def test_letters_and_people_stand_side_by_side(login, study, study_clock):
    study_clock("2022-06-14 09:12")
    case = study.cases[0]
    first, second = some_letters(case), some_letters(case, ago(10), sent_out=7, searched=30)
    people = [a_person(case, batch=one, replied_on=ago(5)) for one in (first, first, second)]
    a_person(case)
    a_person(case, batch=second, replied_on=ago(2))
    an_interview(people[0])
    a_consent(people[1], ago(4))
    a_withdrawal(people[1])
    a_refusal(people[2])

    page = login(study.pi).get("/cases/1/")

    funnel = page.context["page"].funnel
    assert [(bar.label, bar.count, bar.of) for bar in (*funnel.letters, *funnel.steps)] == [
        ("Found", 90, 90),
        ("Left out", 24, 90),
        ("Sent", 47, 90),
        ("Came back", 4, 90),
        ("Replied", 4, 47),
        ("Consented", 2, 47),
        ("Interviewed", 1, 47),
    ]
    assert funnel.finding == "4 replied to 47 letters"
    assert "4 replied to 47 letters" in text_of(page)


def test_a_single_letter_is_one(login, study, study_clock):
    study_clock("2022-06-14 09:12")
    batch = some_letters(study.cases[0], searched=1, excluded=0, sent_out=1, undelivered=0)
    for _ in range(2):
        a_person(study.cases[0], batch=batch)

    funnel = login(study.pi).get("/cases/1/").context["page"].funnel

    assert funnel.finding == "2 replied to 1 letter"
    assert {bar.of for bar in funnel.steps} == {2}


def test_a_case_without_letters_says_so_and_who_may_record_begins_there(login, study):
    link = 'href="/cases/1/letters/record/"'
    pages = {user.role: login(user).get("/cases/1/") for user in (study.researcher, study.monitor)}

    assert {role: link in page.text for role, page in pages.items()} == {
        "researcher": True,
        "monitor": False,
    }
    assert "No letters yet." in text_of(pages["monitor"])


def test_the_list_shows_each_batch_as_known_on_the_day(login, study, study_clock):
    study_clock("2022-06-14 09:12")
    case = study.cases[0]
    batch = some_letters(case)
    a_reminder(batch)
    a_person(case, batch=batch, replied_on=ago(5))
    some_letters(case)

    client = login(study.monitor)
    now, then = client.get("/cases/1/letters/"), client.get("/cases/1/letters/?at=13/6")
    with morning(dt.date(2022, 6, 20)):
        earlier = login(study.monitor).get("/cases/1/letters/?at=14/6")
    wrong = client.get("/cases/1/letters/?at=never")

    assert [(one.batch.slug, one.reminded, one.replied) for one in now.context["lines"]] == [
        ("2022-05-31-2", 0, 0),
        ("2022-05-31", 31, 1),
    ]
    assert [(one.reminded, one.replied) for one in earlier.context["lines"]] == [
        (0, None),
        (31, None),
    ]
    assert ("Replied" in text_of(now), "Replied" in text_of(earlier)) == (True, False)
    words = "80 sent up to Tuesday 14 June 2022, as known that day. 4 came back, 31 reminded."
    assert words in text_of(now)
    assert "Nothing was sent up to Monday 13 June 2022, as known that day." in text_of(then)
    assert "Ann Example or Ben Example can record them." in text_of(then)
    assert "These are the letters up to today, not those up to another date." in text_of(wrong)


def test_a_reminder_that_is_due_and_not_sent_is_said_on_the_page(login, study, study_clock):
    study_clock("2022-06-14 09:12")
    batch = some_letters(study.cases[0], remind_on=ago(0))
    client = login(study.researcher)

    due = text_of(client.get(batch.get_absolute_url()))
    a_reminder(batch)
    sent = text_of(client.get(batch.get_absolute_url()))

    assert ("Not sent yet" in due, "Not sent yet" in sent) == (True, False)
    assert "What was in them Not said" in due


def needs(login, user, url: str) -> list[tuple[str, str, str, bool]]:
    """What a page says that letters need."""
    page = login(user).get(url).context["page"]
    told = [(one.words, one.url, one.note, one.is_late) for one in page.items]
    return [one for one in told if "reminders" in one[0]]


def test_reminders_that_are_due_are_asked_for_where_people_look(login, study, study_clock):
    study_clock("2022-06-14 09:12")
    case = study.cases[0]
    some_letters(case, ago(20), remind_on=ago(0))
    some_letters(case, ago(20), remind_on=ago(1))
    some_letters(case, ago(19), remind_on=ago(-1))
    url = "/cases/1/letters/2022-05-25-2/"
    note = "Case 1, sent 25 May, was due 13 June"
    asked = [("Ask Practice A to send reminders", f"{url}remind/", note, True)]

    for page in ("/", "/cases/1/"):
        assert needs(login, study.researcher, page) == asked
        assert needs(login, study.pi, page) == [
            ("Practice A is to send reminders", url, note, True)
        ]
    assert needs(login, study.researcher2, "/") == []


def test_nobody_is_asked_for_reminders_that_went_or_of_a_closed_case(login, study, study_clock):
    study_clock("2022-06-14 09:12")
    case = study.cases[0]
    batch = some_letters(case, ago(20), remind_on=ago(0))
    due = needs(login, study.researcher, "/")
    reminder = a_reminder(batch)
    gone = needs(login, study.researcher, "/")
    actions.void_reminder(reminder=reminder, version=1, reason="Not yet", **WHY)
    again = needs(login, study.researcher, "/")
    actions.close_case(case=case, on=ago(0), **WHY)
    closed = needs(login, study.researcher, "/")

    assert due == again
    assert [one[2:] for one in due] == [("Case 1, sent 25 May, due today", False)]
    assert (gone, closed) == ([], [])


def test_letters_that_were_taken_back_can_be_found_again(login, study):
    batch = some_letters(study.cases[0])
    actions.void_letters(batch=batch, version=batch.version, reason="Twice", by=study.researcher)
    client = login(study.researcher)

    page, earlier = (client.get("/cases/1/letters/", asked) for asked in ({}, {"at": "1/6/2022"}))

    said = "Taken back, and in no figure: "
    assert [text_of(one).count(said) for one in (page, earlier)] == [1, 0]
    assert f'<a href="{batch.get_absolute_url()}">' in page.text
    assert "Restore these letters" in client.get(batch.get_absolute_url()).text
