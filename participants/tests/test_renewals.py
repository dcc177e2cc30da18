"""Who must sign again, who only needs telling and who is finished, once a version was replaced."""

import pytest

from cases.actions import correct_study, replace_document, void_row
from cases.models import DocumentVersion, Study
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
)
from linkstudy.testing.pages import text_of
from participants.tests.renewing import (
    BOTH,
    URL,
    interview_in_may,
    is_booked,
    need,
    on,
    rows,
    withdrew,
)


def waits(person):
    pass


def is_interviewed(person):
    interview_in_may(person)


def was_followed_up(person):
    interview_in_may(person)
    an_interview(person, wave="follow_up", deviation="They moved away")


def refused(person):
    interview_in_may(person)
    a_refusal(person, reason="no_reply")


def withdrew_with_a_booking(person):
    a_booking(person, ago(-3))
    a_withdrawal(person)


STAGES = {
    "agreed, not interviewed": (waits, "sign"),
    "booked": (is_booked, "sign"),
    "interviewed, follow-up to come": (is_interviewed, "sign"),
    "followed up": (was_followed_up, "tell"),
    "lost after the first interview": (refused, "tell"),
    "withdrew": (withdrew, "finished"),
    "withdrew before the interview": (withdrew_with_a_booking, "finished"),
}


@pytest.mark.parametrize("stage", STAGES)
def test_what_somebody_needs_follows_from_their_stage(agreed, stage):
    play, expected = STAGES[stage]
    person = agreed()
    play(person)

    assert need(person) == (expected, *BOTH)


def test_interviewed_without_a_follow_up_is_told(agreed):
    person = agreed(scopes=["interview", "audio"])
    interview_in_may(person)

    assert need(person) == ("tell", *BOTH)


def test_nobody_is_told_once_the_study_is_over(agreed, study):
    person = agreed(scopes=["interview", "audio"])
    interview_in_may(person)
    row = Study.objects.get()
    correct_study(study=row, version=row.version, reason="It ended", by=None, planned_end_on=ago(1))

    assert need(person) == ("finished", *BOTH)


def test_before_the_new_version_is_in_force_nobody_signs_again(agreed):
    person = agreed()

    with on("2022-05-31"):
        assert need(person) is None
    with on("2022-06-01"):
        assert need(person) == ("sign", *BOTH)


def test_whoever_signs_the_new_form_is_up_to_date(agreed, versions):
    person = agreed()
    a_consent(person, given_on=ago(0), document=versions[0])

    assert need(person) is None


def test_new_sheet_alone_is_told_and_a_new_form_alone_is_not(study, agreed, versions):
    sheet = versions[1]
    void_row(row=sheet, version=sheet.version, reason="Not yet", by=None)
    person = agreed(scopes=["interview", "audio"])
    interview_in_may(person)

    assert need(person) == ("finished", "consent-2-0", None)


def test_version_of_another_site_or_group_is_nothing_to_them(study, versions):
    with on("2022-05-10"):
        other = a_form("7.0", sites=[study.sites[1]])
        theirs = a_form("8.0", audience="HP", sites=study.sites)
        person = a_person(study.cases[0], group="PT")
        a_consent(person, given_on=ago(0), document=study.form)
    with on("2022-06-01"):
        for one in (other, theirs):
            end(one)
    person.refresh_from_db()

    assert need(person) == ("sign", None, "information-2-0")


def end(document):
    """From today on nobody is given it."""
    replace_document(document=document, on=ago(0), by=None)


def test_form_without_another_in_force_asks_for_nothing(agreed, versions):
    person = agreed()
    for one in versions:
        end(one)
    end(DocumentVersion.objects.get(slug="consent-1-3"))

    assert need(person) is None


# The page


def test_nothing_to_renew(client, study):
    page = client.get(URL)

    assert page.context["list"].sentence == (
        "Nobody agreed on a version that has been replaced since."
    )
    assert "Nothing is to be renewed." in text_of(page)


def test_lists_are_by_need_with_the_next_booking_first(client, list_of):
    page = client.get(URL)

    assert page.context["list"].sentence == (
        "2 people are to sign again, 1 is to be told and 1 is finished."
    )
    assert rows(page) == [
        ("sign", "C1-PT-02", "Interview booked for 17 June 2022", "Record consent"),
        ("sign", "C1-PT-01", "First interview to be booked", "Record consent"),
        (
            "tell",
            "C1-PT-03",
            "Interviewed, and their words are still used",
            "Record that they were told",
        ),
        ("finished", "C1-PT-04", "Nothing lies ahead for them", "Open"),
    ]


def test_every_number_of_the_table_leads_to_its_people(login, list_of, study):
    reader = login(study.pi)
    groups = reader.get(URL).context["list"].groups

    assert [(str(group.document), group.site.number) for group in groups] == [
        ("Consent form v2.0", 1),
        ("Participant information sheet v2.0", 1),
        ("Consent form v2.0", 2),
        ("Participant information sheet v2.0", 2),
    ]
    found = {
        (str(group.document), group.site.number, label): (
            count,
            len(rows(reader.get(f"{URL}{url}"))) if count else 0,
        )
        for group in groups
        for label, count, url in group.cells
    }
    assert {key: count for key, (count, _) in found.items()} == {
        key: shown for key, (_, shown) in found.items()
    }
    assert found["Consent form v2.0", 1, "To sign again"] == (2, 2)


def test_sentence_is_about_the_version_and_site_asked_for(login, list_of, study):
    page = login(study.pi).get(URL, {"document": "consent-2-0", "site": "2"})

    assert page.context["list"].sentence == (
        "1 person is to sign again, 0 are to be told and 0 are finished."
    )
    assert page.context["list"].chips == [
        ("Consent form v2.0", "?site=2"),
        ("Site 2: Region 2", "?document=consent-2-0"),
    ]


def test_follow_up_that_lies_ahead_is_the_reason(client, agreed):
    person = agreed()
    interview_in_may(person)
    assert rows(client.get(URL))[0][2] == "Follow-up from 12 February 2023"
    with on("2023-02-12"):
        assert rows(client.get(URL))[0][2] == "Follow-up due, window until 12 May 2023"


def test_what_a_filter_does_not_know_is_said(client, list_of):
    page = client.get(URL, {"need": "x", "document": "\x00", "site": "99", "page": "-1"})

    said = ["We do not know one of these. It is left out"]
    assert page.context["list"].errors == {"need": said, "document": said, "site": said}
    assert len(rows(page)) == 4


def test_filter_that_hides_everybody_offers_the_way_out(login, agreed, study):
    agreed()
    page = login(study.researcher).get(URL, {"need": "tell"})

    assert "No one matches. Clear all filters to see everyone." in text_of(page)


def test_researcher_without_a_site_is_told_so(login, list_of):
    assert "Then you see the people there." in text_of(login(a_user()).get(URL))


def test_who_reads_alone_opens_the_person(login, list_of, study):
    acts = {row[3] for row in rows(login(study.monitor).get(URL))}

    assert acts == {"Open"}


def test_the_list_of_people_asks_the_same_of_the_form(client, list_of, agreed):
    with on("2022-06-10"):
        a_consent(list_of[0], document=DocumentVersion.objects.get(slug="consent-2-0"))
    a_form("3.0", kind="information", approved_on=ago(3))
    replace_document(
        document=DocumentVersion.objects.get(slug="information-2-0"), on=ago(2), by=None
    )
    seen = list_of[:-1]
    signing = [str(one) for one in seen if (need(one) or [""])[0] == "sign"]

    page = client.get("/participants/?form=old&sort=id")

    assert [str(one.person) for one in page.context["lines"]] == signing
    assert [(one.form_words, one.needs_form) for one in page.context["lines"]] == [
        ("v2.0, new sheet", True),
        ("v1.0, old form", True),
    ]
    others = client.get("/participants/?status=interviewed&status=withdrew&sort=id")
    assert [(one.form_words, one.needs_form) for one in others.context["lines"]] == [
        ("v1.0, old form", False)
    ] * 2
    views = {tab.words: tab.count for tab in page.context["views"]}
    assert views["Needs the new consent form"] == 2
