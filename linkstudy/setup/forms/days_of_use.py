"""From which day, and until which, a version is used at which sites."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from crispy_forms.layout import Layout
from django.db.models import Min

from cases.models import AmendmentUse, DocumentVersion, Publication, Site
from linkstudy import clock, typed
from linkstudy.forms import Choice, Choices, Day, Option, Pick, Revealing
from linkstudy.setup.forms.lines import Lines, first_twice
from linkstudy.setup.forms.shared import TYPED, SetUpForm
from linkstudy.words import day_words

EVERYWHERE, SOME = "all", "some"
PART = re.compile(r"(from|replaced(?:\s+on)?)\s+(.+)", re.IGNORECASE)
LIKE = "from 1 July 2022"
OWN = tuple[int, dt.date | None, dt.date | None]


class OwnDays(Lines):
    """Days of single sites, one site a line: "Site 5: from 1 July 2022, replaced on 3 August 2022".

    The answer is a list of (site's number, from which day, until which).
    """

    noun, like = "site", f"Site 5: {LIKE}"

    def read(self, number: int, parts: list[str], where: str) -> Iterator[OWN]:
        days: dict[str, dt.date] = {}
        for part in parts:
            word, day = read_part(part, where)
            if word in days:
                raise typed.Slip(f"{where}: “{word}” is there twice. Leave one")
            days[word] = day
        yield number, days.get("from"), days.get("replaced")

    def said(self, found: list[OWN]) -> list[str]:
        return [f"Site {number}: {days_words(*days)}" for number, *days in found]

    def twice(self, found: list[OWN]) -> str:
        number = first_twice([number for number, *_ in found])
        return f"Site {number} is there twice. Leave one line" if number else ""


def read_part(part: str, where: str) -> tuple[str, dt.date]:
    """("from", 1 July 2022). Raises Slip."""
    found = PART.fullmatch(part)
    try:
        day = typed.day(found[2], clock.today()) if found else None
    except typed.Slip as slip:
        words = str(slip) or f"we do not understand “{part[:30]}”. Write “{LIKE}”"
        raise typed.Slip(f"{where}: {words}") from None
    if found is None or day is None:
        raise typed.Slip(f"{where}: we do not understand “{part[:30]}”. Write “{LIKE}”")
    return found[1].casefold().split()[0], day


def days_words(since: dt.date | None, ended_on: dt.date | None) -> str:
    """from 1 July 2022, replaced on 3 August 2022."""
    said = {"from": since, "replaced on": ended_on}
    return ", ".join(f"{word} {day_words(day)}" for word, day in said.items() if day)


class UseDocument(SetUpForm):
    """An approved version comes into use at sites at which it is not, perhaps in place of another."""

    versioned = True
    layout = Layout("sites", "since", "replaces")

    sites = Choices("At which sites?", missing="Select at least one site where it is to be used")
    since = Day(
        "From which day?",
        missing="Enter the day from which it is used there",
        called="The day",
        hint=f"{TYPED}. One day for all that you tick",
        future=True,
    )
    replaces = Pick(
        "Which version does it replace there?",
        unknown="That version ends everywhere by now. Select another, or None",
        hint="That one ends at these sites on that day. Elsewhere it goes on",
    )

    def offer(self) -> None:
        self.amended = amended(self.row)
        self.offer_rows("sites", self.left(), self.named)
        self.offer_rows("replaces", self.others(), first="None")

    def left(self) -> Any:
        return unused(self.row)

    def named(self, site: Site) -> Option:
        """The site, with since when the version's amendment is in use there."""
        since = self.amended.get(site.pk)
        words = f"{self.row.amendment} is in use there since {day_words(since)}" if since else ""
        return Option(str(site), words)

    def others(self) -> Any:
        """Other versions of the same for the same people that go on somewhere."""
        alike = {"kind": self.row.kind, "audience": self.row.audience}
        rows = DocumentVersion.objects.lasting().filter(**alike).exclude(pk=self.row.pk)
        return rows.order_by("number")

    def held(self) -> dict[str, Any]:
        """Today, or the first day of the amendment at the sites left; the one version before it."""
        left = self.choice("sites").answers or {}
        days = {key: self.amended[site.pk] for key, site in left.items() if site.pk in self.amended}
        since = min(days.values(), default=clock.today())
        ticked = [key for key in left if days.get(key) == since or len(left) == 1]
        sites = [left[key] for key in ticked] or list(left.values())
        found = {"since": since, "sites": ticked, "replaces": self.before(sites)}
        return super().held() | found

    def before(self, sites: list[Site]) -> str:
        """The key of the one version that all of the sites use now; "" where there is none such."""
        offered = self.choice("replaces").answers or {}
        uses = Publication.objects.standing().filter(document__in=offered, site__in=sites)
        there = Counter(uses.with_days().filter(ends_on=None).values_list("document", flat=True))
        return str(next(iter(there))) if list(there.values()) == [len(sites)] else ""


def unused(document: DocumentVersion) -> Any:
    """Open sites that never used a version."""
    used = document.publications.standing().values("site")
    return Site.objects.standing().filter(closed_on=None).exclude(pk__in=used)


def amended(document: DocumentVersion) -> dict[int, dt.date]:
    """{site's key: the first day on which the version's amendment is in use at one of its cases}."""
    if document.amendment_id is None:
        return {}
    uses = AmendmentUse.objects.standing().filter(amendment=document.amendment_id).order_by()
    return dict(uses.values_list("case__site").annotate(first=Min("since")))


class ReplaceForm(SetUpForm):
    """From which day a version is no longer to be used, and where."""

    versioned = True
    layout = Layout("on", Revealing("where", "sites"))

    on = Day(
        "From which day is it no longer to be used?",
        missing="Enter the day from which it is no longer to be used",
        hint="For example, today, 1/7 or 1 July 2022",
        future=True,
    )
    where = Choice(
        "Where is it no longer to be used?",
        [(EVERYWHERE, "Anywhere"), (SOME, Option("At some sites", reveals=True))],
        missing="Select where it is no longer to be used",
        row=2,
    )
    sites = Choices(
        "At which sites?",
        when_needed=True,
        missing="Select at least one site where it is no longer to be used",
    )

    def offer(self) -> None:
        going = self.row.publications.in_use().with_days().filter(ends_on=None)
        self.offer_rows("sites", Site.objects.filter(pk__in=going.values("site")))

    def held(self) -> dict[str, Any]:
        return super().held() | {"on": clock.today(), "where": EVERYWHERE}

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("where") == SOME:
            self.need("sites")

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        return found | {"sites": found["sites"] if found.pop("where") == SOME else None}
