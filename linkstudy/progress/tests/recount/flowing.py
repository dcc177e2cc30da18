"""How far everybody got and why not further, from the recorded rows alone, in plain Python.

It goes from person to person along the steps, where the product counts back from the last one.
"""

from collections import Counter
from types import SimpleNamespace as Row
from typing import Any

from linkstudy.progress.tests.recount.reckoning import Reckoning

ASKED = [("PT", "first"), ("PT", "follow_up"), ("HP", "first"), ("HP", "follow_up")]
SILENT = ("no_reply", "returned", "not_eligible")
SCOPES = {"first": "interview", "follow_up": "follow_up"}


def flows(rows: Reckoning, case: int) -> dict[tuple[str, str], Any]:
    """{(group, wave): (how many took each step, how many are out at each and why, how they came)}."""
    return {asked: flow(rows, case, *asked) for asked in ASKED}


def letters(rows: Reckoning, case: int) -> tuple[int, int, int] | None:
    """How many were found, sent to, and did not come back."""
    found = [one for one in rows.rows.standing("letters", case_id=case) if one.sent_on <= rows.day]
    sums = [
        sum(one.searched for one in found),
        sum(one.sent_out for one in found),
        sum(one.sent_out - one.undelivered for one in found),
    ]
    return (sums[0], sums[1], sums[2]) if found else None


def flow(rows: Reckoning, case: int, group: str, wave: str) -> Any:
    taken: Counter[str] = Counter()
    out: Counter[tuple[str, str]] = Counter()
    ways: Counter[str] = Counter()
    walk = first if wave == "first" else again
    for person in rows.rows.standing("person", case_id=case, group=group):
        steps = walk(rows, person)
        if not steps:
            continue
        taken.update(steps)
        ways["letters" if person.batch_id else person.joined_via] += 1
        if why := (why_first if wave == "first" else why_again)(rows, person):
            out[steps[-1], why] += 1
    return taken, out, ways


def ever(rows: Reckoning, person: Row, wave: str) -> bool:
    return any(rows.answer(one, SCOPES[wave]) for one in rows.consents(person))


def refused(rows: Reckoning, person: Row) -> str:
    noes = rows.rows.standing("refusal", participant_id=person.id)
    return noes[0].reason if noes else ""


def lost(rows: Reckoning, person: Row) -> str:
    return refused(rows, person) if rows.is_lost(person) else ""


def first(rows: Reckoning, person: Row) -> list[str]:
    """The steps of the first wave that somebody took."""
    steps, no = ["known"], refused(rows, person)
    met, agreed = rows.held(person, wave="first"), ever(rows, person, "first")
    waits = rows.bookings(person, wave="first")
    if not (met or agreed or person.replied_on or (no and no not in SILENT)):
        return steps
    steps.append("replied")
    if no == "not_eligible" and not (met or agreed or waits):
        return steps
    steps.append("eligible")
    if met or agreed:
        steps.append("consented")
    if met or (agreed and rows.interviews(person, wave="first")):
        steps.append("booked")
    return [*steps, "interviewed"] if met else steps


def again(rows: Reckoning, person: Row) -> list[str]:
    """The steps of the follow-up wave that somebody took."""
    if not rows.held(person, wave="first"):
        return []
    steps = ["interviewed"]
    met, agreed = rows.held(person, wave="follow_up"), ever(rows, person, "follow_up")
    booked = agreed and rows.interviews(person, wave="follow_up")
    if not (met or agreed):
        return steps
    steps.append("agreed")
    if met or booked or rows.follow_up(person) in ("due", "overdue"):
        steps.append("due")
    if met or booked:
        steps.append("booked")
    return [*steps, "followed"] if met else steps


def missed(rows: Reckoning, person: Row, wave: str) -> str:
    """Why the last booking came to nothing, but for a no."""
    found = [
        one
        for one in rows.interviews(person, wave=wave)
        if one.missed_on and one.missed_why not in ("withdrew", "declined")
    ]
    return max(found, key=lambda one: (one.missed_on, one.id)).missed_why if found else ""


def gone(rows: Reckoning, person: Row) -> str:
    left = rows.withdrawals(person)
    last = max(left, key=lambda one: (one.on, one.time, one.id), default=None)
    return f"left:{last.level}" if last else ""


def why_first(rows: Reckoning, person: Row) -> str:
    if rows.is_out(person):
        return gone(rows, person)
    if rows.held(person, wave="first"):
        return ""
    agreed, agrees = ever(rows, person, "first"), rows.agrees(person, "interview")
    if rows.bookings(person, wave="first"):
        return "wait:booked" if agreed else "wait:to_agree"
    if refused(rows, person) and not agrees:
        return f"no:{refused(rows, person)}"
    if why := missed(rows, person, "first"):
        return f"missed:{why}"
    if agreed:
        return "wait:to_book" if agrees else "no:no_longer"
    return "wait:deciding" if person.replied_on else "wait:no_reply"


def why_again(rows: Reckoning, person: Row) -> str:
    agreed, agrees = ever(rows, person, "follow_up"), rows.agrees(person, "follow_up")
    if rows.is_out(person) and not agrees:
        return gone(rows, person)
    if rows.held(person, wave="follow_up"):
        return ""
    if rows.bookings(person, wave="follow_up"):
        return "wait:booked" if agreed else "wait:to_agree"
    if not agrees:
        return "no:no_longer" if agreed else "no:not_agreed"
    if lost(rows, person):
        return f"no:{lost(rows, person)}"
    if why := missed(rows, person, "follow_up"):
        return f"missed:{why}"
    word = rows.follow_up(person)
    return {"due": "wait:due", "overdue": "wait:overdue"}.get(word, "wait:early")
