"""Bodies of the pages about cases."""

from linkstudy.tests.whole_house.bodies.registry import Answers, post
from linkstudy.tests.whole_house.places import Place


@post("cases:log_observation", "observation.logged")
def log_observation(at: Place) -> Answers:
    return {
        "day": "8/6",
        "starts": "9am",
        "ends": "1pm",
        "setting": "practice",
        "patients": "2",
        "declined": "0",
        "professionals": "1",
        "voluntary": "0",
        "notes": "none",
    }


@post("cases:correct_observation", "observation.replaced", "observation.corrected")
def correct_observation(at: Place) -> Answers:
    return {"patients": "4", "why": "Miscounted"}


@post("cases:restore_observation", "observation.restored", day=lambda at: at.void_day)
def restore_observation(at: Place) -> Answers:
    return {"reason": "It was this case"}


@post("cases:void_observation", "observation.voided")
def void_observation(at: Place) -> Answers:
    return {"reason": "Another case"}


@post("cases:think_about_observation", "reflection.replaced", "reflection.changed")
def think_about_observation(at: Place) -> Answers:
    return {"topics": [], "theories": [at.theory], "why": "reread"}


@post("cases:log_debrief", "debrief.logged")
def log_debrief(at: Place) -> Answers:
    return {"day": "8/6", "minutes": "25", "recorded": "yes"}


@post("cases:correct_debrief", "debrief.replaced", "debrief.corrected")
def correct_debrief(at: Place) -> Answers:
    return {"minutes": "35", "why": "Misread the clock"}


@post("cases:think_about_debrief", "reflection.restored")
def think_about_debrief(at: Place) -> Answers:
    return {"topics": [at.topic_key], "theories": [at.theory]}


@post("cases:void_debrief", "debrief.voided")
def void_debrief(at: Place) -> Answers:
    return {"reason": "Another case"}


@post("cases:restore_debrief", "debrief.restored", debrief=2)
def restore_debrief(at: Place) -> Answers:
    return {"reason": "It was this case"}


@post("cases:collect", "collected.logged")
def collect(at: Place) -> Answers:
    return {"kind": "job", "received_on": "8/6", "confidential": "no", "lies_in": "FW-5/3"}


@post("cases:redact_collected", "collected.redacted")
def redact_collected(at: Place) -> Answers:
    return {"redacted_on": "14/6"}


@post("cases:correct_collected", "collected.replaced", "collected.corrected")
def correct_collected(at: Place) -> Answers:
    return {"kind": "minutes", "why": "Misread the title"}


@post("cases:void_collected", "collected.voided")
def void_collected(at: Place) -> Answers:
    return {"reason": "Another case"}


@post("cases:restore_collected", "collected.restored", document=2)
def restore_collected(at: Place) -> Answers:
    return {"reason": "It was this case"}


@post("cases:request_routine_data", "routine.requested")
def request_routine_data(at: Place) -> Answers:
    return {
        "kind": "other",
        "label": "Appointments by month",
        "starts_on": "1/1",
        "ends_on": "31 May 2022",
        "requested_on": "8/6",
    }


@post("cases:receive_routine_data", "routine.received")
def receive_routine_data(at: Place) -> Answers:
    return {"received_on": "14/6"}


@post("cases:check_routine_data", "routine.checked", routine=3)
def check_routine_data(at: Place) -> Answers:
    return {"checked_on": "14/6"}


@post("cases:correct_routine_data", "routine.replaced", "routine.corrected")
def correct_routine_data(at: Place) -> Answers:
    return {"requested_on": "12/6", "why": "Misread the letter"}


@post("cases:void_routine_data", "routine.voided")
def void_routine_data(at: Place) -> Answers:
    return {"reason": "Another case"}


@post("cases:restore_routine_data", "routine.restored", routine=2)
def restore_routine_data(at: Place) -> Answers:
    return {"reason": "It was this case"}


@post("cases:record_letters", "letters.sent")
def record_letters(at: Place) -> Answers:
    return {
        "practice": at.organisation,
        "sent_on": "8/6",
        "searched": "60",
        "excluded": "12",
        "sent_out": "40",
        "route": "letter",
        "documents": [at.form],
        "reminder": "other",
        "remind_on": "20/6",
        "undelivered": "1",
    }


@post("cases:correct_letters", "letters.replaced", "letters.corrected")
def correct_letters(at: Place) -> Answers:
    return {"undelivered": "3", "why": "One more came back"}


@post("cases:void_letters", "letters.voided", sent=lambda at: at.quiet_letters)
def void_letters(at: Place) -> Answers:
    return {"reason": "Another case"}


@post("cases:restore_letters", "letters.restored", sent=lambda at: at.void_letters)
def restore_letters(at: Place) -> Answers:
    return {"reason": "It was this case"}


@post("cases:record_reminder", "reminder.sent")
def record_reminder(at: Place) -> Answers:
    return {"sent_on": "13/6", "sent_out": "20"}


@post("cases:correct_reminder", "reminder.replaced", "reminder.corrected")
def correct_reminder(at: Place) -> Answers:
    return {"sent_out": "30", "why": "Miscounted"}


@post("cases:void_reminder", "reminder.voided")
def void_reminder(at: Place) -> Answers:
    return {"reason": "Another case"}


@post("cases:restore_reminder", "reminder.restored", which=2)
def restore_reminder(at: Place) -> Answers:
    return {"reason": "It was this case"}


@post("cases:count_returned", "letters.replaced", "letters.returned")
def count_returned(at: Place) -> Answers:
    return {"undelivered": "4"}
