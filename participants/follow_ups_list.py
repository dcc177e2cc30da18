"""The list of follow-ups: who is due, and until when. Sorted by the day on which windows close."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Count, ExpressionWrapper, Q
from django.http import QueryDict

from cases.models import Case
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.forms.facets import Facets, facet
from linkstudy.rows import Picked
from linkstudy.words import day_words
from participants.follow_up import Window
from participants.follow_ups import Standing, next_act, rule_words, standing
from participants.models import Participant
from participants.vocabulary import AHEAD, TO_BOOK, FollowUp
from participants.waves import (
    BY_CLOSING,
    follow_up_is_ahead,
    settings_of,
    to_be_booked,
    window_of,
    with_follow_up,
)

A_PAGE = 25
IN_WAVE = [*AHEAD, FollowUp.DONE, FollowUp.LOST, FollowUp.WITHDREW]
NO_SETTINGS = "No protocol settings are in force, so nobody’s follow-up window is known."


class Tally(NamedTuple):
    """How many people there are alike, as far as the filters tell them apart."""

    state: str
    case: str
    owner: str
    people: int


class FollowUps(Facets):
    """What the address asks for, of those whom the reader may see; without a state, all that lie
    ahead are shown."""

    state = facet("Where they stand", [(one.value, one.label) for one in IN_WAVE])
    case = facet("Case")
    owner = facet("Owner", [("me", "You")])

    def __init__(self, query: QueryDict, reader: User):
        super().__init__(query)
        self.reader = reader
        self.protocol = settings_of()
        cases = Case.objects.reached(reader, May.SEE_PEOPLE).values_list("number", flat=True)
        self.offer("case", [(str(number), f"Case {number}") for number in cases])

    # Rows

    @cached_property
    def seen(self) -> Any:
        """Everybody whom the reader may see."""
        return Participant.objects.visible_to(self.reader).standing()

    def asked(self, people: Any) -> Any:
        """Those of the people who are of the cases and the owner asked for."""
        if self.wanted["case"]:
            people = people.filter(case__number__in=self.wanted["case"])
        return people.filter(owner=self.reader) if self.wanted["owner"] else people

    @cached_property
    def page(self) -> Page:
        """The page asked for, by closing day; the nearest one when there is no such page."""
        states = self.wanted["state"] or AHEAD
        is_asked = Q(follow_up__in=states) if self.wanted["state"] else follow_up_is_ahead()
        people = with_follow_up(self.asked(self.seen).with_status(), self.protocol)
        rows = people.filter(is_asked).order_by(*BY_CLOSING)
        paginator = Paginator(Picked(rows.select_related("owner", "case")), A_PAGE)
        paginator.count = self.count(*states)
        return paginator.get_page(self.query.get("page"))

    @property
    def lines(self) -> Iterator[tuple[Standing, tuple[str, str]]]:
        """Each person with (words, address) of what to do next."""
        for person in self.page:
            one = standing(person, self.protocol)
            yield one, next_act(self.reader, one)

    # Counts

    @cached_property
    def tallies(self) -> list[Tally]:
        people = with_follow_up(self.seen.with_status(), self.protocol)
        is_mine = ExpressionWrapper(Q(owner=self.reader), output_field=BooleanField())
        rows = (
            people.annotate(is_mine=is_mine)
            .order_by()
            .values("follow_up", "case__number", "is_mine")
        )
        counted = rows.annotate(people=Count("pk"))
        return [
            Tally(state, str(case), "me" if mine else "", people)
            for state, case, mine, people in counted.values_list(
                "follow_up", "case__number", "is_mine", "people"
            )
        ]

    def fitting(self, **other: list[str]) -> list[Tally]:
        """Who would be shown with other answers to some filters; [] takes a filter away."""
        wanted = self.wanted | other
        return [
            row
            for row in self.tallies
            if all(not keys or getattr(row, name) in keys for name, keys in wanted.items())
        ]

    def _shown(self) -> dict[str, list[str]]:
        """The states that are shown, when none is asked for."""
        return {} if self.wanted["state"] else {"state": [state.value for state in AHEAD]}

    def count(self, *states: str) -> int:
        """People of the cases and the owner asked for, in one of the states."""
        return sum(row.people for row in self.fitting(state=list(states)))

    def counts(self, name: str) -> Counter[str]:
        counts: Counter[str] = Counter()
        for row in self.fitting(**self._shown() | {name: []}):
            counts[getattr(row, name)] += row.people
        return counts

    @property
    def is_behind(self) -> bool:
        """Whether somebody's window has closed, or nobody's is known."""
        return self.protocol is None or self.count(FollowUp.OVERDUE) > 0

    # Sentences

    @cached_property
    def first(self) -> tuple[Participant, Window] | None:
        """Of those in their window, who has the least time; if none, whose window opens first."""
        people = self.asked(self.seen)
        if self.protocol and self.count(FollowUp.DUE):
            rows = to_be_booked(people, self.protocol).filter(follow_up=FollowUp.DUE)
        else:
            early = with_follow_up(people.with_status(), self.protocol)
            rows = early.filter(follow_up=FollowUp.TOO_EARLY, counted_from__isnull=False)
        person = rows.select_related("case").order_by(*BY_CLOSING).first()
        found = window_of(person, self.protocol) if person else None
        return (person, found) if person and found else None

    @property
    def sentence(self) -> str:
        """3 people are due for a follow-up interview, the first by 5 November 2022."""
        if self.protocol is None:
            return NO_SETTINGS
        due, late = self.count(FollowUp.DUE), self.count(FollowUp.OVERDUE)
        if not due or not self.first:
            who = _are(late) if late else "Nobody is"
            return f"{who} {'overdue' if late else 'due'} for a follow-up interview today."
        until = f"{'the first ' if due > 1 else ''}by {day_words(self.first[1].closes)}"
        beside = f". {_are(late)} overdue" if late else ""
        return f"{_are(due)} due for a follow-up interview, {until}{beside}."

    @property
    def after(self) -> str:
        """Whose window opens next, when nobody is due, and how windows are counted."""
        if self.protocol is None:
            return ""
        rule = rule_words(self.protocol)
        if self.count(*TO_BOOK):
            return rule
        if not self.first:
            return f"Nobody waits for their window. {rule}"
        person, first = self.first
        return f"The first window opens on {day_words(first.opens)}, for {person}. {rule}"


def _are(count: int) -> str:
    return "1 person is" if count == 1 else f"{count:,} people are"
