"""Reckonings with one rule left out or turned: histories must tell each of them from the right one."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

from linkstudy.progress.tests.recount.aftermath import Aftermath


def without(name: str, answer: Callable[..., Any]) -> type[Aftermath]:
    """The reckoning, but for one method of it, which answers so; it is given the right one."""
    right = getattr(Aftermath, name)

    def wrong(self: Aftermath, *facts: Any, **more: Any) -> Any:
        return answer(partial(right, self), *facts, **more)

    return type(f"Without_{name}", (Aftermath,), {name: wrong})


def a_day_on(right: Callable[..., Any], *facts: Any) -> Any:
    """The day that is right, and one more."""
    found = right(*facts)
    return found and found + dt.timedelta(days=1)


def everywhere(right: Callable[..., Any], version: Any, person: Any) -> list[Any]:
    """The use of a version at the person's site, with the end of whichever was ended first."""
    rows = right.args[0].rows.standing("publication", document_id=version.id)
    ends = min([one.ended_on for one in rows if one.ended_on], default=None)
    return [type(one)(**vars(one) | {"ended_on": ends}) for one in right(version, person)]


MUTANTS: dict[str, type[Aftermath]] = {
    "a withdrawal ends nothing": without("end", lambda right, consent: None),
    "a withdrawal ends what it knew alone": without("is_older", lambda right, *rows: False),
    "a withdrawal ends what is older alone": without("stood", lambda right, *rows: False),
    "nobody withdrew": without("is_out", lambda right, person: False),
    "the first answer governs": without(
        "consents", lambda right, person: list(reversed(right(person)))
    ),
    "any wave is a first interview": without("held", lambda right, person, **more: right(person)),
    "what is booked last comes first": without(
        "bookings", lambda right, person, **more: list(reversed(right(person, **more)))
    ),
    "nobody is lost": without("is_lost", lambda right, person: False),
    "a no holds for ever": without("agrees_again", lambda right, *rows: False),
    "a window of a day less": without(
        "window",
        lambda right, person: (found := right(person)) and (found[0], a_day_on(lambda: found[1])),
    ),
    "the first settings hold": without(
        "settings_of",
        lambda right, day: min(
            (right(day), right(dt.date(2022, 6, 1))), key=lambda one: one.effective_from
        ),
    ),
    "silence is endless": without("answered", lambda right, person: (dt.date.min, dt.time.min)),
    "a closed case is asked": without("is_asked", lambda right, person: True),
    "somebody without a day is forgotten": without("is_dayless", lambda right, person: False),
    "nobody is due": without("is_due", lambda right, person: False),
    "nobody closed themselves": without("is_closed", lambda right, person: False),
    "a start that is not known is early": without(
        "start", lambda right, one: (one.held_on, one.started or dt.time.min)
    ),
    "a signature counts from its day on": without(
        "is_by_then", lambda right, consent, one: consent.given_on <= one.held_on
    ),
    "every interview is covered": without("covers", lambda right, *rows: True),
    "everybody was thanked": without("is_owed", lambda right, one: False),
    "a withdrawal asks for what was before it alone": without(
        "is_after", lambda right, gone, one: gone.on > one.held_on
    ),
    "no recording is to go": without("is_to_go", lambda right, *rows: False),
    "a step may take a day more": without("due", a_day_on),
    "nothing must go": without("removals", lambda right, person: {}),
    "nothing handed out is late": without("is_late", lambda right, given: False),
    "who took it back is asked for questionnaires": without(
        "still_agrees", lambda right, person: True
    ),
    "no version is replaced": without("is_replaced", lambda right, *rows: False),
    "a version begins everywhere at once": without(
        "begins", lambda right, version, person: version.in_force_from
    ),
    "a version ends everywhere at once": without(
        "ends", lambda right, version, person: version.replaced_on or dt.date.max
    ),
    "a version that ends anywhere ends here": without("uses", everywhere),
    "any version is for everybody": without("is_for", lambda right, *rows: True),
    "the oldest version is in force": without(
        "versions", lambda right, kind, person: right(kind, person)[::-1]
    ),
    "nobody is told": without("told_on", lambda right, *facts: None),
    "the study never ends": without("is_over", lambda right: False),
}
