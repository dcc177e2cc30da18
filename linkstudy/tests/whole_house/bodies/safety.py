"""Bodies of the pages about safety."""

from linkstudy.tests.whole_house.bodies.registry import Answers, post
from linkstudy.tests.whole_house.places import Place

NOTE = {
    "concern": "safeguarding",
    "happened_on": "13/6",
    "what": "They told of a neighbour",
    "done": "We stopped and gave the number",
    "reported_to": "pi",
}


@post("safety:raise_about", "safety.raised")
def raise_about(at: Place) -> Answers:
    return NOTE


@post("safety:raise_in_case", "person.key_made", "safety.raised")
def raise_in_case(at: Place) -> Answers:
    return NOTE


@post("safety:close_note", "safety.closed")
def close_note(at: Place) -> Answers:
    return {"closed_on": "14/6"}


@post("safety:correct_note", "safety.replaced", "safety.corrected")
def correct_note(at: Place) -> Answers:
    return {"reported_to": "practice", "why": "I told them this morning"}


@post("safety:void_note", "safety.voided")
def void_note(at: Place) -> Answers:
    return {"reason": "Another person"}


@post("safety:restore_note", "safety.restored", note=lambda at: at.void_note)
def restore_note(at: Place) -> Answers:
    return {"reason": "It was this person"}


@post("safety:come_back", "visit.ended")
def come_back(at: Place) -> Answers:
    return {"at": "9:12am"}


@post("safety:expect_later", "visit.put_off")
def expect_later(at: Place) -> Answers:
    return {"expected": "10pm"}


@post("safety:set_off", "visit.began")
def set_off(at: Place) -> Answers:
    return {"errand": "observation", "expected": "11pm", "buddy": "3"}


@post("safety:check_in", "visit.began", slug="booked")
def check_in(at: Place) -> Answers:
    return {"expected": "11pm", "buddy": "3"}
