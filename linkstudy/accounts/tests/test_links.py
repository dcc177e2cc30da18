"""One-time links: what opens, what does not, and that nothing but its holder ever sees one."""

import datetime as dt
import logging

import pytest
import time_machine
from django.apps import apps
from django.db import IntegrityError, transaction
from django.test import Client

from linkstudy.accounts import actions
from linkstudy.accounts.links import digest, new_secret
from linkstudy.accounts.models import Link, State, User
from linkstudy.accounts.tests.opening import LINK, NEW, NOON, SET, choose, heading, look, signs_in
from linkstudy.audit.models import Entry
from linkstudy.testing.factories import a_user
from linkstudy.testing.pages import problems
from linkstudy.tests.whole_house.watching import statements

# What a link is


def test_a_link_has_256_random_bits_of_which_a_digest_alone_is_kept(link):
    assert len(link.secret) == 43
    assert len({new_secret() for _ in range(100)}) == 100
    stored = Link.objects.get()
    assert (stored.digest, stored.secret) == (digest(link.secret), "")


def test_an_invitation_lasts_72_hours_and_a_new_password_8(asha, chris):
    with time_machine.travel(NOON, tick=False):
        first = actions.make_link(user=asha, by=chris)
        second = actions.make_link(user=a_user(), by=chris)

    assert (first.purpose, first.expires_at) == ("invite", NOON + dt.timedelta(hours=72))
    assert (second.purpose, second.expires_at) == ("reset", NOON + dt.timedelta(hours=8))


def test_making_and_using_a_link_stand_in_the_history_without_its_secret(link, asha, chris):
    choose(link)

    entries = list(Entry.objects.filter(verb__in=["link.made", "link.used", "user.password_set"]))
    assert [(entry.verb, entry.actor) for entry in entries] == [
        ("link.made", chris.pk),
        ("link.used", asha.pk),
        ("user.password_set", asha.pk),
    ]
    assert set(entries[0].changes) == {
        *("id", "user_id", "purpose", "made_at", "expires_at", "version"),
    }
    assert entries[2].changes == {"version": [1, 2]}


def everything_stored() -> str:
    rows = [row for model in apps.get_models() for row in model._base_manager.values()]
    return repr(rows)


def test_the_secret_is_stored_and_logged_nowhere(link, asha, caplog, settings):
    caplog.set_level(logging.DEBUG)
    client = Client(enforce_csrf_checks=True)
    for page in (LINK, SET):
        assert client.get(page).status_code in {200, 302}
        assert client.post(page, {"link": link.secret, "code": link.secret}).status_code == 403
    look(link)
    choose(link, password="short")
    choose(link)
    look(link)

    assert signs_in(asha, NEW)
    assert link.secret not in everything_stored()
    assert link.secret not in caplog.text
    assert link.secret not in repr([record.__dict__ for record in caplog.records])


def test_a_form_that_was_not_taken_does_not_show_the_secret_again(link):
    answer = Client(enforce_csrf_checks=True).post(SET, {"code": link.secret, "password": NEW})

    assert (answer.status_code, link.secret in answer.content.decode()) == (403, False)


# Opening one


def test_opening_a_link_writes_nothing_and_uses_nothing(link):
    for client in (Client(), Client()):
        with statements() as sent:
            answers = [client.get(LINK), client.head(LINK), look(link, client)]
            client.get(SET)
        assert [answer.status_code for answer in answers] == [200, 200, 200]
        assert sent.writes == []

    assert choose(link).status_code == 302


def test_the_page_greets_its_person_and_names_the_address(link):
    answer = look(link)

    assert heading(answer) == "Choose your password"
    assert "Welcome, Asha Example" in answer.content.decode()
    assert 'value="asha@example.org" autocomplete="username" readonly' in answer.content.decode()


@pytest.mark.parametrize("pasted", ["https://study.example.org/account/link/#{}", " {}\n", "#{}"])
def test_a_link_can_be_pasted_whole_or_in_part(link, pasted):
    assert heading(look(pasted.format(link.secret))) == "Choose your password"


def test_choosing_a_password_leads_to_sign_in_and_says_so(link, asha):
    client = Client()
    assert asha.state == State.INVITED

    answer = choose(link, client)

    assert answer.headers["Location"] == "/account/login/"
    page = client.get("/account/login/")
    assert [str(one) for one in page.context["messages"]] == [
        "Your password is set. Sign in with it"
    ]
    assert signs_in(asha, NEW)
    assert User.objects.get(pk=asha.pk).state == State.ACTIVE


def test_the_page_to_choose_a_password_cannot_be_opened_by_itself(client):
    assert client.get(SET).headers["Location"] == LINK


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"link": ""}, "Paste the whole link that you were given"),
        ({}, "Paste the whole link that you were given"),
        ({"link": "x" * 501}, "The link is 501 characters. The most we can keep is 500"),
        ({"link": "a\0b"}, "Remove the hidden character, shown as \ufffd, after “a”"),
    ],
)
def test_what_is_no_link_is_told_beside_the_box(client, sent, words):
    assert problems(client.post(LINK, sent)) == {"link": [words]}


# Choosing a password


@pytest.mark.parametrize(
    ("answers", "field", "words"),
    [
        ({"password": ""}, "password", "Enter a new password"),
        ({"password_again": ""}, "password_again", "Enter the new password again"),
        ({"password_again": NEW + " "}, "password_again", "The two passwords are not the same"),
        ({"password": "x" * 1001}, "password", "The most we can keep is 1,000 characters"),
        ({"password": "otters"}, "password", "Use 12 characters or more. Yours has 6"),
    ],
)
def test_a_password_that_is_not_taken_is_told_and_the_link_lives(link, answers, field, words):
    answer = choose(link, **answers)

    assert problems(answer)[field] == [words]
    assert NEW not in answer.content.decode()
    assert choose(link).status_code == 302


@pytest.mark.parametrize(
    "password", ["  spaces count  too  ", "ключ от северных ворот", "é" * 2 + "x" * 9 + "1234"]
)
def test_any_characters_make_a_password(link, asha, password):
    assert choose(link, password=password, password_again=password).status_code == 302
    assert signs_in(asha, password)
    assert not signs_in(asha, password.strip() + "!")


def test_a_password_of_a_thousand_characters_is_taken(link, asha):
    long = ("quiet harbour lanterns " * 50)[:1000]

    assert choose(link, password=long, password_again=long).status_code == 302
    assert signs_in(asha, long)


def test_accents_typed_apart_are_the_same_password(link, asha):
    apart, one = "u\u0308ber den Kanal hinweg", "über den Kanal hinweg"

    choose(link, password=apart, password_again=one)

    assert signs_in(asha, one)
    assert signs_in(asha, apart)


# In the database


@pytest.mark.parametrize(
    "change",
    [{"used_at": None}, {"used_at": NOON}, {"ended_at": NOON}, {"version": 9}],
    ids=["unused", "used anew", "ended", "touched"],
)
def test_the_database_keeps_a_link_that_was_used(link, change):
    choose(link)

    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.update(**change)


@pytest.mark.parametrize("name", ["digest", "expires_at", "purpose", "user_id", "made_at"])
def test_the_database_keeps_what_a_link_was_made_with(link, chris, name):
    other = {"digest": "x", "expires_at": NOON, "purpose": "reset", "user_id": chris.pk}

    with pytest.raises(IntegrityError, match="fixed"), transaction.atomic():
        Link.objects.update(**{name: other.get(name, NOON)})


def test_links_read_as_what_they_are(link):
    assert str(link) == "Invitation of Asha Example"
