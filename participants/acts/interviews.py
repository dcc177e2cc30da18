"""Interviews, missed interviews and bookings."""

from linkstudy.corrections import EARLIER, KEPT, MARKED, Act, Effect
from linkstudy.words import day_words, in_london
from participants.acts.about import SAME, SHOWS, about
from participants.briefs import STATES, count_words, done_and_planned
from participants.models import CustodyStep, Interview
from participants.standing import CALLED
from participants.vocabulary import Wave

HELD = "It did take place? Take this record back, then log the interview."


def correct(found: Interview) -> Act:
    person, noun = found.participant, CALLED[happened(found)]
    stays = _counts(found, 0, ", unless you change which interview it was")
    return about(
        person,
        heading=f"Correct {noun} {found.number} with {person}",
        lead=_lead(found) if found.held_on else f"{_lead(found)} {HELD}",
        button="Save correction",
        done=f"{noun.capitalize()} {found.number} with {person} is corrected",
        back=found.get_absolute_url(),
        effects=[stays, SHOWS, EARLIER, KEPT] if found.held_on else [SAME, KEPT],
        refused=f"This {noun} is void. Restore it before you correct it" if found.voided_at else "",
    )


def void(found: Interview) -> Act:
    person, noun = found.participant, CALLED[happened(found)]
    return about(
        person,
        heading=f"Take back {noun} {found.number} with {person}",
        lead=f"{_lead(found)} For a record that was a mistake.",
        button="Take it back",
        done=f"{noun.capitalize()} {found.number} with {person} is void",
        back=found.get_absolute_url(),
        effects=[_counts(found, -1), EARLIER, *_resting(found), MARKED]
        if found.held_on
        else [SAME, MARKED],
        refused=f"This {noun} is already void" if found.voided_at else "",
    )


def restore(found: Interview) -> Act:
    person, noun = found.participant, CALLED[happened(found)]
    again = Effect("It counts from today on, as it was recorded")
    return about(
        person,
        heading=f"Restore {noun} {found.number} with {person}",
        lead=_lead(found),
        button="Restore it",
        done=f"{noun.capitalize()} {found.number} with {person} is restored",
        back=found.get_absolute_url(),
        effects=[_counts(found, 1), EARLIER, again] if found.held_on else [SAME, again],
        refused="" if found.voided_at else f"This {noun} is not void any more",
    )


def happened(found: Interview) -> str:
    """done, missed or booked, whether or not it is void."""
    if found.held_on:
        return "done"
    return "missed" if found.missed_on else "booked"


def _resting(found: Interview) -> list[Effect]:
    """What hangs on an interview and is not void with it."""
    if not CustodyStep.objects.standing().of(found).exists():
        return []
    return [Effect("The steps of its recording stay, and go on if it is restored")]


def _lead(found: Interview) -> str:
    told = STATES[happened(found)].format(day=day_words(found.day) if found.day else "")
    gone = f", void since {day_words(in_london(found.voided_at))}" if found.voided_at else ""
    return f"{found.get_wave_display()}. {told}{gone}."


def _counts(found: Interview, change: int, unless: str = "") -> Effect:
    """How the case's number of people interviewed comes to stand."""
    person = found.participant
    firsts = person.interviews.done().first_wave().exclude(pk=found.pk)
    if found.wave != Wave.FIRST or firsts.exists():
        return SAME
    done, planned = done_and_planned(person.case, person.group)
    verb = "will have" if change else "has"
    words = count_words(person, done + change, planned)
    return Effect(f"Case {person.case.number} {verb} {words}{unless}")
