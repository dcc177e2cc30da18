"""Consents."""

from linkstudy.corrections import KEPT, MARKED, Act, Effect
from linkstudy.words import clock_words, day_words
from participants.acts.about import SAME, about, decided, done_since
from participants.models import Consent

DECIDES = "A principal investigator decides about interviews that it covers no longer. Done since:"
RELIED = "A principal investigator decides about interviews that relied on it. Done since:"


def correct(found: Consent) -> Act:
    return about(
        found.participant,
        heading=f"Correct the consent of {found.participant}",
        lead=_lead(found),
        button="Save correction",
        done=f"The consent of {found.participant} is corrected",
        effects=[
            Effect("It covers what you save, from its date and time on"),
            SAME,
            *decided(done_since(found.participant, found.given_on), DECIDES),
            KEPT,
        ],
        refused="This consent is void. Restore it before you correct it" if found.voided_at else "",
    )


def void(found: Consent) -> Act:
    relying = decided(done_since(found.participant, found.given_on), RELIED)
    return about(
        found.participant,
        heading=f"Take back the consent of {found.participant}",
        lead=f"{_lead(found)} For a consent that was recorded by mistake.",
        note="They no longer want to take part? Record a withdrawal instead.",
        button="Take it back",
        done=f"The consent of {found.participant} of {day_words(found.given_on)} is void",
        effects=[
            Effect("It covers no interview from now on"),
            *(relying or [Effect("No interview relied on it")]),
            MARKED,
        ],
        refused="This consent is already void" if found.voided_at else "",
    )


def restore(found: Consent) -> Act:
    return about(
        found.participant,
        heading=f"Restore the consent of {found.participant}",
        lead=_lead(found),
        button="Restore it",
        done=f"The consent of {found.participant} of {day_words(found.given_on)} is restored",
        effects=[
            Effect("It covers interviews again, from its date and time on"),
            *_ends(found),
            SAME,
        ],
        refused="" if found.voided_at else "This consent is not void any more",
    )


def _lead(found: Consent) -> str:
    return f"Form v{found.document.number}, {day_words(found.given_on)}."


def _ends(found: Consent) -> list[Effect]:
    """That a standing withdrawal ends it, if one does so by its moment."""
    given = (found.given_on, found.given_time)
    gone = [one for one in found.participant.withdrawals.standing() if (one.on, one.time) >= given]
    return [
        Effect(f"It ends on {day_words(one.on)} at {clock_words(one.time)}, when they withdrew")
        for one in gone[:1]
    ]
