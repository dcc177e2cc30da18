"""What strangers can do to others by trying passwords: little, and for a short time."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.hashers import identify_hasher
from django.test import Client

from linkstudy.accounts import hashing
from linkstudy.accounts.lockout import network_of
from linkstudy.accounts.tests import hashing as counted
from linkstudy.audit.models import Entry
from linkstudy.testing.factories import PASSWORD, a_user

LOGIN = "/account/login/"
EIGHT = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)


@pytest.fixture
def asha(db):
    return a_user(email="asha@example.org")


@pytest.fixture
def asked(settings):
    """Every password that reaches the hasher."""
    settings.PASSWORD_HASHERS = ["linkstudy.accounts.tests.hashing.CountingHasher"]
    counted.ASKED.clear()
    return counted.ASKED


def enter(password=PASSWORD, email="asha@example.org", network="192.0.2.1"):
    return Client().post(LOGIN, {"login": email, "password": password}, REMOTE_ADDR=network)


def storm(number: int, network="192.0.2.1"):
    """So many wrong passwords from one network, each for another address."""
    for count in range(number):
        assert enter("wrong", f"{network}-{count}@example.org", network).status_code == 200


# One account ----------------------------------------------------------------------------------


def test_tries_at_a_locked_account_do_not_make_the_lock_longer(asha):
    with time_machine.travel(EIGHT, tick=False) as machine:
        for _ in range(10):
            enter("wrong")
        for minutes in (5, 5, 4):
            machine.shift(dt.timedelta(minutes=minutes))
            assert enter("wrong").status_code == 429
        machine.shift(dt.timedelta(minutes=1, seconds=1))

        assert enter().status_code == 302


def test_tries_at_a_locked_account_are_no_news(asha):
    for _ in range(10):
        enter("wrong")
    told = Entry.objects.count()

    assert enter("wrong").headers["Retry-After"] == "900"
    assert Entry.objects.count() == told


# One network ----------------------------------------------------------------------------------


def test_after_thirty_wrong_passwords_from_one_network_none_is_hashed_any_more(asha, asked):
    storm(30)
    assert len(asked) == 30

    refused = enter()

    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "300")
    assert "because 30 wrong passwords were entered from there" in refused.text
    assert len(asked) == 30
    assert enter(network="192.0.2.2").status_code == 302


def test_a_network_is_let_in_again_after_five_minutes(asha):
    with time_machine.travel(EIGHT, tick=False) as machine:
        storm(30)
        machine.shift(dt.timedelta(minutes=4, seconds=59))
        assert enter().status_code == 429
        machine.shift(dt.timedelta(seconds=2))
        assert enter().status_code == 302


def test_right_passwords_are_not_counted(asha):
    storm(29)
    for _ in range(3):
        assert enter().status_code == 302


def test_who_is_signed_in_goes_on_working_while_the_network_waits(asha):
    client = Client()
    client.force_login(asha)
    storm(30)

    assert client.get("/", REMOTE_ADDR="192.0.2.1").status_code == 200


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "network"),
    [
        (False, "", "192.0.2.9"),
        (False, "198.51.100.1", "192.0.2.9"),
        (True, "198.51.100.1", "198.51.100.1"),
        (True, "10.0.0.1, 198.51.100.1", "198.51.100.1"),
        (True, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (True, "2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        (True, "::ffff:198.51.100.1", "198.51.100.1"),
        (True, "unknown", None),
        (True, "a\0b", None),
        (True, "", None),
    ],
)
def test_a_network_is_what_our_own_proxy_saw(rf, settings, behind_proxy, forwarded, network):
    settings.BEHIND_PROXY = behind_proxy
    request = rf.get("/", REMOTE_ADDR="192.0.2.9", HTTP_X_FORWARDED_FOR=forwarded)

    assert network_of(request) == network


def test_a_network_that_is_not_known_is_not_counted_as_one(asha, settings):
    settings.BEHIND_PROXY = True
    storm(31)

    assert enter().status_code == 302


# One process ----------------------------------------------------------------------------------


@pytest.fixture
def real(settings):
    """The hasher of an installation, which the tests' quick one stands in for."""
    settings.PASSWORD_HASHERS = ["linkstudy.accounts.hashing.Argon2InTurn"]


def test_a_password_is_hashed_with_argon2(real, asha):
    asha.set_password(PASSWORD)

    assert identify_hasher(asha.password).algorithm == "argon2"
    assert (asha.check_password(PASSWORD), asha.check_password("wrong")) == (True, False)


@pytest.mark.parametrize("email", ["asha@example.org", "nobody@example.org"])
def test_who_comes_third_is_asked_to_come_back(real, asha, email):
    asha.set_password(PASSWORD)
    asha.save()
    told = Entry.objects.count()
    assert [hashing.PLACES.acquire(blocking=False) for _ in range(2)] == [True, True]
    try:
        busy = enter(email=email)
    finally:
        hashing.PLACES.release(2)

    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "5")
    assert "<h1>linkstudy is very busy</h1>" in busy.text
    assert Entry.objects.count() == told
    assert enter().status_code == 302


def test_a_place_is_given_back_whatever_happens():
    for _ in range(3):
        with pytest.raises(RuntimeError), hashing.turn():
            raise RuntimeError

    assert [hashing.PLACES.acquire(blocking=False) for _ in range(3)] == [True, True, False]
    hashing.PLACES.release(2)


def test_a_password_is_measured_before_it_is_brought_into_one_spelling(asha):
    answer = enter("e\u0301" * 501)

    assert answer.context["form"].errors == {
        "password": ["The most we can keep is 1,000 characters"]
    }


def test_an_error_of_ours_is_not_called_busy(settings):
    settings.ROOT_URLCONF = "linkstudy.tests.failing"

    answer = Client(raise_request_exception=False).get("/broken/")

    assert answer.status_code == 500
