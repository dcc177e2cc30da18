"""What happens to a recording, written down step by step."""

import datetime as dt

from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add
from linkstudy.identities.service import seal
from linkstudy.words import day_words
from participants.actions.whom import locked, resealed
from participants.afterwards import Step
from participants.models import CustodyStep, Interview
from participants.recordings import Chain, chain_of
from participants.vocabulary import Recording

PLACE = "custodystep.proof"
NO_PLACE = "Enter where it is, such as the folder on the study drive"
NO_PROOF = "Enter what shows that it is destroyed, such as a deletion log"


@action
def record_step(
    *,
    interview: Interview,
    step: Step,
    on: dt.date,
    by: User,
    who: User | None = None,
    proof: str = "",
) -> CustodyStep:
    """Write down the next step of a recording. Raises ValidationError for one out of turn, and for
    one of which nobody could say later where it is, or that it is gone."""
    person = locked(interview.participant)
    chain = chain_of(_standing(interview))
    if words := _out_of_turn(chain, step):
        raise ValidationError({"step": words})
    _check_day(chain, step, on)
    _check_proof(step, proof)
    row = CustodyStep(
        participant=person,
        interview=interview.number,
        step=step,
        on=on,
        who=who or by,
        proof=seal(person.person, "custodystep.proof", proof),
    )
    return add(row, "custodystep.recorded", by=by)


@action
def correct_step(
    *,
    row: CustodyStep,
    version: int,
    why: str,
    on: dt.date,
    who: User,
    by: User,
    proof: str = "",
) -> CustodyStep:
    """Put the day, the person or the proof of a step right."""
    person = locked(row.participant)
    _check_day(chain_of(_its_interview(row)), Step(row.step), on)
    _check_proof(Step(row.step), proof)
    return replace(
        row,
        "custodystep.corrected",
        by=by,
        version=version,
        why=seal(person.person, "custodystep.void", why),
        on=on,
        who=who,
        proof=resealed(person, PLACE, row.proof, proof),
    )


@action
def void_step(*, row: CustodyStep, version: int, reason: str, by: User) -> CustodyStep:
    """Take a step back, the last one first. Raises ValidationError while a later one stands."""
    person = locked(row.participant)
    standing = CustodyStep.objects.standing().filter(
        participant=row.participant, interview=row.interview
    )
    if later := standing.filter(step__in=_resting_on(Step(row.step))).order_by("-step").first():
        raise ValidationError(f"{later.get_step_display()} rests on it. Take that back first")
    sealed = seal(person.person, "custodystep.void", reason)
    return void(row, "custodystep.voided", by=by, version=version, why=sealed)


@action
def restore_step(*, row: CustodyStep, version: int, reason: str, by: User) -> CustodyStep:
    """A void step counts again, if it still fits among the others."""
    person = locked(row.participant)
    chain, step = chain_of(_its_interview(row)), Step(row.step)
    if words := _out_of_turn(chain, step):
        raise ValidationError(words)
    _check_day(chain, step, row.on, beside="")
    sealed = seal(person.person, "custodystep.void", reason)
    return restore(row, "custodystep.restored", by=by, version=version, why=sealed)


def _its_interview(row: CustodyStep) -> Interview:
    found = Interview.objects.standing().filter(participant=row.participant, number=row.interview)
    interview = found.select_related("participant", "interviewer").first()
    if interview is None:
        raise ValidationError("The interview is void. Restore it first")
    return _standing(interview)


def _standing(interview: Interview) -> Interview:
    """The interview, if it has a recording. Raises ValidationError."""
    if interview.state != "done":
        raise ValidationError("This interview has not taken place, so there is no recording")
    if interview.recording != Recording.AUDIO:
        raise ValidationError("This interview has no audio. Correct how it was recorded first")
    return interview


def _out_of_turn(chain: Chain, step: Step) -> str:
    """Why a step cannot be recorded now; "" when it can."""
    if step in chain.steps:
        return f"{step.label} is already recorded, on {day_words(chain.steps[step].on)}"
    if step in chain.open_steps:
        return ""
    if chain.must_go:
        return "They withdrew and asked for it to be removed. Record that it is destroyed"
    if Step.AUDIO_GONE in chain.steps and step <= Step.CHECKED_AGAIN:
        return "The audio is destroyed, so this cannot be done any more"
    if chain.next is None:
        return "Nothing is left to record: the way of this recording is complete"
    return f"“{chain.next.label}” comes first"


def _resting_on(step: Step) -> list[Step]:
    """The steps that cannot stand without this one."""
    if step >= Step.RELEASED:
        return []
    way = [one for one in Step if step < one <= Step.RELEASED]
    return [*way, Step.AUDIO_GONE, Step.TRANSCRIPT_GONE]


def _check_day(chain: Chain, step: Step, on: dt.date, beside: str = "on") -> None:
    """Raise ValidationError for a day to come, or one that does not fit among the other steps."""
    words = ""
    first, last = bounds(chain, step)
    if on > clock.today():
        words = "The day must be today or in the past"
    elif on < first[0]:
        words = f"{first[1]} on {day_words(first[0])}. Enter that day or a later one"
    elif last and on > last[0]:
        words = f"{last[1]} on {day_words(last[0])}. Enter that day or an earlier one"
    if words:
        raise ValidationError({beside: words} if beside else words)


def _check_proof(step: Step, proof: str) -> None:
    if step.asks_reference and not proof:
        raise ValidationError({"proof": NO_PROOF if step.is_end else NO_PLACE})


Bound = tuple[dt.date, str]


def bounds(chain: Chain, step: Step) -> tuple[Bound, Bound | None]:
    """The days, each with what happened on it, between which a step falls.

    Raises ValidationError for an end that nothing calls for any more.
    """
    later = [(row.on, one.label) for one, row in chain.steps.items() if one in _resting_on(step)]
    return min(_earliest(chain, step)), min(later) if later else None


def _earliest(chain: Chain, step: Step) -> list[Bound]:
    if step == Step.UPLOADED:
        return [(chain.held_on, "The interview was")]
    asked = [(chain.must_go.on, "They withdrew")] if chain.must_go else []
    if step == Step.TRANSCRIPT_GONE:
        found = asked
    else:
        before = Step.CHECKED_AGAIN if step == Step.AUDIO_GONE else Step(step - 1)
        found = [(chain.steps[before].on, before.label)] if before in chain.steps else []
        found += asked if step == Step.AUDIO_GONE else []
    if not found:
        raise ValidationError("Nothing calls for this step any more. Take it back instead")
    return found


def keep_recording(interview: Interview, held_on: dt.date, recording: str) -> None:
    """Raise ValidationError where an interview put right would lose the steps of its recording."""
    steps = CustodyStep.objects.standing().of(interview)
    if (first := steps.order_by("on", "step").first()) is None:
        return
    what = f"“{first.get_step_display()}” is recorded for {day_words(first.on)}"
    if recording != Recording.AUDIO:
        raise ValidationError({"recording": f"{what}. Take that back first"})
    if held_on > first.on:
        raise ValidationError({"held_on": f"{what}. Enter that day or an earlier one"})
