"""People and roles: the list, one person, inviting and changing, as an administrator sees them."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client

from linkstudy.accounts import actions
from linkstudy.accounts.models import State, User
from linkstudy.accounts.policy import Role
from linkstudy.clock import DEMO_NOW
from linkstudy.team.actions import invite
from linkstudy.team.tests.pages import NEW, NOON, TEAM, address, told
from linkstudy.testing.factories import PASSWORD, a_user, ago
from linkstudy.testing.pages import problems


def rows(answer) -> dict[str, list[str]]:
    """{name: what else the row says} of the list."""
    found = {}
    for row in re.findall(r"<tr>\s*(<th.*?)</tr>", answer.content.decode(), re.S):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
        texts = [" ".join(re.sub("<[^>]+>", " ", cell).split()) for cell in cells]
        found[texts[0]] = texts[1:]
    return {name: cells for name, cells in found.items() if name != "Name"}


# The list


def test_the_list_says_who_is_what_where_and_since_when(office, study):
    User.objects.filter(pk=study.pi.pk).update(last_login=DEMO_NOW)

    found = rows(office.get(TEAM))

    assert found[f"Ann Example {study.researcher.email}"] == [
        *("Researcher", "Region 1", "Active", "14 June 2022", "", "Never")
    ]
    assert found[f"{study.pi} {study.pi.email}"] == [
        *("Principal investigator", "All", "Active", "14 June 2022", "", "Today, 9:12am")
    ]
    assert found[f"{study.ppi} {study.ppi.email}"][:2] == ["PPI lead", "All, as counts"]


def test_the_list_says_whose_access_waits_or_is_over(office, study):
    with time_machine.travel(NOON, tick=False):
        invited = invite(**NEW | {"sites": [], "ends_on": ago(-9)}, by=study.administrator).user
        gone, away = a_user(name="Gone Example"), a_user(name="Away Example")
        actions.end_user(user=gone, version=1, reason="Left", by=study.administrator)
        actions.suspend_user(user=away, version=1, reason="Away", by=study.administrator)

        found = rows(office.get(TEAM))

    assert found["Nia Example nia@example.org"] == [
        *("Researcher", "None yet"),
        "Invited Their link works until 5 March 2026, midday",
        *("14 June 2022", "23 June 2022", "Never"),
    ]
    assert found[f"Away Example {away.email}"][2:5] == ["Suspended", "14 June 2022", ""]
    assert found[f"Gone Example {gone.email}"][2:5] == ["Ended", "14 June 2022", "14 June 2022"]
    assert list(found)[-1] == f"Gone Example {gone.email}"
    with time_machine.travel(NOON + dt.timedelta(hours=72), tick=False):
        assert rows(office.get(TEAM))[f"Nia Example {invited.email}"][2] == (
            "Invited Their link ran out on 5 March 2026, midday"
        )


def told_today(*clients):
    """Where Today leads each of them, to make a link for somebody who asked."""
    pages = [one.get("/").content.decode() for one in clients]
    return [re.findall(r'href="(/team/\d+/link/)"', page) for page in pages]


def test_an_administrator_is_not_told_today_that_they_asked_themselves(office, study):
    Client().post("/account/forgotten/", {"email": study.administrator.email})

    assert told_today(office) == [[]]


def test_the_list_and_today_say_who_asked_for_a_link_until_one_is_made(office, study, login):
    with time_machine.travel(NOON, tick=False) as machine:
        Client().post("/account/forgotten/", {"email": study.pi.email.upper()})
        machine.shift(dt.timedelta(minutes=5))
        who = f"{study.pi} {study.pi.email}"
        asked = "Asked for a new link on 2 March 2026, midday"
        assert rows(office.get(TEAM))[who][2] == f"Active {asked}"
        assert asked in office.get(address(study.pi)).content.decode()
        assert told_today(office, login(study.researcher)) == [[address(study.pi, "link/")], []]

        actions.make_link(user=study.pi, by=study.administrator)
        assert told_today(office) == [[]]
        assert (
            rows(office.get(TEAM))[who][2] == "Active Their link works until 2 March 2026, 8:05pm"
        )


def test_who_signs_in_after_all_needs_no_link(office, study):
    with time_machine.travel(NOON, tick=False) as machine:
        Client().post("/account/forgotten/", {"email": study.pi.email})
        machine.shift(dt.timedelta(minutes=5))
        Client().post("/account/login/", {"login": study.pi.email, "password": PASSWORD})

        assert rows(office.get(TEAM))[f"{study.pi} {study.pi.email}"][2] == "Active"


def test_the_list_counts_who_has_access(office, study):
    count = User.objects.count()
    assert f"{count} people have access to the study." in office.get(TEAM).content.decode()

    for user in User.objects.exclude(pk=study.administrator.pk):
        actions.end_user(user=user, version=1, reason="Left", by=study.administrator)

    assert "1 person has access to the study." in office.get(TEAM).content.decode()


def test_a_team_of_any_size_is_shown_in_pages(office, study):
    for _ in range(30):
        a_user()

    assert len(rows(office.get(TEAM))) == 25
    assert "Showing 26 to" in office.get(f"{TEAM}?page=2").content.decode()
    assert office.get(f"{TEAM}?page=-1").status_code == 200


@pytest.mark.parametrize("more", ["", "change/", "link/", "suspend/", "leave/", "sites/"])
@pytest.mark.parametrize("number", ["0", "999", "99999999999999999999"])
def test_a_number_of_nobodys_is_not_found(office, number, more):
    assert office.get(f"/team/{number}/{more}").status_code == 404


@pytest.mark.parametrize("number", ["one", "-1", "1.5", "١"])
def test_what_is_no_number_is_not_found(office, number):
    assert office.get(f"/team/{number}/").status_code == 404


# One person


def test_a_persons_page_offers_what_can_be_done(office, study):
    def acts(user: User) -> list[str]:
        text = office.get(address(user)).content.decode()
        return re.findall(r'<a class="btn btn-line" href="[^"]+">([^<]+)</a>', text)

    assert acts(study.pi) == ["Change", "New link", "Suspend", "End access"]
    actions.suspend_user(user=study.pi, version=1, reason="Away", by=study.administrator)
    assert acts(study.pi) == ["Let back in", "End access"]
    actions.end_user(user=study.pi, version=2, reason="Left", by=study.administrator)
    assert acts(study.pi) == ["Let back in"]
    assert acts(study.administrator) == ["Change name"]


def test_ones_own_page_says_why_there_is_little_to_do(office, study):
    text = office.get(address(study.administrator)).content.decode()

    assert "Your role, your sites and your last day are for another administrator" in text


def test_a_person_who_asked_and_may_not_be_here_must_be_let_in_first(office, study):
    actions.suspend_user(user=study.pi, version=1, reason="Away", by=study.administrator)
    Client().post("/account/forgotten/", {"email": study.pi.email})

    text = office.get(address(study.pi)).content.decode()

    assert "Their access has to be given back first." in text


# Changing


WHY = "Say why the address, the role or the last day changes"


def changed(user: User, **facts) -> dict[str, str]:
    held = {"name": user.name, "email": user.email, "role": user.role, "ends_on": ""}
    return held | {"reason": "", "version": "1"} | facts


def test_a_role_is_changed_with_a_reason_and_obeyed_at_the_next_click(office, study, login):
    theirs = login(study.monitor)
    assert theirs.get("/participants/").status_code == 200

    answer = office.post(
        address(study.monitor, "change/"), changed(study.monitor, role="ppi", reason="A new post")
    )

    assert told(office, answer) == [f"{study.monitor} is changed"]
    assert theirs.get("/participants/").status_code == 403


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"role": "ppi"}, {"reason": [WHY]}),
        ({"ends_on": "30/6"}, {"reason": [WHY]}),
        ({"email": "moved@example.org"}, {"reason": [WHY]}),
        ({"email": "moved"}, {"email": ["Enter an email address, like name@example.org"]}),
        ({"name": ""}, {"name": ["Enter their name"]}),
        ({"role": "x"}, {"role": ["Select their role"]}),
    ],
)
def test_a_change_that_is_not_right_is_told(office, study, facts, said):
    answer = office.post(address(study.monitor, "change/"), changed(study.monitor, **facts))

    assert problems(answer) == said


def test_two_administrators_editing_one_role_see_both_values(office, study):
    dora = a_user(Role.ADMINISTRATOR, name="Dora Example")
    facts = {"name": study.monitor.name, "email": study.monitor.email, "ends_on": None}
    actions.change_user(
        user=study.monitor, version=1, role=Role.PI, reason="Promoted", by=dora, **facts
    )

    sent = changed(study.monitor, role="ppi", reason="A new post")
    answer = office.post(address(study.monitor, "change/"), sent)

    form = answer.context["form"]
    assert form.non_field_errors() == [
        "Dora Example changed this while you were typing. Nothing is saved yet"
    ]
    assert form.stale == [("Role", "Principal investigator", "PPI lead")]
    assert form["reason"].value() == "A new post"
    again = sent | {"version": form["version"].value()}
    assert office.post(address(study.monitor, "change/"), again).status_code == 302
    assert User.objects.get(pk=study.monitor.pk).role == Role.PPI_LEAD


def test_of_oneself_the_name_alone_is_changed(office, study):
    me = study.administrator
    sent = {"name": "New Name", "role": "pi", "ends_on": "30/6/2099", "version": "1"}

    answer = office.post(address(me, "change/"), sent | {"reason": "I like it"})

    assert told(office, answer) == ["Your name is changed"]
    stored = User.objects.get(pk=me.pk)
    assert (stored.name, stored.role, stored.ends_on) == ("New Name", me.role, None)


@pytest.mark.parametrize("more", ["suspend/", "leave/"])
def test_one_cannot_suspend_or_end_oneself(office, study, more):
    me = study.administrator

    answer = office.post(address(me, more), {"reason": "Tired of it", "version": "1"})

    words = ["You cannot change your own access. Ask another administrator"]
    assert answer.context["form"].non_field_errors() == words


def test_suspending_and_letting_back_in(office, study, login):
    theirs = login(study.pi)

    answer = office.post(address(study.pi, "suspend/"), {"reason": "On leave", "version": "1"})
    assert told(office, answer) == [f"{study.pi} is suspended"]
    assert theirs.get("/account/").status_code == 403

    answer = office.post(address(study.pi, "resume/"), {"reason": "Back again", "version": "2"})
    assert told(office, answer) == [f"{study.pi} is back"]
    assert User.objects.get(pk=study.pi.pk).state == State.ACTIVE


@pytest.mark.parametrize("more", ["suspend/", "resume/", "leave/"])
def test_a_reason_is_asked_for(office, study, more):
    answer = office.post(address(study.pi, more), {"version": "1"})

    assert list(problems(answer)) == ["reason"]


@pytest.mark.parametrize("version", ["", "one", "-1", "99999999999999"])
@pytest.mark.parametrize("more", ["change/", "suspend/", "resume/", "leave/"])
def test_a_form_that_lost_its_version_is_not_saved(office, study, more, version):
    sent = changed(study.pi, reason="Once more", version=version)

    answer = office.post(address(study.pi, more), sent)

    assert problems(answer)["version"] == [
        "Part of this form was lost on the way. Open the page again before you save"
    ]
    assert User.objects.get(pk=study.pi.pk).version == 1
