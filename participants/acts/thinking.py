"""What the page says on which somebody ticks what an interview makes the team think about."""

from cases.acts.thinking import EFFECTS
from linkstudy.corrections import Act
from linkstudy.words import day_words
from participants.acts.about import about
from participants.models import Interview


def of_interview(found: Interview) -> Act:
    person, called = found.participant, f"interview {found.number}"
    where = f"{called} with {person}"
    held = day_words(found.held_on, "weekday") if found.held_on else "It did not take place"
    return about(
        person,
        heading=f"What {where} makes us think about",
        lead=held,
        button="Save",
        done=f"What {where} makes us think about is saved",
        back=found.get_absolute_url(),
        effects=EFFECTS,
        refused=_refused(found),
    )


def _refused(found: Interview) -> str:
    where = f"Interview {found.number} with {found.participant}"
    if found.voided_at:
        return f"{where} is void. Restore it first"
    return "" if found.held_on else f"{where} did not take place. There is nothing to tick yet"
