"""Saying no, and withdrawing, page by page."""

import datetime as dt
from typing import Any

import pytest

from linkstudy.identities.service import unseal
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_form,
    a_person,
    a_refusal,
    a_withdrawal,
    ago,
)
from linkstudy.testing.pages import problems, text_of
from participants.models import Consent, Interview, Refusal, Withdrawal
from participants.tests.pages import happened, shown, verbs
from participants.vocabulary import Scope

CONSENT = "/participants/c1-pt-01/consent/"
DECLINE = "/participants/c1-pt-01/decline/"
WITHDRAW = "/participants/c1-pt-01/withdraw/"
TODAY = dt.date(2022, 6, 14)

pytestmark = pytest.mark.usefixtures("person")


# Saying no


def no(**more: Any) -> dict[str, Any]:
    return {"reason": "no_memory", "on": "today", "may_contact_again": "yes", "words": ""} | more


def test_decline_keeps_reason_words_and_whether_we_may_ask_again(client, person):
    a_booking(person)
    page = client.post(DECLINE, no(words="I only spoke to her once"))

    refusal = Refusal.objects.get()
    assert page.url == "/participants/c1-pt-01/"
    assert (refusal.reason, refusal.on, refusal.may_contact_again) == ("no_memory", TODAY, True)
    words = unseal(person.person, "refusal.words", refusal.words)
    assert words == "I only spoke to her once"
    assert Interview.objects.get().state == "missed"
    assert verbs()[-1] == "participant.declined"


def test_a_booking_that_they_decline_says_so_in_words_wherever_it_is_told(client, person, study):
    a_booking(person, ago(-3))
    client.post(DECLINE, no())
    pages = [client.get(f"/participants/c1-pt-01/{where}") for where in ("", "interviews/1/")]

    words = "14 June 2022. They do not want to take part"
    assert [text_of(page).count(words) > 0 for page in pages] == [True, True]
    sentences = [sentence for sentence, _ in happened(person, study.researcher)]
    assert sentences.count(f"Booking cancelled on {words}") == 1


def test_that_they_declined_is_not_offered_for_a_missed_interview(client, study):
    a_booking(a_person(study.cases[0]))
    page = client.get("/interviews/log-missed/")

    offered = page.context["form"].fields["missed_why"].choices
    assert [key for key, _ in offered] == ["absent", "moved", "researcher", "withdrew"]


@pytest.mark.parametrize(("group", "offered"), [("PT", 13), ("HP", 10)])
def test_only_patients_are_asked_whether_they_remember_a_link_worker(client, study, group, offered):
    a_person(study.cases[0], group)
    url = DECLINE.replace("pt", group.lower())
    keys = [key for key, _ in client.get(url).context["form"].fields["reason"].choices]

    assert (len(keys), "no_memory" in keys) == (offered, group == "PT")
    page = client.post(url, no())
    said = {"reason": ["Select the reason"]} if group == "HP" else {}
    assert (page.status_code, problems(page) if said else {}) == (200 if said else 302, said)


def test_a_reason_that_stands_is_offered_when_it_is_put_right(client, study):
    gp = a_person(study.cases[0], "HP")
    a_refusal(gp, reason="term")
    form = client.get("/participants/c1-hp-01/decline/correct/").context["form"]

    keys = [key for key, _ in form.fields["reason"].choices]
    assert ("term" in keys, "no_memory" in keys) == (True, False)


def test_decline_for_another_reason_asks_which(client):
    page = client.post(DECLINE, no(reason="other", may_contact_again=""))

    assert problems(page) == {
        "words": ["Say what the reason was"],
        "may_contact_again": ["Select whether we may contact them again"],
    }


def test_decline_of_somebody_who_agreed_is_a_withdrawal(client, person):
    a_consent(person)
    page = client.post(DECLINE, no(may_contact_again="no"))

    words = "C1-PT-01 has agreed to an interview. Record a withdrawal instead"
    assert problems(page) == {"__all__": [words]}
    assert not Refusal.objects.exists()


def test_decline_twice_is_said(client):
    client.post(DECLINE, no())
    page = client.post(DECLINE, no())

    assert problems(page) == {"__all__": ["They already said no. Open their page to see when"]}


# Withdrawing


def leaves(**more: Any) -> dict[str, Any]:
    given = {"on": "today", "time": "9am", "level": "keep", "asked": "on", "note": ""}
    return given | more


def test_withdraw_page_stands_at_this_moment(client):
    assert shown(client.get(WITHDRAW)) == {"on": "14 June 2022", "time": "9:12am"}


@pytest.mark.parametrize("role", ["researcher", "pi", "administrator"])
def test_withdrawal_ends_consent_and_bookings(study, login, person, role):
    a_consent(person)
    a_booking(person)
    page = login(getattr(study, role)).post(WITHDRAW, leaves(note="Moved away"))

    gone = Withdrawal.objects.get()
    assert page.url == "/participants/c1-pt-01/"
    assert (gone.on, gone.time, gone.level) == (TODAY, dt.time(9), "keep")
    assert unseal(person.person, "withdrawal.note", gone.note) == "Moved away"
    assert Consent.objects.get().withdrawn_time == dt.time(9)
    assert Interview.objects.get().missed_why == "withdrew"
    assert verbs()[-1] == "participant.withdrew"


def test_withdrawal_is_confirmed_by_a_tick(client):
    page = client.post(WITHDRAW, leaves(asked="", level=""))

    assert problems(page) == {
        "level": ["Select what they want"],
        "asked": ["Confirm that they asked to withdraw"],
    }


def test_withdrawal_cannot_lie_ahead(client):
    page = client.post(WITHDRAW, leaves(time="9:30am"))
    assert problems(page) == {"time": ["The time must be now or in the past"]}

    page = client.post(WITHDRAW, leaves(on="tomorrow"))
    assert problems(page) == {"on": ["The date must be today or in the past"]}


def test_second_withdrawal_of_a_moment_is_said(client, person):
    a_withdrawal(person)
    page = client.get(WITHDRAW)
    assert page.context["gone"] is True

    page = client.post(WITHDRAW, leaves())
    said = "They asked for this on 14 June 2022. Record another only if they now ask for more"
    assert problems(page) == {"level": [said]}
    assert page.context["form"]["time"].value() == "9am"
    page = client.post(WITHDRAW, leaves(level="no_contact"))
    assert problems(page) == {"__all__": ["A withdrawal at this time is already recorded"]}


def test_withdrawal_from_before_they_were_known_is_said_beside_the_day(client, person):
    page = client.post(WITHDRAW, leaves(on="30 May 2022"))

    said = "We know C1-PT-01 since 31 May 2022. Enter that day or a later one"
    assert problems(page) == {"on": [said]}
    assert page.context["form"]["on"].value() == "30 May 2022"


def test_old_form_and_withdrawal_stand_on_the_card(client, person, study):
    old = a_form("1.1", approved_on=dt.date(2021, 3, 1), replaced_on=dt.date(2022, 6, 1))
    a_consent(person, given_on=dt.date(2022, 5, 31), document=old, scopes=[Scope.RESULTS])
    about = client.get(CONSENT).context["about"]
    assert (bool(about.old_form), about.agreed) == (True, "getting the results")

    a_withdrawal(person)
    about = client.get(CONSENT).context["about"]
    assert (about.consent, about.withdrew_on) == (None, TODAY)


def test_withdrawal_without_a_consent_has_its_day_too(client, person):
    client.post(WITHDRAW, leaves(on="10/6"))

    assert client.get(CONSENT).context["about"].withdrew_on == dt.date(2022, 6, 10)
