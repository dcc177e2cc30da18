"""Everything that happened to a person, told in sentences."""

import datetime as dt
import re

from linkstudy.telling import KEPT
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_person,
    a_refusal,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.testing.pages import text_of
from participants.actions import change_booking, change_participant, void_interview
from participants.tests.pages import NAME, PHONE, anew, happened
from participants.tests.people import everybody


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

    assert happened(person, study.pi) == [
        (
            "Interview taken back as a mistake",
            [("Why", "", "Wrong person"), ("Be in touch by", "", "16 June 2022")],
        ),
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
                    "quotes, a follow-up interview, being observed, questionnaires, use of routine records and getting the results",
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

    assert happened(declined, study.pi)[0] == (
        "Said no on 14 June 2022",
        [
            ("Reason", "", "Unwell or bereaved"),
            ("In their words", "", "Not now"),
            ("May we contact them again", "", "No"),
            ("Be in touch by", "7 June 2022", ""),
        ],
    )
    assert [sentence for sentence, _ in happened(gone, study.pi)][:3] == [
        "Contact details looked at",
        "Booking cancelled on 14 June 2022. They withdrew",
        "Withdrew on 14 June 2022, 9am. Stop taking part, keep what we have",
    ]
    assert happened(gone, study.researcher)[0][1] == [("Why", "", "To call back")]


def test_sealed_and_special_words_are_kept_from_other_roles(study, login):
    person = a_person(study.cases[0], age_band="18-29")
    a_refusal(person, reason="unwell", words="Secret words")
    change_participant(
        participant=person,
        version=anew(person).version,
        ethnic_group="asian",
        age_band="30-39",
        reason="They said so",
        by=study.researcher,
    )

    for reader in (study.monitor, study.administrator):
        page = login(reader).get(person.get_absolute_url()).content.decode()
        assert happened(person, reader)[0][1] == [
            ("Age band", "18 to 29", "30 to 39"),
            ("Ethnic group", "", KEPT),
            ("Why", "", KEPT),
        ]
        assert [word for word in ("Secret", "Unwell", "Asian") if word in page] == []
    assert "Secret words" in login(study.pi).get(person.get_absolute_url()).content.decode()


def test_contact_details_never_reach_the_timeline(study, known, login):
    page = login(study.researcher).get(known.get_absolute_url()).content.decode()

    assert happened(known, study.researcher)[0] == (
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

    assert happened(person, study.pi)[0][0] == "First interview booked for 14 June 2022"


def test_no_raw_name_of_a_field_stands_in_a_timeline(study, login):
    people = everybody(study)
    for person in people.values():
        for sentence, rows in happened(person, study.pi):
            words = " ".join([sentence, *[" ".join(row) for row in rows]])
            assert not re.search(r"_|\bNone\b|\{", words), words
