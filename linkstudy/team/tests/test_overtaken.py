"""Two who hand over the same person's work: whoever comes second reads what happened, and loses nothing."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from cases.models import CollectedDocument
from linkstudy.accounts.models import User
from linkstudy.audit.models import Entry
from linkstudy.clock import telling
from linkstudy.forms.study import LOST
from linkstudy.team import actions
from linkstudy.team.hands import hands_of
from linkstudy.team.tests.leavers import ann_and_cole, owned, refusal
from linkstudy.team.tests.pages import address, hand_over
from linkstudy.team.work import work_of
from linkstudy.testing.factories import (
    a_case,
    a_membership,
    a_person,
    a_study,
    a_user,
    an_observation,
)
from linkstudy.testing.in_the_field import a_collected_document, a_visit_for
from linkstudy.testing.meetings import a_meeting, an_action
from linkstudy.testing.pages import held_by, problems, text_of
from linkstudy.testing.tables import a_group, a_member
from participants.tests.at_once import at_once
from participants.tests.histories import NOW

scene = ann_and_cole
GONE = "User 4 handed Region 1 to Cole Example at 10:41am on 14 June 2022"


@pytest.fixture
def dora(study) -> User:
    """Another administrator."""
    return a_user("administrator", name="Dora Example")


@pytest.fixture
def opened(login, ann, dora):
    """(Dora's browser, the page on which she began to hand over Ann's work)."""
    client = login(dora)
    return client, client.get(address(ann, "hand-over/"))


def give(study_clock, user, by, **takers):
    """Somebody hands it over at 10:41am."""
    study_clock("2022-06-14 10:41")
    places = {int(name.removeprefix("site_")): who for name, who in takers.items()}
    chosen = {w.site: places[w.site.number] for w in work_of(user) if w.site.number in places}
    actions.hand_over(user=user, takers=chosen, by=by)


def send(opened, user, **answers):
    client, page = opened
    return client.post(address(user, "hand-over/"), held_by(page, **answers))


def test_whoever_comes_second_reads_who_handed_what_to_whom(opened, ann, cole, chris, study_clock):
    give(study_clock, ann, chris, site_1=cole)
    entries = Entry.objects.count()

    answer = send(opened, ann, taker_1=str(cole.number))

    assert problems(answer) == {
        "__all__": [f"{GONE}. Nothing is saved yet. Nothing is left to hand over"]
    }
    assert GONE in text_of(answer)
    assert Entry.objects.count() == entries


def test_where_some_is_left_that_nobody_can_take_over_it_is_told_too(
    opened, login, ann, cole, chris, dora, study_clock
):
    """Not that nobody works at the other site, which was so all along."""
    other = a_case(3, lead=ann)
    a_membership(ann, other.site)
    client = login(dora)
    page = client.get(address(ann, "hand-over/"))
    give(study_clock, ann, chris, site_1=cole)

    answer = send((client, page), ann, taker_1=str(cole.number))

    assert problems(answer) == {
        "__all__": [f"{GONE}. Nothing is saved yet. Check what is there now"]
    }


def test_what_is_left_is_handed_over_with_the_next_press(
    login, ann, cole, chris, dora, study_clock, study
):
    """What was chosen stands, and the page shows what is there now: so it is when Ann's days end."""
    other, taker = a_case(3, lead=ann), a_user(name="Tom Example")
    for one in (ann, taker):
        a_membership(one, other.site)
    client = login(dora)
    first = client.get(address(ann, "hand-over/"))
    number = f"taker_{other.site.number}"
    study_clock("2022-06-14 10:41")
    days = ann.memberships.get(site=study.sites[0])
    actions.set_days(
        membership=days,
        version=1,
        since=days.since,
        until=NOW.date(),
        reason="",
        takers={days.site: cole},
        by=chris,
    )

    second = send((client, first), ann, taker_1=str(cole.number), **{number: str(taker.number)})
    third = send((client, second), ann)

    assert problems(second) == {
        "__all__": [f"{GONE}. Nothing is saved yet. Check what is there now"]
    }
    assert second.context["form"][number].value() == str(taker.number)
    assert third.status_code == 302
    other.refresh_from_db()
    assert other.lead == taker


def test_work_that_came_since_is_told(opened, ann, cole, study):
    a_person(study.cases[0], by=ann)

    answer = send(opened, ann, taker_1=str(cole.number))
    again = send((opened[0], answer), ann)

    assert problems(answer) == {
        "__all__": [
            (
                "What Ann Example looks after changed since you opened this page. Nothing is saved"
                " yet. Check what is there now"
            )
        ]
    }
    assert (again.status_code, len(owned(cole))) == (302, 4)


def test_field_notes_papers_and_visits_alone_are_told_of_too(login, ann, cole, chris, study_clock):
    """Who observed stays on record: that it was theirs to finish follows from the row."""
    eve = a_user(name="Eve Example", sites=[work_of(ann)[0].site])
    fay = a_user(name="Fay Example", sites=[work_of(ann)[0].site])
    case = work_of(ann)[0].cases[0]
    an_observation(case, by=eve, notes="started")
    a_collected_document(case, by=eve)
    a_collected_document(case, by=ann)
    a_visit_for(case, by=ann, buddy=fay)
    seen = {user: hands_of(user, chris).mark for user in (eve, fay)}
    for user in (ann, eve, fay):
        give(study_clock, user, chris, site_1=cole)

    said = [
        refusal(actions.hand_over, user=user, takers={}, seen=mark, by=chris)
        for user, mark in seen.items()
    ]

    left = "Nothing is saved yet. Nothing is left to hand over"
    assert said == [
        [f"{GONE}. {left}"],
        [f"User 4 handed a visit to Cole Example at 10:41am on 14 June 2022. {left}"],
    ]
    assert {one.handed_to for one in CollectedDocument.objects.all()} == {cole}


def test_actions_of_meetings_that_changed_hands_are_a_change(ann, cole, chris, study):
    group = a_group()
    for user in (ann, cole):
        a_member(group, user=user, seat="researcher")
    seen = hands_of(ann, chris).mark
    an_action(a_meeting(group), f"Book a room @{ann.name}")

    words = refusal(actions.hand_over, user=ann, takers={study.sites[0]: cole}, seen=seen, by=chris)

    assert words == [
        (
            "What Ann Example looks after changed since you opened this page. Nothing is saved yet."
            " Check what is there now"
        )
    ]


def test_a_page_that_shows_what_is_there_hands_it_over(office, ann, cole):
    assert hand_over(office, ann, taker_1=str(cole.number)).status_code == 302
    assert len(owned(cole)) == 3


@pytest.mark.parametrize("seen", ["", "1.2", "x", "9" * 19 + "." + "a" * 16])
def test_a_form_that_does_not_say_what_it_showed_is_not_used(office, ann, cole, seen):
    answer = hand_over(office, ann, taker_1=str(cole.number), seen=seen)

    assert problems(answer) == {"seen": [LOST]}
    assert owned(cole) == set()


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_is_told(transactional_db):
    with telling(NOW):
        study = a_study()
        site = study.sites[0]
        one, two = (a_user(sites=[site]) for _ in range(2))
        seen = hands_of(study.researcher, study.administrator).mark
    give = partial(actions.hand_over, user=study.researcher, seen=seen, by=study.administrator)

    answers = at_once(partial(give, takers={site: one}), partial(give, takers={site: two}))

    [refused] = [answer for answer in answers if isinstance(answer, ValidationError)]
    winner = [one, two][answers.index(refused) - 1]
    assert refused.messages == [
        (
            f"{study.administrator} handed Region 1 to {winner} at 9:12am on 14 June 2022. Nothing is"
            " saved yet. Nothing is left to hand over"
        )
    ]
