"""The list of everything that is owed, kind by kind."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.http import QueryDict

from cases.models import Case
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.forms.facets import Facets, facet, with_answers
from linkstudy.progress.kinds import AT_TABLES, Kind
from linkstudy.progress.owed import owed
from linkstudy.progress.scope import Scope
from linkstudy.todo import Item
from linkstudy.words import many

FIRST = 8  # of a kind, where all kinds are shown
MOST = 200  # of a kind
MEMBER = "site__memberships__user"


class Colleague(NamedTuple):
    """Somebody who can be chosen."""

    pk: int
    number: int
    name: str


@dataclass(frozen=True)
class Group:
    """Things of one kind. url is where all of them are shown, or ""."""

    kind: Kind
    items: list[Item]
    url: str = ""

    @property
    def title(self) -> str:
        """Follow-ups to book (3)."""
        return f"{self.kind.label} ({self.count})"

    @property
    def shown(self) -> list[Item]:
        return self.items[:FIRST] if self.url else self.items[:MOST]

    @property
    def is_cut(self) -> bool:
        """Whether there are more than the page reads."""
        return not self.url and len(self.items) > MOST

    @property
    def count(self) -> str:
        """12, or 200+ where nobody has counted further."""
        return f"{MOST}+" if len(self.items) > MOST else str(len(self.items))


@dataclass(frozen=True)
class Owes:
    """Somebody with how much they owe, and where it stands."""

    who: str
    url: str
    count: int
    late: int


def is_usual(kind: Kind) -> bool:
    """Whether a kind has its place by what is most pressing of it; people's safety comes first."""
    return kind != Kind.SAFETY


class Tasks(Facets):
    """What the address asks for, of what the reader may see."""

    kind = facet("Kind", Kind.choices)
    owner = facet("Whose")
    case = facet("Case")

    def __init__(self, query: QueryDict, reader: User):
        super().__init__(query)
        self.reader = reader
        numbers = sorted({number for number, _ in self.work})
        self.offer("case", [(str(number), f"Case {number}") for number in numbers])
        if not reader.may(May.SEE_PEOPLE):
            self.offer("kind", [(one.value, one.label) for one in AT_TABLES])
        names = [(key, one.name) for key, one in self.colleagues.items()]
        self.offer("owner", [("me", "You"), *names])

    @cached_property
    def work(self) -> list[tuple[int, Colleague | None]]:
        """(case, who works or worked at its site) of what the reader sees: one question."""
        cases = Case.objects.reached(self.reader, May.SEE_PEOPLE).order_by()
        rows = cases.values_list("number", *(f"{MEMBER}__{name}" for name in Colleague._fields))
        return [(row[0], Colleague(*row[1:]) if row[1] else None) for row in rows.distinct()]

    @cached_property
    def colleagues(self) -> dict[str, Colleague]:
        """{their number: everybody else there}, by name."""
        found = {one for _, one in self.work if one and one.pk != self.reader.pk}
        return {
            str(one.number): one for one in sorted(found, key=lambda one: (one.name, one.number))
        }

    # Rows

    @cached_property
    def owed(self) -> dict[Kind, list[Item]]:
        """All kinds, of those owners and cases."""
        everybody = {"me": self.reader.pk} | {key: one.pk for key, one in self.colleagues.items()}
        owners = tuple(everybody[key] for key in self.wanted["owner"])
        scope = Scope(self.reader, owners, tuple(int(one) for one in self.wanted["case"]))
        # What waits to be approved stands on the approver's day: here it would be a question too many.
        but = {Kind.UPDATE} if self.reader.may(May.SEE_PEOPLE) else set()
        return owed(scope, MOST + 1, but=frozenset(but))

    @cached_property
    def groups(self) -> list[Group]:
        """The kinds asked for; the first few of each where none is."""
        if kinds := self.wanted["kind"]:
            return [Group(kind, items) for kind, items in self.owed.items() if kind in kinds]
        pressing = sorted(self.owed.items(), key=lambda pair: (is_usual(pair[0]), pair[1][0].order))
        return [
            Group(kind, items, self._only(kind) if len(items) > FIRST else "")
            for kind, items in pressing
        ]

    def _only(self, kind: Kind) -> str:
        return with_answers(self.query, kind=[kind.value])

    @cached_property
    def items(self) -> list[Item]:
        """All that is shown, or counted, here."""
        return [one for group in self.groups for one in group.items]

    @cached_property
    def late(self) -> int:
        return sum(one.is_late for one in self.items)

    @property
    def people(self) -> list[Owes]:
        """Who owes how much, the most late first; [] where the list is of one person."""
        counts, late = Counter[Any](), Counter[Any]()
        for one in self.items:
            counts[one.who] += 1
            late[one.who] += one.is_late
        if len(counts) < 2 or len(self.wanted["owner"]) == 1:
            return []
        found = [Owes(*self._named(who), counts[who], late[who]) for who in counts]
        return sorted(found, key=lambda one: (-one.late, -one.count, one.who))

    def _named(self, who: Any) -> tuple[str, str]:
        """(name, where what they owe stands); what is nobody's own is the team's."""
        if not isinstance(who, User):
            return "The team", ""
        owner = "me" if who == self.reader else str(who.number)
        is_offered = owner == "me" or owner in self.colleagues
        return who.name, with_answers(self.query, owner=[owner]) if is_offered else ""

    def counts(self, name: str) -> Mapping[str, int | str] | None:
        """How many of each kind there are; whose, and in which case, nobody counts."""
        if name != "kind":
            return super().counts(name)
        return {kind.value: Group(kind, self.owed.get(kind, [])).count for kind in Kind}

    # Sentences

    @property
    def sentence(self) -> str:
        """12 things are owed, 3 of them late."""
        count = len(self.items)
        if not count:
            return "Nothing of that is owed." if self.chips else "Nothing is owed."
        if any(len(one.items) > MOST for one in self.groups):
            return f"More than {many(count - 1, 'thing')} are owed."
        if count == 1:
            return f"1 thing is owed, and it is {'late' if self.late else 'not late'}."
        return (
            f"{count:,} things are owed, {f'{self.late:,}' if self.late else 'none'} of them late."
        )
