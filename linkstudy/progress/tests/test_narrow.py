"""Questions that ask for some people without reckoning everybody find the same people."""

import datetime as dt

import pytest
from django.urls import reverse

from cases.models import Case
from linkstudy import clock
from linkstudy.progress.attention import (
    QUIET,
    due,
    is_quiet,
    overdue,
    quiet,
    with_due,
    with_last_record,
)
from linkstudy.progress.kinds import Kind
from linkstudy.progress.owed import in_turn, owed
from linkstudy.progress.renewals import TO_DO, to_renew
from linkstudy.progress.scope import Scope
from linkstudy.testing.factories import a_protocol, a_refusal, ago, an_observation
from linkstudy.testing.grown import DAYS, grown
from participants.attempts import STILL_ASKED
from participants.models import Interview, Participant
from participants.models.custody import recorded
from participants.recordings import chains, due_in_brief, in_brief, unfinished
from participants.renewals import outdated
from participants.vocabulary import AHEAD, TO_BOOK, Need, Status
from participants.waves import (
    every_settings,
    follow_up_is_ahead,
    settings_of,
    to_be_booked,
    with_follow_up,
)

PEOPLE = Participant.objects.order_by("pk")


def scene():
    """600 people in three cases, of which one has closed; two are lost to their follow-up."""
    made = grown(600, cases=3)
    first = Case.objects.order_by("number").first()
    Case.objects.filter(pk=first.pk).update(closed_on=clock.today())
    for person in to_be_booked(PEOPLE, settings_of())[:2]:
        a_refusal(person, by=made.researcher)
    return made


def keys(people):
    return set(people.values_list("pk", flat=True))


def test_those_still_asked_are_those_of_these_statuses(study):
    asked = PEOPLE.with_status().filter(status__in=STILL_ASKED)

    assert keys(PEOPLE.still_asked()) == keys(asked)
    assert keys(asked) not in (set(), keys(PEOPLE))


def test_who_is_due_is_found_first_and_reckoned_then(study):
    every = list(with_due(PEOPLE.with_status(), settings_of()).filter(is_due=True))
    found = list(due(PEOPLE, 2000))

    assert {(one.pk, one.waits, one.status) for one in found} == {
        (one.pk, one.waits, one.status) for one in every
    }
    assert {one.waits for one in found} == {True, False}
    assert [one.pk for one in due(PEOPLE, 9)] == [one.pk for one in found[:9]]


@pytest.mark.parametrize("anchor", ["person", "case"])
def test_follow_ups_to_book_and_ahead_are_those_of_these_states(study, anchor):
    a_protocol(effective_from=ago(1), follow_up_anchor=anchor)
    protocol = settings_of()
    every = with_follow_up(PEOPLE.with_status(), protocol)
    facts = ("pk", "follow_up", "counted_from")

    assert set(to_be_booked(PEOPLE, protocol).values_list(*facts)) == set(
        every.filter(follow_up__in=TO_BOOK).values_list(*facts)
    )
    assert keys(PEOPLE.filter(follow_up_is_ahead())) == keys(every.filter(follow_up__in=AHEAD))


def test_what_is_needed_follows_from_status_and_follow_up(study):
    every = with_follow_up(outdated(PEOPLE).with_status(), settings_of())

    found = {(one.need, one.status, one.follow_up, one.booked_on is None) for one in every}
    assert found == {(expected(*facts), *facts) for _, *facts in found}
    assert {need for need, *_ in found} == {Need.SIGN, Need.FINISHED}


def test_who_is_to_renew_is_who_of_the_outdated_has_something_to_do(study):
    every = {one.study_id: one.need for one in outdated(PEOPLE) if one.need in TO_DO}
    found = list(to_renew(PEOPLE, 2000))

    assert {one.study_id: one.need for one in found} == every
    first = sorted(every, key=lambda one: (every[one], one))[:3]
    assert {one.study_id for one in to_renew(PEOPLE, 3)} == set(first)


def test_each_of_them_is_owed(study):
    people = to_renew(PEOPLE.visible_to(study.researcher), 2000)
    owes = owed(Scope(study.researcher), 2000)

    signing = [reverse("participants:consent", args=[one.slug]) for one in people]
    assert sorted(one.url for one in owes[Kind.RENEWAL]) == sorted(signing)
    assert signing != []


def test_who_is_late_is_who_of_the_due_has_a_day_that_passed(study):
    late = [one for one in due(PEOPLE, 2000) if not one.waits and one.contact_by < clock.today()]

    assert [one.pk for one in overdue(PEOPLE, 2000)] == [one.pk for one in late]
    assert [one.pk for one in overdue(PEOPLE, 3)] == [one.pk for one in late[:3]]


def test_cases_are_quiet_whose_last_record_is_two_weeks_old(study):
    _, second, third = Case.objects.order_by("number")
    every = with_last_record(Case.objects.order_by("number"))

    def both():
        return [one for one in every.all() if is_quiet(one)], [*Case.objects.filter(quiet())]

    assert both() == ([], [])
    last = max(one.last_on for one in every.exclude(closed_on__lte=clock.today()))
    with clock.telling(dt.datetime.combine(last + QUIET, dt.time(9), tzinfo=clock.LONDON)):
        assert both() == ([second, third], [second, third])
        an_observation(third, day=ago(13))
        assert both() == ([second], [second])


def test_recordings_that_are_due_are_found_first_and_reckoned_then(study):
    a_protocol(effective_from=ago(20), **DAYS | {"days_to_upload": None, "days_to_check": 30})
    taped, rules = Interview.objects.order_by("pk"), every_settings()
    every = [one for one in in_brief(unfinished(taped)) if one.due and one.due <= clock.today()]
    few, found = due_in_brief(taped, rules, 7), due_in_brief(taped, rules, 2000)

    for is_asked in (True, False):
        assert told(found, is_asked=is_asked) == told(every, is_asked=is_asked)
    assert told(few, is_asked=True) == told(every, is_asked=True)
    assert [day for day, *_ in told(few, is_asked=False)] == [
        day for day, *_ in told(every, is_asked=False)[:7]
    ]
    assert len({one.next for one in every}) > 3
    assert due_in_brief(taped, [], 7) == []


def test_a_page_that_is_full_of_late_things_shows_the_same_without_asking_for_the_rest(study):
    scope = Scope(study.pi)
    every = owed(scope, 2000)

    assert owed(scope, 2000, whole=False) == every
    few = owed(scope, 9, whole=False)
    assert in_turn(few)[:9] == in_turn(every)[:9]
    assert Kind.RENEWAL in every
    assert Kind.RENEWAL not in few


def test_ways_read_in_brief_are_those_read_in_full(study):
    taped = recorded(Interview.objects.order_by("pk"))
    brief, full = in_brief(taped), chains(taped)

    assert [said(one) for one in brief] == [said(one) for one in full]
    found = {one.status for one in full}
    assert {"With transcriber", "Released to analysis", "To be destroyed"} - found == set()
    left = [said(one) for one in in_brief(unfinished(Interview.objects.order_by("pk"))) if one.next]
    assert left == [said(one) for one in full if one.next]


def told(chains, *, is_asked):
    """(when, what, of which interview) of those whose person asked for something to go, or of the others."""
    return sorted(
        (one.due, one.next, one.interview.pk) for one in chains if bool(one.withdrawals) is is_asked
    )


def said(chain):
    """What pages read of a way."""
    return (
        chain.interview,
        chain.status,
        chain.open_steps,
        chain.since,
        chain.due_words,
        chain.is_late,
        chain.task,
        chain.url,
        chain.doer,
    )


def expected(status, follow_up, is_not_booked):
    if status == Status.WITHDREW:
        return Need.FINISHED
    is_ahead = not is_not_booked or status == Status.CONSENTED or follow_up in AHEAD
    return Need.SIGN if is_ahead else Need.FINISHED  # nobody here has a new sheet to be told of
