"""What the pages say that put right that somebody was told, take it back and restore it."""

from linkstudy.corrections import KEPT, MARKED, Act, Effect
from linkstudy.words import day_words, uncapped
from participants.acts.about import about
from participants.models import Notice


def correct(found: Notice) -> Act:
    return about(
        found.participant,
        heading=f"Correct that {found.participant} was told",
        lead=_lead(found),
        button="Save correction",
        done=f"When {found.participant} was told of {found.document} is corrected",
        effects=[Effect("They need no telling again"), KEPT],
        refused="This is void. Restore it before you correct it" if found.voided_at else "",
    )


def void(found: Notice) -> Act:
    return about(
        found.participant,
        heading=f"Take back that {found.participant} was told",
        lead=_lead(found),
        button="Take it back",
        done=f"{found.participant} is to be told of {found.document} again",
        effects=[Effect("They are to be told again"), MARKED],
        refused="This is already void" if found.voided_at else "",
    )


def restore(found: Notice) -> Act:
    return about(
        found.participant,
        heading=f"Restore that {found.participant} was told",
        lead=_lead(found),
        button="Restore it",
        done=f"{found.participant} was told of {found.document}, as it was recorded",
        effects=[Effect("They need no telling again")],
        refused="" if found.voided_at else "This is not void any more",
    )


def _lead(found: Notice) -> str:
    return f"{found.document}, {day_words(found.on)}, {uncapped(found.get_how_display())}."
