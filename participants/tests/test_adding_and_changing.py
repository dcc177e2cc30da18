"""Adding somebody, and changing what the team knows of them."""

import datetime as dt

import pytest

from linkstudy.testing.factories import a_person, a_user, an_organisation
from linkstudy.testing.pages import held_by, problems, text_of
from participants.actions import change_participant
from participants.models import Participant
from participants.tests.pages import anew, happened


def answers(**more):
    given = {"case": "1", "group": "PT", "joined_via": "letter", "replied_on": "10 June"}
    return given | more


def test_adding_gives_the_next_study_id(login, study):
    a_person(study.cases[0])
    client = login(study.researcher)

    response = client.post(
        "/participants/add/", answers(owner=str(study.researcher.pk)), follow=True
    )

    added = Participant.objects.get(study_id="C1-PT-02")
    assert response.redirect_chain == [("/participants/c1-pt-02/", 302)]
    assert [str(one) for one in response.context["messages"]] == ["C1-PT-02 added"]
    assert (added.replied_on, added.contact_by) == (dt.date(2022, 6, 10), dt.date(2022, 6, 17))
    assert added.owner == study.researcher


def test_a_form_sent_again_adds_one_person(login, study):
    client = login(study.researcher)
    sent = answers(owner=str(study.researcher.pk), token="a" * 32)

    places = {client.post("/participants/add/", sent).headers["Location"] for _ in range(5)}

    assert places == {"/participants/c1-pt-01/"}
    assert Participant.objects.count() == 1


def test_a_professional_has_a_role_and_an_organisation(login, study):
    practice = an_organisation(study.sites[0])
    sent = answers(
        group="HP", title="gp", organisation=str(practice.pk), owner=str(study.researcher.pk)
    )

    login(study.researcher).post("/participants/add/", sent)

    added = Participant.objects.get()
    assert (added.title, added.organisation, added.study_id) == ("gp", practice, "C1-HP-01")


def test_adding_offers_ones_own_sites_alone(login, study):
    an_organisation(study.sites[0], name="Own practice")
    an_organisation(study.sites[1], name="Other practice")

    form = login(study.researcher).get("/participants/add/?case=1").context["form"]

    assert [key for key, _ in form.fields["case"].choices] == ["1"]
    assert [str(label) for _, label in form.fields["organisation"].choices] == [
        "None",
        "Own practice",
    ]
    assert "Ben Example" not in [str(label) for _, label in form.fields["owner"].choices]


def test_what_belongs_elsewhere_cannot_be_sent(login, study):
    there = an_organisation(study.sites[1])
    sent = answers(case="2", organisation=str(there.pk), owner=str(study.researcher2.pk))

    response = login(study.researcher).post("/participants/add/", sent)

    assert problems(response) == {
        "case": ["Select one of your cases"],
        "organisation": ["Choose an organisation of this case’s part of the country"],
        "owner": ["Choose somebody who works in this case’s part of the country"],
    }


def test_owner_and_organisation_belong_to_the_case_that_is_chosen(login, study):
    both = a_user("researcher", study.sites)
    there = an_organisation(study.sites[1])
    sent = answers(group="HP", organisation=str(there.pk), owner=str(study.researcher2.pk))

    response = login(both).post("/participants/add/", sent)

    assert problems(response) == {
        "organisation": ["Choose an organisation of this case’s part of the country"],
        "owner": ["Choose somebody who works in this case’s part of the country"],
    }


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"case": ""}, "case", "Select the case"),
        ({"group": ""}, "group", "Select the group they belong to"),
        ({"group": "QQ"}, "group", "Select the group they belong to"),
        ({"joined_via": ""}, "joined_via", "Select how they came to us"),
        ({"owner": ""}, "owner", "Select who looks after them"),
        ({"replied_on": ""}, "replied_on", "Enter when they were invited or when they replied"),
        ({"replied_on": "31/06/2022"}, "replied_on", "June has 30 days. Enter a real date"),
        ({"replied_on": "tomorrow"}, "replied_on", "The date must be today or in the past"),
        ({"invited_on": "15/6/2022"}, "invited_on", "The date must be today or in the past"),
        (
            {"invited_on": "12 June 2022"},
            "replied_on",
            "The reply was before the invitation on 12 June. Check both dates",
        ),
        (
            {"title": "gp"},
            "title",
            "“GP” is not a role in this group: patient. Choose another, or “Not said”",
        ),
        (
            {"title": "gp", "group": "VS"},
            "title",
            "“GP” is not a role in this group: voluntary sector. Choose another, or “Not said”",
        ),
        ({"title": "king"}, "title", "Select one of the answers shown"),
    ],
)
def test_a_wrong_answer_is_named_and_the_typing_kept(login, study, changed, field, words):
    sent = answers(owner=str(study.researcher.pk)) | changed

    response = login(study.researcher).post("/participants/add/", sent)

    assert problems(response) == {field: [words]}
    assert response.context["form"][field].value() == sent[field]
    assert not Participant.objects.exists()


def test_a_patient_has_no_organisation(login, study):
    practice = an_organisation(study.sites[0])
    sent = answers(owner=str(study.researcher.pk), organisation=str(practice.pk))
    response = login(study.researcher).post("/participants/add/", sent)

    words = "A patient has no organisation. Choose “None”"
    assert problems(response) == {"organisation": [words]}


def asked(client, person) -> list[str]:
    """What the page asks that changes somebody's details, but for what it asks of everybody."""
    form = client.get(f"/participants/{person.slug}/change/").context["form"]
    return [field.name for field in form if field.name not in OF_EVERYBODY]


OF_EVERYBODY = {
    "token",
    "version",
    "joined_via",
    "invited_on",
    "replied_on",
    "owner",
    "contact_by",
    "reason",
    "deviation",
}


@pytest.mark.parametrize(
    ("group", "questions"),
    [
        ("PT", ["age_band", "gender", "ethnic_group", "deprivation"]),
        ("HP", ["title", "organisation"]),
        ("VS", ["title", "organisation"]),
        ("LW", ["title", "organisation"]),
        ("LM", ["title", "organisation"]),
    ],
)
def test_people_are_asked_what_belongs_to_their_group_alone(login, study, group, questions):
    assert asked(login(study.researcher), a_person(study.cases[0], group)) == questions


def test_what_stands_although_the_group_is_not_asked_can_be_taken_back(login, study):
    person = a_person(study.cases[0], "HP", title="link_worker", deprivation="2")
    client, url = login(study.researcher), f"/participants/{person.slug}/change/"
    assert asked(client, person) == ["title", "organisation", "deprivation"]

    kept = client.post(url, held_by(client.get(url), deprivation="", reason="Not asked of them"))
    assert kept.headers["Location"] == person.get_absolute_url()
    assert (anew(person).deprivation, anew(person).title) == ("", "link_worker")
    wrong = client.post(
        url, held_by(client.get(url), title="voluntary_lead", reason="Another role")
    )
    assert problems(wrong) == {"title": ["Select one of the answers shown"]}


def test_each_group_is_offered_its_own_roles(login, study):
    person = a_person(study.cases[0], "VS")
    client = login(study.researcher)
    own = client.get(f"/participants/{person.slug}/change/").context["form"].fields["title"]
    all_of_them = client.get("/participants/add/").context["form"].fields["title"]

    assert [label for _, label in own.choices] == [
        "Not said",
        "Voluntary sector lead",
        "Voluntary sector worker",
        "Another role",
    ]
    assert [label if key == "" else key for key, label in all_of_them.choices] == [
        "Not said",
        "Health professional",
        "Voluntary sector",
        "Link worker",
        "Link worker's manager",
    ]


def test_role_and_organisation_open_with_every_group_but_patients(login, study):
    page = login(study.researcher).get("/participants/add/")

    opening = [key for key, label in page.context["form"].fields["group"].choices if label.reveals]
    assert opening == ["HP", "VS", "LW", "LM"]
    revealed = page.text.split('class="reveal"')[1].split('id="div_id_joined_via"')[0]
    assert ('id="div_id_title"' in revealed, 'id="div_id_organisation"' in revealed) == (True, True)


def test_a_page_shows_what_describes_the_group_and_what_else_stands(login, study):
    client = login(study.researcher)
    patient, gp = a_person(study.cases[0]), a_person(study.cases[0], "HP", gender="woman")
    pages = [text_of(client.get(one.get_absolute_url())) for one in (patient, gp)]

    labels = ["Age", "Gender", "Area deprivation", "Ethnic group"]
    assert [[label for label in labels if f" {label} " in page] for page in pages] == [
        labels,
        ["Gender"],
    ]


def test_changing_details_stands_in_the_history(login, study):
    person = a_person(study.cases[0])
    client, url = login(study.researcher), f"/participants/{person.slug}/change/"

    sent = held_by(client.get(url)) | {"age_band": "60-69", "gender": "woman"}
    response = client.post(url, sent)

    assert response.headers["Location"] == person.get_absolute_url()
    assert happened(person, study.pi)[0] == (
        "Details changed",
        [("Age band", "Not asked", "60 to 69"), ("Gender", "Not asked", "Woman")],
    )


def test_two_people_changing_at_once_see_both_answers(login, study):
    person = a_person(study.cases[0])
    client, url = login(study.researcher), f"/participants/{person.slug}/change/"
    sent = held_by(client.get(url)) | {"age_band": "60-69"}
    tom = a_user("researcher", [study.sites[0]], name="Tom Example")
    change_participant(participant=person, version=person.version, age_band="70-79", by=tom)

    overtaken = client.post(url, sent)

    form = overtaken.context["form"]
    assert problems(overtaken) == {
        "__all__": ["Tom Example changed this while you were typing. Nothing is saved yet"]
    }
    assert form.stale == [("Age, in years", "70 to 79", "60 to 69")]
    assert anew(person).age_band == "70-79"
    again = client.post(url, held_by(overtaken) | {"token": "b" * 32})
    assert problems(again) == {"reason": ["Enter why it was wrong"]}
    client.post(url, held_by(again) | {"token": "c" * 32, "reason": "They told me"})
    assert anew(person).age_band == "60-69"


def test_fields_that_are_not_asked_cannot_be_sent(login, study):
    person = a_person(study.cases[0])
    client, url = login(study.researcher), f"/participants/{person.slug}/change/"

    more = {"study_id": "C9-PT-99", "group": "HP", "number": "9", "case": "2"}
    client.post(url, held_by(client.get(url)) | more)

    after = anew(person)
    assert (after.study_id, after.group, after.number) == ("C1-PT-01", "PT", 1)
