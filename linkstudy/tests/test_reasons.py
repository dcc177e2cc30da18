"""A reason is in words: it is all that whoever reads the history later has."""

import pytest

from linkstudy.forms.reasons import UNTOLD, is_told
from linkstudy.testing.factories import a_booking, a_consent, a_person, an_observation
from linkstudy.testing.pages import held_by, problems
from participants.models import Consent

PERSON = "/participants/c1-pt-01/"


@pytest.mark.parametrize(
    "text",
    ["A mistake", "On leave", "Miscounted", "Ring before 2pm", "غلط شخص کے لیے", "Too old!"],
)
def test_two_words_or_a_long_one_are_a_reason(text):
    assert is_told(text)


@pytest.mark.parametrize(
    "text",
    ["x", "ok", "x y", "no no", "Mistake", "...........", "12345678 90", "- - - - -", "🙂🙂 🙂"],
)
def test_a_letter_a_sign_or_a_number_tells_nothing(text):
    assert not is_told(text)


ASKING = [
    (f"{PERSON}contact/", {}, "reason"),
    (f"{PERSON}change/", {"joined_via": "poster"}, "reason"),
    (f"{PERSON}void/", {}, "reason"),
    (f"{PERSON}interviews/1/void/", {}, "reason"),
    (f"{PERSON}consents/1/void/", {}, "reason"),
    (f"{PERSON}consents/1/correct/", {"how": "electronic"}, "why"),
    ("/cases/1/observation-days/1/correct/", {"patients": "3"}, "why"),
    ("/participants/export/", {"purpose": "meeting", "kind": "csv"}, "described"),
]


@pytest.mark.parametrize(("address", "more", "name"), ASKING, ids=[one[0] for one in ASKING])
def test_a_reason_of_one_letter_opens_changes_and_takes_away_nothing(
    study, login, address, more, name
):
    person = a_person(study.cases[0])
    if not address.endswith("pt-01/void/"):
        a_consent(person)
        a_booking(person)
    an_observation(study.cases[0])
    client = login(study.researcher)
    page = client.post(address, held_by(client.get(address), **more | {name: "x"}))

    assert problems(page) == {name: [UNTOLD]}
    assert page.context["form"][name].value() == "x"


def test_a_reason_is_optional_where_nothing_is_put_right(study, login):
    a_person(study.cases[0])
    client, address = login(study.researcher), f"{PERSON}change/"
    page = client.post(address, held_by(client.get(address), contact_by="20/6"))

    assert page.url == PERSON


def test_a_void_with_a_reason_in_words_is_taken(study, login):
    a_consent(a_person(study.cases[0]))
    client, address = login(study.researcher), f"{PERSON}consents/1/void/"
    page = client.post(address, held_by(client.get(address), reason="Recorded twice"))

    assert page.url == PERSON
    assert Consent.objects.get().voided_at is not None
