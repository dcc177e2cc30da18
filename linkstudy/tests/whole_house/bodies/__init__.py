"""A valid body for every route that takes POST.

Each function is named after its route and gives the answers that a person would type, for what
stands at a place. What the page itself carries, such as a row's version, comes from the page.

    @post("participants:void_consent", "consent.voided")
    def void_consent(at: Place) -> Answers:
        return {"reason": "Recorded twice"}

The decorator names the entries that the history gets, all of them, and who or what the address
names where that is not the usual. A route that takes POST and has no body here fails the build.
"""

from linkstudy.tests.routes import GUARDED
from linkstudy.tests.whole_house.bodies import (
    accounts,
    afterwards,
    cases,
    going_out,
    handover,
    history,
    meetings,
    minutes,
    people,
    progress,
    questionnaires,
    safety,
    set_up,
    team,
    updates,
)
from linkstudy.tests.whole_house.bodies.registry import NAMES, POSTS, USUAL, Answers, Post

TAKING = [route for route in GUARDED if route.name in POSTS]  # routes that take POST
EVERY_TIME = {
    "identity.revealed",
    "identity.sought",
    "participants.exported",
    "coverage.exported",
    "codes.exported",
    "codes.sought",
}  # each look and each file is told

__all__ = [
    "EVERY_TIME",
    "NAMES",
    "POSTS",
    "TAKING",
    "USUAL",
    "Answers",
    "Post",
    "accounts",
    "afterwards",
    "cases",
    "going_out",
    "handover",
    "history",
    "meetings",
    "minutes",
    "people",
    "progress",
    "questionnaires",
    "safety",
    "set_up",
    "team",
    "updates",
]
