"""What the pages say that change, end, void or restore somebody's seat in a group."""

from django.urls import reverse

from linkstudy.corrections import MARKED, Act, Effect
from linkstudy.words import day_words
from meetings.models import Member, Naming

VOID = "This member is void. Restore them first"
LOGGED = Effect("The history keeps what stood, with your reason and your name")


def way_to(member: Member) -> list[tuple[str, str]]:
    """The crumbs of pages below a member's own."""
    group = member.group
    return [
        ("Meetings", reverse("meetings:groups")),
        (str(group), group.get_absolute_url()),
        (member.label, member.get_absolute_url()),
    ]


def act(
    member: Member, heading: str, button: str, done: str, effects: list[Effect], no: str
) -> Act:
    return Act(
        heading=heading,
        lead=f"{member.label} of the {member.group}, since {day_words(member.joined_on)}.",
        button=button,
        done=done,
        back=member.get_absolute_url(),
        crumbs=way_to(member),
        effects=effects,
        refused=no,
    )


def change(member: Member) -> Act:
    counted = Effect("Pages of meetings count what is needed; they do not say by whom")
    heading = f"What {member.label} needs to take part"
    no = VOID if member.voided_at else ""
    return act(member, heading, "Save", f"Saved: {member.label}", [counted], no)


def correct(member: Member) -> Act:
    stays = Effect("Their number stays")
    done = f"{member.label} is corrected"
    no = VOID if member.voided_at else ""
    return act(member, f"Put {member.label} right", "Save correction", done, [stays, LOGGED], no)


def leave(member: Member) -> Act:
    no = VOID if member.voided_at else ""
    if member.left_on:
        no = f"They left on {day_words(member.left_on)}"
    stays = Effect("What they did in the group stays, and so do their contact details")
    done = f"{member.label} has left the group"
    heading = f"{member.label} leaves the group"
    return act(member, heading, "Save last day", done, [stays], no)


def rejoin(member: Member) -> Act:
    no = "" if member.left_on and not member.voided_at else "They have not left the group"
    done = f"{member.label} is in the group again"
    heading = f"{member.label} is in the group again"
    return act(member, heading, "Save", done, [LOGGED], no)


def void(member: Member) -> Act:
    no = "This member is already void" if member.voided_at else ""
    left = Effect("Somebody who sat there and left has a last day instead")
    heading, done = f"Take back {member.label}", f"{member.label} is void"
    return act(member, heading, "Take them back", done, [left, MARKED], no)


def restore(member: Member) -> Act:
    no = "" if member.voided_at else "This member is not void any more"
    heading, done = f"Restore {member.label}", f"{member.label} is restored"
    effects = [Effect("Their number is theirs as before")]
    return act(member, heading, "Restore them", done, effects, no)


# What they said about being named

ASKED_ANEW = Effect("Minutes, updates and publications ask anew whether they may name them")


def correct_naming(naming: Naming) -> Act:
    no = "This answer is void. Restore it before you correct it" if naming.voided_at else ""
    heading = "Correct an answer about being named"
    effects = [ASKED_ANEW, LOGGED]
    return act(naming.member, heading, "Save correction", "The answer is corrected", effects, no)


def void_naming(naming: Naming) -> Act:
    no = "This answer is already void" if naming.voided_at else ""
    heading = "Take back an answer about being named"
    effects = [Effect("What they said before it holds again"), ASKED_ANEW, MARKED]
    return act(naming.member, heading, "Take it back", "The answer is void", effects, no)


def restore_naming(naming: Naming) -> Act:
    no = "" if naming.voided_at else "This answer is not void any more"
    heading = "Restore an answer about being named"
    return act(naming.member, heading, "Restore it", "The answer is restored", [ASKED_ANEW], no)
