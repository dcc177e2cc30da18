"""The way of a recording: one step after the other, with days that do not run backwards."""

import pytest
from django.core.exceptions import ValidationError

from linkstudy.audit.models import Entry
from linkstudy.clock import telling
from linkstudy.identities.service import unseal
from linkstudy.testing.custody import a_step, steps_until
from linkstudy.testing.factories import (
    a_booking,
    a_person,
    a_protocol,
    a_withdrawal,
    ago,
    an_interview,
)
from participants import actions
from participants.afterwards import Step
from participants.models import CustodyStep, Interview
from participants.recordings import chain_of, chains, unfinished
from participants.tests.custody import NOW, anew, correct, restore, void, words_of


@pytest.fixture(autouse=True)
def june(db):
    with telling(NOW):
        yield


@pytest.fixture
def held() -> Interview:
    """Recorded ten days ago."""
    return an_interview(a_person(), ago(10))


# One after the other


def test_each_step_opens_the_next_and_says_where_the_recording_is_and_who_does_it(held):
    by = held.participant.case.lead
    seen = []
    for step in [None, *list(Step)[:8]]:
        if step:
            a_step(held, step)
        chain = chain_of(held)
        seen.append((chain.status, chain.next_words, chain.doer))

    assert seen == [
        ("Recorded", "To be uploaded", by.name),
        ("Uploaded", "To be sent to the transcriber", by.name),
        ("With transcriber", "Transcript to come back", by.name),
        ("Returned", "To be checked against the audio", by.name),
        ("Checked", "To be pseudonymised", by.name),
        ("Pseudonymised", "To be checked a second time", by.name),
        ("Checked twice", "To be released to analysis", by.name),
        ("Released to analysis", "Audio to be destroyed", by.name),
        ("Released to analysis", "Nothing is left to do", ""),
    ]
    assert chain_of(held).task == ""
    assert list(unfinished(Interview.objects.all())) == []


@pytest.mark.parametrize(
    ("last", "step", "words"),
    [
        (0, Step.SENT, "“Uploaded” comes first"),
        (2, Step.CHECKED, "“Transcript returned” comes first"),
        (5, Step.AUDIO_GONE, "“Checked a second time” comes first"),
        (7, Step.TRANSCRIPT_GONE, "“Audio destroyed” comes first"),
        (1, Step.UPLOADED, "Uploaded is already recorded, on 14 June 2022"),
        (
            8,
            Step.TRANSCRIPT_GONE,
            "Nothing is left to record: the way of this recording is complete",
        ),
    ],
)
def test_a_step_out_of_turn_is_refused_in_a_sentence(held, last, step, words):
    steps_until(last, held)

    with pytest.raises(ValidationError) as refused:
        a_step(held, step)

    assert refused.value.message_dict == {"step": [words]}


def test_the_audio_may_go_once_the_second_check_is_done_and_release_comes_after(held):
    steps_until(Step.CHECKED_AGAIN, held, ago(2))

    a_step(held, Step.AUDIO_GONE, ago(1))
    released = a_step(held, Step.RELEASED)

    assert chain_of(held).next is None
    assert void(released).voided_at == NOW


def test_what_was_destroyed_is_not_asked_for_again_once_the_withdrawal_is_taken_back(held):
    person = held.participant
    gone = a_withdrawal(person, on=ago(2), level="remove_unanalysed").participant.withdrawals.get()
    a_step(held, Step.AUDIO_GONE, ago(1))
    facts = {"version": gone.version, "reason": "Somebody else", "by": person.case.lead}
    actions.void_withdrawal(withdrawal=gone, **facts)

    chain = chain_of(held)

    assert (chain.status, chain.open_steps, chain.due) == ("Audio destroyed", [], None)
    with pytest.raises(ValidationError) as refused:
        a_step(held)
    words = "The audio is destroyed, so this cannot be done any more"
    assert refused.value.message_dict == {"step": [words]}


def test_a_destroyed_transcript_goes_nowhere_either(held):
    steps_until(Step.SENT, held, ago(5))
    a_withdrawal(held.participant, on=ago(2), level="remove_unanalysed")
    gone = held.participant.withdrawals.get()
    for step in (Step.AUDIO_GONE, Step.TRANSCRIPT_GONE):
        a_step(held, step, ago(1))
    facts = {"version": gone.version, "reason": "Somebody else", "by": held.participant.case.lead}
    actions.void_withdrawal(withdrawal=gone, **facts)

    assert (chain_of(held).status, chain_of(held).open_steps) == ("Audio destroyed", [])


def test_where_a_recording_is_uploaded_to_must_be_said(held):
    with pytest.raises(ValidationError) as refused:
        a_step(held, proof="")

    words = "Enter where it is, such as the folder on the study drive"
    assert refused.value.message_dict == {"proof": [words]}


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (-1, "The day must be today or in the past"),
        (11, "The interview was on 4 June 2022. Enter that day or a later one"),
    ],
)
def test_a_step_falls_between_the_interview_and_today(held, day, words):
    with pytest.raises(ValidationError) as refused:
        a_step(held, on=ago(day))

    assert refused.value.message_dict == {"on": [words]}


def test_days_do_not_run_backwards(held):
    uploaded = a_step(held, on=ago(5))
    with pytest.raises(ValidationError) as refused:
        a_step(held, Step.SENT, ago(6))
    assert words_of(refused) == ["Uploaded on 9 June 2022. Enter that day or a later one"]

    a_step(held, Step.SENT, ago(4))
    with pytest.raises(ValidationError) as refused:
        correct(uploaded, on=ago(3))

    assert words_of(refused) == [
        "Sent to the transcriber on 10 June 2022. Enter that day or an earlier one"
    ]


def test_only_audio_that_stands_has_a_way():
    notes, booking = an_interview(recording="notes"), a_booking(a_person())

    for interview, words in [
        (notes, "This interview has no audio. Correct how it was recorded first"),
        (booking, "This interview has not taken place, so there is no recording"),
    ]:
        with pytest.raises(ValidationError) as refused:
            a_step(interview)
        assert words_of(refused) == [words]


# Due days


def test_days_are_counted_from_the_step_before_by_the_settings_of_that_day(held):
    a_protocol(days_to_upload=3, days_to_send=20)
    a_protocol(effective_from=ago(4), days_to_upload=9, days_to_send=2)

    assert (chain_of(held).due, chain_of(held).is_late) == (ago(7), True)
    assert chain_of(held).due_words == "Was due 7 June"

    step = a_step(held, on=ago(5))
    assert (chain_of(held).due, chain_of(held).due_words) == (ago(-15), "Due 29 June")

    correct(step, on=ago(2))
    assert (chain_of(held).due, chain_of(held).due_words) == (ago(0), "Due today")
    assert chain_of(held).is_late is False


def test_without_a_limit_nothing_is_late(held):
    assert (chain_of(held).due, chain_of(held).due_words) == (None, "")
    a_protocol()
    assert (chain_of(held).due, chain_of(held).is_late) == (None, False)


def test_ways_of_many_recordings_take_four_questions(held, django_assert_num_queries):
    an_interview(a_person())
    a_step(held)

    with django_assert_num_queries(4):
        found = chains(unfinished(Interview.objects.all()))

    assert {chain.status for chain in found} == {"Recorded", "Uploaded"}


# Put right, taken back, restored


def test_a_step_is_put_right_by_a_new_row(held):
    old = a_step(held, on=ago(5), proof="Drive, folder 1")

    new = correct(old, on=ago(4), proof="Drive, folder 2")

    old.refresh_from_db()
    assert (old.on, new.on, new.replaces) == (ago(5), ago(4), old)
    assert unseal(held.participant.person, "custodystep.proof", new.proof) == "Drive, folder 2"
    assert "folder" not in new.proof + "".join(Entry.objects.values_list("body", flat=True))


def test_the_last_step_is_taken_back_first(held):
    uploaded, sent = steps_until(Step.SENT, held)

    with pytest.raises(ValidationError) as refused:
        void(uploaded)
    assert words_of(refused) == ["Sent to the transcriber rests on it. Take that back first"]

    assert restore(void(sent)).voided_at is None
    assert chain_of(held).status == "With transcriber"


def test_a_void_step_comes_back_only_in_turn(held):
    uploaded, sent = steps_until(Step.SENT, held)
    sent, uploaded = void(sent), void(uploaded)

    with pytest.raises(ValidationError) as refused:
        restore(sent)
    assert words_of(refused) == ["“Uploaded” comes first"]

    a_step(held, on=ago(1))
    with pytest.raises(ValidationError) as refused:
        restore(uploaded)
    assert words_of(refused) == ["Uploaded is already recorded, on 13 June 2022"]


def test_a_step_whose_day_has_passed_does_not_come_back(held):
    uploaded = void(a_step(held, on=ago(5)))
    sent = steps_until(Step.SENT, held, ago(2))[1]
    restored = restore(void(sent))
    void(restored)
    uploaded_again = CustodyStep.objects.standing().get()
    correct(uploaded_again, on=ago(1))

    with pytest.raises(ValidationError) as refused:
        restore(CustodyStep.objects.filter(step=Step.SENT).latest("pk"))

    assert words_of(refused) == ["Uploaded on 13 June 2022. Enter that day or a later one"]
    assert uploaded.step == Step.UPLOADED


# The interview that it is of


def test_an_interview_put_right_takes_its_way_along(held):
    a_step(held, on=ago(5))
    facts = {name: getattr(held, name) for name in ("held_on", "wave", "recording", "mode")}
    right = {"why": "Misread", "by": held.interviewer, "minutes": 52} | facts

    new = actions.correct_interview(interview=held, version=1, **right)
    assert chain_of(new).status == "Uploaded"

    for change, words in [
        ({"recording": "notes"}, "“Uploaded” is recorded for 9 June 2022. Take that back first"),
        (
            {"held_on": ago(4)},
            "“Uploaded” is recorded for 9 June 2022. Enter that day or an earlier one",
        ),
    ]:
        with pytest.raises(ValidationError) as refused:
            actions.correct_interview(interview=new, version=new.version, **right | change)
        assert refused.value.message_dict == {next(iter(change)): [words]}


def test_with_a_void_interview_its_way_rests(held):
    uploaded = a_step(held)
    by = held.interviewer
    gone = actions.void_interview(interview=held, version=1, reason="Twice", by=by)

    assert list(unfinished(Interview.objects.all())) == []
    with pytest.raises(ValidationError) as refused:
        correct(uploaded, on=ago(1))
    assert words_of(refused) == ["The interview is void. Restore it first"]

    actions.restore_interview(interview=gone, version=gone.version, reason="Once", by=by)
    assert chain_of(anew(held)).status == "Uploaded"


def test_somebody_added_by_mistake_has_no_step_left(held):
    step, by = a_step(held), held.interviewer
    person = held.participant
    actions.void_interview(interview=held, version=1, reason="Twice", by=by)
    consent = person.consents.get()
    actions.void_consent(consent=consent, version=consent.version, reason="Twice", by=by)
    person.refresh_from_db()

    with pytest.raises(ValidationError) as refused:
        actions.void_participant(
            participant=person, version=person.version, reason="Added twice", by=by
        )
    assert "Uploaded" in str(refused.value)

    void(step)
    person.refresh_from_db()
    gone = actions.void_participant(
        participant=person, version=person.version, reason="Added twice", by=by
    )
    assert gone.voided_at == NOW
