"""Finding the study ID of somebody of whom one knows a phone number, an email address or a name."""

import pytest

from linkstudy.audit.models import Entry
from linkstudy.testing.factories import a_person
from linkstudy.testing.pages import problems
from participants.actions import keep_contact
from participants.tests.pages import NAME, PHONE, happened

FIND = "/participants/find/"


def sought(client, **more):
    return client.post(FIND, {"why": "rang", "kind": "phone", "text": PHONE} | more)


def ids(page) -> list[str]:
    return [str(person) for person in page.context["found"]]


@pytest.mark.parametrize(
    ("kind", "text"),
    [("phone", "+44 (0)7700 900 123"), ("phone", "07700-900123"), ("name", " mary  CANARY")],
)
def test_somebody_is_found_by_what_is_kept_of_them_however_it_is_typed(client, known, kind, text):
    page = sought(client, kind=kind, text=text)

    assert ids(page) == ["C1-PT-01"]
    assert NAME not in page.text


def test_each_search_is_told_and_what_was_typed_is_not(client, study, known):
    sought(client)
    sought(client, text="07700 900999", why="returned")

    entries = Entry.objects.filter(verb__in=["identity.sought", "identity.found"])
    assert [(one.verb, one.changes) for one in entries.order_by("seq")] == [
        (
            "identity.sought",
            {"kind": [None, "phone"], "why": [None, "rang"], "people": [None, 1]},
        ),
        ("identity.found", {"kind": [None, "phone"], "why": [None, "rang"]}),
        (
            "identity.sought",
            {"kind": [None, "phone"], "why": [None, "returned"], "people": [None, 0]},
        ),
    ]
    assert happened(known, study.pi)[0] == (
        "Found by contact details",
        [("What was known", "", "Phone"), ("Why", "", "They rang, wrote or replied")],
    )


def test_somebody_of_another_site_is_found_by_nobody_else_and_hears_of_no_search(
    login, study, known
):
    page = sought(login(study.researcher2))

    assert ids(page) == []
    assert "We keep this of nobody you may see" in page.text
    assert not Entry.objects.filter(verb="identity.found").exists()


def test_two_people_of_one_number_are_both_found(client, study, known):
    other = a_person(study.cases[0])
    facts = {"participant": other, "version": 1, "by": study.researcher}
    keep_contact(values={"phone": PHONE}, apart_from=["C1-PT-01"], **facts)

    assert ids(sought(client)) == ["C1-PT-01", "C1-PT-02"]


def test_those_who_may_not_see_who_people_are_cannot_look_for_them(login, study, known):
    for user in (study.pi, study.administrator, study.monitor, study.ppi):
        assert sought(login(user)).status_code == 403
    assert not Entry.objects.filter(verb="identity.sought").exists()


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (
            {"why": "", "kind": "", "text": ""},
            {
                "why": ["Select why you look for them"],
                "kind": ["Select what you know of them"],
                "text": ["Enter their phone number, email address or name"],
            },
        ),
        ({"text": "12345"}, {"text": ["The phone number must have at least 7 digits"]}),
        (
            {"kind": "email", "text": "mary"},
            {"text": ["The email address must look like name@example.org"]},
        ),
        ({"kind": "address"}, {"kind": ["Select what you know of them"]}),
        ({"why": "x"}, {"why": ["Select why you look for them"]}),
    ],
)
def test_what_cannot_be_looked_for_is_said_and_nothing_is_told(client, given, wrong):
    page = sought(client, **given)

    assert problems(page) == wrong
    assert page.context["found"] is None
    assert not Entry.objects.filter(verb="identity.sought").exists()
