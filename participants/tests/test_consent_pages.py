"""Consent, page by page."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from linkstudy.identities.service import unseal
from linkstudy.testing.factories import (
    SmallStudy,
    a_consent,
    a_form,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.testing.pages import held_by, problems, text_of
from participants.models import Clause, Consent, Participant
from participants.tests.pages import effects, shown, told, verbs
from participants.vocabulary import Scope

CONSENT = "/participants/c1-pt-01/consent/"
VOID = "/participants/c1-pt-01/consents/1/void/"
DECLINE = "/participants/c1-pt-01/decline/"
WITHDRAW = "/participants/c1-pt-01/withdraw/"
TODAY = dt.date(2022, 6, 14)

pytestmark = pytest.mark.usefixtures("person")


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
    assert verbs()[-1] == "participant.consented"


def test_who_was_interviewed_and_signs_again_is_to_be_booked_by_no_day(client, study, person):
    a_consent(person, given_on=ago(6))
    an_interview(person)

    client.post(CONSENT, signed(study))

    assert Consent.objects.count() == 2
    assert Participant.objects.get().contact_by is None


def test_a_colleague_may_have_taken_the_consent_that_somebody_types_in(client, study, person):
    colleague = a_user(sites=[study.sites[0]])
    page = client.get(CONSENT)

    assert page.context["form"]["taken_by"].initial == str(study.researcher.pk)

    client.post(CONSENT, signed(study, taken_by=colleague.pk))

    consent = Consent.objects.get()
    assert consent.taken_by == colleague
    assert f"Taken by {colleague}." in text_of(client.get("/participants/c1-pt-01/"))

    where = "/participants/c1-pt-01/consents/1/correct/"
    held = held_by(client.get(where))
    assert held["taken_by"] == str(colleague.pk)
    client.post(where, held | {"taken_by": study.researcher.pk, "why": "Their signature is there"})

    assert Consent.objects.standing().get().taken_by == study.researcher


def test_nobody_of_another_site_took_it(client, study, person):
    page = client.post(CONSENT, signed(study, taken_by=study.researcher2.pk))

    words = "Choose somebody who works in this case’s part of the country"
    assert problems(page) == {"taken_by": [words]}
    with pytest.raises(ValidationError, match="part of the country"):
        a_consent(person, taken_by=study.researcher2)
    assert not Consent.objects.exists()


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
    page = client.post(CONSENT, signed(study, document=old.pk, given_on="31 May 2022"))
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
    assert verbs()[-1] == "consent.voided"


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


# Withdrawing


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
