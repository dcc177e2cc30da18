"""Asking for a new link: the same answer for everybody, within limits, and a link for whom it is."""

import datetime as dt
import re
import smtplib
import threading

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from linkstudy.accounts import actions, limits, post
from linkstudy.accounts.models import Link, LinkRequest, State, User
from linkstudy.accounts.policy import Role
from linkstudy.accounts.views import links as doors
from linkstudy.audit.models import Entry
from linkstudy.testing.factories import a_user
from linkstudy.tests.whole_house.watching import statements
from participants.tests.at_once import at_once

FORGOTTEN, ASKED = "/account/forgotten/", "/account/forgotten/asked/"
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
NOBODY = "nobody@example.org"


@pytest.fixture
def chris(db) -> User:
    return a_user(Role.ADMINISTRATOR, name="Chris Example", email="chris@example.org")


@pytest.fixture
def everybody(chris) -> dict[str, User]:
    """Somebody in each state, by address."""
    found = {state: a_user(email=f"{state}@example.org", name="Ann Example") for state in State}
    found[State.INVITED].set_unusable_password()
    found[State.INVITED].save()
    actions.suspend_user(user=found[State.SUSPENDED], version=1, reason="On leave", by=chris)
    actions.end_user(user=found[State.ENDED], version=1, reason="Left", by=chris)
    return {user.email: user for user in found.values()}


@pytest.fixture
def letters(settings):
    """There is a mail server; the letters it took."""
    settings.CAN_MAIL = True
    return mail.outbox


def ask(email: str, client: Client | None = None, **more: str):
    return (client or Client()).post(FORGOTTEN, {"email": email, **more})


def same(sql: str) -> str:
    """A statement without its values, which both databases write in their own ways."""
    return re.sub(r"\d+|'[^']*'", "?", sql)


@pytest.fixture
def jobs(monkeypatch) -> list:
    """What is left to do beside the answers."""
    left: list = []
    monkeypatch.setattr(doors, "later", left.append)
    return left


@pytest.mark.parametrize("can_mail", [True, False])
def test_every_address_gets_the_same_answer_for_the_same_work(everybody, settings, jobs, can_mail):
    settings.CAN_MAIL = can_mail
    seen, work = set(), set()
    for email in [*everybody, NOBODY]:
        client = Client()
        with statements() as sent:
            answer = ask(email, client)
        page = client.get(answer.headers["Location"])
        headers = {**answer.headers, **page.headers}
        seen.add((answer.status_code, answer.content, page.content, str(headers)))
        work.add(tuple(map(same, sent)))

    assert (len(seen), len(work)) == (1, 1)
    assert len(jobs) == 5  # the rest is left, whoever asked
    assert (mail.outbox, Link.objects.count()) == ([], 0)


def test_the_page_says_what_happens_now(client, db, settings):
    assert "the administrators now see that you asked" in client.get(ASKED).content.decode()

    settings.CAN_MAIL = True
    page = client.get(ASKED).content.decode()
    assert "a letter with a link is on its way to it" in page
    assert "For your safety this page says the same for every address." in page


@pytest.mark.parametrize("state", [State.ACTIVE, State.INVITED])
def test_who_may_work_here_gets_a_letter_with_a_link(everybody, letters, state):
    ask(f"  {state.upper()}@Example.org ")

    [letter] = letters
    assert (letter.to, letter.subject) == (
        [f"{state}@example.org"],
        "Choose your password for linkstudy",
    )
    assert letter.body.startswith("Hello Ann Example,\n")
    secret = re.search(r"http://testserver/account/link/#([\w-]{43})\n", letter.body)[1]
    page = Client().post("/account/link/", {"link": secret})
    assert "Welcome, Ann Example" in page.content.decode()
    made = Entry.objects.get(verb="link.made")
    assert (made.actor, made.reason) == (None, "Asked for at the sign-in page")


@pytest.mark.parametrize("email", [f"{State.SUSPENDED}@example.org", f"{State.ENDED}@example.org"])
def test_whose_access_is_over_gets_none(everybody, letters, email):
    ask(email)

    assert (letters, Link.objects.count()) == ([], 0)
    assert limits.asked_at(everybody.values()).keys() == {everybody[email].pk}


def test_nobody_gets_none(everybody, letters):
    ask(NOBODY)

    assert (letters, Link.objects.count()) == ([], 0)
    assert limits.asked_at(everybody.values()) == {}
    assert NOBODY not in repr(list(LinkRequest.objects.values()))


def test_without_a_mail_server_no_link_is_made_and_the_administrators_see_the_request(everybody):
    with time_machine.travel(NOON, tick=False):
        ask(f"{State.ACTIVE}@example.org")

    assert (mail.outbox, Link.objects.count()) == ([], 0)
    user = everybody[f"{State.ACTIVE}@example.org"]
    assert limits.asked_at([user]) == {user.pk: NOON}


def test_the_same_form_sent_twice_sends_one_letter(everybody, letters):
    for _ in range(2):
        assert ask(f"{State.ACTIVE}@example.org", token="a" * 32).status_code == 302

    assert (len(letters), Link.objects.count(), LinkRequest.objects.count()) == (1, 1, 1)


def test_a_mail_server_that_fails_changes_no_answer(everybody, letters, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise smtplib.SMTPRecipientsRefused({})

    monkeypatch.setattr(post, "send_mail", fail)

    assert ask(f"{State.ACTIVE}@example.org").headers["Location"] == ASKED
    assert caplog.messages == ["A letter did not go out: SMTPRecipientsRefused"]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "asha", "a@b", "jörg@example.org", "a\0b@example.org"])
def test_what_is_no_address_is_told_beside_the_box(client, typed):
    answer = ask(typed, client)

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["email"]
    assert LinkRequest.objects.count() == 0


# Limits


@pytest.mark.parametrize("email", [NOBODY, "active@example.org"])
def test_an_address_may_be_asked_for_three_times_an_hour(everybody, email):
    with time_machine.travel(NOON, tick=False) as machine:
        assert [ask(email).status_code for _ in range(4)] == [302, 302, 302, 429]
        assert ask("chris@example.org").status_code == 302

        machine.shift(dt.timedelta(hours=1, seconds=1))
        assert ask(email).status_code == 302


def test_too_many_are_told_alike_and_what_was_typed_stays(everybody):
    pages = set()
    for email in (NOBODY, "active@example.org"):
        for _ in range(4):
            answer = ask(email)
        assert answer.context["form"]["email"].value() == email
        text = answer.content.decode().replace(email, "-")
        pages.add(re.sub(r'name="(csrfmiddlewaretoken|token)" [^>]+', "", text))

    assert len(pages) == 1
    assert answer.headers["Retry-After"] == "3600"
    assert limits.WORDS in answer.content.decode()


def test_all_together_may_ask_for_thirty_in_ten_minutes(chris):
    with time_machine.travel(NOON, tick=False) as machine:
        codes = [ask(f"n{number}@example.org").status_code for number in range(31)]
        assert codes == [302] * 30 + [429]
        assert ask(chris.email).status_code == 429

        machine.shift(dt.timedelta(minutes=10, seconds=1))
        assert ask(chris.email).status_code == 302


def test_who_is_over_the_limit_writes_nothing(chris):
    for _ in range(3):
        ask(NOBODY)

    with statements() as sent:
        ask(NOBODY)

    assert sent.writes == []


@pytest.mark.django_db(transaction=True)
def test_asking_many_times_at_once_passes_no_limit():
    def once() -> LinkRequest:
        return actions.ask_for_link(email=NOBODY, by=None)

    answers = at_once(*[once] * 6)

    assert sum(isinstance(answer, LinkRequest) for answer in answers) == 3
    refused = [answer for answer in answers if isinstance(answer, ValidationError)]
    assert [one.messages for one in refused] == [[limits.WORDS]] * 3


def test_a_limit_reached_between_looking_and_writing_is_told_on_the_form(client, db, monkeypatch):
    answers = iter([False, True])
    monkeypatch.setattr(limits, "reached", lambda email: next(answers))

    answer = ask(NOBODY, client)

    assert answer.context["form"].non_field_errors() == [limits.WORDS]


# Beside the answer


@pytest.mark.django_db(transaction=True)
def test_a_letter_is_written_on_a_thread_of_its_own(letters, settings):
    settings.MAIL_WITHIN = 0.1
    user = a_user()
    before = set(threading.enumerate())

    ask(user.email)
    for thread in set(threading.enumerate()) - before:
        thread.join(30)

    assert [letter.to for letter in letters] == [[user.email]]


@pytest.mark.django_db(transaction=True)
def test_what_fails_beside_the_answer_is_logged_without_a_word_of_it(caplog, settings):
    settings.MAIL_WITHIN = 0.1

    def fail() -> None:
        raise ValidationError("asha@example.org was suspended meanwhile")

    before = set(threading.enumerate())
    post.later(fail)
    for thread in set(threading.enumerate()) - before:
        thread.join(30)

    assert caplog.messages == ["A job beside the answer failed: ValidationError"]


def test_a_request_says_of_nobody_whose_it_is(db):
    assert str(actions.ask_for_link(email=NOBODY, by=None)) == "Request for a link"
