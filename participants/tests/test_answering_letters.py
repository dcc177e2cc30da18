"""A reply to letters becomes a participant, of the case whose letters they are."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases import actions as case_actions
from cases.objections import objections
from linkstudy.audit.tests.lifting import sql
from linkstudy.testing.factories import a_case, a_person, ago, an_organisation
from linkstudy.testing.letters import some_letters
from linkstudy.testing.pages import held_by, problems, text_of
from participants import actions
from participants.models import Participant

pytestmark = pytest.mark.django_db
EARLY = "The letters went on 31 May 2022. Nobody can have answered before"
WHICH = "Choose letters of this case, or “None, or not known”"
ADD = "/participants/add/"


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def change(person: Participant, **facts) -> Participant:
    given = {"version": person.version, "by": person.owner, "reason": "Asked them again"}
    return actions.change_participant(participant=person, **given | facts)


def test_somebody_who_replied_is_added_from_the_page_of_the_letters(login, study):
    batch = some_letters(study.cases[0], route="text")
    client = login(study.researcher)
    link = f"{ADD}?case=1&letters=2022-05-31"
    opened = client.get(link)

    page = client.post(ADD, held_by(opened, replied_on="2/6"), follow=True)

    assert f'href="{link.replace("&", "&amp;")}"' in client.get(batch.get_absolute_url()).text
    person = Participant.objects.get()
    assert page.redirect_chain == [("/participants/c1-pt-01/", 302)]
    assert (person.batch, person.joined_via, person.group) == (batch, "text", "PT")
    assert "Answered Letters of 31 May 2022 Replied 2 June 2022" in text_of(page)
    shown = client.get(batch.get_absolute_url())
    assert "ID Replied Status C1-PT-01 2 June 2022 Deciding" in text_of(shown)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"replied_on": "30/5"}, {"replied_on": [EARLY]}),
        (
            {"invited_on": "30/5"},
            {"replied_on": ["Enter when they were invited or when they replied"]},
        ),
        ({"batch": "1/2022-06-09", "replied_on": "today"}, {"batch": [WHICH]}),
        ({"batch": "3/2022-05-31", "replied_on": "today"}, {"batch": [WHICH]}),
    ],
)
def test_what_cannot_be_answered_is_said_beside_its_question(login, study, typed, said):
    some_letters(study.cases[0])
    other = a_case(3, site=study.sites[0], lead=study.researcher)
    some_letters(other)
    client = login(study.researcher)

    page = client.post(ADD, held_by(client.get(f"{ADD}?case=1&letters=2022-05-31"), **typed))

    assert problems(page) == said
    assert page.context["form"]["batch"].value() == typed.get("batch", "1/2022-05-31")
    assert not Participant.objects.exists()


def test_letters_of_the_persons_own_cases_are_offered_by_name(login, study):
    case = study.cases[0]
    some_letters(case, practice=an_organisation(case.site, "Practice Q"))
    some_letters(case, route="call")
    some_letters(study.cases[1])

    labels = [
        str(one)
        for _, one in login(study.researcher).get(ADD).context["form"].fields["batch"].choices
    ]

    assert labels == [
        "None, or not known",
        "Case 1, 31 May 2022 (2), Practice Q: phone call from the practice",
        "Case 1, 31 May 2022, Practice Q: letter from the practice",
    ]


def test_without_letters_the_question_is_not_asked(login, study):
    person = a_person(study.cases[0])
    client = login(study.researcher)

    for url in (ADD, f"{person.get_absolute_url()}change/"):
        assert "batch" not in client.get(url).context["form"].fields


def test_which_letters_they_answered_is_put_right_with_a_reason(login, study):
    first, second = some_letters(study.cases[0]), some_letters(study.cases[0], ago(10))
    person = a_person(study.cases[0], batch=first, replied_on=ago(5))
    client, url = login(study.researcher), f"{person.get_absolute_url()}change/"
    opened = client.get(url)

    without = client.post(url, held_by(opened, batch="1/2022-06-04"))
    page = client.post(
        url, held_by(opened, batch="1/2022-06-04", reason="They said so"), follow=True
    )

    assert opened.context["form"]["batch"].value() == "1/2022-05-31"
    assert problems(without) == {"reason": ["Enter why it was wrong"]}
    assert page.context["p"].person.batch == second
    assert page.context["p"].letters == ("Letters of 4 June 2022", "/cases/1/letters/2022-06-04/")


def test_letters_that_were_put_right_are_still_theirs(login, study):
    batch = some_letters(study.cases[0])
    person = a_person(study.cases[0], batch=batch, replied_on=ago(5))
    now = case_actions.correct_letters(
        batch=batch, version=1, why="Misread the day", sent_on=ago(12), by=study.pi
    )
    other = a_person(study.cases[0], batch=now, replied_on=ago(5))
    client, url = login(study.researcher), f"{person.get_absolute_url()}change/"
    opened = client.get(url)

    client.post(url, held_by(opened, contact_by="20/6"))

    assert opened.context["form"]["batch"].value() == "1/2022-06-02"
    assert set(Participant.objects.values_list("batch", flat=True)) == {batch.pk}
    assert "2 of 40." in text_of(client.get(now.get_absolute_url()))
    assert other.batch == batch


def test_void_letters_of_somebody_taken_out_are_still_named(login, study):
    batch = some_letters(study.cases[0])
    person = a_person(study.cases[0], batch=batch, replied_on=ago(5))
    facts = {"participant": person, "version": 1, "by": study.researcher}
    actions.void_participant(reason="Added twice", **facts)
    case_actions.void_letters(batch=batch, version=1, reason="Twice", by=None)

    form = login(study.researcher).get(f"{person.get_absolute_url()}change/").context["form"]

    assert form["batch"].value() == "1/2022-05-31"
    assert [key for key, _ in form.fields["batch"].choices] == ["", "1/2022-05-31"]


@pytest.mark.parametrize("where", ["add", "change"])
def test_void_letters_and_those_of_another_case_are_answered_by_nobody(study, where):
    gone, other = some_letters(study.cases[0]), some_letters(study.cases[1])
    case_actions.void_letters(batch=gone, version=1, reason="Twice", by=None)
    person = a_person(study.cases[0], replied_on=ago(5))

    write = {
        "add": lambda batch: a_person(study.cases[0], batch=batch, replied_on=ago(5)),
        "change": lambda batch: change(person, batch=batch),
    }[where]

    def answer(batch):
        with pytest.raises(ValidationError) as refused, transaction.atomic():
            write(batch)
        return refused.value.message_dict

    assert answer(other) == {"batch": [WHICH]}
    name = "31 May 2022, Practice A"
    assert answer(gone) == {"batch": [f"The letters of {name} are void. Choose others"]}


def test_a_reply_does_not_move_before_the_letters_nor_the_letters_after_the_reply(study):
    batch = some_letters(study.cases[0])
    person = a_person(study.cases[0], batch=batch, replied_on=ago(5))

    with pytest.raises(ValidationError) as refused:
        change(person, replied_on=ago(15))
    assert refused.value.message_dict == {"replied_on": [EARLY]}
    facts = {"version": 1, "why": "Misread", "sent_on": ago(4), "by": study.pi}
    with pytest.raises(ValidationError) as refused:
        case_actions.correct_letters(batch=batch, **facts)
    assert refused.value.message_dict == {
        "sent_on": [
            "C1-PT-01 answered these letters on 9 June 2022. They cannot have gone after that"
        ]
    }
    [objection] = objections(batch, "void")
    assert objection.words == (
        "1 person answered these letters. Change which letters they answered first"
    )


def test_somebody_taken_out_comes_back_only_to_letters_that_stand(study):
    batch = some_letters(study.cases[0])
    person = a_person(study.cases[0], batch=batch, replied_on=ago(5))
    facts = {"participant": person, "by": study.researcher}
    actions.void_participant(version=1, reason="Added twice", **facts)
    gone = case_actions.void_letters(batch=batch, version=1, reason="Twice", by=None)

    with pytest.raises(ValidationError) as refused:
        actions.restore_participant(version=2, reason="They are real", **facts)
    assert refused.value.message_dict == {
        "batch": ["The letters of 31 May 2022, Practice A are void. Choose others"]
    }
    case_actions.restore_letters(batch=gone, version=2, reason="They did go", by=None)
    back = actions.restore_participant(version=2, reason="They are real", **facts)
    assert back.voided_at is None


@pytest.mark.parametrize(
    "wrong",
    [
        "batch_id = (SELECT id FROM cases_invitationbatch WHERE case_id <> participants_participant.case_id)",
        "replied_on = '2022-05-30'",
        "replied_on = NULL, invited_on = '2022-06-01'",
        "batch_id = (SELECT id FROM cases_invitationbatch WHERE replaces_id IS NOT NULL)",
    ],
)
def test_the_database_keeps_replies_to_their_letters(study, wrong):
    batch = some_letters(study.cases[0])
    case_actions.correct_letters(batch=batch, version=1, why="Miscounted", sent_out=39, by=None)
    some_letters(study.cases[1])
    a_person(study.cases[0], batch=batch, replied_on=dt.date(2022, 6, 2))
    sql("UPDATE participants_participant SET replied_on = '2022-05-31'")

    with pytest.raises(IntegrityError), transaction.atomic():
        sql(f"UPDATE participants_participant SET {wrong}")


def test_where_the_case_is_known_its_letters_alone_are_offered(login, study):
    some_letters(study.cases[0])
    other = a_case(3, site=study.sites[0], lead=study.researcher)
    some_letters(other)
    client = login(study.researcher)

    def offered(page):
        return [key for key, _ in page.context["form"].fields["batch"].choices if key]

    both = ["1/2022-05-31", "3/2022-05-31"]
    assert offered(client.get(ADD)) == both
    assert offered(client.get(f"{ADD}?case=3")) == both[1:]
    assert offered(client.post(ADD, {"case": "1"})) == both[:1]
    assert offered(client.post(ADD, {"case": "1", "batch": both[0]})) == both[:1]
    assert offered(client.post(ADD, {"case": "1", "batch": both[1]})) == both
