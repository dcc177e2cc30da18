"""Vouchers that were bought, and how people were thanked with them, as scenes. Invented."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from linkstudy.clock import DEMO_NOW, today
from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.recordings import working_day
from linkstudy.demo.script import Happening, Part, day, moment
from participants import actions
from participants.models import Thanks

PENCE = 2000
# Site, when, how many.
BOUGHT = [
    (1, "1 Nov", 25),
    (2, "4 Jan", 20),
    (3, "28 Feb", 20),
    (4, "21 Mar", 20),
    (5, "23 May", 20),
]
HOW = {"person": "handed", "phone": "post", "video": "email"}
TO_ANSWER = dt.timedelta(days=6)  # until they say that they have it


def scenes(parts: list[Part]) -> Iterator[Scene]:
    """Each site's vouchers, then one for each interview on the working day after it was logged."""
    for site, on, count in BOUGHT:
        yield Scene(moment(day(on), "8:30"), partial(buy, site=site, count=count))
    for part in parts:
        for one in part.happenings:
            if one.verb == "held":
                yield from _thanked(part, one)


def buy(cast: Cast, site: int, count: int) -> None:
    actions.buy_vouchers(site=cast.sites[site], on=today(), each=PENCE, count=count, by=cast.office)


def _thanked(part: Part, one: Happening) -> Iterator[Scene]:
    at = moment(working_day(one.later + dt.timedelta(days=1)), "16:50")
    if at < DEMO_NOW:
        yield Scene(at, partial(thank, part=part, one=one))
    answered = moment(working_day(at.date() + TO_ANSWER), "16:55")
    if answered < DEMO_NOW:
        yield Scene(answered, partial(confirm, part=part))


def thank(cast: Cast, part: Part, one: Happening) -> None:
    interview = cast.people[part.study_id].interviews.done().get(held_on=one.on)
    actions.thank(
        interview=interview,
        on=today(),
        pence=PENCE,
        how=HOW[one.mode],
        by=cast.lead(part.case),
    )


def confirm(cast: Cast, part: Part) -> None:
    given = Thanks.objects.outstanding().get(participant=cast.people[part.study_id])
    by = cast.lead(part.case)
    actions.confirm_receipt(thanks=given, receipt_on=today(), version=given.version, by=by)
