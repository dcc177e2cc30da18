"""Debriefs and documents collected: their pages, their rules, and what they never count as."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases import actions
from cases.fieldwork import Fieldwork, hours_words
from cases.models import CollectedDocument, Debrief
from cases.objections import objections
from linkstudy import clock
from linkstudy.audit.tests.lifting import sql
from linkstudy.testing.factories import (
    a_user,
    ago,
    an_observation,
)
from linkstudy.testing.in_the_field import a_collected_document, a_debrief, some_routine_data
from linkstudy.testing.pages import held_by, problems, text_of

pytestmark = pytest.mark.django_db
PAGE = "/cases/1/fieldwork/"
DEBRIEF = {"day": "13/6", "minutes": "25 min", "recorded": "yes"}
PAPER = {"kind": "report", "received_on": "13/6", "confidential": "yes", "lies_in": "FW-1/1"}


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 hours"),
        (1, "1 minute"),
        (60, "1 hour"),
        (390, "6 hours 30 minutes"),
        (60_000, "1,000 hours"),
    ],
)
def test_a_length_is_told_in_hours(minutes, words):
    assert hours_words(minutes) == words


def test_page_says_hours_and_days_first(login, study):
    case = study.cases[0]
    an_observation(case, ago(1))
    an_observation(case, ago(1), starts=dt.time(14), ends=dt.time(15, 30))
    an_observation(case, ago(2))
    a_debrief(case)
    a_collected_document(case)

    page = login(study.researcher).get(PAGE)

    assert page.context["page"].sentence == (
        "9 hours 30 minutes with the link worker on 2 days, 1 debrief and 1 document collected"
    )
    assert (
        "and 1 document collected up to Tuesday 14 June 2022, as known that day."
        " 1 document is to be redacted." in text_of(page)
    )


def test_empty_page_says_what_will_be_there(login, study):
    words = text_of(login(study.pi).get(PAGE))

    assert "0 hours with the link worker on 0 days, 0 debriefs and 0 documents collected" in words
    assert "No observation days by 14 June 2022." in words
    assert "No debriefs by 14 June 2022." in words
    assert "No documents by 14 June 2022." in words
    assert "Log debrief" not in words


def test_page_as_at_an_earlier_day_keeps_what_was_known_then(login, study, study_clock):
    case = study.cases[0]
    study_clock("2022-06-10 18:00")
    talk, paper = a_debrief(case), a_collected_document(case)
    study_clock("2022-06-14 09:12")
    actions.void_debrief(debrief=talk, version=1, reason="Twice", by=study.pi)
    actions.correct_collected(document=paper, version=1, why="Misread", kind="job", by=study.pi)
    client = login(study.researcher)

    then = client.get(f"{PAGE}?at=11/6").context["page"]
    before = client.get(f"{PAGE}?at=8/6").context["page"]
    now = client.get(PAGE).context["page"]

    assert (then.debriefs, [one.kind for one in then.documents]) == ([talk], ["report"])
    assert (before.debriefs, before.documents) == ([], [])
    assert (now.debriefs, [one.kind for one in now.documents]) == ([], ["job"])


def test_a_date_that_is_none_shows_today_and_says_so(login, study):
    page = login(study.pi).get(f"{PAGE}?at=15/6")

    assert page.context["page"].day == clock.today()
    assert "not that up to another date" in page.text


def test_debrief_is_logged_from_what_people_type(login, study):
    page = login(study.researcher).post(f"{PAGE}debriefs/log/", DEBRIEF, follow=True)

    talk = Debrief.objects.get()
    assert (talk.day, talk.minutes, talk.recorded) == (dt.date(2022, 6, 13), 25, True)
    assert (talk.researcher, talk.number) == (study.researcher, 1)
    assert [str(message) for message in page.context["messages"]] == ["Debrief 1 of Case 1 saved"]
    assert page.redirect_chain == [(PAGE, 302)]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("day", "", "Enter the day that it was about"),
        ("day", "15/6", "The day must be today or in the past"),
        ("day", "1 March 2022", "Case 1 opens on 15 April 2022. Check the date"),
        ("minutes", "", "Enter how long it was"),
        ("minutes", "301", "The length must be between 1 and 300 minutes"),
        ("minutes", "=1+1", "The length must be a number, like 45"),
        ("recorded", "", "Select whether it was recorded"),
        ("recorded", "perhaps", "Select whether it was recorded"),
    ],
)
def test_wrong_debrief_is_said_beside_its_question_and_kept(login, study, field, typed, words):
    page = login(study.researcher).post(f"{PAGE}debriefs/log/", DEBRIEF | {field: typed})

    assert problems(page) == {field: [words]}
    assert page.context["form"][field].value() == typed
    assert not Debrief.objects.exists()


def test_a_day_is_debriefed_once_by_each_researcher(login, study):
    cat = a_user(sites=[study.sites[0]], name="Cat Example")
    a_debrief(study.cases[0])
    a_debrief(study.cases[0], by=cat)

    page = login(study.researcher).post(f"{PAGE}debriefs/log/", DEBRIEF)

    assert problems(page) == {"day": ["Debrief 1 with Ann Example is of 13 June 2022 already"]}


def test_debrief_is_put_right_with_a_reason(login, study):
    cat = a_user(sites=[study.sites[0]], name="Cat Example")
    talk = a_debrief(study.cases[0])
    client, url = login(study.pi), f"{talk.get_absolute_url()}correct/"
    opened = client.get(url)

    page = client.post(
        url,
        held_by(opened, minutes="35", recorded="no", researcher=str(cat.pk), why="Misread it"),
        follow=True,
    )

    now = page.context["debrief"]
    assert opened.context["form"]["recorded"].value() == "yes"
    assert [str(label) for _, label in opened.context["form"].fields["researcher"].choices] == [
        "Ann Example",
        "Cat Example",
    ]
    assert (now.minutes, now.recorded, now.researcher, now.replaces) == (35, False, cat, talk)
    [event] = page.context["put_right"]
    assert [(one.label, one.old, one.new) for one in event.details] == [
        ("Researcher", "Ann Example", "Cat Example"),
        ("Minutes", "20", "35"),
        ("Recorded on audio", "Yes", "No"),
        ("Why", "", "Misread it"),
    ]


def test_a_correction_takes_no_other_debriefs_place_and_names_nobody_from_elsewhere(study):
    a_debrief(study.cases[0], ago(2))
    talk = a_debrief(study.cases[0])
    said = {"debrief": talk, "version": 1, "why": "Misread", "by": study.pi}

    with pytest.raises(ValidationError) as same_day:
        actions.correct_debrief(day=ago(2), **said)
    with pytest.raises(ValidationError) as from_elsewhere:
        actions.correct_debrief(researcher=study.researcher2, **said)

    assert same_day.value.message_dict == {
        "day": ["Debrief 1 with Ann Example is of 12 June 2022 already"]
    }
    assert from_elsewhere.value.message_dict == {
        "researcher": ["Choose somebody who works in this case’s part of the country"]
    }


def test_void_debrief_is_restored_unless_another_took_its_place(login, study):
    talk = a_debrief(study.cases[0])
    client, url = login(study.researcher), talk.get_absolute_url()
    client.post(f"{url}void/", held_by(client.get(f"{url}void/"), reason="Logged twice"))
    void = client.get(url)
    other = a_debrief(study.cases[0])
    refused = client.post(
        f"{url}restore/", held_by(client.get(f"{url}restore/"), reason="It was right")
    )
    actions.void_debrief(debrief=other, version=1, reason="Twice", by=study.pi)
    client.post(f"{url}restore/", held_by(refused, token="b" * 32))

    assert "Void since Today, 9:12am. Logged twice" in text_of(void)
    assert problems(refused) == {
        "__all__": ["Debrief 2 with Ann Example is of 13 June 2022 already. Void that one first"]
    }
    assert Debrief.objects.standing().get().replaces == talk


def test_document_is_added_from_what_people_type(login, study):
    page = login(study.researcher).post(f"{PAGE}documents/add/", PAPER, follow=True)

    paper = CollectedDocument.objects.get()
    assert (paper.kind, paper.received_on) == ("report", dt.date(2022, 6, 13))
    assert (paper.confidential, paper.redacted_on, paper.lies_in) == (True, None, "FW-1/1")
    assert [str(message) for message in page.context["messages"]] == ["Document 1 of Case 1 saved"]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("kind", "", "Select what it is"),
        ("kind", "novel", "Select what it is"),
        ("received_on", "", "Enter the day on which you received it"),
        ("received_on", "15/6", "The day must be today or in the past"),
        ("received_on", "1 March 2022", "Case 1 opens on 15 April 2022. Check the date"),
        ("confidential", "", "Select whether it says anything confidential"),
        ("lies_in", " ", "Enter where it lies"),
        ("lies_in", "a\0b", "Remove the hidden character, shown as \ufffd, after “a”"),
        ("lies_in", "x" * 61, "Where it lies is 61 characters. The most we can keep is 60"),
    ],
)
def test_wrong_document_is_said_beside_its_question(login, study, field, typed, words):
    page = login(study.researcher).post(f"{PAGE}documents/add/", PAPER | {field: typed})

    assert problems(page) == {field: [words]}
    assert not CollectedDocument.objects.exists()


def test_confidential_document_is_redacted_once(login, study):
    paper = a_collected_document(study.cases[0])
    client, url = login(study.researcher), f"{paper.get_absolute_url()}redact/"
    early = client.post(url, held_by(client.get(url), redacted_on="1/6"))

    page = client.post(url, held_by(early, redacted_on="14/6", token="b" * 32), follow=True)
    again = client.get(url, follow=True)

    assert problems(early) == {"redacted_on": ["It was received on 13 June 2022. Check the date"]}
    assert page.context["document"].redacted_on == dt.date(2022, 6, 14)
    assert "Say it is redacted" not in text_of(page)
    assert [str(message) for message in again.context["messages"]] == [
        "Document 1 of Case 1 is not to be redacted"
    ]
    with pytest.raises(ValidationError, match="There is nothing to redact in this document"):
        actions.redact_document(
            document=CollectedDocument.objects.get(),
            version=2,
            redacted_on=ago(0),
            by=study.researcher,
        )


def test_document_is_put_right_with_a_reason(login, study):
    paper = a_collected_document(study.cases[0])
    client, url = login(study.pi), f"{paper.get_absolute_url()}correct/"
    opened = client.get(url)
    open_but_redacted = client.post(
        url, held_by(opened, confidential="no", redacted_on="14/6", why="Misread it")
    )
    too_early = client.post(url, held_by(opened, redacted_on="1/6", why="Misread it"))

    page = client.post(
        url, held_by(opened, confidential="no", kind="job", why="Misread it"), follow=True
    )

    now = page.context["document"]
    assert problems(open_but_redacted) == {
        "redacted_on": ["Only what is confidential is redacted. Leave this empty"]
    }
    assert problems(too_early) == {
        "redacted_on": ["It was received on 13 June 2022. Check the date"]
    }
    assert (now.kind, now.confidential, now.replaces) == ("job", False, paper)


def test_document_is_taken_back_and_restored(login, study):
    paper = a_collected_document(study.cases[0])
    client, url = login(study.researcher), paper.get_absolute_url()
    for deed, reason in [("void", "Another case"), ("restore", "It was this case")]:
        client.post(f"{url}{deed}/", held_by(client.get(f"{url}{deed}/"), reason=reason))

    now = CollectedDocument.objects.standing().get()
    assert (now.number, now.replaces) == (1, paper)


@pytest.mark.parametrize(
    ("tail", "is_void", "words"),
    [
        ("correct/", True, "Debrief 1 of Case 1 is void. Restore it before you correct it"),
        ("void/", True, "Debrief 1 of Case 1 is already void"),
        ("restore/", False, "Debrief 1 of Case 1 is not void any more"),
    ],
)
def test_a_page_that_can_do_nothing_leads_back(login, study, tail, is_void, words):
    talk = a_debrief(study.cases[0])
    if is_void:
        actions.void_debrief(debrief=talk, version=1, reason="Twice", by=study.pi)

    page = login(study.pi).get(talk.get_absolute_url() + tail, follow=True)

    assert [str(message) for message in page.context["messages"]] == [words]


def test_nothing_is_logged_in_a_void_case(study):
    case = study.cases[0]
    actions.void_row(row=case, version=1, reason="Twice", by=study.administrator)

    for log in (a_debrief, a_collected_document):
        with pytest.raises(ValidationError, match="Case 1 is void"):
            log(case)


def test_a_case_with_fieldwork_is_neither_voided_nor_opened_later(study):
    case = study.cases[0]
    talk, paper = a_debrief(case), a_collected_document(case)

    void = [one.words for one in objections(case, "void")]
    later = [(one.words, one.rows) for one in objections(case, "correct", opens_on=clock.today())]

    assert void == [
        "1 debrief belongs to this case. A case that has begun is closed, not voided",
        "1 collected document belongs to this case. A case that has begun is closed, not voided",
    ]
    assert later == [
        ("Debrief 1 was of 13 June 2022. The case cannot open after it", (talk,)),
        ("Document 1 was received on 13 June 2022. The case cannot open after it", (paper,)),
    ]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE cases_debrief SET minutes = 21",
        "UPDATE cases_debrief SET minutes = 0",
        "UPDATE cases_collecteddocument SET lies_in = 'elsewhere'",
        "UPDATE cases_collecteddocument SET redacted_on = '2022-06-12'",
        "DELETE FROM cases_debrief",
        "DELETE FROM cases_collecteddocument",
    ],
)
def test_the_database_keeps_what_was_recorded(study, change):
    a_debrief(study.cases[0])
    a_collected_document(study.cases[0])

    with pytest.raises(IntegrityError), transaction.atomic():
        sql(change)


def test_a_redaction_is_not_moved(study):
    paper = a_collected_document(study.cases[0])
    actions.redact_document(document=paper, version=1, redacted_on=ago(0), by=study.researcher)

    with pytest.raises(IntegrityError), transaction.atomic():
        sql("UPDATE cases_collecteddocument SET redacted_on = '2022-06-13'")


def test_pages_of_another_site_answer_like_none(login, study):
    theirs = [a_debrief(study.cases[1]), a_collected_document(study.cases[1])]
    client = login(study.researcher)

    pages = [client.get(one.get_absolute_url()) for one in theirs]
    pages += [client.get("/cases/2/fieldwork/"), client.get("/cases/99/fieldwork/")]

    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1


def test_rows_are_seen_with_their_case(study):
    talk = a_debrief(study.cases[0])

    assert list(Debrief.objects.visible_to(study.researcher)) == [talk]
    assert not Debrief.objects.visible_to(study.researcher2).exists()
    assert Fieldwork(study.cases[1], clock.today()).waiting == ""


def test_what_was_taken_back_today_can_be_found_again(login, study):
    case, why = study.cases[0], {"version": 1, "reason": "Twice", "by": study.researcher}
    day, talk = an_observation(case), a_debrief(case)
    paper, data = a_collected_document(case), some_routine_data(case)
    actions.void_observation(observation=day, **why)
    actions.void_debrief(debrief=talk, **why)
    actions.void_collected(document=paper, **why)
    actions.void_routine_data(data=data, **why)
    client = login(study.pi)

    page, earlier = (client.get(PAGE, asked) for asked in ({}, {"at": "13/6"}))

    said = f"Taken back, and in no figure: {day} ; {talk} ; {paper} ; {data} ."
    assert [text_of(one).count(said) for one in (page, earlier)] == [1, 0]
    for row in (day, talk, paper, data):
        assert f'<a href="{row.get_absolute_url()}">' in page.text
        assert "Restore" in text_of(client.get(row.get_absolute_url()))
