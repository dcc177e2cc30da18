"""Who somebody is: looked at for a reason, kept and changed."""

import pytest
from django.urls import reverse

from linkstudy.audit.models import Entry
from linkstudy.forms.details import KEPT, KINDS
from linkstudy.identities.service import details
from linkstudy.testing.factories import a_person, a_user
from linkstudy.testing.pages import held_by, problems
from participants.actions import keep_contact
from participants.tests.pages import NAME, PHONE, happened, told


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


def test_details_that_are_shown_lead_to_the_page_that_changes_them(login, study, known):
    client, url = login(study.researcher), f"/participants/{known.slug}/contact/"

    pages = client.get(url), client.post(url, {"reason": "They moved"})

    assert [f'href="{url}change/"' in page.content.decode() for page in pages] == [True, True]


def test_the_page_that_changes_them_shows_none_and_stays_open(login, study, known):
    page = login(study.researcher).get(f"/participants/{known.slug}/contact/change/")

    assert "Refresh" not in page.headers
    assert [word for word in (NAME, PHONE) if word in page.content.decode()] == []
    form = page.context["form"]
    assert [kind for kind, _ in form.fields["remove"].choices] == ["name", "phone"]
    assert [name for name in KINDS if form.fields[name].help_text == KEPT] == ["name", "phone"]
    assert not Entry.objects.filter(verb="identity.revealed").exists()


def test_what_is_typed_takes_the_place_of_what_was_kept(login, study, known):
    client, url = login(study.researcher), f"/participants/{known.slug}/contact/change/"

    sent = held_by(client.get(url), phone="07700 900999", access="A quiet room")
    response = client.post(url, sent, follow=True)

    assert told(response) == ["Contact details of C1-PT-01 saved"]
    assert details(known.person) == {
        "name": NAME,
        "phone": "07700 900999",
        "access": "A quiet room",
    }


def test_a_detail_is_removed_by_a_tick(login, study, known):
    client, url = login(study.researcher), f"/participants/{known.slug}/contact/change/"

    client.post(url, held_by(client.get(url), remove=["phone"]))

    assert details(known.person) == {"name": NAME}


def test_nothing_can_be_removed_of_somebody_of_whom_nothing_is_kept(login, study):
    person = a_person(study.cases[0])
    client, url = login(study.researcher), f"/participants/{person.slug}/contact/change/"
    opened = client.get(url)

    client.post(url, held_by(opened, name=NAME, remove=["phone"]))

    assert "remove" not in opened.context["form"].fields
    assert details(person.person) == {"name": NAME}


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"phone": "12"}, {"phone": ["The phone number must have at least 7 digits"]}),
        ({"email": "mary"}, {"email": ["The email address must look like name@example.org"]}),
        (
            {"email": "@example.org"},
            {"email": ["The email address must look like name@example.org"]},
        ),
        (
            {"name": "x" * 201},
            {"name": ["The name is 201 characters. The most we can keep is 200"]},
        ),
        ({"remove": ["email"]}, {"remove": ["Select what we keep"]}),
        (
            {"phone": PHONE, "remove": ["phone"]},
            {"remove": ["Phone: type it or remove it, not both"]},
        ),
        ({}, {"__all__": ["Enter what is different, or leave the page"]}),
    ],
    ids=str,
)
def test_wrong_details_are_named_and_the_typing_kept(login, study, known, sent, wrong):
    client, url = login(study.researcher), f"/participants/{known.slug}/contact/change/"

    response = client.post(url, held_by(client.get(url)) | sent)

    assert problems(response) == wrong
    form = response.context["form"]
    assert {name: form[name].value() for name in sent} == sent
    assert "Refresh" not in response.headers
    assert details(known.person) == {"name": NAME, "phone": PHONE}


def test_somebody_elses_change_is_told_and_not_shown(login, study, known):
    client, url = login(study.researcher), f"/participants/{known.slug}/contact/change/"
    sent = held_by(client.get(url), phone="07700 900999", email="mary@example.org")
    tom = a_user("researcher", [study.sites[0]], name="Tom Example")
    keep_contact(participant=known, values={"phone": "07700 900555"}, version=None, by=tom)

    overtaken = client.post(url, sent)
    saved = details(known.person)
    client.post(url, held_by(overtaken))

    assert problems(overtaken) == {
        "__all__": ["Tom Example changed this while you were typing. Nothing is saved yet"]
    }
    assert overtaken.context["form"].stale == [("Phone", "Changed, not shown here", "07700 900999")]
    assert "07700 900555" not in overtaken.content.decode()
    assert saved["phone"] == "07700 900555"
    assert details(known.person)["phone"] == "07700 900999"
    assert not Entry.objects.filter(verb="identity.revealed").exists()


def test_two_who_remove_and_change_the_same_are_told(login, study, known):
    client, url = login(study.researcher), f"/participants/{known.slug}/contact/change/"
    sent = held_by(client.get(url), remove=["phone"])
    keep_contact(participant=known, values={"phone": "07700 900555"}, version=None, by=study.pi)

    overtaken = client.post(url, sent)

    assert overtaken.context["form"].stale == [("Phone", "Changed, not shown here", "Removed")]


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
