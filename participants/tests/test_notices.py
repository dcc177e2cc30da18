"""Who only needs telling of a new version is told, which is a fact that can be taken back."""

import pytest
from django.core.exceptions import ValidationError

from linkstudy.testing.factories import (
    a_form,
    a_notice,
    ago,
)
from linkstudy.testing.pages import held_by, problems
from participants import actions
from participants.models import Notice
from participants.tests.pages import told
from participants.tests.renewing import BOTH, URL, need, rows

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
