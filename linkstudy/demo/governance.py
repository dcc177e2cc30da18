"""What let the study work at each site, and who may do what there, as scenes."""

from collections.abc import Iterator
from functools import partial

from cases import actions
from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.script import day, moment
from linkstudy.demo.study import CASES, rows

# Until when each site's letter of access holds, site 1 first.
LETTERS = ["30 Jun", "31 Dec 2022", "28 Feb 2023", "31 Mar 2023", "30 Apr 2023", "31 May 2023"]
TASKS = "Explain the study, take consent, interview, observe, keep recordings"


def scenes() -> Iterator[Scene]:
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
