"""Questions that ask for some people without reckoning everybody find the same people."""

import pytest

from cases.models import Case
from linkstudy import clock
from linkstudy.progress.attention import due, with_due
from linkstudy.testing.factories import a_protocol, a_refusal, ago
from linkstudy.testing.grown import grown
from participants.attempts import STILL_ASKED
from participants.models import Interview, Participant
from participants.models.custody import recorded
from participants.recordings import chains, in_brief, unfinished
from participants.renewals import outdated
from participants.vocabulary import AHEAD, TO_BOOK, Need, Status
from participants.waves import follow_up_is_ahead, settings_of, to_be_booked, with_follow_up

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
    every = list(with_due(PEOPLE.with_status()).filter(is_due=True))
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


def test_ways_read_in_brief_are_those_read_in_full(study):
    taped = recorded(Interview.objects.order_by("pk"))
    brief, full = in_brief(taped), chains(taped)

    assert [said(one) for one in brief] == [said(one) for one in full]
    found = {one.status for one in full}
    assert {"With transcriber", "Released to analysis", "To be destroyed"} - found == set()
    left = [said(one) for one in in_brief(unfinished(Interview.objects.order_by("pk"))) if one.next]
    assert left == [said(one) for one in full if one.next]


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
        chain.is_with_transcriber,
    )


def expected(status, follow_up, is_not_booked):
    if status == Status.WITHDREW:
        return Need.FINISHED
    is_ahead = not is_not_booked or status == Status.CONSENTED or follow_up in AHEAD
    return Need.SIGN if is_ahead else Need.FINISHED  # nobody here has a new sheet to be told of
