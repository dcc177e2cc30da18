"""People who were added by mistake."""

from linkstudy.corrections import MARKED, Act, Effect
from participants.acts.about import SAME, about
from participants.models import Participant


def void(found: Participant) -> Act:
    return about(
        found,
        heading=f"Take out {found}, added by mistake",
        lead="For somebody who was added twice, or to the wrong case or group.",
        button="Take them out",
        done=f"{found} is void",
        effects=[
            Effect("They leave the list of participants, its counts and what there is to do"),
            Effect(f"{found} is not given to anybody else"),
            Effect("Contact details stay sealed, and can be shown with a reason"),
            SAME,
            MARKED,
        ],
        refused=f"{found} is already void" if found.voided_at else "",
    )


def restore(found: Participant) -> Act:
    return about(
        found,
        heading=f"Restore {found}",
        lead="They were no mistake.",
        button="Restore them",
        done=f"{found} is restored",
        effects=[
            Effect("They are in the list of participants and its counts again"),
            Effect("What was void of them stays void, until you restore it too"),
        ],
        refused="" if found.voided_at else f"{found} is not void any more",
    )
