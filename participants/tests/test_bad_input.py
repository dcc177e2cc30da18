"""What people type by mistake, and what others send on purpose: never an error of ours, never a
half-saved row, always a sentence beside the field and the typing kept."""

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from linkstudy.forms.questions import GONE
from linkstudy.testing.factories import (
    SmallStudy,
    a_booking,
    a_consent,
    a_person,
    a_study,
    a_withdrawal,
)
from linkstudy.testing.pages import problems
from participants.models import Interview

TODAY = dt.date(2022, 6, 14)
LOG = "/interviews/log/"
TWO_MB = "x" * 2_000_000
PERSON = "/participants/c1-pt-01/"
WRITTEN = ["participants", "audit", "identities"]


def scene() -> SmallStudy:
    """C1-PT-01 agreed on 9 June and is booked for today; C1-PT-02 has not agreed; C1-PT-03
    withdrew on 12 June; C2-PT-01 belongs to another site."""
    made = a_study()
    first, _, third = (a_person(made.cases[0]) for _ in range(3))
    a_consent(first, given_on=dt.date(2022, 6, 9), scopes=["interview"])
    a_booking(first)
    a_withdrawal(third, on=dt.date(2022, 6, 12))
    a_consent(a_person(made.cases[1]))
    return made


def rows() -> dict[str, int]:
    """How many rows there are of everything that these pages write."""
    models = [model for app in WRITTEN for model in apps.get_app_config(app).get_models()]
    return {model._meta.label: model.objects.count() for model in models}


def typed(page) -> dict[str, Any]:
    return {field.name: field.value() for field in page.context["form"]}


def answers(**more: Any) -> dict[str, Any]:
    given = {
        "who": "C1-PT-01",
        "when": "today",
        "mode": "phone",
        "minutes": "45",
        "recording": "notes",
        "agreed": "on",
    }
    return given | more


def on(day: str) -> dict[str, str]:
    return {"when": "other", "day": day}


LENGTH = "The length must be a number, like 45"
DATE = "The interview date must be a date, like 10 June 2022"

BAD: list[tuple[dict[str, Any], str, str]] = [
    # Wrong dates
    (on("31/06/2022"), "day", "June has 30 days. Enter a real date"),
    (on("29/02/2022"), "day", "February 2022 has 28 days. Enter a real date"),
    (on("tomorrow"), "day", "The interview date must be today or in the past"),
    (on("21/6/2022"), "day", "The interview date must be today or in the past"),
    (on("10/6/20022"), "day", "The year must be between 2000 and 2100"),
    (on("when we met"), "day", DATE),
    (on("٣١/٠٦/٢٠٢٢"), "day", "June has 30 days. Enter a real date"),
    (on(""), "day", "Enter the interview date"),
    (on("=1+1"), "day", DATE),
    (on(TWO_MB), "day", DATE),
    ({"when": ""}, "when", "Select when the interview was"),
    ({"when": "never"}, "when", "Select when the interview was"),
    (
        on("8/6/2022"),
        "when",
        "The interview was before consent was given on 9 June 2022. Check both dates",
    ),
    # Unknown and foreign people
    ({"who": "C2-PT-01"}, "who", "Select who you interviewed"),
    ({"who": "C1-PT-99"}, "who", "Select who you interviewed"),
    ({"who": "1"}, "who", "Select who you interviewed"),
    ({"who": "C1-PT-01\0"}, "who", "Select who you interviewed"),
    ({"who": TWO_MB}, "who", "Select who you interviewed"),
    # No consent, not for this, and withdrawn
    ({"who": "C1-PT-02"}, "who", "There is no consent from C1-PT-02 yet. Record consent first"),
    (
        {"recording": "audio"},
        "recording",
        "C1-PT-01 did not agree to audio recording. Choose notes only",
    ),
    (
        {"who": "C1-PT-03"},
        "when",
        "C1-PT-03 withdrew on 12 June 2022. Nothing after that can be logged",
    ),
    (
        {"who": "C1-PT-03"} | on("12/6/2022"),
        "started",
        "C1-PT-03 withdrew that day at 9am. Enter when the interview started",
    ),
    (
        {"who": "C1-PT-03", "started": "2pm"} | on("12/6/2022"),
        "when",
        "C1-PT-03 withdrew on 12 June 2022. Nothing after that can be logged",
    ),
    ({"second": "follow_up"}, "who", "C1-PT-01 did not agree to a follow-up interview"),
    # Lengths
    ({"minutes": ""}, "minutes", "Enter how long the interview lasted, in minutes"),
    ({"minutes": "a while"}, "minutes", LENGTH),
    ({"minutes": "=1+1"}, "minutes", LENGTH),
    ({"minutes": "45\0"}, "minutes", "Remove the hidden character, shown as \ufffd, after “45”"),
    ({"minutes": "0"}, "minutes", "The length must be between 1 and 300 minutes"),
    ({"minutes": "-45"}, "minutes", LENGTH),
    ({"minutes": "301"}, "minutes", "The length must be between 1 and 300 minutes"),
    ({"minutes": "9" * 30}, "minutes", "The length must be between 1 and 300 minutes"),
    ({"minutes": TWO_MB}, "minutes", LENGTH),
    # Choices
    ({"mode": ""}, "mode", "Select how the interview took place"),
    ({"mode": "telepathy"}, "mode", "Select how the interview took place"),
    ({"recording": "film"}, "recording", "Select how the interview was recorded"),
    ({"agreed": ""}, "agreed", "Confirm the person agreed to take part before you started"),
    ({"topics": ["No such topic"]}, "topics", GONE),
    ({"others": "ghost"}, "others", "Select one of the answers shown"),
    ({"setting": "moon"}, "setting", "Select one of the answers shown"),
    ({"second": "third"}, "second", "Say which interview this was"),
    ({"started": "later"}, "started", "The start must be a time, like 2pm or 4:30pm"),
    # Text
    (
        {"note": "before\0after"},
        "note",
        "Remove the hidden character, shown as \ufffd, after “before”",
    ),
    (
        {"note": "safe\u202etxt.exe"},
        "note",
        "Remove the hidden character, shown as \ufffd, after “safe”",
    ),
    (
        {"note": TWO_MB},
        "note",
        "The note is 2,000,000 characters. The most we can keep is 5,000",
    ),
]


def name_of(case: tuple[dict[str, Any], str, str]) -> str:
    sent, field, words = case
    return f"{field}-{str(next(reversed(sent.values())))[:12]!r}-{words[:24]}"


@pytest.mark.parametrize(("sent", "field", "words"), BAD, ids=map(name_of, BAD))
def test_log_page_says_what_is_wrong_keeps_the_typing_and_saves_nothing(client, sent, field, words):
    before = rows()
    page = client.post(LOG, answers(**sent))

    assert page.status_code == 200
    assert problems(page) == {field: [words]}
    assert rows() == before
    kept = typed(page)
    for name, value in answers(**sent).items():
        visible = value.replace("\0", "\ufffd") if isinstance(value, str) else value
        visible = visible.replace("\u202e", "\ufffd") if isinstance(visible, str) else visible
        assert kept[name] in (visible, value, value == "on")


def test_emoji_right_to_left_writing_and_formulas_are_text(client):
    note = "=1+1 said she 🙂, and in Urdu: شکریہ\r\n@SUM(A1)"
    client.post(LOG, answers(note=note))
    page = client.get("/participants/c1-pt-01/interviews/1/")

    assert page.context["texts"]["note"] == note.replace("\r\n", "\n")


# Every page that writes


def pages(study: SmallStudy) -> dict[str, dict[str, Any]]:
    """{address: answers that would be taken}."""
    booked = {"booked_on": "17/6", "booked_time": "2pm", "mode": "video"}
    booked["interviewer"] = str(study.researcher.pk)
    return {
        LOG: answers(),
        "/interviews/log-missed/": {
            "who": "C1-PT-01",
            "when": "today",
            "missed_why": "absent",
            "again": "no",
        },
        "/participants/c1-pt-02/book/": booked,
        f"{PERSON}interviews/1/change/": booked | {"version": "1"},
        f"{PERSON}interviews/1/void/": {"version": "1", "reason": "A mistake"},
        f"{PERSON}consent/": {
            "document": str(study.form.pk),
            "given_on": "9/6",
            "how": "paper",
            "scopes": ["interview"],
        },
        f"{PERSON}consents/1/void/": {"version": "1", "reason": "A mistake"},
        "/participants/c1-pt-02/decline/": {
            "reason": "busy",
            "on": "today",
            "may_contact_again": "no",
        },
        f"{PERSON}withdraw/": {"on": "today", "time": "9am", "level": "keep", "asked": "on"},
    }


ADDRESSES = [
    LOG,
    "/interviews/log-missed/",
    "/participants/c1-pt-02/book/",
    f"{PERSON}interviews/1/change/",
    f"{PERSON}interviews/1/void/",
    f"{PERSON}consent/",
    f"{PERSON}consents/1/void/",
    "/participants/c1-pt-02/decline/",
    f"{PERSON}withdraw/",
]
NASTY = ["\0", "\u202etxt", "😀", "=1+1", "<script>x</script>", TWO_MB]


@pytest.mark.parametrize("address", ADDRESSES)
def test_good_answers_are_taken(client, study, address):
    assert client.post(address, pages(study)[address]).status_code == 302


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_sent_is_asked_for_in_our_words(client, study, address):
    before = rows()
    page = client.post(address, {})

    assert page.status_code == 200
    assert problems(page) != {}
    assert rows() == before
    text = page.content.decode()
    assert [words for words in FRAMEWORK if words in text] == []


FRAMEWORK = [
    "This field is required",
    "Enter a valid",
    "Select a valid choice",
    "Ensure this value",
    "already exists",
    "Constraint “",
]


@pytest.mark.parametrize("nasty", NASTY, ids=lambda text: repr(text[:12]))
@pytest.mark.parametrize("address", ADDRESSES)
def test_any_field_may_hold_anything(client, study, address, nasty):
    """Each answer in turn is replaced. A page comes back with words, or the text was fit to keep."""
    for name in pages(study)[address]:
        if name in {"agreed", "asked"}:
            continue
        before = rows()
        sent = pages(study)[address] | {name: nasty}
        page = client.post(address, sent)
        if page.status_code == 302:
            assert name == "reason"
            return
        assert (name, page.status_code) == (name, 200)
        assert problems(page) != {}
        assert rows() == before
        assert [words for words in FRAMEWORK if words in page.content.decode()] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_form_sent_again_is_written_once_and_answered_the_same(client, study, address):
    sent = pages(study)[address] | {"token": "0123456789abcdef" * 2}
    first = client.post(address, sent)
    after = rows()
    again = client.post(address, sent)

    assert (first.status_code, again.status_code) == (302, 302)
    assert again.url == first.url
    assert rows() == after


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_token_of_another_form_is_refused(client, study, address):
    token = {"token": "0123456789abcdef" * 2}
    other = LOG if address != LOG else f"{PERSON}consent/"
    client.post(other, pages(study)[other] | token)
    before = rows()
    sent = pages(study)[address] | token
    if "version" in sent and "interviews" in address:
        sent["version"] = "2"
    page = client.post(address, sent)

    words = "This form was already used, with other answers. Check what was saved"
    assert problems(page) == {"__all__": [f"{words}, then save again to keep these"]}
    assert rows() == before


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_form_without_its_csrf_token_is_not_taken(study, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(study.researcher)
    before = rows()
    page = client.post(address, pages(study)[address])

    assert page.status_code == 403
    assert rows() == before


@pytest.mark.parametrize("version", ["", "0", "-1", "one", "9" * 40, "\0"])
@pytest.mark.parametrize(
    "address", [f"{PERSON}interviews/1/change/", f"{PERSON}interviews/1/void/"]
)
def test_a_version_that_is_none_saves_nothing(client, study, address, version):
    before = rows()
    page = client.post(address, pages(study)[address] | {"version": version})

    assert page.status_code == 200
    assert problems(page) != {}
    assert rows() == before
    assert Interview.objects.get().version == 1
