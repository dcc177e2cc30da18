"""Questionnaires: whom they are for, what came of them, and what is put right."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases import actions as case_actions
from linkstudy.clock import telling
from linkstudy.identities.service import unseal
from linkstudy.testing.factories import (
    a_case,
    a_consent,
    a_person,
    a_refusal,
    ago,
    an_interview,
)
from linkstudy.testing.questionnaires import a_questionnaire, an_instrument, returned
from participants.models import Participant, Questionnaire
from participants.questionnaires import overdue, sentence
from participants.tests.custody import NOW
from participants.tests.handing_out import correct, restore, settle, void
from participants.tests.pages import happened


@pytest.fixture(autouse=True)
def june(db):
    with telling(NOW):
        yield


@pytest.fixture
def person() -> Participant:
    """C1-PT-01, who agreed a week ago to everything."""
    person = a_person()
    a_consent(person)
    return person


def test_where_it_stands_follows_from_its_days(person):
    given = a_questionnaire(person, time_point="first")
    late = a_questionnaire(person, time_point="follow_up", due_on=ago(1))
    assert [given.state, late.state] == ["out", "overdue"]

    back = returned(given)
    gone = settle(late, not_coming_on=ago(0), not_coming_why="lost")
    assert [back.state, gone.state] == ["returned", "not_coming"]
    stands = Questionnaire.objects.with_state().values_list("pk", "stands")
    assert dict(stands) == {back.pk: "returned", gone.pk: "not_coming"}


def test_the_list_and_the_row_say_the_same(person):
    a_questionnaire(person, due_on=ago(0))
    a_questionnaire(person, time_point="follow_up", due_on=ago(1))

    for row in Questionnaire.objects.with_state():
        assert row.stands == row.state


def test_what_was_known_on_an_earlier_day_stays(person):
    row = a_questionnaire(person)
    with telling(NOW + dt.timedelta(days=2)):
        back = returned(row)

    assert list(Questionnaire.objects.open(NOW)) == [back]
    assert list(Questionnaire.objects.open(NOW + dt.timedelta(days=3))) == []


def test_a_correction_is_known_from_its_own_moment_on(person):
    row = returned(a_questionnaire(person))
    with telling(NOW + dt.timedelta(days=2)):
        right = correct(row, how="phone")

    assert right.settled_at == NOW + dt.timedelta(days=2)
    assert [one.how for one in Questionnaire.objects.standing(NOW)] == ["paper"]


# For whom, and when


def test_only_whom_it_is_for_and_when():
    nurse = a_person(a_case(), group="HP")
    a_consent(nurse)
    instrument = an_instrument(at_follow_up=False)
    with pytest.raises(ValidationError) as refused:
        a_questionnaire(nurse, instrument=instrument)
    words = "“Well-being questionnaire” is not for health professionals. Choose another"
    assert refused.value.message_dict == {"instrument": [words]}

    patient = a_person(nurse.case)
    with pytest.raises(ValidationError) as refused:
        a_questionnaire(patient, instrument=instrument, time_point="follow_up")
    words = "“Well-being questionnaire” is not filled in then. Choose another"
    assert refused.value.message_dict == {"instrument": [words]}

    for one, point in ((nurse, "first"), (patient, "follow_up")):
        write_in_vain(participant=one, instrument=instrument, time_point=point)


def write_in_vain(**facts):
    """Past the actions: the database does not take it either."""
    row = Questionnaire(number=1, given_on=ago(1), due_on=ago(0), how="paper", **facts)
    with pytest.raises(IntegrityError, match="not for them"), transaction.atomic():
        row.save()


def test_what_was_handed_out_is_put_right_although_the_instrument_is_for_others_now(person):
    row = a_questionnaire(person)
    case_actions.correct_instrument(
        instrument=row.instrument,
        version=1,
        reason="For staff alone",
        by=None,
        patients=False,
        health=True,
    )

    assert correct(row, how="phone").how == "phone"
    with pytest.raises(ValidationError) as refused:
        correct(Questionnaire.objects.current().get(), time_point="follow_up")
    words = "“Well-being questionnaire” is not for patients. Choose another"
    assert refused.value.message_dict == {"instrument": [words]}


def test_nobody_is_given_what_is_for_others_in_place_of_what_somebody_else_was_given(person):
    theirs = a_questionnaire(person)
    gone = void(theirs)
    nurse = a_person(person.case, group="HP")
    a_consent(nurse)

    write_in_vain(
        participant=nurse, instrument=theirs.instrument, time_point="first", replaces=gone
    )


def test_an_instrument_that_was_handed_out_stands(person):
    row = a_questionnaire(person)
    void_it = {"row": row.instrument, "version": 1, "reason": "Typed twice", "by": None}
    with pytest.raises(ValidationError) as refused:
        case_actions.void_row(**void_it)
    words = "1 person was given this instrument. Correct for whom it is from now on instead"
    assert refused.value.messages == [words]

    gone = void(row)
    case_actions.void_row(**void_it)
    with pytest.raises(ValidationError) as refused:
        restore(gone)
    assert refused.value.messages == ["“Well-being questionnaire” is void. Choose another"]


# What came of it, and putting it right


def test_one_at_a_time_until_it_is_known_not_to_come(person):
    first = a_questionnaire(person)
    with pytest.raises(ValidationError) as refused:
        a_questionnaire(person)
    words = "They were given it on 13 June 2022. Say what came of that one first"
    assert refused.value.message_dict == {"instrument": [words]}

    settle(first, not_coming_on=ago(0), not_coming_why="lost")
    assert a_questionnaire(person).number == 2


def test_days_come_one_after_the_other(person):
    after = "They were given it on 13 June 2022. Enter that day or a later one"
    past = "The day must be today or in the past"
    for facts, question, words in [
        ({"given_on": ago(-1)}, "given_on", past),
        ({"due_on": ago(2)}, "due_on", after),
    ]:
        with pytest.raises(ValidationError) as refused:
            a_questionnaire(person, **facts)
        assert refused.value.message_dict == {question: [words]}

    row = a_questionnaire(person)
    for came, question, words in [
        ({"returned_on": ago(-1)}, "returned_on", past),
        ({"returned_on": ago(2)}, "returned_on", after),
        ({"not_coming_on": ago(2), "not_coming_why": "lost"}, "not_coming_on", after),
        ({"not_coming_on": ago(-1), "not_coming_why": "lost"}, "not_coming_on", past),
    ]:
        with pytest.raises(ValidationError) as refused:
            settle(row, **came)
        assert refused.value.message_dict == {question: [words]}


def test_what_is_known_is_not_said_twice(person):
    back = returned(a_questionnaire(person))

    with pytest.raises(ValidationError) as refused:
        settle(back, not_coming_on=ago(0), not_coming_why="lost")

    assert refused.value.messages == ["It is known already what came of it. Correct that instead"]


def test_what_came_of_it_is_put_right(person):
    back = returned(a_questionnaire(person))

    out = correct(back, returned_on=None)
    assert (out.state, out.settled_at, out.number) == ("out", None, 1)

    gone = correct(out, not_coming_on=ago(0), not_coming_why="unwilling")
    assert (gone.state, gone.settled_at) == ("not_coming", NOW)


def test_taken_back_and_restored(person):
    row = void(a_questionnaire(person))
    assert not row.is_open

    again = a_questionnaire(person, time_point="first")
    with pytest.raises(ValidationError) as refused:
        restore(row)
    words = "They were given it on 13 June 2022. Say what came of that one first"
    assert refused.value.messages == [words]

    void(again)
    assert restore(row).is_open
    assert again.number == 2


def test_reasons_are_sealed(person):
    row = void(a_questionnaire(person))

    assert unseal(person.person, "questionnaire.void", row.void_reason) == "Another person"


def test_what_happened_is_told(person):
    row = a_questionnaire(person)
    settle(row, not_coming_on=ago(0), not_coming_why="no_reply")

    told = [sentence for sentence, _ in happened(person, person.owner)][:2]
    assert told == [
        "Questionnaire not coming, known on 14 June 2022. No reply after reminders",
        "Questionnaire given on 13 June 2022. Well-being questionnaire. First. On paper",
    ]


# Lists


def test_what_is_overdue_of_some_people(person):
    late = a_questionnaire(person, due_on=ago(1))
    a_questionnaire(person, time_point="follow_up")
    other = a_person(person.case)
    a_questionnaire(other, due_on=ago(1))

    assert list(overdue(Participant.objects.filter(pk=person.pk))) == [late]


def test_nobody_is_asked_for_one_who_agrees_no_more(person):
    a_questionnaire(person, due_on=ago(1))
    everybody = Participant.objects.all()
    asked = overdue(everybody).count()
    a_consent(person, given_on=ago(0), scopes=["interview"])

    assert (asked, overdue(everybody).count()) == (1, 0)


@pytest.mark.parametrize(("again", "state"), [(True, "overdue"), (False, "not_coming")])
def test_who_is_not_to_be_contacted_again_is_asked_for_none(person, again, state):
    with telling(NOW - dt.timedelta(days=1)):
        an_interview(person)
    row = a_questionnaire(person, given_on=ago(0), due_on=ago(0))
    with telling(NOW + dt.timedelta(days=2)):
        a_refusal(person, on=NOW.date(), may_contact_again=again)

        gone = Questionnaire.objects.get(pk=row.pk)
        assert (gone.state, overdue(Participant.objects.all()).count()) == (state, int(again))
        assert gone.not_coming_on == (None if again else NOW.date())


def test_the_sentence_counts():
    assert sentence(Questionnaire.objects.all()) == "No questionnaire is out."

    person = a_person()
    a_questionnaire(person)
    assert sentence(Questionnaire.objects.all()) == (
        "No questionnaire is overdue. 1 questionnaire is out."
    )

    a_questionnaire(person, time_point="follow_up", due_on=ago(1))
    assert sentence(Questionnaire.objects.all()) == (
        "1 questionnaire is overdue, and 1 more is out."
    )

    others = [a_person(person.case) for _ in range(2)]
    for other in others:
        a_questionnaire(other, due_on=ago(0), given_on=ago(2))
    with telling(NOW + dt.timedelta(days=1)):
        assert sentence(Questionnaire.objects.all()) == (
            "3 questionnaires are overdue, and 1 more is out."
        )
