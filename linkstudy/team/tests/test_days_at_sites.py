"""Where somebody works, from which day to which: what they look after there changes hands."""

import re
from functools import partial

import pytest
from django.test import Client

from cases.actions import close_site, open_site
from cases.actions.rows import void_row
from cases.models import Membership
from linkstudy.accounts.actions.rules import NO_MORE
from linkstudy.accounts.models import User
from linkstudy.audit.models import Entry
from linkstudy.team import actions
from linkstudy.team.forms import BACKWARDS
from linkstudy.team.tests.leavers import ann_and_cole, owned, refusal
from linkstudy.team.tests.pages import address
from linkstudy.testing.factories import a_case, a_membership, a_person, a_site, a_user, ago
from linkstudy.testing.pages import problems, text_of
from participants.models import Participant

scene = ann_and_cole


def test_somebody_is_sent_to_a_site_from_a_day_on(office, cole, login, study):
    answer = office.post(address(cole, "sites/"), {"site": "2", "since": "20/6"})

    assert answer.headers["Location"] == address(cole)
    membership = Membership.objects.get(user=cole, site__number=2)
    assert (membership.since, membership.until) == (ago(-6), None)
    assert login(cole).get("/cases/2/").status_code == 404  # not yet
    assert "Region 2</b>, from 20 June 2022" in office.get(address(cole)).content.decode()


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("pi", "Their role sees every site."),
        ("administrator", "Their role sees every site."),
        ("monitor", "Their role sees every site."),
        ("ppi", "Their role sees every site, as counts."),
    ],
)
def test_a_role_that_does_not_go_by_sites_is_given_none(login, study, role, sees):
    by, user = a_user("administrator"), getattr(study, role)
    office, page = login(by), address(user, "sites/")

    for answer in (office.get(page), office.post(page, {"site": "1", "since": "today"})):
        text = text_of(answer)
        assert sees in text
        assert ("can record what happens there" in text, "Add the site" in text) == (False, False)

    assert page not in office.get(address(user)).content.decode()
    words = refusal(actions.send_to_site, user=user, site=study.sites[0], since=ago(0), by=by)
    assert words == ["Only researchers work at sites. Select none for this role"]
    assert not Membership.objects.filter(user=user).exists()


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
    site = study.sites[1]
    Membership.objects.create(
        user=cole, site=site, since=ago(since), until=None if until is None else ago(until)
    )

    words = refusal(actions.send_to_site, user=cole, site=site, since=ago(0), by=chris)

    day = ago(since)
    assert words == [f"Cole Example works there from {day.day} {day:%B %Y} already"]


def test_somebody_comes_back_to_a_site(cole, chris, study):
    site = study.sites[1]
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
            {"until": [BACKWARDS]},
        ),
    ],
)
def test_days_that_are_not_right_are_told(office, ann, cole, answers, said):
    given = {name: str(cole.number) if word == "?" else word for name, word in answers.items()}

    assert problems(days(office, ann, **given)) == said


def test_a_site_that_was_given_by_mistake_today_is_taken_back_at_once(office, cole, login, study):
    office.post(address(cole, "sites/"), {"site": "2", "since": "today"})
    assert login(cole).get("/cases/2/").status_code == 200
    page = address(cole, "sites/2/")
    sent = {"since": "today", "until": "yesterday", "version": "1"}
    assert problems(office.post(page, sent)) == {"until": [BACKWARDS]}

    sent |= {"since": "yesterday", "reason": "The wrong site was chosen"}
    assert office.post(page, sent).status_code == 302

    assert login(cole).get("/cases/2/").status_code == 404


def test_days_do_not_move_over_other_days(office, ann, study):
    site = study.sites[0]
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
    site = study.sites[0]

    words = ["You cannot change your own access. Ask another administrator"]
    assert refusal(actions.send_to_site, user=chris, site=site, since=ago(0), by=chris) == words


@pytest.mark.parametrize("role", ["pi", "researcher", "monitor", "ppi"])
def test_no_other_role_changes_the_team(study, ann, cole, role):
    small = study
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
        partial(actions.hand_over, user=cole, takers={small.sites[0]: ann}, by=by),
        partial(actions.leave, user=cole, version=1, reason="x", takers={}, by=by),
        partial(
            actions.change_person,
            user=cole,
            version=1,
            name="C",
            email=cole.email,
            role="researcher",
            ends_on=None,
            reason="",
            by=by,
        ),
    ]
    entries = Entry.objects.count()

    assert [refusal(one) for one in tries] == [[NO_MORE]] * 6
    assert Entry.objects.count() == entries
