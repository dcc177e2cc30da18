"""Deviations from the protocol."""

from linkstudy.corrections import KEPT, Act, Effect
from participants.acts.about import SAME, about
from participants.models import Deviation

GONE = Effect(
    "It stays in the list of deviations, marked as taken back, with the day, your name and your reason"
)
BACK = Effect("It stands in the list of deviations again")
DID = Effect("What was done stays as it is. Correct it on its own page if it was not so")


def correct(found: Deviation) -> Act:
    return about(
        found.participant,
        heading=f"Correct the reason of a deviation of {found.participant}",
        lead=f"{found.what}.",
        button="Save correction",
        done=f"The reason of the deviation of {found.participant} is corrected",
        effects=[DID, SAME, KEPT],
        refused=(
            "This deviation is void. Restore it before you correct it" if found.voided_at else ""
        ),
    )


def void(found: Deviation) -> Act:
    return about(
        found.participant,
        heading=f"Take back a deviation of {found.participant}",
        lead=f"{found.what}. For one that was none.",
        button="Take it back",
        done=f"The deviation of {found.participant} is void",
        effects=[GONE, DID, SAME],
        refused="This deviation is already void" if found.voided_at else "",
    )


def restore(found: Deviation) -> Act:
    return about(
        found.participant,
        heading=f"Restore a deviation of {found.participant}",
        lead=f"{found.what}.",
        button="Restore it",
        done=f"The deviation of {found.participant} is restored",
        effects=[BACK, SAME],
        refused="" if found.voided_at else "This deviation is not void any more",
    )
