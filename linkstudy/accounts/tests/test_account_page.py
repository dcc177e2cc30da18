"""One's own account: what it says, and another password."""

import datetime as dt

import pytest
from django.contrib.auth.hashers import check_password
from django.test import Client

from linkstudy.accounts import actions
from linkstudy.accounts.models import Link, User
from linkstudy.accounts.policy import Role
from linkstudy.audit.models import Entry
from linkstudy.testing.factories import PASSWORD, a_user
from linkstudy.testing.pages import held_by, problems

ACCOUNT, POLICY = "/account/", "/policy/"
NEW = "seven otters in the canal"
GOOD = {"password_now": PASSWORD, "password": NEW, "password_again": NEW}


@pytest.fixture
def asha(db) -> User:
    return a_user(email="asha@example.org", name="Asha Example")


def inside(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("role", [*Role, ""])
def test_every_role_has_an_account_page(db, role):
    user = a_user(role, ends_on=dt.date(2099, 1, 31))

    page = inside(user).get(ACCOUNT).content.decode()

    assert f"<dd>{user.email}</dd>" in page
    assert f"<dt>Role</dt><dd>{user.get_role_display() or 'None'}</dd>" in page
    assert "<dt>Last day</dt><dd>31 January 2099</dd>" in page


def test_a_letter_in_the_morning_is_wanted_until_somebody_says_no(asha, study_clock):
    study_clock("2022-06-14 09:12")
    browser = inside(asha)
    page = browser.get("/account/letter/")
    answer = browser.post("/account/letter/", held_by(page, takes_letter="no"), follow=True)

    assert answer.redirect_chain == [(ACCOUNT, 302)]
    assert "<dd>No, since 14 June 2022. <a" in answer.text
    assert [str(one) for one in answer.context["messages"]] == ["Your choice is saved"]
    assert User.objects.get(pk=asha.pk).letter_stopped_on == dt.date(2022, 6, 14)
    entry = Entry.objects.get(verb="user.letter_stopped")
    assert (entry.actor, entry.changes["letter_stopped_on"]) == (asha.pk, [None, "2022-06-14"])


def test_a_choice_nobody_made_is_asked_for(asha):
    browser = inside(asha)

    answer = browser.post(
        "/account/letter/", held_by(browser.get("/account/letter/"), takes_letter="")
    )

    assert problems(answer) == {"takes_letter": ["Select whether you want the letter"]}
    assert User.objects.get(pk=asha.pk).letter_stopped_on is None


def test_who_stopped_letters_earlier_stopped_them_then_and_can_want_them_again(asha, study_clock):
    study_clock("2022-06-14 09:12")
    actions.choose_letter(version=asha.version, takes_letter=False, by=asha)
    study_clock("2022-06-20 09:12")
    again = actions.choose_letter(version=asha.version + 1, takes_letter=False, by=asha)

    assert again.letter_stopped_on == dt.date(2022, 6, 14)
    wanted = actions.choose_letter(version=again.version, takes_letter=True, by=asha)
    assert wanted.letter_stopped_on is None
    assert Entry.objects.filter(verb="user.letter_wanted").count() == 1


def test_who_has_no_day_of_their_own_is_offered_no_letter(db):
    browser = inside(a_user(Role.MONITOR))

    assert "Letter in the morning" not in browser.get(ACCOUNT).text
    assert browser.get("/account/letter/").status_code == 403


def test_strangers_have_none(client, db):
    assert client.get(ACCOUNT).headers["Location"] == "/account/login/?next=/account/"


def test_another_password_keeps_this_session_and_ends_the_others(asha):
    here, there = inside(asha), inside(asha)

    answer = here.post(ACCOUNT, GOOD)

    assert answer.headers["Location"] == ACCOUNT
    page = here.get(ACCOUNT)
    assert [str(one) for one in page.context["messages"]] == [
        "Your password is changed. Your other sessions have ended"
    ]
    assert there.get(POLICY).status_code == 302
    assert check_password(NEW, User.objects.get().password)
    entry = Entry.objects.get(verb="user.password_changed")
    assert (entry.actor, entry.changes) == (asha.pk, {"version": [1, 2]})


def test_the_session_gets_a_new_key(asha):
    here = inside(asha)
    before = here.session.session_key

    here.post(ACCOUNT, GOOD)

    assert here.session.session_key != before


def test_links_that_wait_end_with_the_old_password(asha):
    link = actions.make_link(user=asha, by=None)

    inside(asha).post(ACCOUNT, GOOD)

    assert Link.objects.get(pk=link.pk).ended_at is not None


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"password_now": "wrong"}, {"password_now": ["This is not the password you have now"]}),
        ({"password_now": ""}, {"password_now": ["Enter the password you have now"]}),
        (
            {"password": "asha-example-7", "password_again": "asha-example-7"},
            {
                "password": [
                    (
                        "Others could guess “example”, so it does not count."
                        " Leave it out, or add 9 more characters"
                    )
                ]
            },
        ),
        ({"password_again": "another"}, {"password_again": ["The two passwords are not the same"]}),
    ],
)
def test_what_is_not_right_is_told_and_changes_nothing(asha, answers, said):
    answer = inside(asha).post(ACCOUNT, GOOD | answers)

    assert problems(answer) == said
    assert check_password(PASSWORD, User.objects.get().password)
    assert PASSWORD not in answer.content.decode()


def test_guesses_at_the_old_password_are_counted_as_at_the_door(asha):
    here = inside(asha)

    codes = [here.post(ACCOUNT, GOOD | {"password_now": "no"}).status_code for _ in range(10)]

    assert codes == [200] * 9 + [429]
    assert here.post(ACCOUNT, GOOD).status_code == 429
    assert Entry.objects.filter(verb="user.sign_in_failed").count() == 10


def test_the_same_form_sent_twice_changes_the_password_once(asha):
    here = inside(asha)
    here.post(ACCOUNT, GOOD | {"token": "a" * 32})
    again = here.post(ACCOUNT, GOOD | {"token": "a" * 32})

    assert problems(again) == {"password_now": ["This is not the password you have now"]}
    assert Entry.objects.filter(verb="user.password_changed").count() == 1


def test_an_empty_post_is_an_empty_form(asha):
    assert set(problems(inside(asha).post(ACCOUNT, {}))) == {
        *("password_now", "password", "password_again"),
    }
