"""Inviting somebody, and how a link reaches them."""

import re
import smtplib

import pytest
import time_machine
from django.core import mail
from django.test import Client

from cases.models import Membership
from linkstudy.accounts import actions, post
from linkstudy.accounts.models import Link, State, User
from linkstudy.accounts.policy import Role
from linkstudy.audit.models import Entry
from linkstudy.team.tests.pages import INVITE, NEW, NOON, TEAM, address, told
from linkstudy.testing.factories import ago
from linkstudy.testing.pages import problems

NONE = "Only researchers work at sites. Select none for this role"

# Inviting


def test_inviting_makes_a_person_and_shows_their_link_once(office, study):
    answer = office.post(INVITE, NEW)

    user = User.objects.get(email="nia@example.org")
    assert (user.name, user.role, user.state) == ("Nia Example", "researcher", State.INVITED)
    [membership] = Membership.objects.filter(user=user)
    assert (membership.site, membership.since) == (study.sites[0], ago(0))
    shown = re.search(
        r">http://testserver/account/link/#([\w-]{43})</textarea>", answer.content.decode()
    )
    greeting = Client().post("/account/link/", {"link": shown[1]}).content.decode()
    assert "Welcome, Nia Example" in greeting
    assert "We keep no copy, and send it to nobody" in answer.content.decode()
    verbs = [entry.verb for entry in Entry.objects.filter(actor=study.administrator.pk)]
    assert verbs == ["user.signed_in", *("user.added", "membership.began", "link.made")]


@pytest.mark.parametrize(
    ("answers", "is_asked"),
    [({"sites": []}, True), ({}, False), ({"sites": [], "role": "monitor"}, False)],
)
def test_the_link_of_a_researcher_without_a_site_leads_to_one_first(office, answers, is_asked):
    shown = office.post(INVITE, NEW | answers).content.decode()

    user = User.objects.get(email="nia@example.org")
    ways = re.findall('href="(/team/[0-9][^"]*)"', shown.partition('<div class="savebar">')[2])
    site = [address(user, "sites/")] if is_asked else []
    assert ways == [*site, address(user)]
    assert ("Nia Example works at no site yet" in shown) is is_asked


def test_the_same_form_sent_twice_invites_once_and_shows_the_link_once(office):
    form = NEW | {"token": "a" * 32}

    first, second = office.post(INVITE, form), office.post(INVITE, form)

    assert "account/link/#" in first.content.decode()
    assert "account/link/#" not in second.content.decode()
    assert "This link was shown already, and we kept no copy" in second.content.decode()
    assert Link.objects.count() == 1


@pytest.mark.parametrize(
    ("answers", "field", "words"),
    [
        ({"name": ""}, "name", "Enter their name"),
        ({"name": "x" * 151}, "name", "The name is 151 characters. The most we can keep is 150"),
        ({"email": ""}, "email", "Enter an email address, like name@example.org"),
        ({"email": "nia"}, "email", "Enter an email address, like name@example.org"),
        ({"email": "niä@example.org"}, "email", "Enter an email address, like name@example.org"),
        ({"role": ""}, "role", "Select their role"),
        ({"role": "owner"}, "role", "Select their role"),
        ({"sites": ["9"]}, "sites", "Select from the sites shown"),
        *(({"role": role}, "sites", NONE) for role in ("pi", "administrator", "ppi", "monitor")),
        ({"ends_on": "13/6/2022"}, "ends_on", "The last day must be today or later"),
        ({"ends_on": "soon"}, "ends_on", "The last day must be a date, like 10 June 2022"),
    ],
)
def test_what_is_not_right_is_told_and_what_was_typed_stays(office, answers, field, words):
    answer = office.post(INVITE, NEW | answers)

    assert problems(answer) == {field: [words]}
    assert answer.context["form"]["name"].value() == (NEW | answers)["name"]
    assert not User.objects.filter(email="nia@example.org").exists()


@pytest.mark.parametrize("typed", ["{}", "  {} ", "upper", "wide"])
def test_an_address_that_somebody_has_is_told_in_any_form(office, study, typed):
    email = study.pi.email
    wide = email.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    forms = {"upper": email.upper(), "wide": wide}

    answer = office.post(INVITE, NEW | {"email": forms.get(typed, typed.format(email))})

    words = f"{study.pi} already has this address. Each person has one account"
    assert problems(answer) == {"email": [words]}


def test_before_there_is_a_site_nobody_is_asked_for_one(db, login):
    client = login(Role.ADMINISTRATOR)

    assert "sites" not in client.get(INVITE).context["form"].fields
    answer = client.post(INVITE, NEW)
    assert "account/link/#" in answer.content.decode()
    assert "Add a site" not in answer.content.decode()


def test_formulas_and_markup_are_kept_as_text(office):
    office.post(INVITE, NEW | {"name": "=1+1 <b>&"})

    assert User.objects.get(email="nia@example.org").name == "=1+1 <b>&"
    assert "=1+1 &lt;b&gt;&amp;" in office.get(TEAM).content.decode()


# With a mail server


@pytest.fixture
def letters(settings):
    settings.CAN_MAIL = True
    return mail.outbox


def test_a_link_is_sent_and_shown_to_nobody(office, letters):
    with time_machine.travel(NOON, tick=False):
        answer = office.post(INVITE, NEW)
        words = told(office, answer)

    assert words == ["A link was sent to nia@example.org. It works until 5 March 2026, midday"]
    [letter] = letters
    assert letter.to == ["nia@example.org"]
    assert "you are invited to linkstudy" in letter.body
    secret = re.search(r"#([\w-]{43})\n", letter.body)[1]
    assert secret not in answer.content.decode()


def test_the_same_form_sent_twice_sends_one_letter(office, letters):
    form = NEW | {"token": "a" * 32}

    answers = [office.post(INVITE, form) for _ in range(2)]

    assert len(letters) == 1
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_a_letter_that_does_not_go_out_is_told_and_shows_no_link(office, letters, monkeypatch):
    def fail(*args, **kwargs):
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr(post, "send_mail", fail)
    answer = office.post(INVITE, NEW)

    assert told(office, answer) == [
        "The mail server did not take the letter. Check it, then make a new link for them"
    ]
    assert "account/link/#" not in office.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize(("can_mail", "words"), [(True, "Send a link"), (False, "Make a link")])
def test_the_page_says_how_a_link_will_travel(office, study, settings, can_mail, words):
    settings.CAN_MAIL = can_mail

    assert words in office.get(address(study.pi, "link/")).content.decode()
    way = "We send it to their address" if can_mail else "Hand it over yourself"
    assert way in office.get(INVITE).content.decode()


# A new link


def test_a_new_link_takes_the_place_of_the_one_before(office, study):
    first = actions.make_link(user=study.pi, by=study.administrator)

    answer = office.post(address(study.pi, "link/"))

    assert "account/link/#" in answer.content.decode()
    assert Link.objects.get(pk=first.pk).ended_at is not None


def test_no_link_is_made_for_somebody_who_is_away(office, study):
    actions.suspend_user(user=study.pi, version=1, reason="Away", by=study.administrator)

    answer = office.post(address(study.pi, "link/"))

    words = f"{study.pi} is suspended. Let them back in first"
    assert answer.context["form"].non_field_errors() == [words]
