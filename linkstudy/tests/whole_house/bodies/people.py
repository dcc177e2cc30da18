"""Bodies of the pages about people."""

from linkstudy.tests.whole_house.bodies.registry import Answers, post
from linkstudy.tests.whole_house.places import Place
from participants.vocabulary import Scope


@post("participants:add", "person.key_made", "participant.added")
def add(at: Place) -> Answers:
    return {
        "case": at.number,
        "group": "PT",
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
    stands="participants:contact",
)
def contact_change(at: Place) -> Answers:
    return {"phone": "07700 900456"}


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


@post("participants:void_consent", "consent.voided", number=1)
def void_consent(at: Place) -> Answers:
    return {"reason": "Recorded twice"}


@post(
    "participants:refuse",
    "refusal.recorded",
    "participant.declined",
    slug="deciding",
)
def refuse(at: Place) -> Answers:
    return {"reason": "no_memory", "on": "today", "may_contact_again": "no"}


@post(
    "participants:withdraw",
    "withdrawal.recorded",
    "consent.withdrawn",
    "booking.cancelled",
    "participant.withdrew",
)
def withdraw(at: Place) -> Answers:
    return {"on": "today", "time": "9am", "level": "keep", "asked": "on"}


@post("participants:keep_interview", "decision.made", slug="undecided")
def keep_interview(at: Place) -> Answers:
    return {"why": "The information sheet says that we keep what was collected"}


@post("participants:void_decision", "decision.voided", slug="decided")
def void_decision(at: Place) -> Answers:
    return {"reason": "Decided too early"}


@post("participants:book", "interview.booked", slug="deciding")
def book(at: Place) -> Answers:
    return {"booked_on": "17/6", "booked_time": "2pm", "mode": "video", "interviewer": at.lead}


@post("participants:change_booking", "booking.changed", number=2)
def change_booking(at: Place) -> Answers:
    return {"booked_on": "20/6", "booked_time": "4pm", "mode": "video", "interviewer": at.lead}


@post("participants:void_interview", "interview.voided", number=1)
def void_interview(at: Place) -> Answers:
    return {"reason": "Another person"}


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
