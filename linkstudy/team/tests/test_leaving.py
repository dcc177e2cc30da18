"""Somebody leaves: what they look after is told, handed over in one action, and nothing is lost."""

import re

import pytest
from django.test import Client

from cases.actions import close_case
from cases.models import Case, Membership
from linkstudy.accounts import actions as accounts
from linkstudy.accounts.models import State, User
from linkstudy.accounts.policy import Role
from linkstudy.audit.chain import verify
from linkstudy.audit.models import Entry
from linkstudy.team import actions
from linkstudy.team.tests.leavers import ann_and_cole, owned, refusal
from linkstudy.team.tests.pages import address, hand_over
from linkstudy.team.work import stranded, work_of
from linkstudy.testing.factories import a_booking, a_case, a_membership, a_person, a_user, ago
from linkstudy.testing.pages import problems
from participants.models import Interview

scene = ann_and_cole


# What somebody looks after


def test_work_is_what_is_still_open(ann):
    [work] = work_of(ann)

    assert {str(person) for person in work.people} == {"C1-PT-01", "C1-PT-02", "C1-PT-03"}
    assert [str(booking.participant) for booking in work.bookings] == ["C1-PT-02"]
    assert [case.number for case in work.cases] == [1]
    assert work.words == "3 participants, 1 booking and 1 case"


def test_a_closed_case_is_no_work(study):
    small = study
    assert work_of(small.researcher2)[0].words == "1 case"

    close_case(case=small.cases[1], on=ago(0), by=None)

    assert work_of(small.researcher2) == []


def test_the_link_leads_to_exactly_these_participants(ann, office):
    [work] = work_of(ann)

    text = office.get(work.people_url).content.decode()

    assert set(re.findall(r"C1-PT-\d\d(?=</a>)", text)) == {"C1-PT-01", "C1-PT-02", "C1-PT-03"}


def test_only_others_who_may_and_work_there_can_take_over(ann, cole, study):
    site = study.sites[0]
    a_user(Role.MONITOR, sites=[site])
    former = a_user(sites=[site])
    Membership.objects.filter(user=former).update(until=ago(1))
    away = a_user(sites=[site])
    accounts.suspend_user(user=away, version=1, reason="Away", by=study.administrator)

    assert work_of(ann)[0].takers == [cole]


def test_the_page_says_what_they_hold_with_links(office, ann):
    text = office.get(address(ann, "leave/")).content.decode()

    assert "3 participants</a> to look after" in text
    assert '<a href="/participants/c1-pt-02/interviews/1/">C1-PT-02</a>, booked for' in text
    assert 'Leads <a href="/cases/1/">Case 1</a>' in text
    assert "Who takes over in Region 1?" in text
    assert "3 participants, 1 booking and 1 case" in text


def test_of_many_bookings_the_first_five_are_named(office, ann, study):
    for _ in range(6):
        person = a_person(study.cases[0], by=ann)
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
    small = study
    people = {"ann": ann, "chris": small.administrator, "researcher2": small.researcher2}
    number = str(people[who].number) if who in people else who

    answer = leave(office, ann, taker_1=number)

    assert problems(answer) == {"taker_1": ["Select who takes over in Region 1"]}


def test_where_nobody_else_works_the_page_and_the_action_say_so(office, study):
    tom = study.researcher2

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
    takers = {study.sites[0]: cole}

    words = refusal(actions.leave, user=ann, version=1, reason="Left", takers=takers, by=chris)

    assert words == ["Choose who takes over 1 participant at Region 3"]
    assert User.objects.get(pk=ann.pk).state == State.ACTIVE
    assert owned(cole) == set()


def test_somebody_without_work_just_leaves(office, study):
    monitor = study.monitor

    assert "What they look after" not in office.get(address(monitor, "leave/")).content.decode()
    assert leave(office, monitor).status_code == 302


def test_somebody_suspended_leaves_too(office, ann, cole, chris):
    accounts.suspend_user(user=ann, version=1, reason="Away", by=chris)

    answer = leave(office, User.objects.get(pk=ann.pk), taker_1=str(cole.number))

    assert answer.status_code == 302


def test_the_last_administrator_cannot_leave_and_nothing_moves(study, cole):
    small = study
    dora = a_user(Role.ADMINISTRATOR)
    accounts.change_user(
        user=dora,
        version=1,
        name="Dora",
        email=dora.email,
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
    answer = hand_over(office, ann, taker_1=str(cole.number))

    assert answer.headers["Location"] == address(ann)
    assert (len(owned(cole)), User.objects.get(pk=ann.pk).state) == (3, State.ACTIVE)


def test_a_role_that_leaves_work_undone_is_refused(office, ann, cole):
    sent = {"name": ann.name, "email": ann.email, "role": "pi", "ends_on": "", "version": "1"}
    sent["reason"] = "Promoted"

    answer = office.post(address(ann, "change/"), sent)

    assert problems(answer) == {
        "role": [
            (
                "This role cannot do what they look after: 3 participants, 1 booking and 1 case in"
                " Region 1. Hand that over first"
            )
        ]
    }
    hand_over(office, ann, taker_1=str(cole.number))
    assert office.post(address(ann, "change/"), sent).status_code == 302


def test_somebody_whose_last_day_has_passed_is_seen_to_hold_work(office, ann, cole, study):
    User.objects.filter(pk=ann.pk).update(ends_on=ago(1))

    assert stranded([User.objects.get(pk=ann.pk)]) == {(ann.pk, study.sites[0].pk)}
    assert "Holds open work" in office.get("/team/").content.decode()
    text = office.get(address(ann)).content.decode()
    assert "Ann Example holds work that they cannot do now." in text
    assert hand_over(office, ann, taker_1=str(cole.number)).status_code == 302
    assert "Holds open work" not in office.get("/team/").content.decode()


def test_who_works_at_the_site_holds_nothing_amiss(ann, cole, chris):
    assert stranded([ann, cole, chris]) == set()
