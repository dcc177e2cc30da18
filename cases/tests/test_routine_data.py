"""Routine data: asked for, received, checked for small numbers, and put right."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases import actions
from cases.fieldwork import Fieldwork
from cases.models import RoutineData
from cases.objections import objections
from linkstudy.audit.tests.lifting import sql
from linkstudy.testing.factories import a_case, ago
from linkstudy.testing.in_the_field import a_collected_document, a_debrief, some_routine_data
from linkstudy.testing.pages import held_by, problems, text_of

pytestmark = pytest.mark.django_db
PAGE = "/cases/1/fieldwork/"
ADD = f"{PAGE}routine-data/add/"
ONE = f"{PAGE}routine-data/1/"
TYPED = {"kind": "practice", "starts_on": "1/1", "ends_on": "31/5", "requested_on": "8/6"}


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def told(page) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def receive(data: RoutineData, on: dt.date) -> RoutineData:
    by = data.case.lead
    return actions.receive_routine_data(data=data, version=data.version, received_on=on, by=by)


def check(data: RoutineData, on: dt.date) -> RoutineData:
    by = data.case.lead
    return actions.check_routine_data(data=data, version=data.version, checked_on=on, by=by)


def send(client, url: str, **more: Any):
    return client.post(url, held_by(client.get(url), **more), follow=True)


def test_it_is_asked_for_from_what_people_type(login, study):
    page = login(study.researcher).post(ADD, TYPED, follow=True)

    data = RoutineData.objects.get()
    assert (data.kind, data.label, data.what, data.number) == (
        "practice",
        "",
        "Practice records",
        1,
    )
    assert (data.starts_on, data.ends_on) == (dt.date(2022, 1, 1), dt.date(2022, 5, 31))
    assert (data.requested_on, data.received_on, data.checked_on) == (ago(6), None, None)
    assert told(page) == ["Routine data 1 of Case 1 saved"]
    assert page.redirect_chain == [(PAGE, 302)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("28/2", dt.date(2022, 2, 28)),
        ("30/6", dt.date(2022, 6, 30)),
        ("31/12/2022", dt.date(2022, 12, 31)),
    ],
)
def test_a_last_day_without_a_year_lies_behind_us_or_close_ahead(login, study, typed, meant):
    login(study.researcher).post(ADD, TYPED | {"ends_on": typed})

    assert RoutineData.objects.get().ends_on == meant


def test_something_else_has_a_label(login, study):
    client = login(study.researcher)
    page = client.post(ADD, TYPED | {"kind": "other"})
    assert problems(page) == {"label": ["Enter what they are"]}

    client.post(ADD, TYPED | {"kind": "other", "label": "Appointments by month"})
    client.post(ADD, TYPED | {"label": "Typed before they changed their mind"})

    assert [one.what for one in RoutineData.objects.order_by("number")] == [
        "Appointments by month",
        "Practice records",
    ]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"kind": ""}, "Select what they are"),
        ({"starts_on": ""}, "Enter the first day that they are of"),
        ({"ends_on": "31 December 2021"}, "They cannot end before they start. Check both dates"),
        ({"requested_on": "15/6"}, "The day must be today or in the past"),
    ],
)
def test_what_cannot_be_is_said_beside_the_question(login, study, typed, words):
    page = login(study.researcher).post(ADD, TYPED | typed)

    assert problems(page) == {next(iter(typed)): [words]}
    assert not RoutineData.objects.exists()


def test_it_comes_and_is_checked(login, study):
    some_routine_data(study.cases[0])
    client = login(study.researcher)
    page = client.get(ONE)
    assert "Say they came" in page.text

    page = send(client, f"{ONE}receive/")
    assert told(page) == ["Routine data 1 of Case 1 is received"]
    assert "Small numbers to check" in text_of(page)

    page = send(client, f"{ONE}check/")
    assert told(page) == ["Routine data 1 of Case 1 is checked"]
    assert "Say " not in text_of(page)
    data = RoutineData.objects.get()
    assert (data.received_on, data.checked_on, data.state) == (ago(0), ago(0), "checked")


def test_a_step_is_taken_once_and_in_turn(login, study):
    some_routine_data(study.cases[0])
    client = login(study.researcher)
    page = client.get(f"{ONE}check/", follow=True)
    assert told(page) == ["There is nothing to check in Routine data 1 of Case 1"]

    send(client, f"{ONE}receive/")
    page = client.get(f"{ONE}receive/", follow=True)
    assert told(page) == ["Routine data 1 of Case 1 came already"]


def test_actions_refuse_a_step_out_of_turn():
    data = some_routine_data()
    with pytest.raises(ValidationError, match="There is nothing to check in these data"):
        check(data, ago(0))

    came = receive(data, ago(0))
    with pytest.raises(ValidationError, match="Nobody waits for these data any more"):
        receive(came, ago(0))


def test_days_come_one_after_the_other():
    data = some_routine_data(requested_on=ago(5))
    for day, words in [
        (ago(6), "They were requested on 9 June 2022. Enter that day or a later one"),
        (ago(-1), "The day must be today or in the past"),
    ]:
        with pytest.raises(ValidationError) as refused:
            receive(data, day)
        assert refused.value.message_dict == {"received_on": [words]}

    came = receive(data, ago(3))
    with pytest.raises(ValidationError) as refused:
        check(came, ago(4))
    words = "They came on 11 June 2022. Enter that day or a later one"
    assert refused.value.message_dict == {"checked_on": [words]}


@pytest.mark.parametrize(
    "facts",
    [
        {"received_on": ago, "days": 6},
        {"checked_on": ago, "days": 1},
        {"kind": "other"},
        {"label": "Not of this kind"},
        {"ends_on": ago, "days": 60},
        {"ends_on": dt.date(2022, 6, 12), "received_on": dt.date(2022, 6, 11)},
    ],
)
def test_the_database_keeps_the_rules(facts):
    data = some_routine_data(requested_on=ago(5))
    days = facts.pop("days", 0)
    values = {name: value(days) if callable(value) else value for name, value in facts.items()}
    given = ("kind", "starts_on", "ends_on", "requested_on")
    row = RoutineData(case=data.case, number=9, **{name: getattr(data, name) for name in given})
    for name, value in values.items():
        setattr(row, name, value)

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_days_that_they_are_of_end_before_they_come(login, study):
    some_routine_data(study.cases[0], ends_on=ago(1), requested_on=ago(5))
    client = login(study.researcher)
    words = (
        "They are of days until 13 June 2022, so they cannot have come before then."
        " Check both dates"
    )

    page = send(client, f"{ONE}receive/", received_on="12/6")
    assert problems(page) == {"received_on": [words]}
    assert page.context["form"]["received_on"].value() == "12/6"
    send(client, f"{ONE}receive/", received_on="13/6")
    corrected = send(client, f"{ONE}correct/", ends_on="14/6/2022", why="Misread the letter")
    assert problems(corrected) == {"received_on": [words.replace("13 June", "14 June")]}
    assert RoutineData.objects.standing().get().received_on == ago(1)


def test_the_page_of_a_step_says_what_the_way_there_says(login, study):
    some_routine_data(study.cases[0])
    client = login(study.researcher)

    for step, words in [("receive", "Say they came"), ("check", "Say small numbers are checked")]:
        assert f">{words}</a>" in client.get(ONE).text
        page = client.get(f"{ONE}{step}/")
        act = page.context["act"]
        assert (act.heading, act.button) == (words, words)
        assert "What is right" not in page.text
        client.post(f"{ONE}{step}/", held_by(page))


def test_the_label_says_that_nobody_is_named_there(login, study):
    hint = login(study.researcher).get(ADD).context["form"].fields["label"].help_text

    assert hint == (
        "A few words, such as Appointments by month. No names or numbers of people belong here"
    )


def test_what_was_asked_for_is_fixed_in_the_database():
    receive(some_routine_data(), ago(0))

    for column, value in [("requested_on", "2022-06-01"), ("received_on", "2022-06-13")]:
        with pytest.raises(IntegrityError, match="fixed"), transaction.atomic():
            sql(f"UPDATE cases_routinedata SET {column} = '{value}'")


def test_everything_can_be_put_right(login, study):
    receive(some_routine_data(study.cases[0], requested_on=ago(5)), ago(2))
    client = login(study.researcher)

    page = send(
        client,
        f"{ONE}correct/",
        kind="other",
        label="Appointments by month",
        starts_on="1/2",
        ends_on="28/2/2022",
        requested_on="1/6",
        received_on="3/6",
        checked_on="4/6",
        why="Another request",
    )

    assert told(page) == ["Routine data 1 of Case 1 is corrected"]
    right = RoutineData.objects.standing().get()
    assert (right.what, right.number, right.state) == ("Appointments by month", 1, "checked")
    assert (right.requested_on, right.received_on, right.checked_on) == (ago(13), ago(11), ago(10))

    page = send(client, f"{ONE}correct/", received_on="", why="They did not come")
    assert problems(page) == {"received_on": ["Enter the day on which they came"]}
    page = send(client, f"{ONE}correct/", received_on="soon", why="They did not come")
    assert problems(page) == {"received_on": ["The day must be a date, like 10 June 2022"]}


def test_it_is_taken_back_and_restored(login, study):
    some_routine_data(study.cases[0])
    client = login(study.researcher)

    page = send(client, f"{ONE}void/", reason="Another case")
    assert told(page) == ["Routine data 1 of Case 1 is void"]
    assert "Void" in text_of(page)
    page = client.get(f"{ONE}receive/", follow=True)
    assert told(page) == ["Routine data 1 of Case 1 is void"]

    page = send(client, f"{ONE}restore/", reason="It was this case")
    assert told(page) == ["Routine data 1 of Case 1 is restored"]


def test_the_list_shows_what_was_known_then(login, study, study_clock):
    case = study.cases[0]
    study_clock("2022-06-10 18:00")
    data = some_routine_data(case)
    study_clock("2022-06-14 09:12")
    receive(data, ago(0))

    [then] = Fieldwork(case, ago(3)).routine
    [now] = Fieldwork(case, ago(0)).routine
    assert (then.received_on, now.received_on) == (None, ago(0))
    assert Fieldwork(case, ago(6)).routine == []
    page = login(study.researcher).get(f"{PAGE}?at=11/6")
    assert "Requested" in text_of(page)


def test_the_empty_list_says_what_will_be_there(login, study):
    words = text_of(login(study.pi).get(PAGE))

    assert "No routine data by 14 June 2022." in words
    assert "Add routine data" not in words


def test_a_case_with_routine_data_is_closed_not_voided():
    data = some_routine_data(a_case())

    [said] = objections(data.case, "void")
    assert said.words == (
        "1 request for routine data belongs to this case."
        " A case that has begun is closed, not voided"
    )


def test_nothing_counts_again_in_a_case_that_is_void(study):
    case = study.cases[1]
    rows = {
        "data": (some_routine_data(case), actions.void_routine_data, actions.restore_routine_data),
        "debrief": (a_debrief(case), actions.void_debrief, actions.restore_debrief),
        "document": (
            a_collected_document(case),
            actions.void_collected,
            actions.restore_collected,
        ),
    }
    for name, (row, void, _) in rows.items():
        void(**{name: row}, version=row.version, reason="By mistake", by=case.lead)
    actions.void_row(row=case, version=case.version, reason="Typed wrongly", by=None)

    for name, (row, _, restore) in rows.items():
        gone = {name: type(row).objects.get(pk=row.pk)}
        with pytest.raises(ValidationError, match=r"Case 2 is void\. Nothing can be logged in it"):
            restore(**gone, version=gone[name].version, reason="It was right", by=case.lead)
