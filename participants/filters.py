"""The list of people: what is asked for, counted and put in order. Its spreadsheet reads the same.

A day (`at`) asks for the people interviewed by the end of it, as known then: the rows behind a
figure of progress.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Subquery
from django.db.models.functions import Lower
from django.http import QueryDict

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.forms.facets import Tick
from linkstudy.rows import Picked
from linkstudy.words import day_words, listed
from participants.answers import MINE, OLD, QUIET, Tuple, of_step, signing, step_of, turn
from participants.asked import FACETS, Asked
from participants.attempts import with_last_contact, with_waits
from participants.models import Interview, Participant
from participants.models.people import understood
from participants.orders import BY_ID, ORDERS
from participants.quiet import with_quiet
from participants.vocabulary import Status
from participants.waves import settings_of

A_PAGE = 25
A_FEW = 10  # people added by mistake, below the list
A_CHIP = 3  # study IDs that a chip names


@dataclass(frozen=True)
class Chip:
    """A filter in use; left is how many people there are without it, None when not known."""

    words: str
    url: str
    left: int | None = None


def owners_seen(reader: User) -> list[User]:
    """Everybody else who looks after people whom the reader sees, by name."""
    theirs = Participant.objects.visible_to(reader).standing().filter(owner=OuterRef("pk"))
    others = User.objects.exclude(pk=reader.pk).filter(Exists(theirs))
    return list(others.order_by(Lower("name"), "number"))


class PeopleFilter(Asked):
    """What the query string asks for, of the people that the user may see."""

    def __init__(self, query: QueryDict, user: User, place: str = ""):
        owners = owners_seen(user)
        super().__init__(query, user, owners, place)
        self.owners = {one.pk: str(one.number) for one in owners} | {user.pk: MINE}

    # Rows

    @cached_property
    def protocol(self):
        return settings_of()

    @property
    def seen(self) -> Any:
        return Participant.objects.visible_to(self.user)

    def everybody(self):
        """Who the user may see; with a day, those of them interviewed by then."""
        people = with_quiet(with_waits(self.seen.with_status(), self.protocol))
        if self.at_day is None:
            return people.standing()
        return people.filter(Exists(self.held()))

    def held(self):
        """First interviews of a person by the day asked for, as known then, earliest first."""
        known = Interview.objects.done(clock.end_of(self.at_day)).first_wave()
        return known.filter(participant=OuterRef("pk")).order_by("held_on")

    def void(self) -> list[Participant]:
        """People added by mistake whom the search finds, or some of them all: in no list."""
        if self.at_day or (self.chips and not self.search):
            return []
        found = self.seen.exclude(voided_at=None)
        return list((found.filter(self.sought()) if self.search else found)[:A_FEW])

    def sought(self) -> Q:
        """Whom the search finds: one study ID, else the start of one or part of an owner's name."""
        chosen = self.chosen("case")
        text, case = self.search, int(chosen[0]) if len(chosen) == 1 else None
        if code := understood(text, case):
            return Q(study_id=code)
        if code := understood(text, 0):
            return Q(study_id__endswith=code.removeprefix("C0"))
        start = "".join(text.split())
        return Q(study_id__istartswith=start) | Q(owner__name__icontains=text)

    def named(self) -> Q:
        """Whom the search finds, of those who were ticked."""
        found = self.sought() if self.search else Q(pk__isnull=False)
        return found & Q(study_id__in=self.ticked) if self.is_of_ticked else found

    @cached_property
    def people(self):
        """The rows of the list, in its order, with what its columns show."""
        found = self.everybody()
        if self.search or self.is_of_ticked:
            found = found.filter(self.named())
        if cases := self.chosen("case"):
            found = found.filter(case__number__in=cases)
        if groups := self.chosen("group"):
            found = found.filter(group__in=groups)
        statuses = self.chosen("status")
        if statuses and not self.at_day:
            found = found.filter(status__in=statuses)
        found = with_last_contact(found.with_consent_form()).alias(turn=turn())
        if self.at_day:
            found = found.annotate(first_on=Subquery(self.held().values("held_on")[:1]))
        else:
            found = found.filter(*self.now())
        return found.select_related("owner").order_by(*self.order())

    def now(self) -> Iterator[Q]:
        """What the filters that speak of today alone ask of people with_consent_form()."""
        if asked := self.chosen("step"):
            yield reduce(or_, (of_step(one) for one in asked))
        if self.chosen("reply"):
            yield Q(is_quiet=True)
        if asked := self.chosen("owner"):
            yield Q(owner__in=[key for key, name in self.owners.items() if name in asked])
        if self.chosen("form"):
            yield Q(pk__in=self.signing)

    def order(self) -> Iterator:
        """By what is asked, then by ID; nothing to do comes last both ways."""
        is_turned, name = self.sort.startswith("-"), self.sort.removeprefix("-")
        for column in [*ORDERS[name].columns, *BY_ID]:
            yield column.desc(nulls_last=True) if is_turned else column.asc(nulls_last=True)

    def page(self) -> Page:
        """The page asked for; the nearest one when there is no such page."""
        paginator = Paginator(Picked(self.people), A_PAGE)
        paginator.count = self.count
        return paginator.get_page(self.data.get("page"))

    # Counts

    @cached_property
    def signing(self) -> set[int]:
        """Keys of the people who are to sign again."""
        return signing(self.seen)

    @cached_property
    def tuples(self) -> list[Tuple]:
        """Everybody, as far as the counts need them: one query for all of them."""
        is_found = ExpressionWrapper(self.named(), output_field=BooleanField())
        rows = self.everybody().annotate(is_found=is_found).order_by()
        columns = "next_on", "waits", "unplanned", "is_quiet", "owner", "is_found"
        values = rows.values_list("pk", "case__number", "group", "status", *columns)
        # First those whose rows are the same, then those who look the same.
        alike = Counter(
            (row[0] in self.signing, *row[1:]) for row in values.iterator(chunk_size=5000)
        )
        found: Counter[tuple] = Counter()
        for row, people in alike.items():
            found[self._seen(*row)] += people
        return [Tuple(*seen, people=people) for seen, people in found.items()]

    def _seen(
        self, signs, case, group, status, next_on, waits, unplanned, is_quiet, owner, is_found
    ):
        """A row as the counts see it; they agree with `now`, and a test holds them to it."""
        return (
            str(case),
            group,
            Status.INTERVIEWED if self.at_day else status,
            step_of(next_on, waits, unplanned),
            QUIET if is_quiet else "",
            self.owners.get(owner, ""),
            OLD if signs else "",
            is_found,
        )

    def fitting(self, **other: list[str]) -> list[Tuple]:
        """Who would be shown with other answers to some filters; [] takes a filter away."""
        wanted = self.wanted | other
        return [
            row
            for row in self.tuples
            if (row.is_found or "q" in other)
            and all(not keys or getattr(row, name, "") in keys for name, keys in wanted.items())
        ]

    def left(self, **other: list[str]) -> int:
        """How many people would be shown with these answers."""
        return sum(row.people for row in self.fitting(**other))

    @cached_property
    def count(self) -> int:
        return self.left()

    @property
    def total(self) -> int:
        return sum(row.people for row in self.tuples)

    def facets(self) -> Iterator[tuple[forms.BoundField, list[Tick]]]:
        """Each filter with its answers; the counts heed all the other filters."""
        for name in FACETS[:3] if self.at_day else FACETS:
            counts: Counter[str] = Counter()
            for row in self.fitting(**{name: []}):
                counts[getattr(row, name)] += row.people
            chosen = self.wanted[name]
            ticks = [
                Tick(key, label, counts[key], key in chosen) for key, label in self.offered(name)
            ]
            yield self[name], ticks

    # Chips

    @cached_property
    def chips(self) -> list[Chip]:
        """The filters in use, each with the address without it."""
        found = []
        if self.at_day:
            found.append(Chip(f"As at {day_words(self.at_day)}", self.url(at=[])))
        if self.search:
            left = None if self.is_of_ticked else self.left(q=[])
            found.append(Chip(f"“{self.search}”", self.url(q=[]), left))
        if self.is_of_ticked:
            found.append(Chip(self.ticked_words(A_CHIP), self.url(who=[], only=[])))
        return [*found, *(self._chip(*one) for one in self.told)]

    def _chip(self, name: str, key: str, label: str) -> Chip:
        rest = [other for other in self.wanted[name] if other != key]
        if name == "status" and self.at_day:
            return Chip(label, self.url(status=[], at=[]))
        return Chip(label, self.url(**{name: rest}), self.left(**{name: rest}))

    def ticked_words(self, most: int) -> str:
        """Ticked: C5-PT-03 and C5-PT-04; or 12 ticked people, where more than most."""
        if len(self.ticked) > most:
            return f"{len(self.ticked)} ticked people"
        return f"Ticked: {listed(self.ticked)}" if self.ticked else "Ticked: nobody"

    @property
    def chip_links(self) -> list[tuple[str, str]]:
        """The chips as ui/chips.html takes them."""
        return [(chip.words, chip.url) for chip in self.chips]

    @property
    def way_out(self) -> Chip | None:
        """The filter that hides the fewest people, when nobody is left."""
        helpful = [chip for chip in self.chips if chip.left]
        return min(helpful, key=lambda chip: chip.left or 0, default=None)

    def words(self) -> str:
        """The filters in words, for a spreadsheet and the history.

        A search is told only when it is a study ID: somebody may have typed a person's name.
        """
        kept = {
            f"“{self.search}”": understood(self.search) or "a search by ID or owner",
            self.ticked_words(A_CHIP): self.ticked_words(len(self.ticked)),
        }
        told = [kept.get(chip.words, chip.words) for chip in self.chips]
        return "; ".join(told) or "None: everybody the maker may see"
