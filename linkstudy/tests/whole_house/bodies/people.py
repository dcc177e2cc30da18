"""Bodies of the pages about people."""

from linkstudy.tests.whole_house.bodies.registry import Answers, post
from linkstudy.tests.whole_house.places import Place
from participants.vocabulary import Scope


@post("participants:add", "person.key_made", "participant.added")
def add(at: Place) -> Answers:
    return {
        "case": at.number,
        "group": "HP",
        "joined_via": "letter",
        "replied_on": "1/6",
        "organisation": at.organisation,
        "owner": at.lead,
    }


@post("participants:change", "participant.changed")
def change(at: Place) -> Answers:
    return {"gender": "woman", "age_band": "50-59"}


@post("participants:contact", "identity.revealed", status=200)
def contact(at: Place) -> Answers:
    return {"reason": "To confirm the interview"}


@post(
    "participants:contact_change",
    "identity.value_changed",
    "person.version_raised",
    "identity.changed",
)
def contact_change(at: Place) -> Answers:
    return {"phone": "07700 900456"}


@post("participants:seek", "identity.sought", status=200)
def seek(at: Place) -> Answers:
    return {"why": "rang", "kind": "phone", "text": "07700 900999"}


@post("participants:think_about_interview", "reflection.recorded")
def think_about_interview(at: Place) -> Answers:
    return {"theories": [at.theory]}


@post("participants:export", "participants.exported", status=200)
def export(at: Place) -> Answers:
    return {"purpose": "meeting", "kind": "csv"}


@post(
    "participants:consent",
    "consent.given",
    *["clause.answered"] * len(Scope),
    "participant.consented",
    slug="deciding",
)
def consent(at: Place) -> Answers:
    return {"document": at.form, "given_on": "9/6", "how": "paper", "scopes": ["interview"]}


@post(
    "participants:correct_consent",
    "consent.replaced",
    "consent.corrected",
    *["clause.answered"] * len(Scope),
)
def correct_consent(at: Place) -> Answers:
    return {"how": "witnessed", "why": "Misread the form"}


@post("participants:void_consent", "consent.voided")
def void_consent(at: Place) -> Answers:
    return {"reason": "Recorded twice"}


@post(
    "participants:restore_consent",
    "consent.restored",
    *["clause.answered"] * len(Scope),
    slug="voided",
)
def restore_consent(at: Place) -> Answers:
    return {"reason": "It was this person"}


@post(
    "participants:refuse",
    "refusal.recorded",
    "participant.declined",
    slug="deciding",
)
def refuse(at: Place) -> Answers:
    return {"reason": "no_memory", "on": "today", "may_contact_again": "no"}


@post(
    "participants:correct_refusal",
    "refusal.replaced",
    "refusal.corrected",
    slug="declined",
)
def correct_refusal(at: Place) -> Answers:
    return {"reason": "term", "why": "Misheard them"}


@post("participants:void_refusal", "refusal.voided", "participant.reopened", slug="declined")
def void_refusal(at: Place) -> Answers:
    return {"reason": "Another person"}


@post(
    "participants:restore_refusal",
    "refusal.restored",
    "participant.declined",
    slug="deciding",
)
def restore_refusal(at: Place) -> Answers:
    return {"reason": "It was this person"}


@post(
    "participants:withdraw",
    "withdrawal.recorded",
    "consent.withdrawn",
    "booking.cancelled",
    "questionnaire.given_up",
    "participant.withdrew",
)
def withdraw(at: Place) -> Answers:
    return {"on": "today", "time": "9am", "level": "keep", "asked": "on"}


@post(
    "participants:correct_withdrawal",
    "withdrawal.replaced",
    "withdrawal.corrected",
    "consent.withdrawn",
    "participant.withdrew",
    slug="withdrew",
)
def correct_withdrawal(at: Place) -> Answers:
    return {"time": "8am", "why": "Misread the time", "asked": "on"}


@post(
    "participants:void_withdrawal",
    "withdrawal.voided",
    "consent.given_back",
    "participant.reopened",
    slug="withdrew",
)
def void_withdrawal(at: Place) -> Answers:
    return {"reason": "Another person", "asked": "on"}


@post(
    "participants:restore_withdrawal",
    "withdrawal.restored",
    "consent.withdrawn",
    "participant.withdrew",
    slug="undone",
)
def restore_withdrawal(at: Place) -> Answers:
    return {"reason": "It was this person"}


@post("participants:void_participant", "participant.voided", slug="deciding")
def void_participant(at: Place) -> Answers:
    return {"reason": "Added twice"}


@post("participants:restore_participant", "participant.restored", slug="mistaken")
def restore_participant(at: Place) -> Answers:
    return {"reason": "They were added once"}


@post("participants:book", "interview.booked", slug="deciding")
def book(at: Place) -> Answers:
    return {"booked_on": "17/6", "booked_time": "2pm", "mode": "video", "interviewer": at.lead}


@post("participants:change_booking", "booking.changed", number=2)
def change_booking(at: Place) -> Answers:
    return {"booked_on": "20/6", "booked_time": "4pm", "mode": "video", "interviewer": at.lead}


@post("participants:correct_interview", "interview.replaced", "interview.corrected")
def correct_interview(at: Place) -> Answers:
    return {"minutes": "52", "why": "Misread my notes"}


@post("participants:void_interview", "interview.voided")
def void_interview(at: Place) -> Answers:
    return {"reason": "Another person"}


@post(
    "participants:restore_interview",
    "interview.restored",
    "participant.interviewed",
    slug="undone",
)
def restore_interview(at: Place) -> Answers:
    return {"reason": "It was this person"}


@post("participants:record_step", "custodystep.recorded")
def record_step(at: Place) -> Answers:
    return {"proof": "Order 12"}


@post("participants:correct_step", "custodystep.replaced", "custodystep.corrected", step=1)
def correct_step(at: Place) -> Answers:
    return {"proof": "Drive, folder 2", "why": "Misread the folder"}


@post("participants:void_step", "custodystep.voided", step=1)
def void_step(at: Place) -> Answers:
    return {"reason": "Another recording"}


@post("participants:restore_step", "custodystep.restored", step=2)
def restore_step(at: Place) -> Answers:
    return {"reason": "It was this one"}


@post("participants:codes", "codelist.made", "code.drawn")
def codes(at: Place) -> Answers:
    return {"case": at.number, "purpose": "transcriber"}


@post("participants:code_list", "codes.exported", status=200, number=lambda at: at.codes_number)
def code_list(at: Place) -> Answers:
    return {"kind": "csv"}


@post("participants:find_code", "codes.sought", status=200)
def find_code(at: Place) -> Answers:
    return {"text": "K7MW3-QXR3C"}


@post("participants:log_interview", "interview.logged", "participant.interviewed")
def log_interview(at: Place) -> Answers:
    return {
        "who": at.booked,
        "when": "today",
        "mode": "phone",
        "minutes": "45",
        "recording": "audio",
        "agreed": "on",
        "topics": [at.topic],
        "note": "They spoke freely",
    }


@post("participants:log_missed", "interview.missed", "participant.missed")
def log_missed(at: Place) -> Answers:
    return {"who": at.booked, "when": "today", "missed_why": "absent", "again": "no"}


@post("participants:save_view", "view.saved")
def save_view(at: Place) -> Answers:
    return {"name": "Another view", "shared": "no"}


@post("participants:change_view", "view.changed")
def change_view(at: Place) -> Answers:
    return {"name": "Another name", "shared": "yes"}


@post(
    "participants:record_attempt",
    "attempt.recorded",
    "participant.contacted",
    slug="deciding",
)
def record_attempt(at: Place) -> Answers:
    return {
        "on": "today",
        "time": "9am",
        "channel": "phone",
        "outcome": "call_back",
        "next_on": "17/6",
        "note": "At work until 5pm",
    }


@post("participants:correct_attempt", "attempt.replaced", "attempt.corrected", slug="touched")
def correct_attempt(at: Place) -> Answers:
    return {"channel": "text", "why": "It was a text"}


@post("participants:void_attempt", "attempt.voided", slug="touched")
def void_attempt(at: Place) -> Answers:
    return {"reason": "Another person"}


@post("participants:restore_attempt", "attempt.restored", slug="touched", number=2)
def restore_attempt(at: Place) -> Answers:
    return {"reason": "It was this person"}


@post(
    "participants:correct_deviation",
    "deviation.replaced",
    "deviation.corrected",
    slug="touched",
)
def correct_deviation(at: Place) -> Answers:
    return {"reason": "They asked us to try by text", "why": "Misheard them"}


@post("participants:void_deviation", "deviation.voided", slug="touched")
def void_deviation(at: Place) -> Answers:
    return {"reason": "It was within the three"}


@post("participants:restore_deviation", "deviation.restored", slug="touched", number=2)
def restore_deviation(at: Place) -> Answers:
    return {"reason": "It was one more"}


@post("participants:together", "participant.changed_together")
def together(at: Place) -> Answers:
    return {"who": [at.slug("booked")], "owner": at.lead, "contact_by": "20/6"}


@post("participants:remind", "attempt.recorded", "participant.reminded")
def remind(at: Place) -> Answers:
    return {"who": [at.slug("booked")], "on": "today", "channel": "text", "outcome": "voicemail"}


@post("participants:put_back", "participant.put_back")
def put_back(at: Place) -> Answers:
    return {"who": [at.slug("deciding")]}
