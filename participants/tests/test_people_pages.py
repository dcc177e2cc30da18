"""The pages about people: the list, one of them, adding, changing, and who they are."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from cases.actions import replace_document
from linkstudy import clock
from linkstudy.audit.models import Entry
from linkstudy.identities.service import details
from linkstudy.telling import KEPT
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_form,
    a_person,
    a_refusal,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
    an_organisation,
)
from participants.actions import (
    change_booking,
    change_participant,
    keep_contact,
    void_consent,
    void_interview,
)
from participants.models import Participant
from participants.tests.test_filters import everybody
from participants.timeline import timeline

pytestmark = pytest.mark.django_db
NAME, PHONE = "Mary Canary", "07700 900123"


@pytest.fixture(autouse=True)
def _on_14_june(study_clock):
    study_clock("2022-06-14 09:12")


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


def text_of(response) -> str:
    """What a reader sees, with single spaces."""
    body = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def errors(response) -> dict:
    return dict(response.context["form"].errors)


def anew(person):
    return Participant.objects.get(pk=person.pk)


# The list


def test_the_list_says_how_many_of_how_many(login, study):
    everybody(study)
    client = login(study.researcher)

    whole, some, none = (
        text_of(client.get(f"/participants/?{query}")) for query in ("", "status=booked", "q=zzz")
    )

    assert "8 people who replied or were invited by name. Study IDs only." in whole
    assert "1 of 8 people who replied" in some
    assert "0 of 8 people who replied" in none
    assert "No one matches. Remove “zzz” to see 8 people." in none
    assert whole.endswith("Showing all 8 people. Export these 8 rows (Excel or CSV)")


def test_an_empty_list_says_why_and_what_to_do(login, study):
    text = text_of(login(study.researcher).get("/participants/"))

    assert text.endswith(
        "No one is here yet. People appear once they reply to a letter or are invited by name."
        " Add the first participant ."
    )


def test_two_filters_that_leave_nobody_are_cleared_together(login, study):
    a_person(study.cases[0])

    text = text_of(login(study.researcher).get("/participants/?status=booked&group=HP"))

    assert text.endswith("No one matches. Clear all filters to see everyone.")


def test_a_row_holds_the_columns_of_the_list(login, study):
    with clock.telling(dt.datetime(2022, 6, 1, 12, tzinfo=clock.LONDON)):
        person = a_person(study.cases[0])
        a_consent(person, document=study.form)
    replace_document(document=study.form, on=dt.date(2022, 6, 10), by=None)
    a_booking(person)

    page = login(study.pi).get("/participants/").content.decode()

    row = page.split("<tbody>")[1].split("</tbody>")[0]
    cells = [re.sub(r"<[^>]+>", "", cell) for cell in re.split(r"</t[hd]>", row)[:-1]]
    assert [cell.strip() for cell in cells] == [
        "C1-PT-01",
        "Patient",
        "Booked",
        "Interview today, 2pm",
        "Ann Example",
        "v1.3, old form",
    ]
    assert '<tr class="today">' in row


def test_sorting_and_filters_stay_while_paging(login, study):
    for _ in range(30):
        a_person(study.cases[0])
    client = login(study.researcher)

    page = client.get("/participants/?case=1&sort=-id&page=2").content.decode()

    assert "?case=1&amp;sort=-id&amp;page=1" in page
    assert 'aria-sort="descending"' in page
    assert "/participants/export/?case=1&amp;sort=-id" in page
    assert page.count('scope="row"') == 5


def test_a_past_figure_says_what_it_is(login, study):
    person = a_person(study.cases[0])
    with clock.telling(dt.datetime(2022, 6, 1, 12, tzinfo=clock.LONDON)):
        an_interview(person)

    client = login(study.researcher)
    text = text_of(client.get("/participants/?at=2022-06-01&status=interviewed&case=1&group=PT"))
    wrong = text_of(client.get("/participants/?at=2022-06-01&status=booked"))

    assert "As at 1 June 2022: people interviewed by then, as it was known that evening." in text
    assert "1 of 1 person interviewed by 1 June 2022." in text
    assert "Choose the status Interviewed alone to look at an earlier day. The list shows" in wrong


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%F0%9F%98%80", "case=%00", "page=-1", "page=abc", "page=1000000000"]
)
def test_nonsense_in_the_address_shows_a_list(login, study, query):
    a_person(study.cases[0])

    response = login(study.researcher).get(f"/participants/?{query}")

    assert response.status_code == 200
    assert "linkstudy" in response.content.decode()


def test_roles_without_people_learn_who_sees_them(login, study):
    response = login(study.ppi).get("/participants/")

    assert response.status_code == 403
    assert "Researcher" in response.content.decode()


# Addresses


@pytest.mark.parametrize("typed", ["C1-PT-01", "c1pt1", "1-pt-1", "c1-pt-1", "c1-pt-001"])
def test_another_spelling_leads_to_the_one_address(login, study, typed):
    a_person(study.cases[0])

    response = login(study.researcher).get(f"/participants/{typed}/")

    assert (response.status_code, response.headers["Location"]) == (302, "/participants/c1-pt-01/")


def test_what_is_elsewhere_answers_like_what_is_nowhere(login, study):
    a_person(study.cases[1])
    client = login(study.researcher)

    for page in ("", "change/", "contact/", "contact/change/"):
        there, nowhere, odd = (
            client.get(f"/participants/{slug}/{page}") for slug in ("c2-pt-01", "c2-pt-77", "zz")
        )
        assert (there.status_code, there.content) == (404, nowhere.content)
        assert odd.status_code == 404
        assert client.post(f"/participants/c2-pt-01/{page}").status_code in {404, 405}


# One person


def test_a_persons_page_offers_what_comes_next(login, study):
    people = everybody(study)
    client = login(study.researcher)

    offered = {
        status: [words for words, _ in client.get(person.get_absolute_url()).context["p"].acts]
        for status, person in people.items()
    }

    change = "Change details"
    undecided = ["Log interview", "Book interview", "Record consent", "Record a no", change]
    withdraw = ["Record consent", "Record withdrawal", change]
    assert offered == {
        "invited": undecided,
        "deciding": undecided,
        "consented": ["Log interview", "Book interview", *withdraw],
        "booked": ["Log interview", "Record consent", "Record a no", change],
        "interviewed": ["Log interview", "Book interview", *withdraw],
        "declined": ["Record consent", change],
        "not_eligible": ["Record consent", change],
        "withdrew": ["Record consent", change],
    }


def test_roles_are_offered_what_they_may(login, study):
    person = a_person(study.cases[0])
    a_consent(person)

    acts = {
        role: [
            words
            for words, _ in login(getattr(study, role))
            .get(person.get_absolute_url())
            .context["p"]
            .acts
        ]
        for role in ("pi", "administrator", "monitor")
    }

    withdraw = ["Record withdrawal"]
    assert acts == {"pi": withdraw, "administrator": withdraw, "monitor": []}


def test_a_persons_page_leads_to_pages_that_open(login, study):
    client = login(study.researcher)
    for person in everybody(study).values():
        for _, url in client.get(person.get_absolute_url()).context["p"].acts:
            assert client.get(url).status_code == 200


def test_interviews_without_consent_any_more_are_flagged(login, study):
    with clock.telling(dt.datetime(2022, 6, 13, 12, tzinfo=clock.LONDON)):
        person = an_interview(a_person(study.cases[0])).participant
    url = person.get_absolute_url()
    for consent in person.consents.all():
        void_consent(consent=consent, version=consent.version, reason="Wrong", by=study.pi)

    assert "No consent covers this interview any more: interview 1, 13 June 2022" in text_of(
        login(study.pi).get(url)
    )
    assert "No consent covers" not in text_of(login(study.monitor).get(url))


def test_consents_are_shown_with_what_became_of_them(login, study):
    with clock.telling(dt.datetime(2022, 6, 1, 12, tzinfo=clock.LONDON)):
        old = a_form("1.2", replaced_on=dt.date(2022, 6, 10))
        person = a_person(study.cases[0])
        a_consent(person, document=old, scopes=["interview", "audio"])

    text = text_of(login(study.researcher).get(person.get_absolute_url()))
    a_withdrawal(person, on=dt.date(2022, 6, 13), time=dt.time(15))
    later = text_of(login(study.researcher).get(person.get_absolute_url()))

    assert "Form v1.2 , 25 May 2022 This form was replaced since" in text
    assert "Paper form. Agreed to an interview and audio." in text
    assert "Withdrawn from 13 June 2022, 3pm. Recorded by Ann Example." in later
    assert "Withdrew 13 June 2022, 3pm. Stop taking part, keep what we have" in later


# Everything that happened


def told(person, reader) -> list[tuple[str, list[tuple[str, str, str]]]]:
    events = timeline(anew(person), reader).events
    return [
        (event.sentence, [(one.label, one.old, one.new) for one in event.details])
        for event in events
    ]


def test_the_timeline_tells_everything_in_sentences(study):
    person = a_person(study.cases[0], replied_on=dt.date(2022, 6, 5))
    a_consent(person, given_on=dt.date(2022, 6, 9), scopes=["interview", "audio"])
    booking = a_booking(person)
    change_booking(
        booking=booking,
        version=booking.version,
        booked_on=dt.date(2022, 6, 16),
        mode="video",
        by=study.researcher2,
    )
    done = an_interview(person, note="Spoke about the garden", minutes=45, mode="video")
    void_interview(interview=done, version=done.version, reason="Wrong person", by=study.pi)

    assert told(person, study.pi) == [
        ("Interview taken back as a mistake", [("Why", "", "Wrong person")]),
        (
            "Interview of 14 June 2022 logged, 45 minutes",
            [
                ("Recorded", "", "Audio"),
                ("Note", "", "Spoke about the garden"),
                ("Be in touch by", "16 June 2022", ""),
            ],
        ),
        ("Booking changed", [("Day", "14 June 2022", "16 June 2022"), ("How", "Phone", "Video")]),
        (
            "First interview booked for 14 June 2022, 2pm",
            [("Interviewer", "", "Ann Example"), ("How", "", "Phone")],
        ),
        (
            "Consent given on 9 June 2022. Consent form v1.3. Paper form",
            [
                ("Agreed to", "", "an interview and audio"),
                (
                    "Did not agree to",
                    "",
                    "quotes, a follow-up interview, being observed and getting the results",
                ),
                ("Taken by", "", "Ann Example"),
                ("Be in touch by", "12 June 2022", "16 June 2022"),
            ],
        ),
        (
            "Added to the study. Patient. Letter from the practice",
            [
                ("Replied on", "", "5 June 2022"),
                ("Be in touch by", "", "12 June 2022"),
                ("Owner", "", "Ann Example"),
            ],
        ),
    ]


def test_saying_no_withdrawing_and_looking_are_told_too(study, login):
    declined = a_person(study.cases[0])
    a_refusal(declined, reason="unwell", words="Not now")
    gone = a_person(study.cases[0])
    a_booking(gone)
    a_withdrawal(gone, note="Moved away")
    login(study.researcher).post(f"/participants/{gone.slug}/contact/", {"reason": "To call back"})

    assert told(declined, study.pi)[0] == (
        "Said no on 14 June 2022",
        [
            ("Reason", "", "Unwell or bereaved"),
            ("In their words", "", "Not now"),
            ("May we contact them again", "", "No"),
            ("Be in touch by", "7 June 2022", ""),
        ],
    )
    assert [sentence for sentence, _ in told(gone, study.pi)][:3] == [
        "Contact details looked at",
        "Booking cancelled on 14 June 2022. They withdrew",
        "Withdrew on 14 June 2022, 9am. Stop taking part, keep what we have",
    ]
    assert told(gone, study.researcher)[0][1] == [("Why", "", "To call back")]


def test_sealed_and_special_words_are_kept_from_other_roles(study, login):
    person = a_person(study.cases[0], age_band="18-29")
    a_refusal(person, reason="unwell", words="Secret words")
    change_participant(
        participant=person,
        version=anew(person).version,
        ethnic_group="asian",
        age_band="30-39",
        by=study.researcher,
    )

    for reader in (study.monitor, study.administrator):
        page = login(reader).get(person.get_absolute_url()).content.decode()
        assert told(person, reader)[0][1] == [
            ("Age band", "18 to 29", "30 to 39"),
            ("Ethnic group", "", KEPT),
        ]
        assert [word for word in ("Secret", "Unwell", "Asian") if word in page] == []
    assert "Secret words" in login(study.pi).get(person.get_absolute_url()).content.decode()


def test_contact_details_never_reach_the_timeline(study, known, login):
    page = login(study.researcher).get(known.get_absolute_url()).content.decode()

    assert told(known, study.researcher)[0] == (
        "Contact details changed",
        [("Which", "", "Name and phone")],
    )
    assert [word for word in (NAME, PHONE, "commitment") if word in page] == []


def test_a_long_history_is_cut_and_the_whole_of_it_is_a_link_away(study, login):
    person = a_person(study.cases[0])
    for day in range(20):
        change_participant(
            participant=person,
            version=anew(person).version,
            contact_by=ago(-day),
            by=study.researcher,
        )

    page = login(study.researcher).get(person.get_absolute_url())

    assert len(page.context["p"].timeline.events) == 15
    assert "The latest stands here. History of C1-PT-01" in text_of(page)
    assert f'<a href="/history/{person.slug}/">' in page.content.decode()


def test_a_sentence_leaves_out_what_was_not_said(study):
    person = a_person(study.cases[0])
    a_booking(person, booked_time=None)

    assert told(person, study.pi)[0][0] == "First interview booked for 14 June 2022"


def test_no_raw_name_of_a_field_stands_in_a_timeline(study, login):
    people = everybody(study)
    for person in people.values():
        for sentence, rows in told(person, study.pi):
            words = " ".join([sentence, *[" ".join(row) for row in rows]])
            assert not re.search(r"_|\bNone\b|\{", words), words


# Adding and changing


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

    assert errors(response) == {
        "case": ["Select one of your cases"],
        "organisation": ["Choose an organisation of this case’s part of the country"],
        "owner": ["Choose somebody who works in this case’s part of the country"],
    }


def test_owner_and_organisation_belong_to_the_case_that_is_chosen(login, study):
    both = a_user("researcher", study.sites)
    there = an_organisation(study.sites[1])
    sent = answers(organisation=str(there.pk), owner=str(study.researcher2.pk))

    response = login(both).post("/participants/add/", sent)

    assert errors(response) == {
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
        ({"title": "gp"}, "title", "A patient has no role. Choose “Not a professional”"),
        ({"title": "king"}, "title", "Select one of the answers shown"),
    ],
)
def test_a_wrong_answer_is_named_and_the_typing_kept(login, study, changed, field, words):
    sent = answers(owner=str(study.researcher.pk)) | changed

    response = login(study.researcher).post("/participants/add/", sent)

    assert errors(response) == {field: [words]}
    assert response.context["form"][field].value() == sent[field]
    assert not Participant.objects.exists()


def held_by(form) -> dict:
    """What a browser would send back of a form as it came."""
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()}


def test_changing_details_stands_in_the_history(login, study):
    person = a_person(study.cases[0])
    client, url = login(study.researcher), f"/participants/{person.slug}/change/"

    sent = held_by(client.get(url).context["form"]) | {"age_band": "60-69", "gender": "woman"}
    response = client.post(url, sent)

    assert response.headers["Location"] == person.get_absolute_url()
    assert told(person, study.pi)[0] == (
        "Details changed",
        [("Age band", "Not asked", "60 to 69"), ("Gender", "Not asked", "Woman")],
    )


def test_two_people_changing_at_once_see_both_answers(login, study):
    person = a_person(study.cases[0])
    client, url = login(study.researcher), f"/participants/{person.slug}/change/"
    sent = held_by(client.get(url).context["form"]) | {"age_band": "60-69"}
    tom = a_user("researcher", [study.sites[0]], name="Tom Example")
    change_participant(participant=person, version=person.version, age_band="70-79", by=tom)

    overtaken = client.post(url, sent)

    form = overtaken.context["form"]
    assert errors(overtaken) == {
        "__all__": ["Tom Example changed this while you were typing. Nothing is saved yet"]
    }
    assert form.stale == [("Age, in years", "70 to 79", "60 to 69")]
    assert anew(person).age_band == "70-79"
    client.post(url, held_by(form) | {"token": "b" * 32})
    assert anew(person).age_band == "60-69"


def test_fields_that_are_not_asked_cannot_be_sent(login, study):
    person = a_person(study.cases[0])
    client, url = login(study.researcher), f"/participants/{person.slug}/change/"

    more = {"study_id": "C9-PT-99", "group": "HP", "number": "9", "case": "2"}
    client.post(url, held_by(client.get(url).context["form"]) | more)

    after = anew(person)
    assert (after.study_id, after.group, after.number) == ("C1-PT-01", "PT", 1)


# Who they are


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
    assert told(known, study.pi)[0] == (
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

    assert errors(response) == {"reason": [words]}
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

    assert errors(response) == {field: [words]}
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
