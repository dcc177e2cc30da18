"""The list of people: what it finds, in which order, and what it does with nonsense."""

import datetime as dt

import pytest

from cases.actions import replace_document
from linkstudy import clock
from linkstudy.testing.contacts import an_attempt
from linkstudy.testing.factories import (
    a_booking,
    a_case,
    a_consent,
    a_form,
    a_person,
    a_protocol,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
)
from participants.actions import void_interview
from participants.answers import STEPS
from participants.models import Participant
from participants.orders import NOW
from participants.steps import line
from participants.tests.listed import asked, ids
from participants.tests.people import everybody


def test_each_status_finds_its_people(study):
    people = everybody(study)

    found = {status: ids(study.researcher, f"status={status}") for status in people}

    assert found == {status: [person.study_id] for status, person in people.items()}


def test_a_study_id_is_found_however_it_is_typed(study):
    case = study.cases[0]
    a_person(case), a_person(case), a_person(study.cases[1])

    typed = ["C1-PT-02", "c1pt2", "1 pt 2", "pt2", "PT-02", " 1-pt-2 "]
    found = [ids(study.researcher, f"q={text.replace(' ', '+')}") for text in typed]

    assert found == [["C1-PT-02"]] * len(typed)


def test_a_start_of_an_id_and_part_of_an_owners_name_find_all_of_theirs(study):
    a_person(study.cases[0])
    a_person(study.cases[1])

    assert ids(study.pi, "q=c2-pt") == ["C2-PT-01"]
    assert ids(study.pi, "q=ann+ex") == ["C1-PT-01"]
    assert ids(study.pi, "q=100%25") == []


def test_an_id_without_its_case_is_meant_in_the_one_case_chosen(study):
    for case in study.cases:
        a_person(case)

    assert ids(study.pi, "q=pt1&sort=id") == ["C1-PT-01", "C2-PT-01"]
    assert ids(study.pi, "q=pt1&case=2") == ["C2-PT-01"]


def test_counts_of_an_answer_heed_the_other_filters(study):
    everybody(study)
    a_person(study.cases[1])

    facets = {
        field.name: {tick.key: tick.count for tick in ticks if tick.count}
        for field, ticks in asked(study.pi, "case=1&group=PT&status=booked").facets()
    }

    assert facets == {
        "case": {"1": 1},
        "group": {"PT": 1},
        "status": dict.fromkeys(
            ["invited", "booked", "interviewed", "declined", "not_eligible", "withdrew"], 1
        ),
        "step": {"today": 1},
        "reply": {},
        "owner": {str(study.researcher.number): 1},
        "form": {},
    }


def test_counts_are_what_choosing_the_answer_shows(study):
    people = everybody(study)
    a_person(study.cases[1])
    a_booking(people["consented"], ago(-3))
    a_protocol(most_contact_attempts=1)
    an_attempt(a_person(study.cases[0]))
    Participant.objects.filter(pk=a_person(study.cases[0]).pk).update(contact_by=None)
    an_attempt(a_person(study.cases[0], replied_on=ago(20)), on=ago(14))
    replace_document(document=study.form, on=ago(0), by=None)
    a_form("1.4")
    shown = set()

    for user in (study.pi, study.researcher):
        for field, ticks in asked(user, "case=1").facets():
            for tick in ticks:
                name, key = field.name, tick.key
                query = f"case={key}" if name == "case" else f"case=1&{name}={key}"
                assert len(ids(user, query)) == tick.count
                shown.add((name, key, bool(tick.count)))

    assert {(name, key) for name, key, is_shown in shown if is_shown} >= {
        *(("step", step) for step in STEPS),
        ("reply", "none"),
        ("owner", "me"),
        ("owner", str(study.researcher.number)),
        ("form", "old"),
    }


@pytest.mark.parametrize("more", ["step=late", "reply=none", "owner=me", "form=old"])
def test_what_is_todays_does_not_look_back(study, more):
    filters = asked(study.researcher, f"status=interviewed&at=2022-06-01&{more}")

    assert filters.at_day is None
    assert filters.errors["at"] == [
        "Next step, reply, owner and form are today’s. Leave them out to look back"
    ]


def test_the_next_step_comes_soonest_first_and_nothing_to_do_last(study):
    people = everybody(study)

    lines = [line(person) for person in asked(study.researcher).people]

    assert [(str(one.person), one.step.words) for one in lines] == [
        (str(people["deciding"]), "Call back, was due 7 June"),
        (str(people["booked"]), "Interview today, 2pm"),
        (str(people["consented"]), "Book interview, by 14 June"),
        (str(people["invited"]), "Remind, by 18 June"),
        *[
            (str(people[name]), "Nothing to do")
            for name in ["interviewed", "declined", "not_eligible", "withdrew"]
        ],
    ]


def test_a_booking_in_the_past_asks_what_happened(study):
    with clock.telling(dt.datetime(2022, 6, 10, 9, tzinfo=clock.LONDON)):
        booking = a_booking(a_person(study.cases[0]))
    a_booking(a_person(study.cases[0]), booked_on=ago(-2))

    steps = [line(person).step for person in asked(study.researcher).people]

    assert [(step.words, step.on, step.tone) for step in steps] == [
        ("Say what happened on 10 June", booking.booked_on, "warn"),
        ("Interview 16 June", ago(-2), ""),
    ]


@pytest.mark.parametrize("name", NOW)
def test_each_order_can_be_turned_round(study, name):
    everybody(study)
    up, down = (ids(study.researcher, f"sort={sign}{name}") for sign in ("", "-"))

    assert sorted(up) == sorted(down)
    if name != "next-step":  # nothing to do comes last both ways
        assert down == up[::-1]


def test_status_goes_by_the_steps_and_not_by_the_alphabet(study):
    people = everybody(study)

    assert ids(study.researcher, "sort=status") == [str(person) for person in people.values()]


def test_a_day_shows_who_was_interviewed_by_then_as_known_then(study):
    case, moment = study.cases[0], dt.datetime(2022, 6, 1, 12, tzinfo=clock.LONDON)
    early, voided, followed = a_person(case), a_person(case), a_person(case)
    with clock.telling(moment):
        an_interview(early)
        wrong = an_interview(voided)
        an_interview(followed, wave="follow_up")
    late = an_interview(a_person(case), held_on=dt.date(2022, 6, 1))
    void_interview(interview=wrong, version=wrong.version, reason="Wrong person", by=study.pi)

    then = ids(study.researcher, "at=2022-06-01&status=interviewed&sort=id")
    today = ids(study.researcher, "at=2022-06-14&status=interviewed")

    assert then == [str(early), str(voided)]
    assert today == [str(early), str(late.participant)]


def test_rows_behind_a_past_figure_go_by_the_day_of_the_first_interview(study):
    case, days = study.cases[0], [dt.date(2022, 6, 8), dt.date(2022, 6, 1), dt.date(2022, 6, 3)]
    for day in days:
        with clock.telling(dt.datetime.combine(day, dt.time(12), tzinfo=clock.LONDON)):
            an_interview(a_person(case))
    an_interview(case.participants.get(number=2), wave="follow_up")

    found = asked(study.researcher, "at=2022-06-10&status=interviewed")
    back = asked(study.researcher, "at=2022-06-10&status=interviewed&sort=-first-interview")
    unknown = asked(study.researcher, "at=2022-06-10&status=interviewed&sort=next-step")

    assert [person.first_on for person in found.people] == sorted(days)
    assert [person.first_on for person in back.people] == sorted(days, reverse=True)
    assert (found.sort, unknown.sort) == ("first-interview", "first-interview")
    assert [head.label for head in found.heads().values()] == [
        "ID",
        "Group",
        "First interview",
        "Status today",
        "Owner today",
    ]


def test_withdrawing_later_leaves_a_past_figure_as_it_was(study):
    person = a_person(study.cases[0])
    with clock.telling(dt.datetime(2022, 6, 10, 12, tzinfo=clock.LONDON)):
        an_interview(person)
    a_withdrawal(person)

    found = asked(study.researcher, "at=2022-06-10&status=interviewed")

    assert [line(person).status for person in found.people] == ["Withdrew"]
    assert found.count == found.total == 1


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("case=99", "case", "We do not know one of these. It is left out"),
        ("case=2", "case", "We do not know one of these. It is left out"),
        ("case=%00&case=x", "case", "We do not know one of these. It is left out"),
        ("group=QQ", "group", "We do not know one of these. It is left out"),
        ("status=happy", "status", "We do not know one of these. It is left out"),
        ("q=a%00b", "q", "Remove the hidden character, shown as �, after “a”"),
        ("q=%E2%80%AEpt", "q", "Remove the hidden character, shown as �, at the start"),
        ("at=31/06/2022&status=interviewed", "at", "June has 30 days. Enter a real date"),
        ("at=2022-06-15&status=interviewed", "at", "The day must be today or in the past"),
        (
            "at=2022-06-01",
            "at",
            "Choose the status Interviewed alone to look at an earlier day",
        ),
        (
            "at=2022-06-01&status=interviewed&status=booked",
            "at",
            "Choose the status Interviewed alone to look at an earlier day",
        ),
    ],
)
def test_nonsense_is_named_and_left_out(study, query, field, words):
    people = {an_interview(a_person(study.cases[0])).participant}
    a_person(study.cases[1])

    filters = asked(study.researcher, query)

    assert dict(filters.errors) == {field: [words]}
    assert set(filters.people) == people
    assert filters.count == 1


def test_a_known_answer_beside_an_unknown_one_counts(study):
    for case in study.cases:
        a_person(case)

    assert ids(study.pi, "case=2&case=99") == ["C2-PT-01"]


@pytest.mark.parametrize("sort", ["", "nonsense", "--id", "%00"])
def test_an_unknown_order_is_the_usual_one(study, sort):
    assert asked(study.pi, f"sort={sort}").sort == "next-step"


@pytest.mark.parametrize(
    ("page", "number"), [("2", 2), ("abc", 1), ("-1", 2), ("1000000000", 2), ("9" * 5000, 1)]
)
def test_any_page_number_leads_to_a_page(study, page, number):
    for _ in range(26):
        a_person(study.cases[0])

    assert asked(study.researcher, f"page={page}").page().number == number


def test_filters_in_use_are_chips_that_lead_out(study):
    people = everybody(study)
    filters = asked(study.researcher, "case=1&status=consented&status=booked&q=pt&sort=id&page=3")

    assert [(chip.words, chip.url, chip.left) for chip in filters.chips] == [
        ("“pt”", "?case=1&status=consented&status=booked&sort=id", 2),
        ("Case 1", "?status=consented&status=booked&q=pt&sort=id", 0),
        ("Consented", "?case=1&status=booked&q=pt&sort=id", 0),
        ("Booked", "?case=1&status=consented&q=pt&sort=id", 0),
    ]
    assert filters.way_out == filters.chips[0]
    assert len(people) == filters.total


def test_the_words_for_the_history_hold_no_text_that_somebody_typed(study):
    a_person(study.cases[0])

    words = [
        asked(study.researcher, query).words()
        for query in ["", "q=Mary+Secret", "q=1pt1&case=1&status=deciding"]
    ]

    assert words == [
        "None: everybody the maker may see",
        "a search by ID or owner",
        "C1-PT-01; Case 1; Deciding",
    ]


def test_another_sites_people_change_nothing(study):
    everybody(study)
    queries = ["", "q=c", "case=1", "status=booked", "q=Zara", "sort=owner"]

    def seen(query):
        filters = asked(study.researcher, query)
        return ids(study.researcher, query), list(map(str, filters.facets())), filters.total

    before = [seen(query) for query in queries]
    zara = a_user(name="Zara Canary", sites=[study.sites[1]])
    other = a_case(7, site=study.sites[1], lead=zara)
    for _ in range(3):
        an_interview(a_person(other))

    assert [seen(query)[::2] for query in queries] == [one[::2] for one in before]


def test_an_old_form_is_flagged_from_the_day_it_was_replaced(study):
    with clock.telling(dt.datetime(2022, 5, 1, 12, tzinfo=clock.LONDON)):
        old = a_form("1.1", approved_on=dt.date(2022, 4, 1), replaced_on=dt.date(2022, 6, 14))
        a_consent(a_person(study.cases[0]), document=old)
    a_consent(a_person(study.cases[0]), document=study.form)
    a_person(study.cases[0])

    lines = [line(person) for person in asked(study.researcher, "sort=id").people]

    assert [(one.form, one.old_form) for one in lines] == [
        ("v1.1", "Yes"),
        ("v1.3", "No"),
        ("", ""),
    ]


def test_other_roles_see_nobody(study):
    a_person(study.cases[0])

    assert ids(study.ppi) == []
    assert ids(a_user("researcher")) == []
