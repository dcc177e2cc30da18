"""Steps on the way of a recording."""

from linkstudy.corrections import KEPT, MARKED, Act, Effect
from linkstudy.words import day_words, in_london
from participants.acts.about import about
from participants.models import CustodyStep

DAYS = Effect("The days for the next step are counted anew")


def correct(found: CustodyStep) -> Act:
    return _act(
        found,
        verb="Correct",
        button="Save correction",
        became="corrected",
        effects=[DAYS, KEPT],
        refused="This step is void. Restore it before you correct it" if found.voided_at else "",
    )


def void(found: CustodyStep) -> Act:
    return _act(
        found,
        verb="Take back",
        button="Take it back",
        became="void",
        effects=[Effect("It comes next again"), DAYS, MARKED],
        refused="This step is already void" if found.voided_at else "",
    )


def restore(found: CustodyStep) -> Act:
    return _act(
        found,
        verb="Restore",
        button="Restore it",
        became="restored",
        effects=[DAYS, Effect("It counts from today on, as it was recorded")],
        refused="" if found.voided_at else "This step is not void any more",
    )


def _act(found: CustodyStep, *, verb: str, button: str, became: str, effects, refused: str) -> Act:
    gone = f", void since {day_words(in_london(found.voided_at))}" if found.voided_at else ""
    what = f"“{found.get_step_display()}” of interview {found.interview}"
    return about(
        found.participant,
        heading=f"{verb} {what} with {found.participant}",
        lead=f"On {day_words(found.on)}, by {found.who}{gone}.",
        button=button,
        done=f"{what} with {found.participant} is {became}",
        back=found.get_absolute_url(),
        effects=effects,
        refused=refused,
    )
