"""Who somebody is: looked at for a reason, kept and changed."""

import pytest
from django.urls import reverse

from linkstudy.audit.models import Entry
from linkstudy.identities.service import details
from linkstudy.testing.factories import (
    a_person,
    a_user,
)
from linkstudy.testing.pages import held_by
from participants.actions import (
    keep_contact,
)
from participants.tests.pages import happened, problems

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_14_june(study_clock):
    study_clock("2022-06-14 09:12")


NAME, PHONE = "Mary Canary", "07700 900123"


@pytest.fixture
def known(study):
    """Somebody whose name and phone number are kept."""
    person = a_person(study.cases[0])
    keep_contact(
        participant=person,
        values={"name": NAME, "phone": PHONE},
        version=person.person.version,
        by=study.researcher,
    )
    return person


def test_details_are_shown_once_for_a_reason(login, study, known):
    client, url = login(study.researcher), f"/participants/{known.slug}/contact/"

    before = client.get(url)
    shown = client.post(url, {"reason": "To confirm tomorrow"})
    after = client.get(url)

    assert [NAME in page.content.decode() for page in (before, shown, after)] == [
        False,
        True,
        False,
    ]
    assert shown.headers["Refresh"] == f"300; url={url}"
    assert "no-store" in shown.headers["Cache-Control"]
    assert NAME not in shown.content.decode().split("</head>")[0]
    assert happened(known, study.pi)[0] == (
        "Contact details looked at",
        [("Why", "", "To confirm tomorrow")],
    )


def test_every_look_is_recorded_also_one_sent_again(login, study, known):
    client, url = login(study.researcher), f"/participants/{known.slug}/contact/"

    for _ in range(3):
        client.post(url, {"reason": "To call", "token": "c" * 32})

    looks = Entry.objects.filter(verb="identity.revealed", about=known.study_id)
    assert looks.count() == 3
    assert "To call" not in "".join(look.reason + look.body for look in looks)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("", "Enter why you need their contact details"),
        ("   ", "Enter why you need their contact details"),
        ("a\0b", "Remove the hidden character, shown as �, after “a”"),
        ("x" * 301, "The reason is 301 characters. The most we can keep is 300"),
    ],
)
def test_without_a_reason_nothing_is_shown(login, study, known, reason, words):
    response = login(study.researcher).post(
        f"/participants/{known.slug}/contact/", {"reason": reason}
    )

    assert problems(response) == {"reason": [words]}
    assert NAME not in response.content.decode()
    assert not Entry.objects.filter(verb="identity.revealed").exists()


def test_details_are_changed_from_the_page_that_shows_them(login, study, known):
    client, url = login(study.researcher), f"/participants/{known.slug}/contact/"
    form = client.post(url, {"reason": "They moved"}).context["form"]

    response = client.post(f"{url}change/", held_by(form) | {"phone": "07700 900999"}, follow=True)

    assert [str(one) for one in response.context["messages"]] == [
        "Contact details of C1-PT-01 saved"
    ]
    assert details(known.person) == {"name": NAME, "phone": "07700 900999"}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("phone", "12", "The phone number must have at least 7 digits"),
        ("email", "mary", "The email address must look like name@example.org"),
        ("email", "@example.org", "The email address must look like name@example.org"),
        ("name", "x" * 201, "The name is 201 characters. The most we can keep is 200"),
    ],
)
def test_wrong_details_are_named_and_the_typing_kept(login, study, known, field, value, words):
    client, url = login(study.researcher), f"/participants/{known.slug}/contact/"
    form = client.post(url, {"reason": "They moved"}).context["form"]

    response = client.post(f"{url}change/", held_by(form) | {field: value})

    assert problems(response) == {field: [words]}
    assert response.context["form"][field].value() == value
    assert response.headers["Refresh"] == f"300; url={url}"
    assert details(known.person) == {"name": NAME, "phone": PHONE}


def test_somebody_elses_details_are_compared_and_the_look_recorded(login, study, known):
    client, url = login(study.researcher), f"/participants/{known.slug}/contact/"
    form = client.post(url, {"reason": "They moved"}).context["form"]
    tom = a_user("researcher", [study.sites[0]], name="Tom Example")
    keep_contact(participant=known, values={"phone": "07700 900555"}, version=None, by=tom)

    response = client.post(f"{url}change/", held_by(form) | {"phone": "07700 900999"})

    assert response.context["form"].stale == [("Phone", "07700 900555", "07700 900999")]
    assert details(known.person)["phone"] == "07700 900555"
    assert Entry.objects.filter(verb="identity.revealed").count() == 2


def test_opening_the_change_asks_for_the_reason(login, study, known):
    response = login(study.researcher).get(f"/participants/{known.slug}/contact/change/")

    assert response.headers["Location"] == f"/participants/{known.slug}/contact/"


@pytest.mark.parametrize("role", ["pi", "administrator", "monitor", "ppi"])
@pytest.mark.parametrize("page", ["contact", "contact_change"])
def test_other_roles_see_no_identity(login, study, known, role, page):
    url = reverse(f"participants:{page}", args=[known.slug])

    response = login(getattr(study, role)).post(url, {"reason": "Curious"})

    assert response.status_code == 403
    assert NAME not in response.content.decode()
    assert not Entry.objects.filter(verb="identity.revealed").exists()


def test_names_stay_out_of_every_other_page(login, study, known):
    client = login(study.researcher)
    pages = [
        "",
        "export/",
        "add/",
        *[f"{known.slug}/{page}" for page in ("", "change/", "contact/")],
    ]

    bodies = [client.get(f"/participants/{page}").content.decode() for page in pages]

    assert [page for page, body in zip(pages, bodies, strict=True) if NAME in body] == []
