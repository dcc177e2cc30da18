"""Nobody waits for a questionnaire of somebody who has left, however it came to be written down."""

import datetime as dt

import pytest

from linkstudy.testing.factories import a_consent, a_refusal, a_withdrawal, ago, an_interview
from linkstudy.testing.questionnaires import a_questionnaire, an_instrument, returned
from participants import actions
from participants.models import Participant, Questionnaire, Refusal
from participants.tests.handing_out import correct, restore, void
from participants.tests.pages import WHY, effects, send, told
from participants.tests.refusals import refusal_of

HERE = "/participants/c1-pt-01/"
ONE = f"{HERE}questionnaires/1/"
WITHDREW = "They withdrew on 13 June 2022, so nobody waits for it"
ALONE = "They are not to be contacted since 12 June 2022, so nobody waits for it"
GONE = ("not_coming", "withdrew", dt.date(2022, 6, 13))


@pytest.fixture
def agreed(person) -> Participant:
    """C1-PT-01, who agreed to everything ten days ago."""
    a_consent(person, given_on=ago(10))
    return person


@pytest.fixture
def asked_again(agreed) -> Participant:
    """They were interviewed, and are asked for a follow-up."""
    an_interview(agreed, ago(6))
    return agreed


def what_came(row: Questionnaire) -> tuple:
    row.refresh_from_db()
    return row.state, row.not_coming_why, row.not_coming_on


def the_one() -> Questionnaire:
    return Questionnaire.objects.standing().get()


# After a withdrawal


def test_one_that_was_still_out_is_restored_as_not_coming(client, agreed):
    void(a_questionnaire(agreed, given_on=ago(5)))
    a_withdrawal(agreed, on=ago(1))

    opened = client.get(f"{ONE}restore/")
    page = send(client, f"{ONE}restore/", reason="It was them")

    assert effects(opened)[1] == WITHDREW
    assert told(page) == [
        "The questionnaire of C1-PT-01 is restored: Well-being questionnaire, first"
    ]
    assert what_came(the_one()) == GONE


def test_one_that_came_back_is_restored_as_it_was(client, agreed):
    void(returned(a_questionnaire(agreed, given_on=ago(5))))
    a_withdrawal(agreed, on=ago(0))

    assert effects(client.get(f"{ONE}restore/")) == [
        "It counts from today on, as it was recorded",
        "No number of people interviewed changes",
    ]


def test_one_that_did_not_come_back_after_all_is_not_coming(client, agreed):
    row = a_questionnaire(agreed, given_on=ago(5))
    actions.settle_questionnaire(questionnaire=row, version=1, returned_on=ago(3), by=agreed.owner)
    a_withdrawal(agreed, on=ago(1))

    opened = client.get(f"{ONE}correct/")
    send(client, f"{ONE}correct/", returned_on="", why=WHY)

    assert effects(opened)[0] == f"{WITHDREW} unless it came back"
    assert what_came(the_one()) == GONE


def test_one_that_is_written_down_late_is_not_coming(client, agreed):
    wanted = an_instrument()
    a_withdrawal(agreed, on=ago(1))

    page = send(
        client,
        f"{HERE}questionnaires/add/",
        instrument=f"{wanted.pk}-first",
        given_on="9/6",
        how="paper",
    )

    assert told(page) == [f"Saved for C1-PT-01: Well-being questionnaire, first. {WITHDREW}"]
    assert what_came(the_one()) == GONE


def test_who_agrees_again_may_still_give_it_back(agreed):
    row = void(a_questionnaire(agreed, given_on=ago(5)))
    a_withdrawal(agreed, on=ago(2))
    a_consent(agreed, given_on=ago(1))

    assert restore(row).state == "out"


# After a no


def test_a_no_that_is_corrected_to_no_contact_gives_up_what_they_have(client, asked_again):
    row = a_questionnaire(asked_again, given_on=ago(5))
    a_refusal(asked_again, on=ago(2), may_contact_again=True)
    assert what_came(row) == ("out", "", None)

    opened = client.get(f"{HERE}decline/correct/")
    send(client, f"{HERE}decline/correct/", may_contact_again="no", why=WHY)

    said = "Nobody waits for a questionnaire that they still have, if we may not contact them again"
    assert effects(opened)[0] == said
    assert what_came(row) == ("not_coming", "unwilling", ago(2))
    assert effects(client.get(f"{HERE}decline/correct/"))[0] == (
        "No number of people interviewed changes"
    )


def test_a_no_that_stays_one_leaves_what_was_handed_out_since(asked_again):
    no = a_refusal(asked_again, on=ago(2))
    row = a_questionnaire(asked_again, given_on=ago(1))

    actions.correct_refusal(
        refusal=no, version=1, why=WHY, on=ago(3), reason="no_memory", by=asked_again.owner
    )

    assert what_came(row) == ("out", "", None)


def test_a_no_that_may_be_asked_again_leaves_what_they_have(asked_again):
    row = a_questionnaire(asked_again, given_on=ago(5))
    no = a_refusal(asked_again, on=ago(2), may_contact_again=True)

    actions.correct_refusal(
        refusal=no, version=1, why=WHY, on=ago(3), reason="no_memory", by=asked_again.owner
    )

    assert what_came(row) == ("out", "", None)


def test_a_no_that_is_restored_says_what_it_gives_up(client, asked_again):
    no = a_refusal(asked_again, on=ago(2))
    actions.void_refusal(refusal=no, version=1, reason=WHY, by=asked_again.owner)
    row = a_questionnaire(asked_again, given_on=ago(5))

    opened = client.get(f"{HERE}decline/restore/")
    send(client, f"{HERE}decline/restore/", reason=WHY)

    assert effects(opened)[2] == "Nobody waits for a questionnaire that they still have"
    assert what_came(row) == ("not_coming", "unwilling", ago(2))
    no = Refusal.objects.standing().get()
    actions.correct_refusal(
        refusal=no,
        version=no.version,
        why=WHY,
        on=no.on,
        reason=no.reason,
        may_contact_again=True,
        by=asked_again.owner,
    )
    no = Refusal.objects.standing().get()
    actions.void_refusal(refusal=no, version=no.version, reason=WHY, by=asked_again.owner)
    assert effects(client.get(f"{HERE}decline/restore/"))[2] == (
        "No number of people interviewed changes"
    )


def test_one_given_before_the_no_is_restored_as_not_coming(client, asked_again):
    row = void(a_questionnaire(asked_again, given_on=ago(5)))
    a_refusal(asked_again, on=ago(2))

    assert effects(client.get(f"{ONE}restore/"))[1] == ALONE
    assert what_came(restore(row)) == ("not_coming", "unwilling", ago(2))


def test_one_given_after_the_no_may_come_back(asked_again):
    a_refusal(asked_again, on=ago(2))
    row = a_questionnaire(asked_again, given_on=ago(1))

    assert restore(void(row)).state == "out"
    assert correct(the_one(), how="phone").state == "out"


def test_a_correction_that_cannot_be_gives_nothing_up(agreed):
    row = a_questionnaire(agreed, given_on=ago(5))
    a_withdrawal(agreed, on=ago(1))
    row.refresh_from_db()

    said = refusal_of(correct, row, due_on=ago(6), not_coming_on=None, not_coming_why="")

    assert said == {"due_on": ["They were given it on 9 June 2022. Enter that day or a later one"]}
