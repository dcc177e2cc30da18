"""An address has one spelling, whatever was typed, at every door and in the database."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client

from linkstudy.accounts.addresses import is_address, spelled, trace
from linkstudy.accounts.models import User
from linkstudy.testing.factories import PASSWORD, a_user

ASHA = "asha@example.org"
SAME = [
    "Asha@Example.ORG",
    "  asha@example.org\t",
    "ａｓｈａ＠ｅｘａｍｐｌｅ．ｏｒｇ",  # full width
    "𝒂𝒔𝒉𝒂@example.org",  # mathematical letters
    "aſha@example.org",  # a long s
    "asha@example.org.",
]


@pytest.mark.parametrize("typed", SAME)
def test_forms_of_one_address_are_one(typed):
    assert spelled(typed) == ASHA
    assert trace(typed) == trace(ASHA)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Anna@Bücher.example", "anna@xn--bcher-kva.example"),
        ("anna@bu\u0308cher.example", "anna@xn--bcher-kva.example"),  # an u and its dots apart
        ("anna@XN--BCHER-KVA.example", "anna@xn--bcher-kva.example"),
        ("no address", "no address"),
        ("", ""),
        ("@", "@"),
        ("a@..", "a@"),
        ("a@" + "b" * 300, "a@" + "b" * 300),  # no domain: kept as it is
        ("a@b\0c", "a@b\0c"),
    ],
)
def test_any_text_has_a_spelling(typed, kept):
    assert spelled(typed) == kept


def test_two_megabytes_are_spelled_at_once():
    assert len(spelled("ﬃ@" * 10**6)) < 10_000


@pytest.mark.parametrize("text", [ASHA, "a.b+c@example.org", "anna@xn--bcher-kva.example"])
def test_what_every_mail_server_takes_is_an_address(text):
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "asha",
        "asha@",
        "@example.org",
        "a b@example.org",
        "jörg@example.org",
        "a@b\x00.org",
        "straße@example.org",
        f"{'a' * 250}@example.org",
        "a@example.org\nb@example.org",
    ],
)
def test_anything_else_is_none(text):
    assert not is_address(spelled(text) if "ß" not in text else text)


def test_a_trace_gives_no_address_away():
    assert (len(trace(ASHA)), ASHA in trace(ASHA)) == (64, False)


@pytest.mark.parametrize("typed", SAME)
def test_an_address_in_another_form_signs_in(db, typed):
    a_user(email=ASHA)
    client = Client()

    answer = client.post("/account/login/", {"login": typed, "password": PASSWORD})

    assert (answer.status_code, "_auth_user_id" in client.session) == (302, True)


@pytest.mark.parametrize("typed", SAME)
def test_an_address_in_another_form_is_taken(db, typed):
    asha = a_user(email=ASHA)

    with pytest.raises(ValidationError) as refused:
        a_user(email=typed)

    words = f"{asha} already has this address. Each person has one account"
    assert refused.value.message_dict == {"email": [words]}
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "email", ["Asha@example.org", "asha @example.org", "ａsha@example.org", "aſha@example.org"]
)
@pytest.mark.parametrize("how", ["inserted", "changed"])
def test_the_database_keeps_one_spelling_alone(db, email, how):
    user = a_user(email="tom@example.org")
    if how == "inserted":
        user.pk, user.number = None, 99
    user.email = email

    with pytest.raises(IntegrityError, match="one spelling"), transaction.atomic():
        user.save()

    assert list(User.objects.values_list("email", flat=True)) == ["tom@example.org"]


def test_the_database_holds_an_address_once(db):
    first, second = a_user(email=ASHA), a_user(email="tom@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=second.pk).update(email=first.email)

    assert connection.vendor in {"sqlite", "postgresql"}
