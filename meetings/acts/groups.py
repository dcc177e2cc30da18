"""What the pages say that put right, close, void or restore a group."""

from django.urls import reverse

from linkstudy.corrections import MARKED, Act, Effect
from linkstudy.words import day_words
from meetings.models import Group

VOID = "The group is void. Restore it first"
INSIDE = Effect("The history keeps what it was, with your reason and your name")


def act(
    group: Group, heading: str, button: str, became: str, effects: list[Effect], no: str
) -> Act:
    return Act(
        heading=heading,
        lead=group.get_kind_display(),
        button=button,
        done=f"{group} is {became}",
        back=group.get_absolute_url(),
        crumbs=[("Meetings", reverse("meetings:groups")), (str(group), group.get_absolute_url())],
        effects=effects,
        refused=no,
    )


def correct(group: Group) -> Act:
    stays = Effect("Its address stays, also under another name")
    heading = f"Put {group} right"
    no = VOID if group.voided_at else ""
    return act(group, heading, "Save correction", "corrected", [stays, INSIDE], no)


def close(group: Group) -> Act:
    no = VOID if group.voided_at else ""
    if group.closed_on:
        no = f"This group closed on {day_words(group.closed_on)}"
    effects = [Effect("Nobody can join after that day"), Effect("You can reopen it, with a reason")]
    return act(group, f"Close {group}", "Close this group", "closed", effects, no)


def reopen(group: Group) -> Act:
    no = "" if group.closed_on and not group.voided_at else "This group is not closed"
    return act(group, f"Reopen {group}", "Reopen this group", "open again", [INSIDE], no)


def void(group: Group) -> Act:
    no = "This group is already void" if group.voided_at else ""
    if group.members.standing().exists():
        no = "This group has members. Void those who never sat in it, or close the group instead"
    return act(group, f"Take back {group}", "Take it back", "void", [MARKED], no)


def restore(group: Group) -> Act:
    no = "" if group.voided_at else "This group is not void any more"
    effects = [Effect("It is among the groups again")]
    return act(group, f"Restore {group}", "Restore it", "restored", effects, no)
