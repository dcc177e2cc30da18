"""The list of where the protocol was not kept: narrowed by rule, case and whether they stand, and paged.

One that was taken back stays, where it stood, and says so.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.audit.models import Entry
from linkstudy.forms.facets import Facets, facet
from linkstudy.identities.service import unseal
from linkstudy.words import in_london
from participants.models import Deviation
from participants.protocol import setting
from participants.vocabulary import Rule

A_PAGE = 25
STANDS, TAKEN_BACK = "stands", "taken_back"
STATES = [(STANDS, "It stands"), (TAKEN_BACK, "Taken back")]


@dataclass(frozen=True)
class TakenBack:
    """On which day, by whom and why. why is None for who may not read notes."""

    on: dt.date
    by: str
    why: str | None


@dataclass(frozen=True)
class Told:
    """A deviation, as its reader may know it. reason is None for who may not read notes."""

    row: Deviation
    reason: str | None
    taken_back: TakenBack | None

    @property
    def setting(self) -> str:
        """What the protocol said then."""
        return setting(self.row.rule, self.row.protocol)


class DeviationFilter(Facets):
    """What the query string asks for, of the deviations that the reader may see."""

    rule = facet("Rule", Rule.choices)
    case = facet("Case")
    state = facet("Does it stand?", STATES)

    def __init__(self, query: QueryDict, reader: User):
        super().__init__(query)
        self.reader = reader
        numbers = sorted({int(case) for _, case, _ in self.answers})
        self.offer("case", [(str(number), f"Case {number}") for number in numbers])

    @cached_property
    def everything(self) -> QuerySet[Deviation]:
        return Deviation.objects.visible_to(self.reader).current()

    @cached_property
    def answers(self) -> list[tuple[str, str, str]]:
        """What every one of them answers to the filters, in their order: for the counts."""
        rows = self.everything.order_by()
        facts = rows.values_list("rule", "participant__case__number", "voided_at")
        return [(rule, str(case), TAKEN_BACK if gone else STANDS) for rule, case, gone in facts]

    def fitting(self, **other: list[str]) -> list[tuple[str, str, str]]:
        """The answers of those that would be shown with other answers to some filters."""
        wanted = (self.wanted | other).values()
        return [
            answers
            for answers in self.answers
            if all(one in chosen for one, chosen in zip(answers, wanted, strict=True) if chosen)
        ]

    @property
    def count(self) -> int:
        return len(self.fitting())

    @property
    def tally(self) -> str:
        """How many stand of the rules and cases asked for, and how many were taken back."""
        states = Counter(state for _, _, state in self.fitting(state=[]))
        stand, gone = states[STANDS], states[TAKEN_BACK]
        standing = f"{stand or 'No'} deviation" + (" stands" if stand < 2 else "s stand")
        return f"{standing}. {gone or 'None'} {'was' if gone < 2 else 'were'} taken back."

    @property
    def total(self) -> int:
        return len(self.answers)

    def page(self) -> Page:
        """The page asked for; the nearest one when there is no such page."""
        found = self.everything.select_related("participant__person", "protocol", "noted_by")
        if rules := self.wanted["rule"]:
            found = found.filter(rule__in=rules)
        if cases := self.wanted["case"]:
            found = found.filter(participant__case__number__in=cases)
        if len(states := self.wanted["state"]) == 1:
            found = found.filter(voided_at__isnull=states == [STANDS])
        paginator = Paginator(found.order_by("-on", "-pk"), A_PAGE)
        paginator.count = self.count
        return paginator.get_page(self.query.get("page"))

    def told(self, page: Page) -> list[Told]:
        """The page's rows, with their reasons for those who may read notes."""
        return told(self.reader, list(page))

    def counts(self, name: str) -> Counter[str]:
        place = list(self.fields).index(name)
        return Counter(answers[place] for answers in self.fitting(**{name: []}))


def told(reader: User, rows: Sequence[Deviation]) -> list[Told]:
    """The rows, each of which knows its person, as the reader may know them."""
    gone = [str(row.pk) for row in rows if row.voided_at]
    ends = Entry.objects.filter(
        kind=Deviation._meta.label_lower, key__in=gone, verb="deviation.voided"
    )
    by = dict(ends.values_list("key", "actor_name"))
    return [_told(reader, row, by) for row in rows]


def _told(reader: User, row: Deviation, by: dict[str, str]) -> Told:
    def opened(place: str, text: str) -> str | None:
        return unseal(row.participant.person, place, text) if reader.may(May.READ_NOTES) else None

    taken_back = None
    if row.voided_at:
        why = opened("deviation.void", row.void_reason)
        taken_back = TakenBack(in_london(row.voided_at).date(), by[str(row.pk)], why)
    return Told(row, opened("deviation.reason", row.reason), taken_back)
