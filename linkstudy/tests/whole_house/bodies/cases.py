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
