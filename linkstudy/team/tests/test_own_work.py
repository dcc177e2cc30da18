"""A researcher who goes on leave hands over their own open work themselves, and nothing of others'."""

import pytest

from cases.models import Case
from linkstudy.accounts.actions.rules import NO_MORE
from linkstudy.accounts.models import User
from linkstudy.audit.models import Entry
from linkstudy.safety.models import Visit
from linkstudy.team import actions
from linkstudy.team.hands import hands_of
from linkstudy.team.tests.leavers import ann_and_cole, owned, refusal
from linkstudy.team.tests.pages import address
from linkstudy.team.work import errands_of, work_of
from linkstudy.testing.factories import a_case, a_membership, a_user
from linkstudy.testing.in_the_field import a_visit_for
from linkstudy.testing.meetings import a_meeting, an_action
from linkstudy.testing.pages import held_by, problems, text_of
from linkstudy.testing.tables import a_group, a_member

scene = ann_and_cole
URL = "/team/hand-over/"


@pytest.fixture
def mine(login, ann):
    """Ann's browser."""
    return login(ann)


def send(client, page=None, **answers):
    return client.post(URL, held_by(page or client.get(URL), **answers), follow=True)


def test_her_tasks_and_her_account_lead_to_it(mine, login, study):
    pages = ("/tasks/?owner=me", "/account/")

    assert [f'href="{URL}"' in mine.get(page).text for page in pages] == [True, True]
    assert [f'href="{URL}"' in login(study.pi).get(page).text for page in pages] == [False] * 2


def test_all_her_open_work_goes_to_a_colleague_at_the_site(mine, ann, cole, study):
    a_visit_for(study.cases[0], by=a_user(sites=[study.sites[0]]), buddy=ann)
    opened = mine.get(URL)

    page = send(mine, opened, taker_1=str(cole.number))

    assert "3 participants</a> to look after" in opened.text
    assert "Looks out for" in opened.text
    assert [str(one) for one in page.context["messages"]] == ["Your work is handed over"]
    assert page.request["PATH_INFO"] == "/tasks/"
    assert (work_of(ann), page.context["list"].items) == ([], [])
    assert owned(cole) == {"C1-PT-01", "C1-PT-02", "C1-PT-03"}
    assert (Case.objects.get(number=1).lead, Visit.objects.get().buddy) == (cole, cole)
    told = Entry.objects.filter(verb__endswith=".handed_over")
    assert {one.actor for one in told} == {ann.pk}
    assert User.objects.get(pk=ann.pk).is_current


def test_actions_of_meetings_go_along(mine, ann, cole):
    group = a_group()
    for user in (ann, cole):
        a_member(group, user=user, seat="researcher")
    an_action(a_meeting(group), f"Book a room @{ann.name}")

    send(mine, taker_1=str(cole.number))

    assert "1 action of meetings" not in text_of(mine.get(URL))
    assert Entry.objects.filter(verb="action.handed_over", actor=ann.pk).count() == 1


@pytest.mark.parametrize("who", ["", "ann", "chris", "researcher2", "999"])
def test_nobody_else_than_a_colleague_there_can_be_chosen(mine, ann, study, who):
    people = {"ann": ann, "chris": study.administrator, "researcher2": study.researcher2}
    number = str(people[who].number) if who in people else who

    page = send(mine, taker_1=number)

    assert problems(page) == {"taker_1": ["Select who takes over in Region 1"]}
    assert len(owned(ann)) == 5


def test_others_work_stays_with_administrators(mine, login, ann, cole, study):
    other = study.researcher2
    takers = {study.sites[1]: ann}

    assert refusal(actions.hand_over, user=other, takers=takers, by=ann) == [NO_MORE]
    assert mine.get(address(other, "hand-over/")).status_code == 403
    assert mine.get(address(ann, "hand-over/")).status_code == 403
    assert [login(one).get(URL).status_code for one in (study.pi, study.administrator)] == [403] * 2


def test_work_at_a_site_where_she_works_no_more_waits_for_an_administrator(ann, cole, chris):
    away = a_case(3, lead=ann)
    a_membership(cole, away.site)

    actions.hand_over(user=ann, takers={w.site: cole for w in work_of(ann)}, by=ann)

    assert [(work.site, work.words) for work in work_of(ann)] == [(away.site, "1 case")]
    assert hands_of(ann, ann).is_empty
    assert not hands_of(ann, chris).is_empty


def test_where_nobody_else_works_she_is_told_whom_to_ask(login, study):
    ben = study.researcher2
    client = login(ben)

    opened = client.get(URL)
    page = send(client, opened)

    words = (
        "Nobody else works at Region 2 who could take over. Ask User 4 to add somebody there first."
    )
    assert words in text_of(opened)
    assert ("Hand over</button>" in opened.text, "Back to your tasks" in opened.text) == (
        False,
        True,
    )
    assert problems(page) == {
        "__all__": [
            (
                "Nobody else works at Region 2 who could take over. Ask an administrator to add somebody"
                " there first"
            )
        ]
    }
    assert [work.words for work in work_of(ben)] == ["1 case"]


def test_actions_of_meetings_alone_are_passed_on_by_who_keeps_the_minutes(login, study):
    idle = a_user(sites=[study.sites[0]])
    group = a_group()
    a_member(group, user=idle, seat="researcher")
    an_action(a_meeting(group), f"Book a room @{idle.name}")
    client = login(idle)

    opened = client.get(URL)
    page = send(client, opened)

    assert "1 action of meetings." in text_of(opened)
    assert problems(page) == {
        "__all__": [
            "Only actions of meetings are left. Ask who keeps the minutes to give them to somebody else"
        ]
    }
    assert errands_of(idle).count() == 1


def test_what_nobody_can_take_over_stays_and_the_rest_goes(mine, ann, cole):
    away = a_case(3, lead=ann)
    a_membership(ann, away.site)

    page = send(mine, taker_1=str(cole.number))

    assert [str(one) for one in page.context["messages"]] == [
        "Your work is handed over, but for what is open in Region 3, where nobody else works"
    ]
    assert [work.site for work in work_of(ann)] == [away.site]


def test_whose_work_was_handed_over_meanwhile_reads_by_whom(
    mine, ann, cole, chris, study, study_clock
):
    page = mine.get(URL)
    study_clock("2022-06-14 10:41")
    actions.hand_over(user=ann, takers={study.sites[0]: cole}, by=chris)

    answer = send(mine, page, taker_1=str(cole.number))

    assert problems(answer) == {
        "__all__": [
            (
                "User 4 handed Region 1 to Cole Example at 10:41am on 14 June 2022. Nothing is saved"
                " yet. Nothing is left to hand over"
            )
        ]
    }
    assert "You look after nothing that is open where you work." in text_of(answer)


def test_whose_role_changed_meanwhile_hands_over_nothing(ann, cole, study):
    User.objects.filter(pk=ann.pk).update(role="monitor")

    words = refusal(actions.hand_over, user=ann, takers={study.sites[0]: cole}, by=ann)

    assert words == [NO_MORE]
