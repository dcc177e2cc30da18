"""Debriefs with the link workers and documents that the study was given, as scenes."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from cases import actions
from linkstudy.demo import turns
from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.script import day, moment
from linkstudy.demo.study import rows

# Minutes of the five debriefs of a week; the last one was not recorded.
LENGTHS = [20, 15, 25, 15, 30]

# Debriefs of Case 5 so far: the day, minutes, whether it was recorded.
CASE_5_DEBRIEFS = """
31 May | 25 | yes
1 Jun  | 15 | yes
6 Jun  | 20 | yes
7 Jun  | 20 | no
9 Jun  | 30 | yes
13 Jun | 15 | yes
"""

# Case, day received, what it is, whether it is confidential, where it lies, day redacted.
PAPERS = """
1 | 9 Nov  | job       | no  | FW-1/1 | -
1 | 24 Nov | form      | yes | FW-1/2 | 3 Dec
1 | 7 Dec  | leaflet   | no  | FW-1/3 | -
2 | 12 Jan | job       | no  | FW-2/1 | -
2 | 25 Jan | minutes   | yes | FW-2/2 | 1 Feb
3 | 15 Mar | procedure | no  | FW-3/1 | -
3 | 29 Mar | report    | yes | FW-3/2 | 11 Apr
4 | 5 Apr  | form      | no  | FW-4/1 | -
4 | 10 May | report    | yes | FW-4/2 | 20 May
5 | 31 May | job       | no  | FW-5/1 | -
5 | 1 Jun  | leaflet   | no  | FW-5/2 | -
5 | 7 Jun  | form      | yes | FW-5/3 | 10 Jun
5 | 13 Jun | minutes   | yes | FW-5/4 | -
"""

# A debrief put right: which case, of which day, when, what, why.
ANEW = (5, "6 Jun", "7 Jun", {"minutes": 35}, "Typed 20 minutes for 35")

# A document entered twice: which case, the day, when it was taken back, why.
TWICE = (3, "15 Mar", "16 Mar", "Entered twice")


def scenes() -> Iterator[Scene]:
    for case, mondays in turns.WEEKS.items():
        for monday in mondays:
            for later, minutes in enumerate(LENGTHS):
                on = day(monday) + dt.timedelta(days=later)
                yield debriefed(case, on, minutes, later < len(LENGTHS) - 1)
    for when, length, recorded in rows(CASE_5_DEBRIEFS):
        yield debriefed(5, day(when), int(length), recorded == "yes")
    for row in rows(PAPERS):
        yield from collected(*row)
    yield anew(*ANEW)
    yield from twice(*TWICE)


def anew(case: int, of: str, on: str, facts: dict, why: str) -> Scene:
    told = partial(correct, case=case, of=day(of), facts=facts, why=why)
    return Scene(moment(day(on), "9:05"), told)


def twice(case: int, of: str, on: str, why: str) -> Iterator[Scene]:
    """A document is entered again at the end of the day, and that second row voided."""
    same = {"kind": "procedure", "confidential": False, "lies_in": "FW-3/1"}
    facts = same | {"received_on": day(of)}
    yield Scene(moment(day(of), "17:55"), partial(collect, case=case, facts=facts))
    yield Scene(moment(day(on), "9:05"), partial(void, case=case, why=why))


def debriefed(case: int, on: dt.date, minutes: int, recorded: bool) -> Scene:
    """A talk at the end of the day, logged at once."""
    facts = {"day": on, "minutes": minutes, "recorded": recorded}
    return Scene(moment(on, "17:45"), partial(debrief, case=case, facts=facts))


def debrief(cast: Cast, case: int, facts: dict) -> None:
    actions.log_debrief(case=cast.cases[case], by=cast.lead(case), **facts)


def collected(
    case: str, received: str, kind: str, confidential: str, lies_in: str, redacted: str
) -> Iterator[Scene]:
    """A document, added in the evening, and redacted later."""
    facts = {
        "kind": kind,
        "received_on": day(received),
        "confidential": confidential == "yes",
        "lies_in": lies_in,
    }
    told = partial(collect, case=int(case), facts=facts)
    yield Scene(moment(day(received), "17:50"), told)
    if redacted:
        done = partial(redact, case=int(case), lies_in=lies_in, on=day(redacted))
        yield Scene(moment(day(redacted), "16:45"), done)


def collect(cast: Cast, case: int, facts: dict) -> None:
    actions.collect_document(case=cast.cases[case], by=cast.lead(case), **facts)


def redact(cast: Cast, case: int, lies_in: str, on: dt.date) -> None:
    document = cast.cases[case].collected_documents.get(lies_in=lies_in)
    actions.redact_document(
        document=document, version=document.version, redacted_on=on, by=cast.lead(case)
    )


def correct(cast: Cast, case: int, of: dt.date, facts: dict, why: str) -> None:
    wrong = cast.cases[case].debriefs.standing().get(day=of)
    by = cast.lead(case)
    actions.correct_debrief(debrief=wrong, version=wrong.version, why=why, by=by, **facts)


def void(cast: Cast, case: int, why: str) -> None:
    wrong = cast.cases[case].collected_documents.latest("number")
    actions.void_collected(document=wrong, version=wrong.version, reason=why, by=cast.lead(case))
