"""What happens at the same moment comes one after the other, on both databases."""

import datetime as dt
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client

from cases.models import Instrument
from linkstudy.audit.chain import Verdict, verify
from linkstudy.audit.models import Entry, Submission
from linkstudy.audit.writing import Stale
from linkstudy.clock import telling
from linkstudy.testing.factories import a_booking, a_case, a_person
from linkstudy.testing.proofs import proof, size
from linkstudy.testing.questionnaires import a_questionnaire
from participants import actions
from participants.consent_gate import SNAPSHOT
from participants.guards import MESSAGE
from participants.models import Consent, Interview, Participant, Questionnaire, Withdrawal
from participants.questionnaire_guards import MESSAGE as NO_QUESTIONNAIRE
from participants.tests.at_once import at_once
from participants.tests.histories import NOW, Given, Held, given_by, insert, june, run, unsaved

pytestmark = pytest.mark.django_db(transaction=True)
YES = {"interview": True, "questionnaire": True}
NINE, TEN = dt.time(9), dt.time(10)
ROUNDS = size(5, 200)
# A withdrawal settles what they still have; what is settled is not settled otherwise.
UNFILLED = (NO_QUESTIONNAIRE, "returned_on, not_coming_on")


@pytest.fixture(autouse=True)
def fortnight():
    with telling(NOW):
        yield


@pytest.fixture
def case(db):
    return a_case(5)


def agreeing(case) -> Participant:
    """A new person who agreed on 1 June, and was given a questionnaire on the 2nd."""
    person = a_person(case)
    given_by(person, [Given(1, YES)])
    a_questionnaire(person, given_on=june(2), due_on=june(20))
    return person


def log(person: Participant, token: str = "") -> Interview:
    return actions.log_interview(
        participant=person,
        held_on=june(10),
        started=TEN,
        recording="notes",
        minutes=45,
        mode="phone",
        by=person.owner,
        token=token,
    )


def write_interview(person: Participant) -> None:
    """By raw SQL, past every action."""
    with transaction.atomic():
        insert(unsaved(person, Held()))


def hand_out(person: Participant) -> Questionnaire:
    return actions.hand_out(participant=person, by=person.owner, **handed_out())


def handed_out() -> dict[str, Any]:
    facts = {"instrument": Instrument.objects.get(), "time_point": "follow_up", "how": "paper"}
    return facts | {"given_on": june(10), "due_on": june(20)}


def write_handed_out(person: Participant) -> None:
    with transaction.atomic():
        insert(Questionnaire(participant=person, number=2, **handed_out()))


def come_back(person: Participant) -> Questionnaire:
    """What they were given on the 2nd."""
    seen = {"version": 1, "by": person.owner}
    row = person.questionnaires.get(number=1)
    return actions.settle_questionnaire(questionnaire=row, returned_on=june(10), **seen)


def write_back(person: Participant) -> None:
    rows = Questionnaire.objects.filter(participant=person, number=1)
    rows.update(returned_on=june(10), settled_at=NOW)


def is_held(person: Participant) -> bool:
    return Interview.objects.done().filter(participant=person).exists()


def is_handed_out(person: Participant) -> bool:
    return person.questionnaires.filter(number=2).exists()


def is_back(person: Participant) -> bool:
    return person.questionnaires.exclude(returned_on=None).exists()


# What needs consent, and whether it stands.
HOLDS = [
    (log, is_held),
    (write_interview, is_held),
    (hand_out, is_handed_out),
    (write_handed_out, is_handed_out),
    (come_back, is_back),
    (write_back, is_back),
]


def withdraw(person: Participant) -> Withdrawal:
    return actions.record_withdrawal(
        participant=person, on=june(10), time=NINE, level="keep", by=person.owner
    )


def void(person: Participant) -> Consent:
    return actions.void_consent(
        consent=person.consents.get(), version=1, reason="Wrong person", by=person.owner
    )


def write_withdrawal(person: Participant) -> None:
    run(
        "UPDATE participants_consent SET withdrawn_on = '2022-06-10', withdrawn_time = '09:00:00'"
        " WHERE participant_id = %s",
        [person.pk],
    )


def write_fact(person: Participant) -> None:
    """The withdrawal itself, by raw SQL, and no consent that it ends."""
    with transaction.atomic():
        Withdrawal.objects.bulk_create(
            [Withdrawal(participant=person, on=june(10), time=NINE, level="keep")]
        )


def write_void(person: Participant) -> None:
    consents = Consent.objects.filter(participant=person)
    consents.update(voided_at=NOW, void_reason="e1:x")


def ended(end, stands, person: Participant) -> bool:
    """End the consent; whether what needs it stood by then."""
    with transaction.atomic():
        end(person)
        return stands(person)


ENDS = [withdraw, void, write_withdrawal, write_fact, write_void]
# By raw SQL a questionnaire is held before its person is, and a withdrawal, which settles it, holds
# them the other way round: PostgreSQL ends such a circle, which actions are never in.
RACES = [
    (hold, stands, end)
    for hold, stands in HOLDS
    for end in ENDS
    if (hold, end) != (write_back, withdraw)
]


@proof("races")
@pytest.mark.parametrize(("hold", "stands", "end"), RACES)
def test_what_needs_consent_is_done_before_it_ends_or_not_at_all(case, hold, stands, end):
    for _ in range(ROUNDS):
        person = agreeing(case)

        held, stood = at_once(partial(hold, person), partial(ended, end, stands, person))

        refused = isinstance(held, ValidationError | IntegrityError)
        assert (stands(person), refused) == (stood, not stood), (held, stood)
    assert verify().trouble == ""


@transaction.atomic
def from_a_snapshot(level: str, write: Callable[[], object]) -> None:
    run(f"SET TRANSACTION ISOLATION LEVEL {level}")
    write()


@pytest.mark.postgresql
@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
@pytest.mark.parametrize("write", [log, write_interview, withdraw, write_withdrawal, write_fact])
def test_who_reads_from_a_snapshot_writes_no_interview_and_no_end_of_consent(case, write, level):
    """Else an interview gets in that was looked at before the withdrawal was saved."""
    person = agreeing(case)

    with pytest.raises((ValidationError, IntegrityError)) as refused:
        from_a_snapshot(level, lambda: write(person))

    if isinstance(refused.value, IntegrityError):
        assert str(refused.value).startswith(SNAPSHOT)
    assert not Interview.objects.exists()
    assert not Withdrawal.objects.exists()
    assert not Consent.objects.exclude(withdrawn_on=None).exists()


@pytest.mark.postgresql
@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(("hold", "stands"), HOLDS)
def test_what_needs_consent_waits_for_a_withdrawal_that_is_being_saved(case, hold, stands, end):
    person = agreeing(case)
    is_written, go_on = threading.Event(), threading.Event()

    def end_slowly() -> None:
        with transaction.atomic():
            end(person)
            is_written.set()
            go_on.wait(30)

    def hold_meanwhile() -> None:
        is_written.wait(30)
        threading.Timer(0.3, go_on.set).start()  # by then it waits
        hold(person)

    _, held = at_once(end_slowly, hold_meanwhile)

    assert isinstance(held, ValidationError | IntegrityError), held
    assert not isinstance(held, IntegrityError) or str(held).startswith((MESSAGE, *UNFILLED))
    assert not stands(person)


@pytest.mark.postgresql
@pytest.mark.parametrize("end", [write_withdrawal, write_void])
@pytest.mark.parametrize(("hold", "stands"), HOLDS[1::2])
def test_a_withdrawal_waits_for_what_needs_consent_and_is_being_saved(case, hold, stands, end):
    person = agreeing(case)
    is_written = threading.Event()

    def hold_slowly() -> None:
        with transaction.atomic():
            hold(person)
            is_written.set()
            threading.Event().wait(0.3)

    def end_meanwhile() -> bool:
        is_written.wait(30)
        return ended(end, stands, person)

    assert at_once(hold_slowly, end_meanwhile) == [None, True]


@proof("races")
def test_the_same_form_sent_five_times_at_once_makes_one_row(case):
    for number in range(ROUNDS):
        person = agreeing(case)

        answers = at_once(*[partial(log, person, token=f"{number:032x}")] * 5)

        assert answers == [Interview.objects.get(participant=person)] * 5
    assert Submission.objects.count() == ROUNDS


def test_the_same_form_sent_five_times_at_once_is_refused_five_times(case):
    person = a_person(case)

    answers = at_once(*[partial(log, person, token="f" * 32)] * 5)

    assert [answer.message_dict for answer in answers] == [
        {"who": ["There is no consent from C5-PT-01 yet. Record consent first"]}
    ] * 5
    assert (Submission.objects.count(), Interview.objects.count()) == (0, 0)


@proof("races")
def test_of_two_edits_at_once_one_is_saved_and_one_sees_it(case):
    for _ in range(ROUNDS):
        person = a_person(case)
        edits = [partial(change, person, gender=gender) for gender in ("woman", "man")]

        answers = at_once(*edits)

        [saved] = [answer for answer in answers if isinstance(answer, Participant)]
        [stale] = [answer for answer in answers if isinstance(answer, Stale)]
        assert Participant.objects.get(pk=person.pk).gender == saved.gender
        assert (stale.current, stale.who) == (saved, person.owner.name)
        assert stale.changed == {"gender": ("", saved.gender)}


def change(person: Participant, **facts) -> Participant:
    return actions.change_participant(participant=person, version=1, by=person.owner, **facts)


@proof("races")
def test_study_ids_stay_in_step_when_people_are_added_at_once(case):
    for number in range(size(2, 40)):
        added = at_once(*[partial(a_person, case)] * 5)
        expected = [f"C5-PT-{place:02d}" for place in range(5 * number + 1, 5 * number + 6)]
        assert sorted((one.study_id for one in added), key=lambda code: int(code[6:])) == expected


@proof("races")
def test_nobody_waits_in_a_circle(case):
    """Every action on one person at the same moment: each is done or refused in words."""
    for _ in range(ROUNDS):
        person = agreeing(case)
        booking = a_booking(person, june(15))
        by = person.owner

        answers = at_once(
            partial(withdraw, person),
            partial(void, person),
            partial(log, person),
            partial(actions.void_interview, interview=booking, version=1, reason="Twice", by=by),
            partial(actions.change_booking, booking=booking, version=1, booked_on=june(16), by=by),
            partial(change, person, gender="woman"),
        )

        troubles = [answer for answer in answers if isinstance(answer, Exception)]
        assert [one for one in troubles if not isinstance(one, ValidationError)] == []
        assert isinstance(answers[0], Withdrawal)
    assert verify().trouble == ""


@proof("races")
def test_sixteen_people_work_at_once_without_an_error(case):
    """Each adds people and opens a page, as fast as they can."""
    clients = [Client() for _ in range(16)]
    for client in clients:
        client.force_login(case.lead)

    def work(client: Client) -> list[int]:
        codes = []
        for _ in range(size(3, 25)):
            a_person(case)
            codes.append(client.get("/policy/").status_code)
        return codes

    answers = at_once(*[partial(work, client) for client in clients])

    assert answers == [[200] * size(3, 25)] * 16
    assert Participant.objects.count() == 16 * size(3, 25)
    assert verify() == Verdict(Entry.objects.count())
    assert connection.vendor in {"sqlite", "postgresql"}
