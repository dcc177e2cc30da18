"""What was done after a withdrawal, place by place."""

from linkstudy.corrections import KEPT, MARKED, Act, Effect
from linkstudy.words import day_words, uncapped
from participants.acts.about import SAME, about
from participants.models import Removal
from participants.removals import against_return


def correct(found: Removal) -> Act:
    return about(
        found.participant,
        heading=f"Correct what was done for {found.participant}",
        lead=_lead(found),
        button="Save correction",
        done=f"What was done for {found.participant} is corrected: {_where(found)}",
        effects=[Effect("The place stays off the list of what is to be looked at"), SAME, KEPT],
        refused="This is void. Restore it before you correct it" if found.voided_at else "",
    )


def void(found: Removal) -> Act:
    return about(
        found.participant,
        heading=f"Take back what was done for {found.participant}",
        lead=_lead(found),
        button="Take it back",
        done=f"The {_where(found)} of {found.participant} are to be looked at again",
        effects=[Effect("The place is to be looked at again, by the same day"), MARKED],
        refused="This is already void" if found.voided_at else "",
    )


def restore(found: Removal) -> Act:
    return about(
        found.participant,
        heading=f"Restore what was done for {found.participant}",
        lead=_lead(found),
        button="Restore it",
        done=f"What was done for {found.participant} is restored: {_where(found)}",
        effects=[Effect("The place leaves the list of what is to be looked at"), SAME],
        refused=against_return(found) if found.voided_at else "This is not void any more",
    )


def _lead(found: Removal) -> str:
    done = uncapped(found.get_outcome_display())
    return f"{found.get_place_display()}: {done}, {day_words(found.on)}."


def _where(found: Removal) -> str:
    return uncapped(found.get_place_display())
