"""Items of an agenda, and actions."""

from django.urls import reverse

from linkstudy.corrections import KEPT, MARKED, Act, Effect
from linkstudy.words import day_words
from meetings.actions.doing import AGREED, IN_NOTES, NOT_AGREED, OVER
from meetings.acts.meetings import LOCKED, crumbs
from meetings.models import AgendaItem, MeetingAction

NEW = "Open a new version of these minutes"
TASK = Effect("It is no task any more, and is not carried to the next meeting")


def change_item(found: AgendaItem) -> Act:
    url = reverse("meetings:void_item", args=_where(found))
    other = Effect("If nobody talks about it:", (("Take this item back", url),))
    return _item(found, "Change", "Save change", "changed", [KEPT, other])


def _where(found: AgendaItem | MeetingAction) -> tuple[str, str, int]:
    return found.meeting.group.slug, found.meeting.day, found.number


def void_item(found: AgendaItem) -> Act:
    gone = Effect("Its notes stay, and its actions are taken back with it")
    return _item(found, "Take back", "Take it back", "void", [gone, MARKED])


def restore_item(found: AgendaItem) -> Act:
    back = Effect("Its notes stand again, and its actions with them")
    return _item(found, "Restore", "Restore it", "restored", [back])


def _item(found: AgendaItem, verb: str, button: str, became: str, effects: list[Effect]) -> Act:
    is_refused = bool(found.voided_at) != (verb == "Restore")
    refused = f"This item is {'not ' if verb == 'Restore' else ''}void" if is_refused else ""
    return Act(
        heading=f"{verb} “{found.heading}”",
        lead=f"{found.meeting}.",
        button=button,
        done=f"The item is {became}",
        back=found.meeting.get_absolute_url(),
        crumbs=crumbs(found.meeting),
        effects=effects,
        refused=LOCKED if found.meeting.agreed_on else refused,
    )


def finish(found: MeetingAction) -> Act:
    return _action(found, "Is this done?", "It is done", "done", [TASK], is_for_open=True)


def drop(found: MeetingAction) -> Act:
    words = "Drop this action?"
    return _action(found, words, "Drop it", "dropped", [TASK, KEPT], is_for_open=True)


def take_up(found: MeetingAction) -> Act:
    effects = [Effect("It is a task again, and is carried to the next meeting until it is done")]
    act = _action(found, "Open this action again", "Open it again", "open again", effects)
    return act if not found.is_open else _refusing(act, "This action is open already")


def change(found: MeetingAction) -> Act:
    url = reverse("meetings:void_action", args=_where(found))
    other = Effect("If it was written down by mistake:", (("Take this action back", url),))
    effects = [Effect("Its new owner sees it on their page Today"), KEPT]
    effects += [] if found.item_id else [other]
    act = _action(found, "Change this action", "Save change", "changed", effects)
    if found.meeting.agreed_on:
        return _refusing(act, AGREED)
    return _refusing(act, IN_NOTES) if found.item_id else act


def assign(found: MeetingAction) -> Act:
    url = reverse("meetings:reopen_minutes", args=_where(found)[:2])
    other = Effect("Its words stay as they were agreed. If those are wrong:", ((NEW, url),))
    effects = [Effect("Its new owner sees it on their page Today"), KEPT, other]
    words = "Change who does this, or by when"
    act = _action(found, words, "Save change", "changed", effects, is_for_open=True)
    return act if found.meeting.agreed_on else _refusing(act, NOT_AGREED)


def void(found: MeetingAction) -> Act:
    act = _action(found, "Take back this action", "Take it back", "void", [TASK, MARKED])
    return _refusing(act, IN_NOTES) if found.item_id else act


def restore(found: MeetingAction) -> Act:
    effects = [Effect("It is a task again")]
    act = _action(found, "Restore this action", "Restore it", "restored", effects, is_void=True)
    return _refusing(act, IN_NOTES) if found.item_id else act


def _refusing(act: Act, words: str) -> Act:
    return Act(**act.__dict__ | {"refused": words})


def _action(
    found: MeetingAction,
    heading: str,
    button: str,
    became: str,
    effects: list[Effect],
    *,
    is_for_open: bool = False,
    is_void: bool = False,
) -> Act:
    refused = "" if bool(found.voided_at) == is_void else OVER
    due = f", by {day_words(found.due)}" if found.due else ""
    return Act(
        heading=heading,
        lead=f"{found.words.rstrip(' .')}. {found.whose or 'No owner yet'}{due}.",
        button=button,
        done=f"The action is {became}",
        back=found.get_absolute_url(),
        crumbs=crumbs(found.meeting),
        effects=effects,
        refused=OVER if is_for_open and not found.is_open else refused,
    )
