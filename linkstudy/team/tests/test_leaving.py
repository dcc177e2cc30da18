"""Somebody leaves: what they look after is told, handed over in one action, and nothing is lost."""

import re
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from cases.actions import close_case, close_site, open_site
from cases.actions.rows import void_row
from cases.models import Case, Membership
from linkstudy.accounts import actions as accounts
from linkstudy.accounts.actions.rules import NO_MORE
from linkstudy.accounts.models import State, User
from linkstudy.accounts.policy import Role
from linkstudy.audit.chain import verify
from linkstudy.audit.models import Entry
from linkstudy.team import actions
from linkstudy.team.work import stranded, work_of
from linkstudy.testing.factories import (
    SmallStudy,
    a_booking,
    a_case,
    a_consent,
    a_membership,
    a_person,
    a_refusal,
    a_site,
    a_study,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
)
from participants.models import Interview, Participant


def scene() -> tuple[SmallStudy, User]:
    """Ann looks after people at site 1; a colleague works there too."""
    study = a_study()
    case, by = study.cases[0], study.researcher
    deciding, booked, done, withdrew, declined = (a_person(case, by=by) for _ in range(5))
    assert deciding.owner == by
    a_consent(booked)
    a_booking(booked, ago(-3))
    an_interview(done)
    a_withdrawal(withdrew)
    a_refusal(declined)
    return study, a_user(name="Cole Example", sites=[study.sites[0]])


@pytest.fixture
def ann(study) -> User:
    return study[0].researcher


@pytest.fixture
def cole(study) -> User:
    return study[1]


@pytest.fixture
def chris(study) -> User:
    return study[0].administrator


@pytest.fixture
def office(chris, login) -> Client:
    return login(chris)


def address(user: User, more: str = "") -> str:
    return f"/team/{user.number}/{more}"


def problems(answer) -> dict[str, list[str]]:
    return {name: list(said) for name, said in answer.context["form"].errors.items()}


def refusal(action, **facts) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        action(**facts)
    return refused.value.messages


def owned(user: User) -> set[str]:
    return set(Participant.objects.filter(owner=user).values_list("study_id", flat=True))


# What somebody looks after


def test_work_is_what_is_still_open(ann):
    [work] = work_of(ann)

    assert {str(person) for person in work.people} == {"C1-PT-01", "C1-PT-02", "C1-PT-03"}
    assert [str(booking.participant) for booking in work.bookings] == ["C1-PT-02"]
    assert [case.number for case in work.cases] == [1]
    assert work.words == "3 participants, 1 booking and 1 case"


def test_a_closed_case_is_no_work(study):
    small = study[0]
    assert work_of(small.researcher2)[0].words == "1 case"

    close_case(case=small.cases[1], on=ago(0), by=None)

    assert work_of(small.researcher2) == []


def test_the_link_leads_to_exactly_these_participants(ann, office):
    [work] = work_of(ann)

    text = office.get(work.people_url).content.decode()

    assert set(re.findall(r"C1-PT-\d\d(?=</a>)", text)) == {"C1-PT-01", "C1-PT-02", "C1-PT-03"}


def test_only_others_who_may_and_work_there_can_take_over(ann, cole, study):
    site = study[0].sites[0]
    a_user(Role.MONITOR, sites=[site])
    former = a_user(sites=[site])
    Membership.objects.filter(user=former).update(until=ago(1))
    away = a_user(sites=[site])
    accounts.suspend_user(user=away, version=1, reason="Away", by=study[0].administrator)

    assert work_of(ann)[0].takers == [cole]


def test_the_page_says_what_they_hold_with_links(office, ann):
    text = office.get(address(ann, "leave/")).content.decode()

    assert "3 participants</a> still taking part" in text
    assert '<a href="/participants/c1-pt-02/interviews/1/">C1-PT-02</a>, booked for' in text
    assert 'Leads <a href="/cases/1/">Case 1</a>' in text
    assert "Who takes over in Region 1?" in text
    assert "3 participants, 1 booking and 1 case" in text


def test_of_many_bookings_the_first_five_are_named(office, ann, study):
    for _ in range(6):
        person = a_person(study[0].cases[0], by=ann)
        a_booking(person, ago(-4), by=ann)

    text = office.get(address(ann)).content.decode()

    assert text.count("booked for") == 5
    assert "and 2 more bookings" in text


# Leaving


def leave(office: Client, user: User, **answers: str):
    given = {"reason": "The contract ends", "version": str(user.version)}
    return office.post(address(user, "leave/"), given | answers)


def test_one_action_hands_over_and_ends(office, ann, cole, chris):
    answer = leave(office, ann, taker_1=str(cole.number))

    assert answer.headers["Location"] == address(ann)
    assert User.objects.get(pk=ann.pk).state == State.ENDED
    assert owned(cole) == {"C1-PT-01", "C1-PT-02", "C1-PT-03"}
    assert owned(ann) == {"C1-PT-04", "C1-PT-05"}  # who left the study stays in Ann's name
    assert Interview.objects.open().get().interviewer == cole
    assert Interview.objects.done().get().interviewer == ann
    assert Case.objects.get(number=1).lead == cole
    told = Entry.objects.filter(actor=chris.pk).exclude(verb="user.signed_in")
    assert [entry.verb for entry in told] == [
        "user.ended",
        *["participant.handed_over"] * 3,
        "booking.handed_over",
        "case.handed_over",
        "membership.ended",
    ]
    assert told[1].changes == {"owner_id": [ann.pk, cole.pk], "version": [1, 2]}
    assert [entry.about for entry in told[1:6]] == [
        *("C1-PT-01", "C1-PT-02", "C1-PT-03", "C1-PT-02", "C1"),
    ]
    assert Membership.objects.get(user=ann).until == ago(0)
    assert verify().trouble == ""
    assert (
        "looks after nothing that is open"
        in office.get(address(ann, "hand-over/")).content.decode()
    )


def test_without_somebody_who_takes_over_nothing_happens(office, ann):
    answer = leave(office, ann)

    assert problems(answer) == {"taker_1": ["Select who takes over in Region 1"]}
    assert answer.context["form"]["reason"].value() == "The contract ends"
    assert User.objects.get(pk=ann.pk).state == State.ACTIVE


@pytest.mark.parametrize("who", ["ann", "chris", "researcher2", "999", "one"])
def test_nobody_takes_over_who_may_not(office, ann, study, who):
    small = study[0]
    people = {"ann": ann, "chris": small.administrator, "researcher2": small.researcher2}
    number = str(people[who].number) if who in people else who

    answer = leave(office, ann, taker_1=number)

    assert problems(answer) == {"taker_1": ["Select who takes over in Region 1"]}


def test_where_nobody_else_works_the_page_and_the_action_say_so(office, study):
    tom = study[0].researcher2

    text = office.get(address(tom, "leave/")).content.decode()
    assert "Nobody else works at Region 2 who could take over." in text
    answer = leave(office, tom)

    assert answer.context["form"].non_field_errors() == [
        "Nobody else works at Region 2 who could take over 1 case. Add somebody to that site first"
    ]
    assert User.objects.get(pk=tom.pk).state == State.ACTIVE


def test_work_that_came_since_the_page_was_opened_is_not_lost(ann, cole, chris, study):
    other = a_case(3)
    a_membership(ann, other.site)
    a_person(other, by=ann)
    takers = {study[0].sites[0]: cole}

    words = refusal(actions.leave, user=ann, version=1, reason="Left", takers=takers, by=chris)

    assert words == ["Choose who takes over 1 participant at Region 3"]
    assert User.objects.get(pk=ann.pk).state == State.ACTIVE
    assert owned(cole) == set()


def test_somebody_without_work_just_leaves(office, study):
    monitor = study[0].monitor

    assert "What they look after" not in office.get(address(monitor, "leave/")).content.decode()
    assert leave(office, monitor).status_code == 302


def test_somebody_suspended_leaves_too(office, ann, cole, chris):
    accounts.suspend_user(user=ann, version=1, reason="Away", by=chris)

    answer = leave(office, User.objects.get(pk=ann.pk), taker_1=str(cole.number))

    assert answer.status_code == 302


def test_the_last_administrator_cannot_leave_and_nothing_moves(study, cole):
    small = study[0]
    dora = a_user(Role.ADMINISTRATOR)
    accounts.change_user(
        user=dora,
        version=1,
        name="Dora",
        role=dora.role,
        ends_on=ago(-9),
        reason="Ends",
        by=small.administrator,
    )

    words = refusal(
        actions.leave, user=small.administrator, version=1, reason="Left", takers={}, by=dora
    )

    assert words[0].startswith(f"{small.administrator} is the last administrator")


def test_leaving_twice_is_told(office, ann, cole):
    leave(office, ann, taker_1=str(cole.number))

    answer = leave(office, User.objects.get(pk=ann.pk))

    words = ["Ann Example has left. Let them back in first"]
    assert answer.context["form"].non_field_errors() == words


def test_the_same_form_sent_twice_hands_over_once(office, ann, cole):
    form = {"taker_1": str(cole.number), "token": "a" * 32}

    codes = [leave(office, ann, **form).status_code for _ in range(2)]

    assert codes[0] == 302
    assert Entry.objects.filter(verb="user.ended").count() == 1
    assert Entry.objects.filter(verb="case.handed_over").count() == 1


# Handing over without leaving


def test_work_can_change_hands_while_its_person_stays(office, ann, cole):
    answer = office.post(address(ann, "hand-over/"), {"taker_1": str(cole.number)})

    assert answer.headers["Location"] == address(ann)
    assert (len(owned(cole)), User.objects.get(pk=ann.pk).state) == (3, State.ACTIVE)


def test_a_role_that_leaves_work_undone_is_refused(office, ann, cole):
    sent = {"name": ann.name, "role": "pi", "ends_on": "", "reason": "Promoted", "version": "1"}

    answer = office.post(address(ann, "change/"), sent)

    assert problems(answer) == {
        "role": [
            (
                "This role cannot do what they look after: 3 participants, 1 booking and 1 case in"
                " Region 1. Hand that over first"
            )
        ]
    }
    office.post(address(ann, "hand-over/"), {"taker_1": str(cole.number)})
    assert office.post(address(ann, "change/"), sent).status_code == 302


def test_somebody_whose_last_day_has_passed_is_seen_to_hold_work(office, ann, cole, study):
    User.objects.filter(pk=ann.pk).update(ends_on=ago(1))

    assert stranded([User.objects.get(pk=ann.pk)]) == {(ann.pk, study[0].sites[0].pk)}
    assert "Holds open work" in office.get("/team/").content.decode()
    text = office.get(address(ann)).content.decode()
    assert "Ann Example holds work that they cannot do now." in text
    assert office.post(address(ann, "hand-over/"), {"taker_1": str(cole.number)}).status_code == 302
    assert "Holds open work" not in office.get("/team/").content.decode()


def test_who_works_at_the_site_holds_nothing_amiss(ann, cole, chris):
    assert stranded([ann, cole, chris]) == set()


# Sites


def test_somebody_is_sent_to_a_site_from_a_day_on(office, cole, login, study):
    answer = office.post(address(cole, "sites/"), {"site": "2", "since": "20/6"})

    assert answer.headers["Location"] == address(cole)
    membership = Membership.objects.get(user=cole, site__number=2)
    assert (membership.since, membership.until) == (ago(-6), None)
    assert login(cole).get("/cases/2/").status_code == 404  # not yet
    assert "Region 2</b>, from 20 June 2022" in office.get(address(cole)).content.decode()


def test_a_site_where_they_work_is_not_offered_again(office, cole):
    text = office.get(address(cole, "sites/")).content.decode()

    assert "Region 1" not in re.sub("<title>.*?</title>", "", text)
    answer = office.post(address(cole, "sites/"), {"site": "1", "since": "today"})
    assert problems(answer) == {"site": ["Select the site"]}


def test_nobody_is_sent_to_a_site_that_is_closed_or_void(office, cole, study):
    gone, mistaken, later = (
        a_site(7),
        a_site(8),
        open_site(number=9, name="Region 9", opened_on=ago(-9), by=None),
    )
    close_site(site=gone, on=ago(0), by=None)
    void_row(row=mistaken, version=1, reason="A mistake", by=None)

    text = office.get(address(cole, "sites/")).content.decode()

    assert re.findall(r"Region [\d]+(?=</option>)", text) == ["Region 2", f"Region {later.number}"]
    assert "Region 7" not in office.get("/team/invite/").content.decode()


@pytest.mark.parametrize(("since", "until"), [(-5, None), (365, -5), (-20, -30)])
def test_days_at_a_site_do_not_overlap(cole, chris, study, since, until):
    site = study[0].sites[1]
    Membership.objects.create(
        user=cole, site=site, since=ago(since), until=None if until is None else ago(until)
    )

    words = refusal(actions.send_to_site, user=cole, site=site, since=ago(0), by=chris)

    day = ago(since)
    assert words == [f"Cole Example works there from {day.day} {day:%B %Y} already"]


def test_somebody_comes_back_to_a_site(cole, chris, study):
    site = study[0].sites[1]
    Membership.objects.create(user=cole, site=site, since=ago(99), until=ago(1))

    back = actions.send_to_site(user=cole, site=site, since=ago(0), by=chris)

    assert list(Membership.objects.in_force().filter(user=cole, site=site)) == [back]


def days(office: Client, user: User, **answers: str):
    """Send the page with the days at site 1, from a year ago on as they stand."""
    given = {"version": "1", "since": "14/6/2021", "until": "", "reason": ""}
    return office.post(address(user, "sites/1/"), given | answers)


def test_a_last_day_at_a_site_hands_over_what_is_there(office, ann, cole, login):
    other = a_case(3)
    a_membership(ann, other.site)
    elsewhere = a_person(other, by=ann)

    answer = days(office, ann, until="yesterday", taker_1=str(cole.number))

    assert answer.headers["Location"] == address(ann)
    assert owned(cole) == {"C1-PT-01", "C1-PT-02", "C1-PT-03"}
    assert Participant.objects.get(pk=elsewhere.pk).owner == ann
    assert login(ann).get("/cases/1/").status_code == 404


def test_a_last_day_ahead_leaves_the_work_until_then(office, ann, study_clock):
    assert days(office, ann, until="17/6").status_code == 302
    assert len(owned(ann)) == 5
    assert "Holds open work" not in office.get("/team/").content.decode()

    study_clock("2022-06-18 09:00")

    assert "Holds open work" in office.get("/team/").content.decode()


def test_a_last_day_is_taken_out_again(office, ann):
    days(office, ann, until="17/6")

    days(office, ann, until="", version="2")

    assert Membership.objects.get(user=ann).until is None


def test_a_first_day_is_put_right_with_a_reason(office, ann, cole):
    assert problems(days(office, ann, since="1/6/2021")) == {
        "reason": ["Say why the first day changes"]
    }
    assert days(office, ann, since="1/6/2021", reason="Typed wrongly").status_code == 302

    entry = Entry.objects.get(verb="membership.changed")
    assert (entry.reason, entry.changes["since"]) == ("Typed wrongly", ["2021-06-14", "2021-06-01"])


def test_a_first_day_ahead_hands_over_what_is_there_now(office, ann, cole):
    sent = {"since": "20/6/2022", "reason": "Starts later"}
    assert problems(days(office, ann, **sent)) == {"taker_1": ["Select who takes over in Region 1"]}

    assert days(office, ann, **sent, taker_1=str(cole.number)).status_code == 302
    assert len(owned(cole)) == 3


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"since": ""}, {"since": ["Enter their first day at the site"]}),
        ({"until": "soon"}, {"until": ["The last day must be a date, like 10 June 2022"]}),
        ({"until": "today"}, {"taker_1": ["Select who takes over in Region 1"]}),
        (
            {"until": "1/1/2021", "taker_1": "?"},
            {"until": ["The last day must not be before the first"]},
        ),
    ],
)
def test_days_that_are_not_right_are_told(office, ann, cole, answers, said):
    given = {name: str(cole.number) if word == "?" else word for name, word in answers.items()}

    assert problems(days(office, ann, **given)) == said


def test_days_do_not_move_over_other_days(office, ann, study):
    site = study[0].sites[0]
    Membership.objects.create(user=ann, site=site, since=ago(800), until=ago(700))

    answer = days(office, ann, since="1/6/2020", reason="Typed wrongly")

    earlier = ago(800)
    words = f"Ann Example works there from {earlier.day} {earlier:%B %Y} already"
    assert problems(answer) == {"since": [words]}


def test_a_change_of_days_that_somebody_else_changed_shows_both(office, ann):
    days(office, ann, until="30/6")

    answer = days(office, ann, until="20/6")

    assert answer.context["form"].stale == [("Last day", "30 June 2022", "20 June 2022")]


@pytest.mark.parametrize("path", ["sites/2/", "sites/9/", "sites/0/"])
def test_a_site_where_somebody_does_not_work_is_not_found(office, ann, path):
    assert office.get(address(ann, path)).status_code == 404


def test_nobody_changes_their_own_sites(chris, study):
    site = study[0].sites[0]

    words = ["You cannot change your own access. Ask another administrator"]
    assert refusal(actions.send_to_site, user=chris, site=site, since=ago(0), by=chris) == words


@pytest.mark.parametrize("role", ["pi", "researcher", "monitor", "ppi"])
def test_no_other_role_changes_the_team(study, ann, cole, role):
    small = study[0]
    by, site = getattr(small, role), small.sites[1]
    membership = Membership.objects.get(user=cole)
    new = {"email": "n@example.org", "name": "N", "role": "monitor", "sites": [], "ends_on": None}
    tries = [
        partial(actions.invite, **new, by=by),
        partial(actions.send_to_site, user=cole, site=site, since=ago(0), by=by),
        partial(
            actions.set_days,
            membership=membership,
            version=1,
            since=membership.since,
            until=ago(0),
            reason="",
            takers={},
            by=by,
        ),
        partial(actions.hand_over, user=ann, takers={small.sites[0]: cole}, by=by),
        partial(actions.leave, user=cole, version=1, reason="x", takers={}, by=by),
        partial(
            actions.change_person,
            user=cole,
            version=1,
            name="C",
            role="researcher",
            ends_on=None,
            reason="",
            by=by,
        ),
    ]
    entries = Entry.objects.count()

    assert [refusal(one) for one in tries] == [[NO_MORE]] * 6
    assert Entry.objects.count() == entries
