"""The list of where the protocol was not kept: narrowed by rule and by case, and paged."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.forms.facets import Facets, facet
from linkstudy.identities.service import unseal
from participants.models import Deviation, Participant
from participants.protocol import setting
from participants.vocabulary import Rule

A_PAGE = 25


@dataclass(frozen=True)
class Told:
    """A deviation as a row. reason is None for who may not read notes."""

    row: Deviation
    reason: str | None

    @property
    def setting(self) -> str:
        """What the protocol said then."""
        return setting(self.row.rule, self.row.protocol)


class DeviationFilter(Facets):
    """What the query string asks for, of the deviations that the reader may see."""

    rule = facet("Rule", Rule.choices)
    case = facet("Case")

    def __init__(self, query: QueryDict, reader: User):
        super().__init__(query)
        self.reader = reader
        numbers = sorted({case for _, case in self.pairs})
        self.offer("case", [(str(number), f"Case {number}") for number in numbers])

    @cached_property
    def everything(self) -> QuerySet[Deviation]:
        return Deviation.objects.visible_to(self.reader).standing()

    @cached_property
    def pairs(self) -> list[tuple[str, int]]:
        """(rule, number of the case) of every one of them, for the counts."""
        return list(self.everything.order_by().values_list("rule", "participant__case__number"))

    def fitting(self, **other: list[str]) -> list[tuple[str, str]]:
        """(rule, case) of those that would be shown with other answers to some filters."""
        rules, cases = (self.wanted | other).values()
        return [
            (rule, str(case))
            for rule, case in self.pairs
            if (not rules or rule in rules) and (not cases or str(case) in cases)
        ]

    @property
    def count(self) -> int:
        return len(self.fitting())

    @property
    def total(self) -> int:
        return len(self.pairs)

    def page(self) -> Page:
        """The page asked for; the nearest one when there is no such page."""
        found = self.everything.select_related("participant__person", "protocol", "noted_by")
        if rules := self.wanted["rule"]:
            found = found.filter(rule__in=rules)
        if cases := self.wanted["case"]:
            found = found.filter(participant__case__number__in=cases)
        paginator = Paginator(found.order_by("-on", "-pk"), A_PAGE)
        paginator.count = self.count
        return paginator.get_page(self.query.get("page"))

    def told(self, page: Page) -> list[Told]:
        """The page's rows, with their reasons for those who may read notes."""
        return [Told(row, reason_told(self.reader, row, row.participant)) for row in page]

    def counts(self, name: str) -> Counter[str]:
        place = list(self.fields).index(name)
        return Counter(pair[place] for pair in self.fitting(**{name: []}))


def reason_told(reader: User, row: Deviation, person: Participant) -> str | None:
    """Why the protocol was not kept; None for who may not read notes."""
    if not reader.may(May.READ_NOTES):
        return None
    return unseal(person.person, "deviation.reason", row.reason)
