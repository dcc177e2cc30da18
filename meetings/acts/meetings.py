"""Meetings, their papers, and minutes on their way."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from cases.acts.thinking import EFFECTS
from linkstudy.corrections import KEPT, MARKED, Act, Effect
from linkstudy.words import day_words, listed
from meetings.models import Meeting, MeetingAction, Paper

IN_CALENDARS = Effect("Calendars that read it show the change within a day")
LOCKED = "These minutes are agreed. Open a new version to change them"


def crumbs(meeting: Meeting) -> list[tuple[str, str]]:
    """The way to a page about a meeting."""
    group = meeting.group
    meetings = ("Meetings", reverse("meetings:groups"))
    here = day_words(meeting.held_on), meeting.get_absolute_url()
    return [meetings, (group.name, group.get_absolute_url()), here]


def change(found: Meeting) -> Act:
    refused = "This meeting is void. Restore it before you change it" if found.voided_at else ""
    return _act(
        found,
        heading=f"Change when {found.group.name} meets",
        button="Save change",
        done="The meeting is changed",
        effects=[IN_CALENDARS, KEPT],
        refused=refused or (LOCKED if found.agreed_on else ""),
    )


def void(found: Meeting) -> Act:
    return _act(
        found,
        heading=f"Take back the {found}",
        button="Take it back",
        done="The meeting is void",
        effects=[IN_CALENDARS, Effect("Its actions are nobody’s task any more"), MARKED],
        refused="This meeting is already void" if found.voided_at else "",
    )


def restore(found: Meeting) -> Act:
    return _act(
        found,
        heading=f"Restore the {found}",
        button="Restore it",
        done="The meeting is restored",
        effects=[IN_CALENDARS, Effect("Its open actions are tasks again")],
        refused="" if found.voided_at else "This meeting is not void any more",
    )


def send(found: Meeting) -> Act:
    notes = ["linkstudy sends no minutes. Download the Word file and send it yourself."]
    if found.sent_on:
        notes.append(f"They were sent on {day_words(found.sent_on)} before.")
    return _act(
        found,
        heading="Send minutes for checking",
        button="Save that they were sent",
        done="The minutes are sent for checking",
        effects=[
            Effect("The page says that they are being checked"),
            Effect("They can still be changed until they are agreed"),
        ],
        note=" ".join([*notes, *_unsettled(found)]),
        refused=LOCKED if found.agreed_on else "",
    )


def _unsettled(found: Meeting) -> list[str]:
    """1 action has no owner and 2 actions have no day: worth knowing, and no reason to wait."""
    rows = list(MeetingAction.objects.open().filter(meeting=found).with_owners())
    counts = {"owner": sum(not one.owners for one in rows), "day": sum(not one.due for one in rows)}
    said = [
        f"{count} action{' has' if count == 1 else 's have'} no {what}"
        for what, count in counts.items()
        if count
    ]
    return [f"{listed(said)} yet."] if said else []


def agree(found: Meeting) -> Act:
    number = found.versions.count() + 1
    refused = "" if found.sent_on else "Send these minutes for checking first"
    return _act(
        found,
        heading=f"Agree minutes, version {number}",
        button="Agree these minutes",
        done=lambda kept: f"The minutes are agreed, version {kept.number}",
        effects=[
            Effect("The whole text is kept as it stands, and nobody can change it"),
            Effect("A later change opens a new version, with a reason"),
        ],
        note=" ".join(_unsettled(found)),
        refused=LOCKED if found.agreed_on else refused,
    )


def reopen(found: Meeting) -> Act:
    number = found.versions.count()
    return _act(
        found,
        heading=f"Open version {number + 1} of these minutes",
        button=f"Open version {number + 1}",
        done=f"Version {number + 1} is open",
        effects=[
            Effect(f"Version {number} stays as it was agreed"),
            Effect("Notes, attendance and items can be changed again"),
            Effect("The new version is sent for checking and agreed as the first one was"),
        ],
        refused="" if found.agreed_on else "These minutes are not agreed. Change them as they are",
    )


def correct_paper(found: Paper) -> Act:
    return _paper(
        found, "Correct", "Save correction", "corrected", is_refused=bool(found.voided_at)
    )


def void_paper(found: Paper) -> Act:
    return _paper(found, "Take back", "Take it back", "void", is_refused=bool(found.voided_at))


def restore_paper(found: Paper) -> Act:
    return _paper(found, "Restore", "Restore it", "restored", is_refused=not found.voided_at)


def _paper(found: Paper, verb: str, button: str, became: str, *, is_refused: bool) -> Act:
    return _act(
        found.meeting,
        heading=f"{verb} the paper “{found}”",
        button=button,
        done=f"The paper is {became}",
        effects=[KEPT],
        refused=f"This paper is {'not ' if verb == 'Restore' else ''}void" if is_refused else "",
    )


def _act(
    found: Meeting,
    *,
    heading: str,
    button: str,
    done: str | Callable[[Any], str],
    effects: list[Effect],
    refused: str,
    note: str = "",
) -> Act:
    return Act(
        heading=heading,
        lead=f"{found}, {found.hours}.",
        button=button,
        done=done,
        back=found.get_absolute_url(),
        crumbs=crumbs(found),
        effects=effects,
        note=note,
        refused=refused,
    )


def think(found: Meeting) -> Act:
    early = "This meeting is still to come" if found.is_to_come else ""
    return _act(
        found,
        heading="What this meeting makes us think about",
        button="Save",
        done="What this meeting makes us think about is saved",
        effects=EFFECTS,
        refused="This meeting is void. Restore it first" if found.voided_at else early,
    )
