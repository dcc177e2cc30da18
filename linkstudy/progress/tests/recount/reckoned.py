"""The answers of the rows, by name, in the terms in which the product gives its own."""

import datetime as dt
from typing import Any

from linkstudy.progress.tests.recount.aftermath import Aftermath
from linkstudy.progress.tests.recount.flowing import flows, letters
from linkstudy.progress.tests.recount.reckoning import SCOPES

WAY = ("status", "open", "due", "late")  # what is said of a recording


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
        "unplanned": rows.is_dayless(one),
    }


def renewals(rows: Aftermath) -> dict[str, Any]:
    found = {one.study_id: rows.renewal(one) for one in rows.rows["person"]}
    return {name: needs for name, needs in found.items() if needs}


def to_renew(rows: Aftermath) -> dict[str, str]:
    """{who is to do something: whether to sign or to be told}."""
    needs = {name: found["need"] for name, found in renewals(rows).items()}
    return {name: need for name, need in needs.items() if need in ("sign", "tell")}


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


def questionnaires(rows: Aftermath) -> dict[tuple[str, int], Any]:
    return {
        (one.study_id, given.number): rows.returning(given)
        for one in rows.rows["person"]
        for given in rows.rows.standing("questionnaire", participant_id=one.id)
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


def narrowed(rows: Aftermath) -> dict[str, Any]:
    """What `narrowed` asks of some, of everybody."""
    people, of = rows.rows["person"], interviews(rows)
    waits = sorted((one.study_id,) for one in people if rows.waits(one))
    ways = {key: {name: held[name] for name in WAY} for key, held in of.items() if "open" in held}
    return {
        "due": due(rows),
        "to book": {
            one.study_id: (rows.follow_up(one), rows.counted_from(one))
            for one in people
            if rows.follow_up(one) in ("due", "overdue")
        },
        "renewals": to_renew(rows),
        "recordings": ways,
        "unfinished": {key: way for key, way in ways.items() if way["open"]},
        "still asked": sorted((one.study_id,) for one in people if rows.is_sought(one)),
        "unanswered": sorted((one.study_id,) for one in people if rows.is_undecided_about(one)),
        "waits": waits,
        "ahead": sorted((one.study_id,) for one in people if rows.is_ahead(one)),
        "uncovered": sorted(
            (one.study_id, held.number)
            for one in people
            for held in rows.held(one)
            if rows.is_uncovered(held, one)
        ),
        "to ask for": to_ask_for(rows),
        "undecided": sorted(key for key, held in of.items() if held["undecided"]),
    }


def due(rows: Aftermath) -> list[tuple[str, str, bool]]:
    """Whom somebody is to be in touch with, or to decide about: who waits longest first."""
    found = [one for one in rows.rows["person"] if rows.is_due(one)]
    found.sort(key=lambda one: (one.contact_by or dt.date.min, one.study_id))
    return [(one.study_id, rows.status(one), rows.is_undecided_about(one)) for one in found]


def to_ask_for(rows: Aftermath) -> list[tuple[str, int]]:
    """Questionnaires that somebody is to ask for, the longest overdue first."""
    found = [
        (one.due_on, one.id, person.study_id, one.number)
        for person in rows.rows["person"]
        for one in rows.to_ask_for(person)
    ]
    return [row[2:] for row in sorted(found)]


def figures(rows: Aftermath) -> dict[str, Any]:
    return rows.figures(rows.rows["case"][0].id)


def replied(rows: Aftermath) -> tuple[int, int, int]:
    return rows.replies(rows.rows["case"][0].id)


def flow(rows: Aftermath) -> tuple[Any, Any]:
    case = rows.rows["case"][0].id
    return flows(rows, case), letters(rows, case)


ANSWERS = {
    "people": people,
    "renewals": renewals,
    "interviews": interviews,
    "questionnaires": questionnaires,
    "removals": removals,
    "left_to_remove": left_to_remove,
    "closed": closed,
    "narrowed": narrowed,
    "figures": figures,
    "replied": replied,
    "flow": flow,
}
