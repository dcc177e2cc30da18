"""Consent, saying no and withdrawing, page by page."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from linkstudy.audit.models import Entry
from linkstudy.identities.service import unseal
from linkstudy.testing.factories import (
    SmallStudy,
    a_booking,
    a_consent,
    a_form,
    a_person,
    a_refusal,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.testing.pages import held_by, problems, text_of
from participants.models import Clause, Consent, Interview, Participant, Refusal, Withdrawal
from participants.tests.pages import happened, told
from participants.vocabulary import Scope

CONSENT = "/participants/c1-pt-01/consent/"
VOID = "/participants/c1-pt-01/consents/1/void/"
DECLINE = "/participants/c1-pt-01/decline/"
WITHDRAW = "/participants/c1-pt-01/withdraw/"
TODAY = dt.date(2022, 6, 14)


@pytest.fixture
def person(study) -> Participant:
    return a_person(study.cases[0])


@pytest.fixture
def client(study, login, person):
    """Ann, the researcher of case 1."""
    return login(study.researcher)


def shown(page) -> dict[str, Any]:
    """{field: what the page filled in}, without the token."""
    form = page.context["form"]
    return {one.name: one.value() for one in form if one.value() and one.name != "token"}


def effects(page) -> list[str]:
    """What the page says that changes."""
    return [effect.words for effect in page.context["act"].effects]


def last_verb() -> str:
    return Entry.objects.order_by("seq").last().verb


# Consent


def signed(study: SmallStudy, **more: Any) -> dict[str, Any]:
    given = {
        "document": study.form.pk,
        "given_on": "9/6",
        "how": "paper",
        "scopes": ["interview", "audio"],
    }
    return given | more


def test_consent_keeps_an_answer_to_every_clause(client, study, person):
    page = client.post(CONSENT, signed(study), follow=False)

    consent = Consent.objects.get()
    assert page.url == "/participants/c1-pt-01/"
    assert (consent.given_on, consent.given_time) == (dt.date(2022, 6, 9), dt.time(0))
    assert (consent.document, consent.how) == (study.form, "paper")
    assert consent.taken_by == study.researcher
    answers = dict(Clause.objects.values_list("scope", "agreed"))
    assert answers == {scope.value: scope in {"interview", "audio"} for scope in Scope}
    assert last_verb() == "participant.consented"


NOTHING = (
    "Tick what they agreed to. If that is nothing, leave this page and record that they said no,"
    " or that they withdraw"
)


def test_a_consent_to_nothing_is_no_consent(client, study, person):
    page = client.post(CONSENT, signed(study, scopes=[]))

    assert problems(page) == {"scopes": [NOTHING]}
    assert not Consent.objects.exists()


def test_a_consent_is_not_put_right_to_nothing(client, study, person):
    a_consent(person)
    url = "/participants/c1-pt-01/consents/1/correct/"
    page = client.post(url, held_by(client.get(url), scopes=[], why="Ticked by mistake"))

    assert problems(page) == {"scopes": [NOTHING]}
    assert Consent.objects.get().voided_at is None


def test_no_other_way_in_takes_a_consent_to_nothing(study, person):
    with pytest.raises(ValidationError) as refused:
        a_consent(person, scopes=[])

    assert refused.value.message_dict == {"scopes": [NOTHING]}


def test_a_consent_to_nothing_from_before_says_so(client, study, person):
    facts = {"given_on": TODAY, "how": "paper", "taken_by": study.researcher}
    Consent.objects.create(participant=person, document=study.form, **facts)

    words = "Agreed to nothing on the form."
    assert words in text_of(client.get("/participants/c1-pt-01/"))


def test_consent_page_chooses_the_form_in_use_and_offers_older_ones(client, study):
    a_form("1.1", approved_on=dt.date(2021, 3, 1), replaced_on=dt.date(2021, 6, 14))
    a_form("2.0", approved_on=dt.date(2022, 7, 1))
    a_form("1.0", approved_on=dt.date(2022, 1, 1), audience="HP")
    a_form("9.9", approved_on=dt.date(2022, 1, 1), kind="guide")

    choices = client.get(CONSENT).context["form"].fields["document"].choices
    assert [str(label) for _, label in choices] == [
        "v1.3, in use since 14 June 2021",
        "v1.1, used from 1 March 2021 until 14 June 2021",
    ]


def test_consent_to_an_older_form_is_taken_for_its_days_alone(client, study):
    old = a_form("1.1", approved_on=dt.date(2021, 3, 1), replaced_on=dt.date(2022, 6, 1))
    page = client.post(CONSENT, signed(study, document=old.pk))

    words = "Form v1.1 was replaced on 1 June 2022. Choose the form in use"
    assert problems(page) == {"document": [words]}
    page = client.post(CONSENT, signed(study, document=old.pk, given_on="20 May 2022"))
    assert page.url == "/participants/c1-pt-01/"


def test_consent_leads_on_to_the_interview_that_waits_for_it(client, study):
    page = client.post(f"{CONSENT}?then=log", signed(study, given_time="8:30"))

    assert page.url == "/interviews/log/?who=c1-pt-01"
    assert Consent.objects.get().given_time == dt.time(8, 30)


def test_consent_without_the_interview_warns(client, study):
    page = client.post(f"{CONSENT}?then=log", signed(study, scopes=["quotes"]), follow=True)

    assert told(page) == ["Consent of C1-PT-01 saved: agreed to quotes. They cannot be interviewed"]


def test_consent_asks_for_what_is_missing(client, study):
    page = client.post(CONSENT, {})

    assert problems(page) == {
        "document": ["Select the version of the form"],
        "given_on": ["Enter the date on which they agreed"],
        "how": ["Select how they agreed"],
        "scopes": [NOTHING],
    }


def test_consent_cannot_be_given_later_today(client, study):
    page = client.post(CONSENT, signed(study, given_on="today", given_time="2pm"))

    assert problems(page) == {"given_time": ["The time must be now or in the past"]}


def test_void_consent_keeps_the_row_with_its_reason(client, study, person):
    consent = a_consent(person)
    page = client.get(VOID)
    assert shown(page) == {"version": 1}
    assert "No interview relied on it" in effects(page)

    page = client.post(VOID, {"version": 1, "reason": "Another person’s form"})
    consent.refresh_from_db()
    assert page.url == "/participants/c1-pt-01/"
    assert consent.voided_at is not None
    reason = unseal(person.person, "consent.void", consent.void_reason)
    assert reason == "Another person’s form"
    assert last_verb() == "consent.voided"


def test_void_consent_names_the_interviews_that_relied_on_it(client, person):
    done = an_interview(person, held_on=ago(2))

    [effect] = [one for one in client.get(VOID).context["act"].effects if one.links]
    assert effect.links == (("Interview 1, 12 June 2022", done.get_absolute_url()),)


def test_a_void_consent_cannot_be_voided_again(client, person):
    a_consent(person)
    client.post(VOID, {"version": 1, "reason": "A mistake"})
    page = client.get(VOID, follow=True)
    assert told(page)[-1] == "This consent is already void"

    page = client.post(VOID, {"version": 2, "reason": "A mistake"})
    assert problems(page) == {"__all__": ["This consent is already void"]}


def test_a_consent_that_changed_meanwhile_is_not_voided_unseen(client, person):
    a_withdrawal(person)
    page = client.post(VOID, {"version": 1, "reason": "A mistake"})

    words = "Ann Example changed this while you were typing. Nothing is saved yet"
    assert problems(page) == {"__all__": [words]}
    assert shown(page) == {"version": "2", "reason": "A mistake"}


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
    assert last_verb() == "participant.declined"


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


@pytest.mark.parametrize(("group", "offered"), [("PT", 12), ("HP", 9)])
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
    assert last_verb() == "participant.withdrew"


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
    assert problems(page) == {"__all__": ["A withdrawal at this time is already recorded"]}


def test_old_form_and_withdrawal_stand_on_the_card(client, person, study):
    old = a_form("1.1", approved_on=dt.date(2021, 3, 1), replaced_on=dt.date(2022, 6, 1))
    a_consent(person, given_on=dt.date(2022, 5, 20), document=old, scopes=[Scope.RESULTS])
    about = client.get(CONSENT).context["about"]
    assert (bool(about.old_form), about.agreed) == (True, "getting the results")

    a_withdrawal(person)
    about = client.get(CONSENT).context["about"]
    assert (about.consent, about.withdrew_on) == (None, TODAY)


def test_withdrawal_without_a_consent_has_its_day_too(client, person):
    client.post(WITHDRAW, leaves(on="10/6"))

    assert client.get(CONSENT).context["about"].withdrew_on == dt.date(2022, 6, 10)


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        ("researcher", [200, 200, 200, 200]),
        ("researcher2", [404, 404, 404, 404]),
        ("pi", [403, 200, 403, 200]),
        ("administrator", [403, 403, 403, 200]),
        ("monitor", [403, 403, 403, 403]),
        ("ppi", [403, 403, 403, 403]),
    ],
)
def test_pages_open_to_the_roles_of_the_policy(study, login, person, role, statuses):
    a_consent(person)
    client = login(getattr(study, role))

    found = [client.get(url).status_code for url in (CONSENT, VOID, DECLINE, WITHDRAW)]
    assert found == statuses


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999"])
def test_a_consent_that_is_not_there_answers_404(client, person, number):
    a_consent(person)

    assert client.get(f"/participants/c1-pt-01/consents/{number}/void/").status_code == 404
