"""Bodies of the pages of meetings: agenda, minutes, actions, papers, who came."""

from linkstudy.tests.whole_house.bodies.registry import Answers, names, post
from linkstudy.tests.whole_house.meetings import (
    AGREED,
    DONE,
    NO_ACTION,
    NO_ITEM,
    NO_NOTES,
    NO_PAPER,
    SENT,
    VOID,
)
from linkstudy.tests.whole_house.places import Place

MISTAKE = {"reason": "It was another meeting"}
NO_MISTAKE = {"reason": "It was right after all"}

names("meetings:version", held=AGREED)
names("meetings:version_file", held=AGREED)


@post("meetings:plan_meeting", "meeting.planned")
def plan_meeting(at: Place) -> Answers:
    times = {"starts": "10:30am", "ends": "midday"}
    return {"held_on": "20/6", "how": "online", "place": "Room 4"} | times


@post("meetings:change_meeting", "meeting.changed")
def change_meeting(at: Place) -> Answers:
    return {"starts": "10am", "why": "The room was taken"}


@post("meetings:void_meeting", "meeting.voided")
def void_meeting(at: Place) -> Answers:
    return MISTAKE


@post("meetings:restore_meeting", "meeting.restored", held=VOID)
def restore_meeting(at: Place) -> Answers:
    return NO_MISTAKE


@post("meetings:send_minutes", "minutes.sent")
def send_minutes(at: Place) -> Answers:
    return {"sent_on": "13/6"}


@post("meetings:agree_minutes", "version.kept", "minutes.agreed", held=SENT)
def agree_minutes(at: Place) -> Answers:
    return {"agreed_on": "13/6"}


@post("meetings:reopen_minutes", "minutes.reopened", held=AGREED)
def reopen_minutes(at: Place) -> Answers:
    return {"reason": "A decision was left out"}


@post("meetings:add_item", "item.added")
def add_item(at: Place) -> Answers:
    return {"heading": "Any other business", "minutes": "10"}


@post("meetings:item", "item.noted", "action.noted", item=NO_NOTES)
def item(at: Place) -> Answers:
    return {"notes": "Action: add it to the guide 20 June"}


@post("meetings:change_item", "item.changed")
def change_item(at: Place) -> Answers:
    return {"heading": "A blog by everybody", "minutes": "45"}


@post("meetings:void_item", "item.voided", item=NO_NOTES)
def void_item(at: Place) -> Answers:
    return MISTAKE


@post("meetings:restore_item", "item.restored", item=NO_ITEM)
def restore_item(at: Place) -> Answers:
    return NO_MISTAKE


@post("meetings:attendance", "attendance.recorded", settles=("attendance.recorded",))
def attendance(at: Place) -> Answers:
    return {"part_1": "online"}


@post("meetings:add_action", "action.added")
def add_action(at: Place) -> Answers:
    return {"line": "Ring the printer 21 June"}


@post("meetings:finish_action", "action.done")
def finish_action(at: Place) -> Answers:
    return {"done_on": "13/6"}


@post("meetings:drop_action", "action.dropped")
def drop_action(at: Place) -> Answers:
    return {"reason": "Somebody else did it"}


@post("meetings:reopen_action", "action.reopened", action=DONE)
def reopen_action(at: Place) -> Answers:
    return {"reason": "Half of it is left"}


@post("meetings:change_action", "action.changed")
def change_action(at: Place) -> Answers:
    return {"line": "Book a larger room 22 June", "why": "More people come"}


@post("meetings:assign_action", "action.assigned", held=AGREED, action=1)
def assign_action(at: Place) -> Answers:
    return {"due": "22/6", "why": "More people come"}


@post("meetings:void_action", "action.voided")
def void_action(at: Place) -> Answers:
    return MISTAKE


@post("meetings:restore_action", "action.restored", action=NO_ACTION)
def restore_action(at: Place) -> Answers:
    return NO_MISTAKE


@post("meetings:add_paper", "paper.added")
def add_paper(at: Place) -> Answers:
    return {"title": "Summary", "where": "https://example.org/summary"}


@post("meetings:correct_paper", "paper.corrected")
def correct_paper(at: Place) -> Answers:
    return {"where": "Shared drive", "why": "It was moved"}


@post("meetings:void_paper", "paper.voided")
def void_paper(at: Place) -> Answers:
    return MISTAKE


@post("meetings:restore_paper", "paper.restored", paper=NO_PAPER)
def restore_paper(at: Place) -> Answers:
    return NO_MISTAKE


@post("meetings:think_about_meeting", "reflection.recorded", held=SENT)
def think_about_meeting(at: Place) -> Answers:
    return {"topics": [at.topic_key], "theories": [at.theory]}


@post("progress:calendar", "feed.made", status=200)
def calendar(at: Place) -> Answers:
    return {}


@post("progress:end_calendar", "feed.ended")
def end_calendar(at: Place) -> Answers:
    return {}
