"""The work list of versions that were replaced: who signs again, who is told, who is finished."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q
from django.http import QueryDict
from django.urls import reverse

from cases.models import DocumentVersion, Publication, Site
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.forms.facets import Facets, facet
from linkstudy.rows import Picked
from linkstudy.words import day_words, listed, uncapped
from participants.follow_ups import standing
from participants.models import Participant
from participants.orders import place
from participants.renewals import outdated
from participants.vocabulary import FollowUp, Need
from participants.waves import BY_CLOSING, settings_of, with_follow_up

A_PAGE = 25
MOST_GROUPS = 25  # versions at sites in the table above the lists


@dataclass(frozen=True)
class Tally:
    """How many people there are alike, as far as the filters tell them apart."""

    form: str
    sheet: str
    site: str
    need: str
    people: int

    def has(self, name: str, keys: list[str]) -> bool:
        if name == "document":
            return bool({self.form, self.sheet} & set(keys))
        return getattr(self, name) in keys


@dataclass(frozen=True)
class Group:
    """A version at a site, with the number of people by what they need."""

    document: DocumentVersion
    site: Site
    since: date
    counts: dict[str, int]
    url: str

    @property
    def cells(self) -> list[tuple[str, int, str]]:
        """(what, how many people, the list of them) of each need."""
        return [
            (need.label, self.counts.get(need, 0), f"{self.url}&need={need.value}") for need in Need
        ]


@dataclass(frozen=True)
class Row:
    """Somebody on the list: what is new to them, why, and what to do."""

    person: Any
    what: str
    why: str
    act: tuple[str, str]


class Renewals(Facets):
    """What the address asks for, of the people whom the reader may see."""

    need = facet("What they need", Need.choices)
    document = facet("New version")
    site = facet("Site")

    def __init__(self, query: QueryDict, reader: User):
        super().__init__(query)
        self.reader = reader
        self.protocol = settings_of()
        self.offer("document", [(slug, self.called(slug)) for slug in self.documents])
        self.offer("site", [(number, str(site)) for number, site in self.sites.items()])

    # Counts

    @cached_property
    def tallies(self) -> list[Tally]:
        names = "new_form", "new_sheet", "case__site__number", "need"
        rows = self.everybody.order_by().values(*names).annotate(people=Count("pk"))
        return [
            Tally(form or "", sheet or "", str(site), need, people)
            for form, sheet, site, need, people in rows.values_list(*names, "people")
        ]

    @cached_property
    def documents(self) -> dict[str, DocumentVersion]:
        """{address: version} of what is new to somebody."""
        slugs = {slug for row in self.tallies for slug in (row.form, row.sheet) if slug}
        rows = DocumentVersion.objects.filter(slug__in=slugs).order_by("kind", "-in_force_from")
        return {one.slug: one for one in rows}

    @cached_property
    def since(self) -> dict[tuple[str, str], date]:
        """{(address, number of the site): from when it is used there} of those."""
        rows = Publication.objects.standing().filter(document__slug__in=self.documents)
        held = rows.with_days().values_list("document__slug", "site__number", "begins_on")
        return {(slug, str(number)): begins for slug, number, begins in held}

    @cached_property
    def sites(self) -> dict[str, Site]:
        """{number: site} of those people."""
        numbers = {row.site for row in self.tallies}
        rows = Site.objects.standing().filter(number__in=numbers).order_by("number")
        return {str(one.number): one for one in rows}

    def called(self, slug: str) -> str:
        """Consent form v1.3, patients."""
        document = self.documents[slug]
        who = f", {uncapped(document.get_audience_display())}" if document.audience else ""
        return f"{document}{who}"

    def fitting(self, **other: list[str]) -> list[Tally]:
        """Who would be shown with other answers to some filters; [] takes a filter away."""
        wanted = self.wanted | other
        return [
            row
            for row in self.tallies
            if all(not keys or row.has(name, keys) for name, keys in wanted.items())
        ]

    def count(self, *needs: str) -> int:
        return sum(row.people for row in self.fitting(need=list(needs)))

    def counts(self, name: str) -> dict[str, int]:
        rows = self.fitting(**{name: []})
        return {
            key: sum(row.people for row in rows if row.has(name, [key]))
            for key, _ in self.offered(name)
        }

    @cached_property
    def groups(self) -> list[Group]:
        """Versions at sites, those with most people to sign first."""
        counted: dict[tuple[str, str], Counter[str]] = {}
        for row in self.fitting(need=[]):
            for slug in (row.form, row.sheet):
                if slug and slug in (self.wanted["document"] or self.documents):
                    counted.setdefault((slug, row.site), Counter())[row.need] += row.people
        most = sorted(
            counted.items(), key=lambda one: (-one[1][Need.SIGN], int(one[0][1]), one[0][0])
        )
        return [
            Group(self.documents[slug], self.sites[site], self.since[slug, site], counts, url)
            for (slug, site), counts in most[:MOST_GROUPS]
            for url in [f"?document={slug}&site={site}"]
        ]

    # Rows

    @cached_property
    def everybody(self) -> Any:
        return outdated(Participant.objects.visible_to(self.reader).standing())

    @cached_property
    def page(self) -> Page:
        """The page asked for: who signs, who is told, who is finished; the next booking first."""
        found = self.everybody
        if self.wanted["need"]:
            found = found.filter(need__in=self.wanted["need"])
        if slugs := self.wanted["document"]:
            found = found.filter(Q(new_form__in=slugs) | Q(new_sheet__in=slugs))
        if self.wanted["site"]:
            found = found.filter(case__site__number__in=self.wanted["site"])
        by_need = place("need", Need.values)
        rows = with_follow_up(found.with_status(), self.protocol)
        rows = rows.order_by(by_need, F("booked_on").asc(nulls_last=True), *BY_CLOSING)
        paginator = Paginator(Picked(rows.select_related("owner", "case")), A_PAGE)
        paginator.count = self.count(*(self.wanted["need"] or Need.values))
        return paginator.get_page(self.query.get("page"))

    @property
    def lists(self) -> list[tuple[Need, list[Row]]]:
        """The people of the page, by what they need."""
        lines = [(Need(one.need), self.line(one)) for one in self.page]
        found = [(need, [line for other, line in lines if other == need]) for need in Need]
        return [(need, some) for need, some in found if some]

    def line(self, person: Any) -> Row:
        new = (
            [person.new_sheet] if person.need == Need.TELL else [person.new_form, person.new_sheet]
        )
        what = listed([uncapped(self.called(slug)) for slug in new if slug])
        return Row(person, what[:1].upper() + what[1:], self.why(person), self.act(person))

    def why(self, person: Any) -> str:
        """What lies ahead of somebody, or why nothing does."""
        if person.need == Need.TELL:
            return "Interviewed, and their words are still used"
        if person.need == Need.FINISHED:
            told = f"Told on {day_words(person.told_on)}" if person.told_on else ""
            return told or "Nothing lies ahead for them"
        if person.booked_on:
            return f"Interview booked for {day_words(person.booked_on)}"
        wave = standing(person, self.protocol)
        if person.follow_up == FollowUp.TOO_EARLY and wave.window:
            return f"Follow-up from {day_words(wave.opens)}"
        if wave.is_to_book:
            return f"Follow-up {uncapped(wave.state.label)}, window until {day_words(wave.closes)}"
        return "First interview to be booked"

    def act(self, person: Any) -> tuple[str, str]:
        """(words, address) of what the reader does about it."""
        if self.reader.may(May.RECORD) and person.need == Need.SIGN:
            return "Record consent", reverse("participants:consent", args=[person.slug])
        if self.reader.may(May.RECORD) and person.need == Need.TELL:
            where = [person.slug, person.new_sheet]
            return "Record that they were told", reverse("participants:tell", args=where)
        if self.reader.may(May.VOID) and person.need == Need.FINISHED and person.told_on:
            where = [person.slug, person.new_sheet]
            return "Take back that they were told", reverse("participants:void_notice", args=where)
        return "Open", person.get_absolute_url()

    # Sentences

    @property
    def is_behind(self) -> bool:
        return self.count(Need.SIGN, Need.TELL) > 0

    @property
    def sentence(self) -> str:
        """12 people are to sign again, 3 are to be told and 20 are finished."""
        sign, tell = self.count(Need.SIGN), self.count(Need.TELL)
        done = self.count(Need.FINISHED)
        if not (sign or tell or done):
            return "Nobody agreed on a version that has been replaced since."
        first = f"{'1 person is' if sign == 1 else f'{sign:,} people are'} to sign again"
        rest = f"{tell:,} {'is' if tell == 1 else 'are'} to be told"
        return f"{first}, {rest} and {done:,} {'is' if done == 1 else 'are'} finished."
