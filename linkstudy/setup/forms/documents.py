"""Information sheets, consent forms and topic guides."""

import re
from collections.abc import Iterator
from typing import Any, cast

from crispy_forms.layout import Layout
from django.core.exceptions import ValidationError

from cases.models import DocumentVersion, Publication, Site
from cases.vocabulary import DocumentKind, Group, Scope
from linkstudy import clock
from linkstudy.audit.writing import Stale
from linkstudy.forms import Choice, Choices, Day, Folded, Option, Pick, Revealing, Text
from linkstudy.setup.forms.days_of_use import EVERYWHERE, SOME, OwnDays
from linkstudy.setup.forms.shared import PAST, TYPED, Reasoned, SetUpForm

NOWHERE = "none"
NO_VERSION = "Choose a version of the same document for the same people"
TOO_EARLY = "It cannot be in force before it is approved"


class Published(SetUpForm):
    """At which sites a version is to be used."""

    where = Choice(
        "Where is it to be used?",
        [
            (EVERYWHERE, "At every site"),
            (SOME, Option("At some sites", reveals=True)),
        ],
        missing="Select where it is to be used",
        row=2,
    )
    sites = Choices(
        "At which sites?",
        when_needed=True,
        missing="Select at least one site where it is to be used",
    )

    def offer(self) -> None:
        self.offer_rows("sites", Site.objects.standing())

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("where") == SOME:
            self.need("sites")

    def where_it_is(self) -> list[Site]:
        """The sites that were chosen, all of them, some or none."""
        everywhere = list((self.choice("sites").answers or {}).values())
        said = {EVERYWHERE: everywhere, SOME: self.cleaned_data["sites"], NOWHERE: []}
        return said[self.cleaned_data["where"]]

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        del found["where"]
        return found | {"sites": self.where_it_is()}


KINDS = [
    (one.value, Option(one.label, reveals=True) if one == DocumentKind.CONSENT else one.label)
    for one in DocumentKind
]


class Clauses(SetUpForm):
    """What a consent form asks."""

    clauses = Choices(
        "What does the form ask?",
        Scope.choices,
        when_needed=True,
        missing="Tick what the form asks",
        hint="Its clauses, each of which people answer apart. Leave out what it does not ask",
    )


class FromAmendment(SetUpForm):
    """From which amendment a version comes."""

    amendment = Pick("Which amendment does it come from?")

    def offer(self) -> None:
        super().offer()
        self.offer_amendments()


class Described(FromAmendment, Clauses):
    """What a version is, for whom, and what it asks."""

    kind = Choice("What is it?", KINDS, missing="Select what it is")
    audience = Pick("For whom?", [("", "Everybody"), *((one.value, one.plural) for one in Group)])
    number = Text(
        "Version",
        missing="Enter the version’s number",
        called="The version",
        hint="As it is printed on the document, for example 1.3",
        width="w8",
        most=10,
    )

    def clean_number(self) -> str:
        number = self.cleaned_data["number"].removeprefix("v").removeprefix("V").strip()
        if not re.fullmatch(r"[0-9A-Za-z]+(\.[0-9A-Za-z]+)*", number):
            raise ValidationError("A version is digits, letters and dots, like 1.3")
        return number

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("kind") == DocumentKind.CONSENT:
            self.need("clauses")


class Approved(Published):
    """From when a version is in force, where, and in whose place."""

    approved_on = Day(
        "When was it approved?",
        missing="Enter the day on which it was approved",
        hint="Nobody can have signed it before",
        past_words=PAST,
    )
    in_force_from = Day(
        "From when is it in force?",
        hint="Leave it empty when that is the day of the approval",
        future=True,
    )
    replaces = Pick(
        "Which version does it replace?",
        hint="At these sites that one ends when this one begins. Elsewhere it goes on",
    )

    def offer(self) -> None:
        super().offer()
        held = DocumentVersion.objects.lasting()
        self.offer_rows("replaces", held.order_by("kind", "audience", "number"), said, "None")

    def suggested(self) -> dict[str, Any]:
        return {"approved_on": clock.today(), "where": EVERYWHERE}

    def held(self) -> dict[str, Any]:
        return super().held() | self.suggested()

    def clean(self) -> None:
        super().clean()
        approved, start = (self.cleaned_data.get(one) for one in ("approved_on", "in_force_from"))
        if approved and start and start < approved:
            self.add_error("in_force_from", TOO_EARLY)
        replaces = self.cleaned_data.get("replaces")
        if replaces and (replaces.kind, replaces.audience) != self.alike():
            self.add_error("replaces", NO_VERSION)

    def alike(self) -> tuple[Any, Any]:
        """(kind, audience) of the version."""
        return self.row.kind, self.row.audience


class AddDocument(Described, Approved):
    """A version of a document: what it is, for whom, and from when it is in force where, if at all."""

    layout = Layout(
        Revealing("kind", "clauses"),
        "audience",
        "number",
        "amendment",
        "approved_on",
        "in_force_from",
        Revealing("where", "sites"),
        "replaces",
    )

    where = Choice(
        "Where is it to be used?",
        [
            (EVERYWHERE, "At every site"),
            (SOME, Option("At some sites", reveals=True)),
            (NOWHERE, "Nowhere yet: it is a draft"),
        ],
        missing="Select where it is to be used",
        row=3,
    )
    approved_on = Day(
        "When was it approved?",
        when_needed=True,
        missing="Enter the day on which it was approved, or say below that it is a draft",
        hint="Nobody can have signed it before. Leave it empty for a draft",
        past_words=PAST,
    )

    def suggested(self) -> dict[str, Any]:
        return {"where": EVERYWHERE, "clauses": Scope.values}

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("where") == NOWHERE:
            self.refuse_for_a_draft()
        else:
            self.need("approved_on")

    def refuse_for_a_draft(self) -> None:
        """A draft has neither days nor a version that it replaces."""
        for name in ("approved_on", "in_force_from", "replaces"):
            if self.cleaned_data.get(name):
                words = (
                    "A draft is used nowhere. Leave this empty, or choose where it is to be used"
                )
                self.add_error(name, words)

    def alike(self) -> tuple[Any, Any]:
        return self.cleaned_data.get("kind"), self.cleaned_data.get("audience")


class ChangeDraft(Described):
    """What a draft is, for whom, and what it asks."""

    versioned = True
    layout = Layout(Revealing("kind", "clauses"), "audience", "number", "amendment")

    def compare(self, stale: Stale) -> Iterator[tuple[str, str, str]]:
        yield from super().compare(stale)
        yield from compared(self, stale)

    def held(self) -> dict[str, Any]:
        found = super().held()
        return found | {"clauses": found["clauses"] or Scope.values}


class ApproveDraft(Approved):
    """When a draft was approved, and from when it is in force where."""

    versioned = True
    layout = Layout("approved_on", "in_force_from", Revealing("where", "sites"), "replaces")

    def offer(self) -> None:
        super().offer()
        alike = DocumentVersion.objects.lasting().filter(
            kind=self.row.kind, audience=self.row.audience
        )
        self.offer_rows("replaces", alike.order_by("number"), said, "None")


def said(document: DocumentVersion) -> str:
    """Topic guide v4, patients."""
    group = Group(document.audience).plural.lower() if document.audience else ""
    return f"{document}, {group}" if group else str(document)


class CorrectDocument(Reasoned, FromAmendment, Published, Clauses):
    """When a version is in force, and where; what it asks, and from which amendment it comes."""

    without_clauses = (
        "in_force_from",
        "replaced_on",
        Revealing("where", "sites"),
        Folded("Sites with days of their own", "own"),
        "amendment",
        "reason",
    )
    layout = Layout(*without_clauses[:4], "clauses", *without_clauses[4:])

    in_force_from = Day(
        "From when is it in force?",
        missing="Enter the day from which it is in force",
        hint=TYPED,
        future=True,
    )
    replaced_on = Day(
        "When was it replaced?",
        hint="The day on which it was no longer to be used anywhere. Empty while it is in use",
        future=True,
    )
    own = OwnDays(
        "Sites with days of their own",
        called="The text",
        hint="One site a line, for example “Site 5: from 1 July 2022, replaced on 3 August 2022”."
        " All others have the days above",
        rows=3,
        most=20_000,
    )

    def offer(self) -> None:
        super().offer()
        if self.row.kind != DocumentKind.CONSENT:
            del self.fields["clauses"]
            self.layout = Layout(*self.without_clauses)

    def held(self) -> dict[str, Any]:
        here = self.published()
        keys = [key for key, site in (self.choice("sites").answers or {}).items() if site in here]
        everywhere = len(keys) == len(self.choice("sites").answers or {})
        where = EVERYWHERE if everywhere else SOME
        return super().held() | {"sites": keys, "where": where, "own": self.own_days()}

    def published(self) -> list[Site]:
        return [one.site for one in self.uses()]

    def own_days(self) -> list[tuple[Any, ...]]:
        """As the question about them takes it."""
        held = [(one.site.number, one.since, one.ended_on) for one in self.uses()]
        return [one for one in held if any(one[1:])]

    def uses(self) -> list[Publication]:
        held = self.row.publications.in_use().select_related("site")
        return list(held.order_by("site__number"))

    def clean(self) -> None:
        super().clean()
        start, end = (self.cleaned_data.get(name) for name in ("in_force_from", "replaced_on"))
        if start and end and end < start:
            self.add_error("replaced_on", "It cannot be replaced before it is in force")
        if "clauses" in self.fields:
            self.need("clauses")
        self.check_own()

    def check_own(self) -> None:
        """Only sites that use it have days of their own."""
        if self.errors:
            return
        self.by_number = {site.number: site for site in self.where_it_is()}
        for number, *_ in self.cleaned_data["own"]:
            if number not in self.by_number:
                words = f"It is not used at a Site {number}. Tick that site above, or check it"
                self.add_error("own", words)
                return

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        own = [(self.by_number[number], *days) for number, *days in found["own"]]
        return found | {"own": own}

    def compare(self, stale: Stale) -> Iterator[tuple[str, str, str]]:
        """Also the sites, whose rows are apart."""
        yield from super().compare(stale)
        theirs, yours = self.published(), self.answers()["sites"]
        if {one.pk for one in theirs} != {one.pk for one in yours}:
            yield "Where it is to be used", listed_sites(theirs), listed_sites(yours)
        held, wanted = self.own_days(), self.cleaned_data["own"]
        if held != sorted(wanted):
            field = self.question("own")
            yield str(field.label), field.say(held), field.say(wanted)
        yield from compared(self, stale)


def compared(form: SetUpForm, stale: Stale) -> Iterator[tuple[str, str, str]]:
    """What a version asks, which is stored under another name."""
    if "asks" in stale.changed and "clauses" in form.fields:
        field, row = form.question("clauses"), cast(DocumentVersion, stale.current)
        yield str(field.label), field.say(row.clauses), field.say(form.cleaned_data["clauses"])


def listed_sites(sites: list[Site]) -> str:
    return ", ".join(str(site) for site in sites)
