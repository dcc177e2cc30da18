"""Who must sign again, who only needs telling and who is finished, once a version was replaced."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from cases.actions import approve_document, correct_study, replace_document, void_row
from cases.models import DocumentVersion, Study
from linkstudy.clock import LONDON, telling
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_form,
    a_notice,
    a_person,
    a_protocol,
    a_refusal,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.testing.pages import held_by, problems, text_of
from participants import actions
from participants.models import Notice, Participant
from participants.renewals import outdated
from participants.tests.pages import told
from participants.waves import settings_of

URL = "/consents/renew/"


def on(day: str):
    """The study's clock, at 9:12 on a day."""
    return telling(dt.datetime.fromisoformat(f"{day} 09:12").replace(tzinfo=LONDON))


def need(person: Participant) -> tuple[str, str | None, str | None] | None:
    """(what they need, new form, new sheet) as of today; None for somebody who is up to date."""
    found = outdated(Participant.objects.standing(), settings_of()).filter(pk=person.pk)
    return found.values_list("need", "new_form", "new_sheet").first()


@pytest.fixture
def versions(study):
    """Form 1.0 and sheet 1.0, replaced by 2.0 on 1 June 2022; settings with a follow-up."""
    with on("2022-01-01"):
        a_protocol()
        old = [a_form("1.0", kind=kind, sites=study.sites) for kind in ("consent", "information")]
    with on("2022-05-31"):
        facts = {"approved_on": ago(0), "in_force_from": dt.date(2022, 6, 1), "by": None}
        return [
            approve_document(kind=one.kind, number="2.0", replaces=one, sites=study.sites, **facts)
            for one in old
        ]


@pytest.fixture
def old(study):
    """Form 1.0, which people signed before June."""
    return lambda: DocumentVersion.objects.get(slug="consent-1-0")


@pytest.fixture
def agreed(study, versions):
    """Somebody of case 1 who agreed in May to everything, or to some scopes."""

    def make(**facts) -> Participant:
        with on("2022-05-10"):
            case = facts.pop("case", study.cases[0])
            person = a_person(case, replied_on=dt.date(2022, 5, 1))
            form = DocumentVersion.objects.get(slug="consent-1-0")
            a_consent(person, given_on=ago(0), document=form, **facts)
        return person

    return make


def interview_in_may(person, **facts):
    with on("2022-05-12"):
        an_interview(person, **facts)


BOTH = ("consent-2-0", "information-2-0")


def waits(person):
    pass


def is_booked(person):
    a_booking(person, ago(-3))


def is_interviewed(person):
    interview_in_may(person)


def was_followed_up(person):
    interview_in_may(person)
    an_interview(person, wave="follow_up", deviation="They moved away")


def refused(person):
    interview_in_may(person)
    a_refusal(person, reason="no_reply")


def withdrew(person):
    interview_in_may(person)
    a_withdrawal(person)


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


@pytest.fixture
def list_of(study, agreed):
    """Who signs (C1-PT-01, C1-PT-02), is told (C1-PT-03), is finished (C1-PT-04); and C2-PT-01."""
    people = [agreed(), agreed(), agreed(scopes=["interview", "audio"]), agreed()]
    is_booked(people[1])
    interview_in_may(people[2])
    withdrew(people[3])
    return [*people, agreed(case=study.cases[1])]


def rows(page) -> list[tuple[str, str, str, str]]:
    """(need, ID, why, what to do) of each row."""
    return [
        (need.value, str(line.person), line.why, line.act[0])
        for need, lines in page.context["list"].lists
        for line in lines
    ]


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


# Telling


TELL = "/participants/c1-pt-03/told/information-2-0/"


def test_told_is_a_fact_and_they_are_finished(client, list_of, study):
    page = client.get(URL)
    url = next(
        line.act[1]
        for need, lines in page.context["list"].lists
        for line in lines
        if need == "tell"
    )
    assert url == TELL
    sent = client.post(url, held_by(client.get(url), how="letter"), follow=True)

    assert told(sent) == ["Saved: C1-PT-03 was told of participant information sheet v2.0"]
    notice = Notice.objects.get()
    assert (notice.on, notice.how, notice.by) == (ago(0), "letter", study.researcher)
    assert need(list_of[2]) == ("finished", *BOTH)
    row = ("finished", "C1-PT-03", "Told on 14 June 2022", "Take back that they were told")
    assert row in rows(client.get(URL))


def test_told_twice_is_refused_in_words(client, list_of, versions):
    a_notice(list_of[2], versions[1])
    page = client.post(TELL, {"on": "today", "how": "phone"})

    assert problems(page) == {"__all__": ["Somebody has told them already"]}
    assert page.context["form"]["how"].value() == "phone"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("tomorrow", "The date must be today or in the past"),
        ("30/5/2022", "Sheet v2.0 was approved on 31 May 2022. Check the version and date"),
        ("31/5/2022", "Sheet v2.0 is in force from 1 June 2022. Check the version and date"),
    ],
)
def test_nobody_is_told_before_the_version_is_in_force(client, list_of, day, words):
    page = client.post(TELL, {"on": day, "how": "phone"})

    assert problems(page) == {"on": [words]}


def test_empty_form_asks_both_questions(client, list_of):
    assert problems(client.post(TELL, {})) == {
        "on": ["Enter the date on which they were told"],
        "how": ["Select how they were told"],
    }


def test_form_or_another_groups_sheet_is_not_told_of(agreed, versions, study):
    person = agreed()
    by = study.researcher
    facts = {"participant": person, "on": ago(0), "how": "phone", "by": by}
    theirs = a_form("9.0", kind="information", audience="HP", sites=study.sites)
    said = []
    for document in (versions[0], theirs):
        with pytest.raises(ValidationError) as refused:
            actions.tell(document=document, **facts)
        said += refused.value.messages
    with pytest.raises(ValidationError) as refused:
        actions.tell(document=versions[1], **facts | {"on": ago(-1)})
    said += refused.value.messages

    assert said == [
        "People are told of information sheets. A form is signed",
        "Participant information sheet v9.0 is for another group: Health professional",
        "The date must be today or in the past",
    ]


def test_sheet_that_is_not_there_is_not_found(client, list_of):
    assert client.get("/participants/c1-pt-03/told/consent-2-0/").status_code == 404
    assert client.get("/participants/c2-pt-01/told/information-2-0/").status_code == 404


def test_taken_back_they_are_to_be_told_again(client, list_of, versions):
    a_notice(list_of[2], versions[1])
    url = f"{TELL}void/"
    page = client.get(url)
    assert page.context["act"].heading == "Take back that C1-PT-03 was told"
    client.post(url, held_by(page, reason="The letter came back"))

    assert need(list_of[2]) == ("tell", *BOTH)
    assert client.get(url).url == "/participants/c1-pt-03/"
