"""What the pages say that change how far an update is, or take it back."""

from django.urls import reverse

from linkstudy.corrections import KEPT, MARKED, Act, Effect
from linkstudy.updates.models import Section, Update
from linkstudy.updates.models.drafts import State
from linkstudy.words import day_words

OPEN = Effect("Its words can be changed by the PPI lead")
SHUT = Effect("Nobody can change its words until it is sent back")


def act(
    update: Update, heading: str, button: str, done: str, effects: list[Effect], refused: str = ""
) -> Act:
    here = update.get_absolute_url()
    return Act(
        heading=heading,
        lead=f"It tells of {day_words(update.first)} to {day_words(update.last)}",
        button=button,
        done=done,
        back=here,
        crumbs=[("Updates", reverse("updates:updates")), (str(update), here)],
        effects=effects,
        refused="This update is void. Restore it first" if update.voided_at else refused,
    )


def correct(update: Update) -> Act:
    effects = [Effect("Sections stay as they are. Write them again from the data one by one"), KEPT]
    refused = (
        ""
        if update.is_open
        else "It cannot be corrected now. Send it back first, or open it again if it has gone out"
    )
    done = "It is corrected"
    return act(update, f"Correct the {update}", "Save correction", done, effects, refused)


def void(update: Update) -> Act:
    done = f"The {update} is void"
    refused = "It has gone out. Open it again and put out a correction" if update.sent_on else ""
    return act(update, f"Take back the {update}", "Take it back", done, [MARKED], refused)


def restore(update: Update) -> Act:
    made = act(update, f"Restore the {update}", "Restore it", "It stands again", [OPEN])
    refused = "" if update.voided_at else "This update is not void any more"
    return Act(**{**vars(made), "refused": refused})


def ask(update: Update) -> Act:
    effects = [Effect("A principal investigator sees that it waits"), SHUT]
    refused = "" if update.is_open else "Approval is asked already"
    return act(
        update,
        f"Ask for approval of the {update}",
        "Ask for approval",
        "Approval is asked",
        effects,
        refused,
    )


def approve(update: Update) -> Act:
    effects = [Effect("It can be sent as it stands"), SHUT]
    refused = "" if update.state == State.ASKED else "Nobody asks for approval now"
    return act(
        update, f"Approve the {update}", "Approve update", "It is approved", effects, refused
    )


def reopen(update: Update) -> Act:
    """What waits to go out is sent back to its author; what has gone out is opened again."""
    effects = [OPEN, Effect("Approval is to be asked anew")]
    refused = "It is open for writing already" if update.state == State.DRAFT else ""
    verb, where = ("Open", "again") if update.edition else ("Send", "back")
    heading, button = f"{verb} the {update} {where}", f"{verb} it {where}"
    return act(update, heading, button, "It is open for writing", effects, refused)


WORDS = [Effect("Its words stay here"), Effect("You can change that again")]


def leave_out(section: Section) -> Act:
    it = section.get_part_display()
    return placed(section, f"Leave out: {it}", "Leave it out", f"{it} is left out", leaves=True)


def take_in(section: Section) -> Act:
    it = section.get_part_display()
    return placed(section, f"Take in: {it}", "Take it in", f"{it} is in the update", leaves=False)


def placed(section: Section, heading: str, button: str, done: str, *, leaves: bool) -> Act:
    refused = f"{done} already" if section.left_out is leaves else ""
    if not section.update.is_open:
        refused = "This update cannot be changed now"
    return act(section.update, heading, button, done, WORDS, refused)
