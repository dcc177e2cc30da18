"""Training and a visit to come, as scenes.

Real, from the study's own newsletter of June 2022: who led the session, of which university, what it
was about, and who is to meet which group in July. The days on which they were written down are
invented, and where the newsletter gives no day, none stands here. The third event is invented.
"""

from collections.abc import Iterator
from functools import partial

from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.script import day, moment
from meetings import actions
from meetings.models import Event

TRAINING = {
    "kind": "training",
    "title": "Diversity in research and public involvement",
    "on": day("1 May"),
    "is_day_known": False,
    "by_whom": "Dr Kate Fryer, University of Sheffield",
    "with_whom": "The research team, and a community advocate from a PPI group",
}
TAKEN = (
    "History can keep groups away from research. The words we use matter, and so does trust in a"
    " community.\n"
    "What helps: plan a project together with the people it is about, and use what is known locally.\n"
    "A community advocate told us how it is to sit in PPI groups, and how researchers could reach"
    " more people."
)
VISIT = {
    "kind": "visit",
    "title": "The link worker study",
    "on": day("1 Jul"),
    "is_day_known": False,
    "by_whom": "Stephanie Tierney",
    "with_whom": "A PPI group in Sheffield that Dr Kate Fryer helps to co-ordinate",
}


STAND = {
    "kind": "engagement",
    "title": "A stand at a regional day on primary care",
    "on": day("7 Jun"),
    "with_whom": "Practice staff and visitors",
}


def scenes() -> Iterator[Scene]:
    yield Scene(moment(day("27 May"), "11:40"), partial(record, facts=TRAINING))
    yield Scene(moment(day("30 May"), "10:15"), write_up)
    yield Scene(moment(day("8 Jun"), "11:20"), partial(record, facts=VISIT))
    yield Scene(moment(day("8 Jun"), "11:30"), partial(record, facts=STAND))
    yield Scene(moment(day("8 Jun"), "11:40"), enter_again)


def record(cast: Cast, facts: dict) -> None:
    actions.record_event(by=cast.users["ppi"], **facts)


def enter_again(cast: Cast) -> None:
    """The stand is entered once more under another title, and that is taken back."""
    by = cast.users["ppi"]
    twice = actions.record_event(by=by, **STAND | {"title": "Regional day on primary care"})
    actions.void_event(event=twice, version=1, reason="Entered twice", by=by)


def write_up(cast: Cast) -> None:
    event = Event.objects.get(title=TRAINING["title"])
    actions.write_up_event(event=event, version=event.version, taken=TAKEN, by=cast.users["ppi"])
