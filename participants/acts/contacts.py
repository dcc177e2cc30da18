"""Contacts."""

from linkstudy.corrections import KEPT, MARKED, Act, Effect
from linkstudy.words import clock_words, day_words, uncapped
from participants.acts.about import SAME, about
from participants.models import ContactAttempt
from participants.vocabulary import UNANSWERED

COUNTED = Effect("It counts again among the attempts to reach them")
UNCOUNTED = Effect("It does not count any more among the attempts to reach them")
STAYS = Effect("The day by which to be in touch with them stays as it is")
OR_SOON = Effect(
    "A day by which to be in touch with them stays; where there is none, it is in 2 days"
)


def correct(found: ContactAttempt) -> Act:
    return about(
        found.participant,
        heading=f"Correct a contact with {found.participant}",
        lead=_lead(found),
        button="Save correction",
        done=f"The contact with {found.participant} is corrected",
        effects=[OR_SOON, SAME, KEPT],
        refused="This contact is void. Restore it before you correct it" if found.voided_at else "",
    )


def void(found: ContactAttempt) -> Act:
    return about(
        found.participant,
        heading=f"Take back a contact with {found.participant}",
        lead=f"{_lead(found)} For a contact that was recorded by mistake.",
        button="Take it back",
        done=f"The contact with {found.participant} of {day_words(found.on)} is void",
        effects=[*_counts(found, UNCOUNTED), OR_SOON, SAME, MARKED],
        refused="This contact is already void" if found.voided_at else "",
    )


def restore(found: ContactAttempt) -> Act:
    return about(
        found.participant,
        heading=f"Restore a contact with {found.participant}",
        lead=_lead(found),
        button="Restore it",
        done=f"The contact with {found.participant} of {day_words(found.on)} is restored",
        effects=[*_counts(found, COUNTED), STAYS, SAME],
        refused="" if found.voided_at else "This contact is not void any more",
    )


def _lead(found: ContactAttempt) -> str:
    at = f" at {clock_words(found.time)}" if found.time else ""
    how, came = found.get_channel_display(), uncapped(found.get_outcome_display())
    return f"{how}, {day_words(found.on)}{at}: {came}."


def _counts(found: ContactAttempt, effect: Effect) -> list[Effect]:
    return [effect] if found.outcome in UNANSWERED else []
