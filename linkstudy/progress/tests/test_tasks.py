"""Everything that is owed, on one page."""

import datetime as dt

import pytest
from django.http import QueryDict

from cases import actions
from linkstudy import clock
from linkstudy.progress import tasks
from linkstudy.progress.kinds import COUNTED, Kind, counted
from linkstudy.progress.tasks import Tasks
from linkstudy.rows import Picked
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_person,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
    an_observation,
)
from linkstudy.testing.in_the_field import (
    a_collected_document,
    a_safety_note,
    some_routine_data,
)
from linkstudy.testing.questionnaires import a_questionnaire
from linkstudy.testing.thanks import a_purchase, a_voucher
from participants.models import Participant
from participants.thanks_page import ledger

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def owing(study):
    """Case 1: two people to call back, one of them late, and a booking that waits; Case 2: one
    more to call back. Each case has seen an observation day."""
    one, two = study.cases
    an_observation(one)
    an_observation(two)
    a_person(one, replied_on=ago(8))
    a_person(one, replied_on=ago(7))
    with clock.telling(dt.datetime(2022, 6, 10, 9, tzinfo=clock.LONDON)):
        a_booking(a_person(one), booked_on=dt.date(2022, 6, 11))
    a_person(two, replied_on=ago(9))
    return study


def listed(reader, query=""):
    """[(title, [words])] of the groups that the reader is shown."""
    found = Tasks(QueryDict(query), reader).groups
    return [(group.title, [one.words for one in group.shown]) for group in found]


def test_a_pi_sees_what_everybody_owes_kind_by_kind(owing):
    assert listed(owing.pi) == [
        (
            "Bookings to write down (1)",
            ["Ann Example has not said yet what happened with C1-PT-03"],
        ),
        (
            "Next steps with people (3)",
            [
                "Ben Example is to call C2-PT-01 back",
                "Ann Example is to call C1-PT-01 back",
                "Ann Example is to call C1-PT-02 back",
            ],
        ),
    ]


def test_who_owes_how_much_leads_to_what_they_owe(owing):
    found = Tasks(QueryDict(), owing.pi).people

    assert [(one.who, one.count, one.late, one.url) for one in found] == [
        ("Ann Example", 3, 2, f"?owner={owing.researcher.number}"),
        ("Ben Example", 1, 1, f"?owner={owing.researcher2.number}"),
    ]
    assert listed(owing.pi, found[1].url[1:]) == [
        ("Next steps with people (1)", ["Ben Example is to call C2-PT-01 back"])
    ]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("owner=me", ["Bookings to write down (1)", "Next steps with people (2)"]),
        ("kind=next-steps", ["Next steps with people (2)"]),
        ("case=1&kind=bookings", ["Bookings to write down (1)"]),
        ("kind=follow-ups", []),
        ("case=2", ["Bookings to write down (1)", "Next steps with people (2)"]),
        ("owner=999", ["Bookings to write down (1)", "Next steps with people (2)"]),
    ],
)
def test_a_researcher_sees_their_sites_alone_and_narrows_them(owing, query, titles):
    assert [title for title, _ in listed(owing.researcher, query)] == titles


def test_what_is_not_understood_is_said_beside_its_question(owing):
    page = Tasks(QueryDict("case=2&owner=me"), owing.researcher)

    assert page.errors == {"case": ["We do not know one of these. It is left out"]}
    assert page.chips == [("You", "?case=2")]


def test_a_team_at_ones_sites_can_be_chosen_and_nobody_else(owing):
    left = a_user(sites=[owing.sites[0]])

    offered = Tasks(QueryDict(), owing.researcher).offered("owner")

    assert offered == [("me", "You"), (str(left.number), left.name)]


def test_a_day_holds_what_the_list_says_its_person_owes(login, owing):
    day = login(owing.researcher).get("/").context["page"]
    mine = Tasks(QueryDict("owner=me"), owing.researcher)

    assert sorted(one.words for one in mine.items) == sorted(one.words for one in day.items)


def test_decisions_are_owed_by_those_who_may_decide(study):
    person = a_person(study.cases[0])
    a_consent(person)
    an_interview(person, started=dt.time(9))
    a_withdrawal(person, time=dt.time(8))
    told = [
        (
            "Decisions after a withdrawal (1)",
            ["Decide on C1-PT-01’s interview of 14 June 2022"],
        )
    ]

    assert listed(study.pi, "kind=decisions") == told
    assert listed(study.pi, "kind=decisions&owner=me&case=1") == told
    assert listed(study.researcher, "kind=decisions") == []


def test_a_page_shows_the_first_of_a_kind_and_leads_to_all(login, study):
    for _ in range(tasks.FIRST + 1):
        a_person(study.cases[0], replied_on=ago(8))

    page = login(study.pi).get("/tasks/")
    group = page.context["list"].groups[0]
    every = login(study.pi).get(f"/tasks/{group.url}").context["list"].groups[0]

    assert (len(group.shown), group.url) == (tasks.FIRST, "?kind=next-steps")
    assert (len(every.shown), every.url, every.is_cut) == (tasks.FIRST + 1, "", False)


def test_more_than_the_page_reads_is_said_not_counted(login, study, monkeypatch):
    monkeypatch.setattr(tasks, "MOST", 2)
    for _ in range(4):
        a_person(study.cases[0], replied_on=ago(8))

    page = login(study.pi).get("/tasks/?kind=next-steps")
    found = page.context["list"]

    assert [(one.title, len(one.shown), one.is_cut) for one in found.groups] == [
        ("Next steps with people (2+)", 2, True)
    ]
    assert found.sentence == "More than 2 things are owed."
    assert "Choose whose, or a case, to see the others." in page.text


@pytest.mark.parametrize(
    ("replies", "sentence"),
    [
        ([], "Nothing is owed."),
        ([7], "1 thing is owed, and it is not late."),
        ([8], "1 thing is owed, and it is late."),
        ([7, 7], "2 things are owed, none of them late."),
        ([8, 7], "2 things are owed, 1 of them late."),
    ],
)
def test_the_list_in_a_sentence(study, replies, sentence):
    an_observation(study.cases[0])
    an_observation(study.cases[1])
    for days in replies:
        a_person(study.cases[0], replied_on=ago(days))

    assert Tasks(QueryDict(), study.pi).sentence == sentence


def test_what_is_nobodys_own_is_the_teams(owing):
    ending = Tasks(QueryDict(), owing.administrator)

    assert ending._named("") == ("The team", "")
    assert ending._named(owing.administrator) == (owing.administrator.name, "?owner=me")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "Nothing is owed now."),
        ("?kind=follow-ups", "Nothing matches."),
    ],
)
def test_an_empty_list_says_why(login, study, query, words):
    an_observation(study.cases[0])

    assert words in login(study.researcher).get(f"/tasks/{query}").text


def test_somebody_who_works_nowhere_learns_who_can_help(login):
    assert "Then you see what is owed there." in login("researcher").get("/tasks/").text


def test_every_kind_can_be_counted_in_a_letter():
    assert set(COUNTED) == set(Kind)
    assert counted(Kind.STEP, "1") == "1 person is to hear from us"
    assert counted(Kind.STEP, "1,200") == "1,200 people are to hear from us"


def test_an_overdue_questionnaire_is_owed_by_who_looks_after_the_person(study):
    with clock.telling(dt.datetime(2022, 6, 1, 9, tzinfo=clock.LONDON)):
        person = a_person(study.cases[0])
        given = a_questionnaire(person, due_on=dt.date(2022, 6, 13))
    kind = f"kind={Kind.QUESTIONNAIRE}"
    found = Tasks(QueryDict(kind), study.researcher).items

    assert [(one.words, one.url, one.note, one.is_late) for one in found] == [
        (
            "Ask C1-PT-01 for their questionnaire",
            f"/participants/c1-pt-01/questionnaires/{given.number}/outcome/",
            "Well-being questionnaire, was due 13 June",
            True,
        )
    ]
    assert listed(study.monitor, kind) == [
        (
            "Questionnaires to ask for (1)",
            ["Ann Example is to ask C1-PT-01 for their questionnaire"],
        )
    ]
    assert listed(study.researcher2, kind) == []


def test_papers_that_wait_are_owed_by_who_has_them(study):
    case = study.cases[0]
    person = a_person(case)
    held = an_interview(person, ago(3))
    a_purchase(case.site, on=ago(3))
    given = a_voucher(held, on=ago(2))
    an_observation(case, ago(1), notes="started")
    paper = a_collected_document(case, confidential=True, received_on=ago(4))
    data = some_routine_data(case)
    actions.receive_routine_data(
        data=data, version=data.version, received_on=ago(0), by=study.researcher
    )
    query = "kind=receipts&kind=fieldwork"
    found = Tasks(QueryDict(query), study.researcher).items

    assert [(one.words, one.url, one.note, one.is_late) for one in found] == [
        (
            "Get the receipt of C1-PT-01",
            f"/participants/c1-pt-01/vouchers/{given.number}/receipt/",
            "Voucher given 12 June",
            False,
        ),
        (
            f"Redact document {paper.number} of Case 1",
            f"/cases/1/fieldwork/documents/{paper.number}/redact/",
            "Received 10 June",
            False,
        ),
        (
            "Finish the field notes of day 1 in Case 1",
            "/cases/1/observation-days/1/",
            "Observed 13 June",
            False,
        ),
        (
            "Check routine data 1 of Case 1 for small numbers",
            "/cases/1/fieldwork/routine-data/1/check/",
            "Came 14 June",
            False,
        ),
    ]
    assert listed(study.monitor, query) == [
        ("Receipts to get (1)", ["Ann Example is to get the receipt of C1-PT-01"]),
        (
            "Fieldwork to finish (3)",
            [
                "Ann Example is to redact document 1 of Case 1",
                "Ann Example is to finish the field notes of day 1 in Case 1",
                "Ann Example is to check routine data 1 of Case 1 for small numbers",
            ],
        ),
    ]
    assert listed(study.researcher2, query) == []


@pytest.mark.parametrize(("level", "asked"), [("no_contact", False), ("keep", True)])
def test_no_receipt_is_asked_of_whom_nobody_is_to_contact(study, level, asked):
    person = a_person(study.cases[0])
    held = an_interview(person, ago(3))
    a_purchase(person.case.site, on=ago(3))
    a_voucher(held, on=ago(2))
    a_withdrawal(person, on=ago(0), level=level)

    assert bool(Tasks(QueryDict("kind=receipts"), study.researcher).items) is asked
    assert ledger(study.researcher).outstanding_count == 1


def test_a_receipt_is_asked_of_who_agrees_again_after_silence(study):
    person = a_person(study.cases[0])
    held = an_interview(person, ago(3))
    a_purchase(person.case.site, on=ago(3))
    a_voucher(held, on=ago(2))
    a_withdrawal(person, on=ago(1), level="no_contact")
    a_consent(person, ago(0))

    assert len(Tasks(QueryDict("kind=receipts"), study.researcher).items) == 1


def test_whoever_cannot_be_chosen_is_named_without_a_link(study):
    a_safety_note(study.cases[0], by=study.pi)
    a_person(study.cases[0], replied_on=ago(8))
    other = a_user("pi")

    found = {one.who: one.url for one in Tasks(QueryDict(), other).people}

    assert found[study.pi.name] == ""
    assert found[study.researcher.name] == f"?owner={study.researcher.number}"


def test_a_list_puts_keys_in_order_first_and_reads_a_page_alone(study):
    people = [a_person(study.cases[0]) for _ in range(3)]
    rows = Picked(Participant.objects.order_by("-study_id"))

    assert (len(rows), rows[0], rows[1:3]) == (3, people[2], [people[1], people[0]])
