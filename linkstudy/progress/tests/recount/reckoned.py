"""The answers of the rows, by name, in the terms in which the product gives its own."""

from typing import Any

from linkstudy.progress.tests.recount.aftermath import Aftermath
from linkstudy.progress.tests.recount.reckoning import SCOPES


def reckoned(rows: Aftermath, name: str) -> Any:
    """What `said` says under the name."""
    return ANSWERS[name](rows)


def people(rows: Aftermath) -> dict[str, Any]:
    return {one.study_id: person(rows, one) for one in rows.rows["person"]}


def person(rows: Aftermath, one: Any) -> dict[str, Any]:
    first = next(iter(rows.bookings(one)), None)
    booked = (first.booked_on, first.booked_time, first.mode) if first else (None, None, None)
    return {
        "status": rows.status(one),
        "agrees": [scope for scope in SCOPES if rows.agrees(one, scope)],
        "booked": booked,
        "next": booked[0] or one.contact_by,
        "follow_up": rows.follow_up(one),
        "window": rows.window(one),
        "waits": rows.waits(one),
    }


def renewals(rows: Aftermath) -> dict[str, Any]:
    found = {one.study_id: rows.renewal(one) for one in rows.rows["person"]}
    return {name: needs for name, needs in found.items() if needs}


def interviews(rows: Aftermath) -> dict[tuple[str, int], Any]:
    return {
        (one.study_id, held.number): {
            "undecided": rows.is_undecided(held, one),
            "owed": rows.is_owed(held),
        }
        | (rows.chain(held, one) if held.recording == "audio" else {})
        for one in rows.rows["person"]
        for held in rows.held(one)
    }


def removals(rows: Aftermath) -> dict[str, Any]:
    found = {one.study_id: rows.removals(one) for one in rows.rows["person"]}
    return {name: places for name, places in found.items() if places}


def left_to_remove(rows: Aftermath) -> dict[str, Any]:
    found = {
        name: {place: by for place, (by, is_done) in places.items() if not is_done}
        for name, places in removals(rows).items()
    }
    return {name: left for name, left in found.items() if left}


def closed(rows: Aftermath) -> list[str]:
    return sorted(one.study_id for one in rows.rows["person"] if rows.is_closed(one))


def figures(rows: Aftermath) -> dict[str, Any]:
    return rows.figures(rows.rows["case"][0].id)


def replied(rows: Aftermath) -> tuple[int, int, int]:
    return rows.replies(rows.rows["case"][0].id)


ANSWERS = {
    "people": people,
    "renewals": renewals,
    "interviews": interviews,
    "removals": removals,
    "left_to_remove": left_to_remove,
    "closed": closed,
    "figures": figures,
    "replied": replied,
}
