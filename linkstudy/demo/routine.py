"""Routine data that the study asked for, and when they came, as scenes. All of it is invented."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from cases import actions
from cases.models import RoutineData
from linkstudy.clock import today
from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.script import day, moment
from linkstudy.demo.study import rows

# Case, what, from, to, requested, received, small numbers checked.
DATA = """
1 | practice               | 1 Sep | 31 Dec | 17 Jan | 7 Feb  | 9 Feb
1 | referrals              | 1 Sep | 31 Dec | 17 Jan | 24 Jan | 26 Jan
2 | practice               | 1 Oct | 28 Feb | 14 Mar | 5 Apr  | 7 Apr
3 | referrals              | 1 Jan | 30 Apr | 16 May | 23 May | 25 May
3 | Appointments by month  | 1 Jan | 30 Apr | 16 May | 30 May | 31 May
4 | practice               | 1 Jan | 31 May | 1 Jun  | 10 Jun | -
5 | referrals              | 1 Apr | 31 Jul | 7 Jun  | -      | -
"""
KINDS = {"practice", "referrals"}


def scenes() -> Iterator[Scene]:
    for case, what, starts, ends, requested, received, checked in rows(DATA):
        number = int(case)
        facts: dict[str, Any] = {"starts_on": day(starts), "ends_on": day(ends)}
        facts |= {"kind": what} if what in KINDS else {"kind": "other", "label": what}
        asked = partial(request, case=number, facts=facts)
        yield Scene(moment(day(requested), "11:40"), asked)
        if received:
            yield Scene(moment(day(received), "11:40"), partial(receive, case=number, facts=facts))
        if checked:
            yield Scene(moment(day(checked), "11:45"), partial(check, case=number, facts=facts))


def request(cast: Cast, case: int, facts: dict) -> None:
    actions.request_routine_data(
        case=cast.cases[case], requested_on=today(), by=cast.lead(case), **facts
    )


def receive(cast: Cast, case: int, facts: dict) -> None:
    data = _of(cast, case, facts)
    by = cast.lead(case)
    actions.receive_routine_data(data=data, version=data.version, received_on=today(), by=by)


def check(cast: Cast, case: int, facts: dict) -> None:
    data = _of(cast, case, facts)
    by = cast.lead(case)
    actions.check_routine_data(data=data, version=data.version, checked_on=today(), by=by)


def _of(cast: Cast, case: int, facts: dict) -> RoutineData:
    return cast.cases[case].routine_data.get(kind=facts["kind"])
