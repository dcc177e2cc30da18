"""Each version of a consent form asks its own clauses: on the page, in the action, in the database."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from cases import actions as cases
from cases.days_of_use import Used
from cases.models import DocumentVersion
from cases.objections import objections
from linkstudy.audit.retelling import differing
from linkstudy.testing.factories import a_consent, a_draft, a_form, a_person
from linkstudy.testing.pages import held_by, problems, text_of
from participants import actions
from participants.models import Clause, Consent
from participants.vocabulary import Scope

PERSON = "/participants/c1-pt-01/"
CONSENT = f"{PERSON}consent/"
WHY = "Misread the form"
ASKED_NOW = ["interview", "audio", "results"]
ASKED_THEN = ["interview", "quotes", "results"]

pytestmark = pytest.mark.usefixtures("person")


@pytest.fixture
def now(study) -> DocumentVersion:
    """Version 2.0, in force since 1 June in the place of the study's form."""
    return a_form("2.0", approved_on=dt.date(2022, 6, 1), replaces=study.form, clauses=ASKED_NOW)


@pytest.fixture
def then(now) -> DocumentVersion:
    """An older one, in use until the day on which the new one began."""
    days = {"approved_on": dt.date(2021, 9, 1), "replaced_on": dt.date(2022, 6, 1)}
    return a_form("1.9", clauses=ASKED_THEN, **days)


def signed(form: DocumentVersion, **more: Any) -> dict[str, Any]:
    return {"document": form.pk, "given_on": "9/6", "how": "paper", "scopes": ["interview"]} | more


def offered(page) -> list[str]:
    return [key for key, _ in page.context["form"].fields["scopes"].choices]


def refusal(act) -> Any:
    with pytest.raises(ValidationError) as refused:
        act()
    value = refused.value
    return value.message_dict if hasattr(value, "error_dict") else value.messages


def test_the_page_asks_what_the_version_in_use_asks(client, now):
    opened = client.get(CONSENT)
    client.post(CONSENT, held_by(opened, **signed(now)))

    assert offered(opened) == ASKED_NOW
    assert opened.context["form"]["asked"].value() == str(now.pk)
    answers = list(Clause.objects.order_by("pk").values_list("scope", "agreed"))
    assert answers == [("interview", True), ("audio", False), ("results", False)]


def test_another_version_is_saved_once_its_own_clauses_were_seen(client, now, then):
    ticked = {"given_on": "31 May 2022", "scopes": ["interview", "audio"]}

    first = client.post(CONSENT, held_by(client.get(CONSENT), **signed(then, **ticked)))
    form = first.context["form"]
    kept = form["scopes"].value()
    page = client.post(CONSENT, held_by(first, scopes=["interview", "quotes"]))

    words = "v1.9 asks something else. Check what they agreed to below"
    assert problems(first) == {"document": [words]}
    assert (offered(first), kept, form["given_on"].value()) == (
        ASKED_THEN,
        ["interview"],
        "31 May 2022",
    )
    assert page.url == PERSON
    assert Consent.objects.get().agreed == [Scope.INTERVIEW, Scope.QUOTES]
    assert [one.scope for one in Clause.objects.order_by("pk")] == ASKED_THEN


def test_a_version_that_asks_the_same_is_saved_at_once(client, study, now):
    days = {"approved_on": dt.date(2021, 9, 1), "replaced_on": dt.date(2022, 6, 1)}
    same = a_form("1.8", clauses=ASKED_NOW, **days)

    page = client.post(CONSENT, held_by(client.get(CONSENT), **signed(same, given_on="31/5/2022")))

    assert page.url == PERSON


def test_a_clause_that_the_page_does_not_show_is_no_answer(client, now):
    page = client.post(CONSENT, signed(now, scopes=["interview", "quotes"]))

    assert list(problems(page)) == ["scopes"]
    assert not Consent.objects.exists()


@pytest.mark.parametrize("asked", ["", "x", "999999"])
def test_a_page_that_names_no_version_showed_the_one_in_use(client, now, asked):
    page = client.post(CONSENT, signed(now, asked=asked))

    assert page.url == PERSON


def test_every_clause_is_shown_while_no_version_is_chosen(client, then):
    DocumentVersion.objects.filter(number="2.0").update(replaced_on=dt.date(2022, 6, 9))

    opened = client.get(CONSENT)

    assert offered(opened) == list(Scope.values)
    page = client.post(CONSENT, signed(then, document=""))
    assert problems(page) == {"document": ["Select the version of the form"]}


def test_a_draft_is_offered_nowhere_and_signed_by_nobody(client, person, study):
    draft = a_draft()

    choices = client.get(CONSENT).context["form"].fields["document"].choices
    said = refusal(
        lambda: actions.record_consent(
            participant=person,
            document=draft,
            given_on=dt.date(2022, 6, 9),
            how="paper",
            scopes=["interview"],
            by=study.researcher,
        )
    )

    assert [str(label) for _, label in choices] == ["v1.3, in use since 14 June 2021"]
    assert said == {"document": ["Form v1.4 is a draft. Choose the form in use"]}
    facts = {"given_on": dt.date(2022, 6, 9), "how": "paper", "taken_by": study.researcher}
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(participant=person, document=draft, **facts)


def test_nobody_is_told_of_a_draft(client):
    a_draft("2.0", kind="information")

    assert client.get(f"{PERSON}told/information-2-0/").status_code == 404


def test_no_answer_is_taken_to_what_the_version_does_not_ask(person, now):
    said = refusal(lambda: a_consent(person, document=now, scopes=["interview", "quotes"]))

    words = "Form v2.0 does not ask them to have their words quoted without their name"
    assert said == {"scopes": [f"{words}. Tick what it asks"]}


def test_the_database_takes_no_answer_to_what_the_version_does_not_ask(person, now):
    consent = a_consent(person, document=now, scopes=["interview"])

    for scope in set(Scope.values) - set(ASKED_NOW):
        with pytest.raises(IntegrityError), transaction.atomic():
            Clause.objects.create(consent=consent, scope=scope, agreed=False)
    assert consent.clauses.count() == len(ASKED_NOW)
    assert list(differing()) == []


def test_a_consent_is_put_right_on_the_clauses_of_its_version(client, person, then):
    a_consent(person, given_on=dt.date(2022, 5, 31), document=then, scopes=["interview"])
    url = f"{PERSON}consents/1/correct/"

    opened = client.get(url)
    page = client.post(url, held_by(opened, scopes=["interview", "quotes"], why=WHY))

    assert offered(opened) == ASKED_THEN
    assert page.status_code == 302
    assert Consent.objects.standing().get().agreed == [Scope.INTERVIEW, Scope.QUOTES]


def test_the_persons_page_says_what_was_asked_and_answered(client, person, now):
    a_consent(person, document=now, scopes=["interview", "audio"])

    words = text_of(client.get(PERSON))

    assert "Agreed to an interview and audio. Not to getting the results." in words
    assert (
        "This version does not ask about quotes, a follow-up interview, being observed,"
        " questionnaires and use of routine records." in words
    )


def test_what_a_signed_version_asks_stays(person, now):
    a_consent(person, document=now, scopes=["interview"])
    facts = {"in_force_from": now.in_force_from, "replaced_on": None}
    sites = [one.site for one in now.publications.all()]

    said = refusal(
        lambda: cases.correct_document(
            document=now, version=1, reason=WHY, by=None, sites=sites, clauses=["audio"], **facts
        )
    )

    words = "C1-PT-01 signed this version, so what it asks stays. Add a new version"
    assert said == {"clauses": [words]}
    uses = {one.pk: Used(now.in_force_from, None) for one in sites}
    assert objections(now, "correct", uses=uses, **facts) == []
    for asks in ("'audio '", "NULL"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE cases_documentversion SET asks = {asks} WHERE id = {now.pk}")


def test_a_consent_taken_back_is_not_restored_to_what_its_version_asks_no_more(person, study, now):
    consent = a_consent(person, document=now, scopes=["interview", "audio"])
    void = actions.void_consent(consent=consent, version=1, reason=WHY, by=study.researcher)
    sites = [one.site for one in now.publications.all()]
    days = {"in_force_from": now.in_force_from, "replaced_on": None}
    cases.correct_document(
        document=now, version=1, reason=WHY, by=None, sites=sites, clauses=["interview"], **days
    )

    said = refusal(
        lambda: actions.restore_consent(
            consent=void, version=void.version, reason=WHY, by=study.researcher
        )
    )

    assert said == [
        "Form v2.0 does not ask them to have the interview audio recorded. Record the consent anew"
    ]


def test_a_version_that_asks_something_else_is_to_be_signed_again(study, client):
    person = a_person(study.cases[0])
    a_consent(person, given_on=dt.date(2022, 5, 31), document=study.form)
    a_form("2.0", approved_on=dt.date(2022, 6, 1), replaces=study.form, clauses=ASKED_NOW)

    assert str(person) in text_of(client.get(reverse("participants:renewals")))
