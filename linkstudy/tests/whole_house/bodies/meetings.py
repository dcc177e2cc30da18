"""Bodies of the pages of groups and their members."""

from linkstudy.tests.whole_house.bodies.registry import Answers, names, post
from linkstudy.tests.whole_house.places import Place
from linkstudy.tests.whole_house.tables import ACCEPTED, GONE, PAID, TAKEN_BACK, VOID

MISTAKE = {"reason": "It was another group"}
NO_MISTAKE = {"reason": "It was right after all"}


@post("meetings:add_group", "group.added")
def add_group(at: Place) -> Answers:
    return {"kind": "advisory", "name": "Advisory group", "purpose": "Advice on the research"}


@post("meetings:correct_group", "group.corrected")
def correct_group(at: Place) -> Answers:
    return {"name": f"Table {at.number}", "why": "It was misspelled"}


@post("meetings:close_group", "group.closed")
def close_group(at: Place) -> Answers:
    return {"on": "13/6"}


@post("meetings:reopen_group", "group.reopened", group=lambda at: at.closed_group)
def reopen_group(at: Place) -> Answers:
    return NO_MISTAKE


@post("meetings:void_group", "group.voided", group=lambda at: at.closed_group)
def void_group(at: Place) -> Answers:
    return MISTAKE


@post("meetings:restore_group", "group.restored", group=lambda at: at.void_group)
def restore_group(at: Place) -> Answers:
    return NO_MISTAKE


@post("meetings:add_member", "person.key_made", "member.added")
def add_member(at: Place) -> Answers:
    return {"seat": "public", "joined_on": "1/6", "needs": ["captions", "post"]}


@post("meetings:change_member", "member.changed")
def change_member(at: Place) -> Answers:
    return {"needs": ["breaks", "other"], "chairs": "on"}


@post("meetings:correct_member", "member.corrected")
def correct_member(at: Place) -> Answers:
    return {"seat": "voluntary", "why": "Misheard at the door"}


@post("meetings:leave_group", "member.left")
def leave_group(at: Place) -> Answers:
    return {"left_on": "13/6"}


@post("meetings:rejoin_group", "member.rejoined", member=GONE)
def rejoin_group(at: Place) -> Answers:
    return NO_MISTAKE


@post("meetings:void_member", "member.voided")
def void_member(at: Place) -> Answers:
    return MISTAKE


@post("meetings:restore_member", "member.restored", member=VOID)
def restore_member(at: Place) -> Answers:
    return NO_MISTAKE


@post("meetings:contact", "identity.revealed", status=200)
def contact(at: Place) -> Answers:
    return {"reason": "To send the papers"}


@post(
    "meetings:change_contact",
    "identity.value_changed",
    "person.version_raised",
    "identity.changed",
)
def change_contact(at: Place) -> Answers:
    return {"phone": "07700 900789"}


@post("meetings:agree_naming", "naming.answered")
def agree_naming(at: Place) -> Answers:
    return {"on": "14/6", "places": ["updates"], "known_as": "Pat E."}


@post("meetings:correct_naming", "naming.replaced", "naming.corrected")
def correct_naming(at: Place) -> Answers:
    return {"places": ["minutes"], "why": "Misheard at the door"}


@post("meetings:void_naming", "naming.voided")
def void_naming(at: Place) -> Answers:
    return MISTAKE


@post("meetings:restore_naming", "naming.restored", answer=2)
def restore_naming(at: Place) -> Answers:
    return NO_MISTAKE


# Advice, the report on it, and payments


@post("meetings:record_advice", "contribution.given")
def record_advice(at: Place) -> Answers:
    said = {"on": "13/6", "stage": "sharing", "advised": "Write it for everyone"}
    return {"member": "1"} | said


@post("meetings:record_change", "contribution.used")
def record_change(at: Place) -> Answers:
    return {"changed_on": "13/6", "changed": "The letter is shorter", "evidence": "Letter v2"}


@post("meetings:correct_contribution", "contribution.replaced", "contribution.corrected")
def correct_contribution(at: Place) -> Answers:
    return {"advised": "Write it shorter", "why": "Misheard at the table"}


@post("meetings:void_contribution", "contribution.voided")
def void_contribution(at: Place) -> Answers:
    return MISTAKE


@post(
    "meetings:restore_contribution",
    "contribution.restored",
    contribution=lambda at: at.void_advice,
)
def restore_contribution(at: Place) -> Answers:
    return NO_MISTAKE


@post("meetings:write_section", "report.written")
def write_section(at: Place) -> Answers:
    return {"text": "We wanted to hear what matters"}


@post("meetings:set_rate", "rate.set")
def set_rate(at: Place) -> Answers:
    return {"hourly": "27.50", "starts_on": "1/6"}


@post("meetings:void_rate", "rate.voided")
def void_rate(at: Place) -> Answers:
    return MISTAKE


@post("meetings:offer_payment", "payment.offered")
def offer_payment(at: Place) -> Answers:
    said = {"on": "13/6", "work": "reading", "minutes": "1h 30", "expenses": "3.20"}
    return said | {"offered_on": "14/6"}


@post("meetings:answer_payment", "payment.answered")
def answer_payment(at: Place) -> Answers:
    return {"answer": "declined", "answered_on": "14/6"}


@post("meetings:pay", "payment.paid", payment=ACCEPTED)
def pay(at: Place) -> Answers:
    return {"paid_on": "14/6"}


@post("meetings:correct_paid", "payment.replaced", "payment.corrected", payment=PAID)
def correct_paid(at: Place) -> Answers:
    return {"paid_on": "14/6", "why": "The bank was slower"}


@post("meetings:correct_payment", "payment.replaced", "payment.corrected")
def correct_payment(at: Place) -> Answers:
    return {"minutes": "90", "why": "They left early"}


@post("meetings:void_payment", "payment.voided")
def void_payment(at: Place) -> Answers:
    return MISTAKE


@post("meetings:restore_payment", "payment.restored", payment=TAKEN_BACK)
def restore_payment(at: Place) -> Answers:
    return NO_MISTAKE


EVENT = {"slug": lambda at: at.event}

names("meetings:event", **EVENT)


@post("meetings:record_event", "event.recorded")
def record_event(at: Place) -> Answers:
    return {"kind": "visit", "title": "Meeting another group", "on": "1/6", "with_whom": "A group"}


@post("meetings:write_up_event", "event.written_up", **EVENT)
def write_up_event(at: Place) -> Answers:
    return {"taken": "Plan with people, not for them"}


@post("meetings:correct_event", "event.corrected", **EVENT)
def correct_event(at: Place) -> Answers:
    return {"by_whom": "Another trainer", "why": "Misheard at the door"}


@post("meetings:void_event", "event.voided", **EVENT)
def void_event(at: Place) -> Answers:
    return MISTAKE


@post("meetings:restore_event", "event.restored", slug=lambda at: at.void_event)
def restore_event(at: Place) -> Answers:
    return NO_MISTAKE
