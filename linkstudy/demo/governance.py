"""What let the study work at each site, and who may do what there, as scenes."""

from collections.abc import Iterator
from functools import partial

from cases import actions
from cases.models import Amendment
from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.script import day, moment
from linkstudy.demo.study import CASES, maybe, rows

# Until when each site's letter of access holds, site 1 first.
LETTERS = ["30 Jun", "31 Dec 2022", "28 Feb 2023", "31 Mar 2023", "30 Apr 2023", "31 May 2023"]
TASKS = "Explain the study, take consent, interview, observe, keep recordings"

# Amendment, from which day, at which cases. SA02 is not in use everywhere yet.
IN_USE = """
SA01  | 10 Jan | 1 2
SA01  | 7 Mar  | 3
SA01  | 28 Mar | 4
SA01  | 30 May | 5
NSA01 | 7 Mar  | 2 3
NSA01 | 28 Mar | 4
NSA01 | 30 May | 5
SA02  | 1 Jun  | 4 5
"""


# What is due, to whom, counted from which day, again and again or once, after so many months and days,
# until when the rule holds, and where it stands. Days are reckoned once somebody enters those of the study.
DUTIES = """
Progress report                | Funder                   | start   | yes | 6  | -  | - | The contract
Annual progress report         | Research ethics committee | opinion | yes | 12 | 30 | 1 Jun 2024 | Health Research Authority: no longer asked for in England and Wales since 1 June 2024, UK-wide since 1 August 2024
End of study declaration       | Research ethics committee | end     | -   | -  | 90 | - | Health Research Authority
Final report                   | Research ethics committee | end     | -   | 12 | -  | - | Health Research Authority
"""


def scenes() -> Iterator[Scene]:
    yield Scene(moment(day("3 Aug"), "10:00"), duties)
    for row in rows(IN_USE):
        yield Scene(moment(day(row[1]), "15:00"), partial(use, row=row))
    for number, row in enumerate(rows(CASES), 1):
        told = partial(let_in, number=number, opened=row[1])
        yield Scene(moment(day(row[1]), "8:40"), told)


def let_in(cast: Cast, number: int, opened: str) -> None:
    """The site confirms, gives its green light, and lets the researcher in."""
    site, on, by, lead = cast.sites[number], day(opened), cast.office, cast.lead(number)
    for kind in ("capacity", "green"):
        actions.record_approval(site=site, kind=kind, given_on=on, by=by)
    ends = day(LETTERS[number - 1])
    actions.record_approval(site=site, kind="letter", person=lead, given_on=on, ends_on=ends, by=by)
    actions.delegate(
        site=site,
        person=lead,
        tasks=TASKS,
        since=on,
        trained_on=on,
        authorised_by=cast.users["pi"],
        by=by,
    )


def use(cast: Cast, row: list[str]) -> None:
    """An amendment comes into use at some cases."""
    actions.use_amendment(
        amendment=Amendment.objects.get(number=row[0]),
        cases=[cast.cases[int(number)] for number in row[2].split()],
        since=day(row[1]),
        by=cast.office,
    )


def duties(cast: Cast) -> None:
    """The office writes down what the study has to report."""
    for name, recipient, anchor, repeats, months, days, until, source in rows(DUTIES):
        actions.record_duty(
            name=name,
            recipient=recipient,
            anchor=anchor,
            repeats=bool(repeats),
            months=int(months or 0),
            days=int(days or 0),
            in_force_until=maybe(until),
            source=source,
            by=cast.office,
        )
