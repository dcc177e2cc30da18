"""Whoever looks after or interviews somebody works at the case's site, by whatever path it is said."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from cases.models import Membership
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import Role
from linkstudy.clock import LONDON
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_membership,
    a_person,
    a_user,
    ago,
    an_interview,
    an_organisation,
)
from participants import actions
from participants.consents import said
from participants.models import Interview, Participant
from participants.places import WHERE, WHO
from participants.tests.broken import right
from participants.tests.refusals import refusal_of

TOMORROW = {"mode": "phone", "booked_time": dt.time(14)}


@pytest.fixture
def person(study) -> Participant:
    return a_person(study.cases[0])


@pytest.fixture
def strangers(study) -> list:
    """Nobody of these works at the first site as a researcher, today."""
    former = a_user(sites=[study.sites[0]])
    Membership.objects.filter(user=former).update(until=ago(1))
    monitor = a_user(Role.MONITOR, sites=[study.sites[0]])
    return [study.researcher2, study.pi, study.administrator, former, monitor]


def refusal(action, **facts) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        action(**facts)
    return refused.value.message_dict


def test_a_new_persons_owner_works_at_the_site(study, strangers):
    facts = {"case": study.cases[0], "group": "PT", "joined_via": "letter", "replied_on": ago(1)}
    add = actions.add_participant

    said = [refusal(add, owner=one, by=study.researcher, **facts) for one in strangers]
    unsaid = [refusal(add, by=one, **facts) for one in strangers]

    assert said == unsaid == [{"owner": [WHO]}] * 5
    assert not Participant.objects.exists()
    colleague = a_user(sites=[study.sites[0]])
    assert add(owner=colleague, by=study.researcher, **facts).owner == colleague


def test_a_persons_next_owner_works_at_the_site(study, person, strangers):
    change = {"participant": person, "version": 1, "by": study.researcher}

    said = [refusal(actions.change_participant, owner=one, **change) for one in strangers]

    assert said == [{"owner": [WHO]}] * 5
    assert Participant.objects.get().version == 1
    colleague = a_user(sites=[study.sites[0]])
    assert actions.change_participant(owner=colleague, **change).owner == colleague


def test_an_organisation_is_one_of_the_cases_site(study, person):
    theirs, ours = (an_organisation(site) for site in study.sites[::-1])
    change = {"participant": person, "version": 1, "by": study.researcher}
    facts = {"case": study.cases[0], "group": "HP", "joined_via": "letter", "replied_on": ago(1)}

    said = refusal(actions.change_participant, organisation=theirs, **change)
    said_new = refusal(actions.add_participant, organisation=theirs, by=study.researcher, **facts)

    assert said == said_new == {"organisation": [WHERE]}
    changed = actions.change_participant(organisation=ours, **change)
    assert changed.organisation == ours
    again = actions.change_participant(
        participant=changed, organisation=None, version=2, reason="Left", by=study.researcher
    )
    assert again.organisation is None


def test_all_that_is_out_of_place_is_said_at_once(study, person):
    said = refusal(
        actions.change_participant,
        participant=person,
        version=1,
        owner=study.researcher2,
        organisation=an_organisation(study.sites[1]),
        by=study.researcher,
    )

    assert said == {"organisation": [WHERE], "owner": [WHO]}


def test_whoever_interviews_works_at_the_site(study, person, strangers):
    a_consent(person)
    booking = a_booking(person)
    other = a_person(study.cases[0])
    new = {"participant": other, "wave": "first", "booked_on": ago(-1), **TOMORROW}
    changed = {"booking": booking, "version": 1, "booked_on": ago(-1), **TOMORROW}
    held = {"participant": person, "held_on": ago(0), "recording": "notes", "minutes": 40}
    by = study.researcher

    said = [
        [
            refusal(actions.book, interviewer=one, by=by, **new),
            refusal(actions.book, by=one, **new),
            refusal(actions.change_booking, interviewer=one, by=by, **changed),
            refusal(actions.log_interview, interviewer=one, mode="phone", by=by, **held),
            refusal(actions.log_interview, mode="phone", by=one, **held),
        ]
        for one in strangers
    ]

    assert said == [[{"interviewer": [WHO]}] * 5] * 5
    assert Interview.objects.get().version == 1
    colleague = a_user(sites=[study.sites[0]])
    moved = actions.change_booking(interviewer=colleague, by=by, **changed)
    done = actions.log_interview(interviewer=colleague, mode="phone", by=by, **held)
    assert moved.interviewer == done.interviewer == colleague


def test_whom_a_record_names_already_may_stay_when_they_have_left(study):
    leaver = a_user(sites=[study.sites[0]])
    person = a_person(study.cases[0], by=leaver)
    booking = a_booking(person, by=leaver)
    Membership.objects.filter(user=leaver).update(until=ago(1))

    changed = actions.change_participant(
        participant=person, version=1, owner=leaver, gender="woman", by=study.researcher
    )
    moved = actions.change_booking(
        booking=booking,
        version=1,
        interviewer=leaver,
        booked_on=ago(-1),
        by=study.researcher,
        **TOMORROW,
    )

    assert (changed.owner, moved.interviewer) == (leaver, leaver)


@pytest.fixture(params=["sent elsewhere", "at the end of their contract", "ended before"])
def leaver(study, request):
    """Leah Example, who worked at the first site until the day before yesterday."""
    user = a_user(sites=[study.sites[0]], name="Leah Example")
    last = ago(2)
    if request.param == "sent elsewhere":
        Membership.objects.filter(user=user).update(until=last)
        a_membership(user, study.sites[1])
    else:
        noon = dt.datetime.combine(last, dt.time(12), tzinfo=LONDON)
        is_ended = request.param == "ended before"
        ends = {"ends_on": None, "ended_at": noon} if is_ended else {"ends_on": last}
        User.objects.filter(pk=user.pk).update(**ends)
    return User.objects.get(pk=user.pk)


def test_what_somebody_did_who_has_left_since_is_told_of_their_days_there(study, person, leaver):
    late = (
        f"Leah Example worked there until {said(ago(2))}. Check the date, or choose somebody else"
    )
    before = {"taken_by": leaver, "by": study.researcher}

    assert refusal_of(a_consent, person, ago(1), **before) == {"taken_by": [late]}
    consent = a_consent(person, ago(2), **before)
    done = an_interview(person, ago(2))
    done = actions.correct_interview(**right(done, interviewer=leaver))
    assert done.interviewer == consent.taken_by == leaver

    moved = right(consent, given_on=ago(1), taken_by=leaver)
    assert refusal_of(actions.correct_consent, **moved) == {"taken_by": [late]}
    moved = right(done, held_on=ago(1), interviewer=leaver)
    assert refusal_of(actions.correct_interview, **moved) == {"interviewer": [late]}
    moved = right(consent, given_on=ago(3), taken_by=leaver)
    assert actions.correct_consent(**moved).given_on == ago(3)


def test_nobody_of_another_site_or_role_did_it_on_any_day(study, person, strangers):
    *elsewhere, former, monitor = strangers

    for one in (*elsewhere, monitor):
        assert refusal_of(a_consent, person, ago(9), taken_by=one)["taken_by"] != []
    assert a_consent(person, ago(9), taken_by=former).taken_by == former


def test_who_has_left_is_offered_last_with_their_last_day(login, study, person, leaver):
    page = login(study.researcher).get("/participants/c1-pt-01/consent/")

    offered = [words for _, words in page.context["form"].fields["taken_by"].choices]
    assert offered == ["Ann Example", f"Leah Example, until {said(ago(2))}"]


def test_who_is_suspended_or_came_later_may_be_named_as_they_may_be_told_of(login, study, person):
    users = [a_user(sites=[study.sites[0]], name=name) for name in ("Sam Example", "New Example")]
    a_user(Role.MONITOR, sites=[study.sites[0]])
    User.objects.filter(pk=users[0].pk).update(is_active=False)
    Membership.objects.filter(user=users[1]).update(since=ago(-1))

    page = login(study.researcher).get("/participants/c1-pt-01/consent/")

    offered = [words for _, words in page.context["form"].fields["taken_by"].choices]
    assert offered == ["Ann Example", "Sam Example"]
    sam = User.objects.get(pk=users[0].pk)
    assert a_consent(person, ago(9), taken_by=sam).taken_by == sam


def test_an_interview_is_the_interviewers_who_logs_it(study):
    assert (
        an_interview(a_person(study.cases[0]), by=study.researcher).interviewer == study.researcher
    )
