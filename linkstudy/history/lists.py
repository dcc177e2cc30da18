"""The list of what happened somewhere: narrowed by kind of record and by who did it, and paged."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, QuerySet, Value
from django.http import QueryDict

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.audit.models import Entry
from linkstudy.forms.facets import Facets, Tick, facet
from linkstudy.history.lineages import ways
from linkstudy.history.places import Leads, Place
from linkstudy.history.sight import kinds, visible
from linkstudy.identities.service import PersonKey
from linkstudy.telling import Event, apart, just_before, leading_there, told, wording
from participants.models import Participant
from participants.models.people import understood

A_PAGE = 25


class Tally(NamedTuple):
    """How often somebody wrote about a kind of row.

    is_led  of those that follow from another entry, and are told with it
    """

    kind: str
    who: str
    is_led: bool
    times: int


class HistoryFilter(Facets):
    """What the query string asks for, of what happened at a place that the reader may see."""

    kind = facet("Kind of record")
    who = facet("Who")

    def __init__(self, query: QueryDict, reader: User, place: Place):
        super().__init__(query)
        self.reader, self.place = reader, place
        for name in self.fields:
            self.offer(name, self.fitting_answers(name))

    def fitting_answers(self, name: str) -> list[tuple[str, str]]:
        """The answers that some entry fits, in the order of their words."""
        keys = {getattr(tally, name) for tally in self.tallies}
        words = {key: self.kind_words(key) if name == "kind" else key for key in keys}
        return sorted(words.items(), key=lambda pair: pair[1].casefold())

    def kind_words(self, key: str) -> str:
        words = wording().kind(kinds()[key])
        return words[:1].upper() + words[1:]

    # Entries

    def leads(self, wanted: dict[str, list[str]]) -> Leads:
        """Which entries stand for themselves: of a kind that is asked for, all of them."""
        return apart if wanted["kind"] else self.place.leads

    @property
    def entries(self) -> QuerySet[Entry]:
        found = self.leads(self.wanted)(self.place.entries)
        if chosen := self.wanted["kind"]:
            found = found.filter(kind__in=[kinds()[key]._meta.label_lower for key in chosen])
        if chosen := self.wanted["who"]:
            found = found.filter(actor_name__in=chosen)
        return found

    def page(self) -> Page:
        """The page asked for; the nearest one when there is no such page."""
        paginator = Paginator(self.entries, A_PAGE)
        paginator.count = self.count
        return paginator.get_page(self.query.get("page"))

    def events(self, page: Page) -> list[Event]:
        """The page's entries in words; where rows stand together, with the way to each."""
        entries, seen = list(page), visible(self.reader)
        if self.place.is_row:
            return told(self.reader, entries, self.keys, seen=seen)
        known = ways(entries)
        unnamed = [entry for entry in entries if not known[entry.seq].name]
        events = told(self.reader, entries, self.keys, subjects=unnamed, seen=seen)
        pairs = [(event, known[event.entry.seq]) for event in events]
        return [replace(one, url=way.url, subject=way.name or one.subject) for one, way in pairs]

    def keys(self, study_ids: set[str]) -> dict[str, PersonKey]:
        """The keys of people whose sealed text the reader may read."""
        codes = [one for one in study_ids if understood(one)]
        if not (codes and self.reader.may(May.READ_NOTES)):
            return {}
        people = Participant.objects.visible_to(self.reader).filter(study_id__in=codes)
        return {person.study_id: person.person for person in people.select_related("person")}

    # Counts

    @cached_property
    def tallies(self) -> list[Tally]:
        """Who wrote how often about what: one query, whose answer is short.

        Over everything, an index holds all that it asks.
        """
        names = {model._meta.label_lower: key for key, model in kinds().items()}
        follow = wording().following
        return [
            Tally(names[kind], who, verb in follow and is_led, times)
            for kind, who, verb, is_led, times in self.grouped()
        ]

    def grouped(self) -> QuerySet[Any]:
        """(kind, who, verb, is_led, times) of all entries there."""
        is_led = Exists(just_before()) if self.place.leads is leading_there else Value(True)
        found = apart(self.place.entries).order_by().annotate(is_led=is_led)
        return found.values_list("kind", "actor_name", "verb", "is_led").annotate(times=Count("*"))

    def counted(self, **other: list[str]) -> int:
        """How many changes would be shown with other answers to some filters."""
        wanted = self.wanted | other
        return sum(
            tally.times
            for tally in self.tallies
            if (self.leads(wanted) is apart or not tally.is_led)
            and all(not keys or getattr(tally, name) in keys for name, keys in wanted.items())
        )

    @cached_property
    def count(self) -> int:
        return self.counted()

    @property
    def total(self) -> int:
        return self.counted(kind=[], who=[])

    def counts(self, name: str) -> dict[str, int]:
        return {key: self.counted(**{name: [key]}) for key, _ in self.offered(name)}

    def facets(self) -> Iterator[tuple[forms.BoundField, list[Tick]]]:
        """Each filter that tells rows apart, with its answers."""
        return (pair for pair in super().facets() if len(pair[1]) > 1)
