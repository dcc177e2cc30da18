"""Signing in: who gets in, who does not, and what a stranger learns from trying."""

import datetime as dt
import re

import pytest
import time_machine
from axes.models import AccessAttempt
from django.contrib.auth.hashers import identify_hasher
from django.core.exceptions import ValidationError
from django.test import Client

from linkstudy import clock
from linkstudy.accounts.actions import add_user
from linkstudy.accounts.addresses import trace
from linkstudy.accounts.lockout import name_tried
from linkstudy.accounts.models import User
from linkstudy.accounts.passwords import DEMO_PASSWORD, NotTheDemoPassword
from linkstudy.accounts.policy import May, Role
from linkstudy.accounts.tests import hashing
from linkstudy.audit.models import Entry
from linkstudy.testing.factories import PASSWORD, a_user
from linkstudy.tests.whole_house.watching import statements

LOGIN, POLICY = "/account/login/", "/policy/"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
WRONG = "The email address or the password is not right"


@pytest.fixture
def asha(db) -> User:
    return a_user(email="asha@example.org")


def sign_in(client: Client, password: str = PASSWORD, email: str = "asha@example.org"):
    return client.post(LOGIN, {"login": email, "password": password})


def errors(answer) -> list[str]:
    return [words for held in answer.context["form"].errors.values() for words in held]


def bare(answer, email: str) -> bytes:
    return TOKEN.sub(b"", answer.content).replace(email.encode(), b"")


@pytest.mark.parametrize("email", ["asha@example.org", " Asha@Example.ORG "])
def test_the_right_password_opens_today(asha, client, email):
    answer = sign_in(client, email=email)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(asha.pk)
    assert Entry.objects.last().verb == "user.signed_in"


def test_signing_in_leads_back_to_the_page_that_was_asked_for(asha, client):
    answer = client.post(f"{LOGIN}?next=/policy/", {"login": asha.email, "password": PASSWORD})

    assert answer.headers["Location"] == "/policy/"


@pytest.mark.parametrize("page", [LOGIN, "/account/forgotten/"])
def test_a_box_for_an_address_brings_up_the_keys_for_one(db, client, page):
    box = re.search(r'<input[^>]* id="id_(?:login|email)"[^>]*>', client.get(page).text)[0]

    assert re.findall(' (?:type|autocapitalize|spellcheck)="[^"]*"', box) == [
        ' type="email"',
        ' autocapitalize="none"',
        ' spellcheck="false"',
    ]


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "javascript:1"])
def test_signing_in_never_leads_to_another_site(asha, client, elsewhere):
    answer = client.post(f"{LOGIN}?next={elsewhere}", {"login": asha.email, "password": PASSWORD})

    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize(
    ("email", "password"),
    [("asha@example.org", "wrong"), ("nobody@example.org", "wrong"), ("asha", PASSWORD)],
)
def test_a_wrong_address_or_password_is_told_alike(asha, client, email, password):
    answer = sign_in(client, password, email)

    assert answer.status_code == 200
    assert f'<a href="#id_login">{WRONG}</a>' in answer.text
    assert errors(answer) == [WRONG]
    assert "_auth_user_id" not in client.session


def test_a_stranger_cannot_tell_an_account_from_none(asha):
    a_user(email="gone@example.org")
    User.objects.filter(email="gone@example.org").update(is_active=False)
    pages = {
        bare(sign_in(Client(), "wrong", email), email)
        for email in ["asha@example.org", "none@example.org", "gone@example.org"]
    }

    assert len(pages) == 1


def test_a_wrong_password_takes_the_same_work_for_everybody(asha, counting):
    a_user(email="gone@example.org")
    User.objects.filter(email="gone@example.org").update(is_active=False)
    a_user(email="left@example.org", password=None)
    User.objects.filter(email="left@example.org").update(ended_at=clock.study_now())
    work = set()
    counting.clear()
    for email in ["asha@example.org", "gone@example.org", "left@example.org", "none@example.org"]:
        client = Client()
        with statements() as sent:
            sign_in(client, "wrong", email)
        work.add(tuple(re.sub(r"\d+|'[^']*'", "?", sql) for sql in sent))

    assert len(work) == 1
    assert len(counting) == 4


def test_a_wrong_password_and_a_refusal_stand_in_the_history(asha):
    sign_in(Client(), "wrong")
    sign_in(Client(), "wrong", "none@example.org")
    User.objects.update(is_active=False)
    sign_in(Client())

    told = list(Entry.objects.order_by("-seq")[:3])[::-1]
    assert [(entry.verb, entry.kind, entry.key) for entry in told] == [
        ("user.sign_in_failed", "accounts.user", str(asha.pk)),
        ("user.sign_in_failed", "accounts.user", ""),
        ("user.sign_in_refused", "accounts.user", str(asha.pk)),
    ]
    assert [list(entry.changes) for entry in told] == [[], ["address"], []]
    assert "none@example.org" not in told[1].body


def test_an_account_that_was_ended_cannot_sign_in(asha, client):
    User.objects.update(is_active=False)

    answer = sign_in(client)

    assert (answer.status_code, errors(answer)) == (200, [WRONG])
    assert "_auth_user_id" not in client.session


def test_a_session_of_an_account_that_was_ended_opens_nothing(asha, client):
    client.force_login(asha)
    assert client.get(POLICY).status_code == 200

    User.objects.update(is_active=False)

    assert client.get(POLICY).status_code == 403
    assert client.get(POLICY).status_code == 302


def test_somebody_whose_time_is_over_may_nothing(asha, client):
    yesterday = clock.today() - dt.timedelta(days=1)
    User.objects.update(ends_on=yesterday)
    client.force_login(asha)

    assert client.get(POLICY).status_code == 403
    assert [may for may in May if User.objects.get().may(may)] == []


def test_somebody_may_work_on_their_last_day(asha):
    asha.ends_on = clock.today()

    assert asha.may(May.SEE_POLICY)


def test_a_new_role_is_obeyed_at_the_next_request(asha, client):
    client.force_login(asha)
    assert client.get("/participants/").status_code == 200

    User.objects.update(role=Role.PPI_LEAD)

    assert client.get("/participants/").status_code == 403


def test_signing_in_gives_a_new_session_and_signing_out_ends_it(asha, client):
    client.get(LOGIN)
    session = client.session
    session["kept"] = "from before"
    session.save()
    client.cookies["session"] = session.session_key

    sign_in(client)
    inside = client.session.session_key
    assert inside != session.session_key

    client.post("/account/logout/")
    client.cookies["session"] = inside

    assert client.get(POLICY).status_code == 302
    assert Entry.objects.last().verb == "user.signed_out"


def test_signing_out_makes_the_browser_forget_everything(asha, client):
    sign_in(client)
    assert "Clear-Site-Data" not in client.get("/account/logout/").headers

    left = client.post("/account/logout/")

    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in client.get("/account/logout/").headers


@pytest.mark.django_db
def test_leaving_without_having_come_in_is_no_event():
    Client().logout()

    assert not Entry.objects.exists()


def test_a_session_ends_after_twelve_hours(asha):
    client = Client()
    with time_machine.travel(dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC), tick=False) as machine:
        sign_in(client)
        machine.shift(dt.timedelta(hours=11, minutes=59))
        assert client.get(POLICY).status_code == 200
        machine.shift(dt.timedelta(minutes=2))
        assert client.get(POLICY).status_code == 302


def test_the_cookie_is_kept_from_scripts_and_ends_with_the_browser(asha, client):
    cookie = sign_in(client).cookies["session"]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert (cookie["expires"], cookie["max-age"]) == ("", "")


@pytest.fixture
def counting(settings):
    """Every password that reaches the hasher from now on."""
    settings.PASSWORD_HASHERS = ["linkstudy.accounts.tests.hashing.CountingHasher"]
    hashing.ASKED.clear()
    return hashing.ASKED


@pytest.mark.parametrize("email", ["asha@example.org", "nobody@example.org"])
def test_after_ten_wrong_passwords_the_right_one_is_refused_unread(asha, client, counting, email):
    for _ in range(10):
        last = sign_in(client, "wrong", email)
    assert last.status_code == 429
    tried = len(counting)
    assert tried == 10

    answers = [sign_in(Client(), PASSWORD, spelled) for spelled in (email, email.upper())]

    assert [answer.status_code for answer in answers] == [429, 429]
    assert len(counting) == tried
    assert "_auth_user_id" not in client.session


def test_a_locked_page_is_the_same_with_and_without_an_account(asha):
    pages = {bare(locked(email), email) for email in ["asha@example.org", "nobody@example.org"]}

    assert len(pages) == 1


def locked(email: str):
    for _ in range(10):
        sign_in(Client(), "wrong", email)
    return sign_in(Client(), PASSWORD, email)


def test_a_lock_is_for_one_account_and_ends_after_a_quarter_of_an_hour(asha):
    tom = a_user(email="tom@example.org")
    with time_machine.travel(dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC), tick=False) as machine:
        assert locked("asha@example.org").status_code == 429
        assert sign_in(Client(), email=tom.email).status_code == 302

        machine.shift(dt.timedelta(minutes=14))
        assert sign_in(Client()).status_code == 429

        machine.shift(dt.timedelta(minutes=1, seconds=1))
        assert sign_in(Client()).status_code == 302


def test_nine_wrong_passwords_and_a_right_one_start_the_count_anew(asha):
    for _ in range(2):
        for _ in range(9):
            assert sign_in(Client(), "wrong").status_code == 200
        assert sign_in(Client()).status_code == 302


@pytest.mark.parametrize(
    "credentials", [{"username": " Asha@Example.org "}, {"email": "Asha@Example.org"}]
)
def test_tries_are_counted_by_a_trace_of_the_address_in_one_spelling(credentials):
    assert name_tried(None, credentials) == trace("asha@example.org")
    assert re.fullmatch("[0-9a-f]{64}", name_tried(None, credentials))


def test_a_try_without_credentials_is_counted_by_what_was_typed(rf):
    sent = rf.post(LOGIN, {"login": " ASHA@example.org"})

    assert name_tried(sent, None) == name_tried(sent, {}) == trace("asha@example.org")
    assert name_tried(rf.get(LOGIN), None) is None
    assert name_tried(None, None) is None


def test_a_wrong_password_leaves_nothing_of_what_was_typed(asha, client):
    sign_in(client, "wrong", "mary@example.org")

    [attempt] = AccessAttempt.objects.all()
    assert attempt.username == trace("mary@example.org")
    assert (attempt.get_data, attempt.post_data) == ("", "")


def test_the_examples_password_opens_nothing_but_the_demo(client, settings, counting, db):
    user = User(number=1, email="demo@example.org", name="Demo", role=Role.PI)
    user.set_password(DEMO_PASSWORD)
    user.save()
    counting.clear()

    answer = sign_in(client, DEMO_PASSWORD, user.email)

    assert errors(answer) == ["This is the example study's password. It does not work here"]
    assert counting == []
    settings.IS_DEMO = True
    assert sign_in(client, DEMO_PASSWORD, user.email).status_code == 302


def test_the_examples_password_cannot_be_chosen():
    check = NotTheDemoPassword()

    check.validate(PASSWORD)
    with pytest.raises(ValidationError) as refused:
        check.validate(DEMO_PASSWORD)

    assert refused.value.messages == ["This is the example study's password. Choose another"]
    assert check.get_help_text() == "Not the example study's password."


def test_nobody_signs_up_by_themselves(asha, client, rf):
    from allauth.account.adapter import get_adapter  # noqa: PLC0415  reads the settings

    assert get_adapter().is_open_for_signup(rf.get("/")) is False
    assert client.get("/account/signup/").status_code == 404


def test_an_account_without_a_password_cannot_sign_in(client, db):
    add_user(email="New@Example.org ", name="New", role=Role.PI, password=None, by=None)

    assert errors(sign_in(client, "", "new@example.org")) == ["Enter your password"]
    assert errors(sign_in(client, "!", "new@example.org")) == [WRONG]
    assert User.objects.get().email == "new@example.org"


def test_an_address_has_one_account_in_any_spelling(asha):
    with pytest.raises(ValidationError) as refused:
        a_user(email="ASHA@example.org")

    assert refused.value.messages == [
        f"{asha} already has this address. Each person has one account"
    ]
    assert User.objects.get_by_natural_key("ASHA@example.org") == asha


def test_people_are_shown_by_name_and_initials(asha):
    asha.name = "Ann von Example"

    assert (str(asha), asha.initials, asha.get_absolute_url()) == (
        "Ann von Example",
        "AV",
        f"/team/{asha.number}/",
    )


def test_a_password_is_kept_as_a_hash(asha):
    assert identify_hasher(asha.password).algorithm == "md5"  # the tests' quick one
    assert PASSWORD not in asha.password
