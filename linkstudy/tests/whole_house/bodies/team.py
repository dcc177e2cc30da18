"""Bodies of the pages about the team."""

from linkstudy.tests.whole_house.bodies.registry import Answers, names, post
from linkstudy.tests.whole_house.places import Place

LEAD = {"number": lambda at: at.user}
HANDED_OVER = ["participant.handed_over"] * 10 + ["booking.handed_over"] * 2 + ["case.handed_over"]
HANDED_OVER += ["collected.handed_over"]
PASSED_ON = ["action.handed_over"] * 3

names("team:person", **LEAD)


@post(
    "team:invite",
    *["user.added", "membership.began", "link.made"],
    status=200,
)
def invite(at: Place) -> Answers:
    return {"name": "New Example", "email": "new@example.org", "role": "researcher", "sites": "1"}


@post("team:change", "user.changed", number=lambda at: at.colleague)
def change(at: Place) -> Answers:
    return {"role": "pi", "reason": "A new post"}


@post("team:link", "link.ended", "link.made", status=200, **LEAD)
def link(at: Place) -> Answers:
    return {}


@post("team:suspend", "user.suspended", "link.ended", **LEAD)
def suspend(at: Place) -> Answers:
    return {"reason": "On leave"}


@post("team:resume", "user.resumed", number=lambda at: at.away)
def resume(at: Place) -> Answers:
    return {"reason": "Back from leave"}


@post("team:hand_over", *HANDED_OVER, *PASSED_ON, **LEAD)
def hand_over(at: Place) -> Answers:
    return {f"taker_{at.site_number}": str(at.colleague)}


@post("team:hand_over_own", *HANDED_OVER, *PASSED_ON)
def hand_over_own(at: Place) -> Answers:
    return hand_over(at)


@post("team:leave", "user.ended", "membership.ended", number=lambda at: at.colleague)
def leave(at: Place) -> Answers:
    """Of somebody without work: the lead is on a visit, and nobody leaves from there."""
    return {"reason": "The contract ends"}


@post("team:join_site", "membership.began", **LEAD)
def join_site(at: Place) -> Answers:
    return {"site": str(3 - at.site_number), "since": "today"}


@post("team:site_days", "membership.changed", *HANDED_OVER, **LEAD)
def site_days(at: Place) -> Answers:
    return {"until": "today"} | hand_over(at)
