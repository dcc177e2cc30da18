"""Monthly accrual for the NIHR's network: recruits by the month and the site of their consent.

A recruit gave informed consent and takes part: here, agreed to be interviewed and was interviewed. Staff
whom the study works with count only if the protocol's sample size includes them, so the address says which
groups count.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crispy_forms.layout import Layout
from django.db.models import Exists, Min, OuterRef
from django.http import QueryDict

from cases.models import Case, PlanVersion, Site, Study, Target
from cases.vocabulary import Group, Scope
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.audit.past import known_at
from linkstudy.figures.figure import Figure, Table, Value
from linkstudy.forms import Choices
from linkstudy.handover.asking import PeriodForm, begun
from linkstudy.handover.report import Part, Report, period
from linkstudy.words import be, day_words, listed, many, uncapped
from participants.follow_up import months_after
from participants.models import Clause, Consent, Interview

MONTHS = 12  # of a period that nobody chose
MOST_SITES = 8  # side by side; more stand one below the other
NAME = "monthly-accrual"
RECRUIT = (
    "A recruit agreed to be interviewed, by a consent that stands, and was interviewed. Each counts"
    " once, in the month and at the site of that consent."
)
STAFF = (
    "Staff whom the study works with count only if the protocol’s sample size includes them: agree"
    " that with your network."
)


class AccrualForm(PeriodForm):
    """A period, and which groups count."""

    layout = Layout("start", "end", "groups")

    groups = Choices("Who counts?", [(one.value, one.plural) for one in Group], row=2)

    def __init__(self, asked: QueryDict):
        self.plan: PlanVersion | None = None
        self.chosen: list[Group] = []
        super().__init__(asked)
        self.chosen = self.chosen or self._of_the_plan()

    def usual(self, end: dt.date | None = None) -> tuple[dt.date, dt.date]:
        """Twelve months, the last one as far as it has gone."""
        end = end or clock.today()
        return months_after(end.replace(day=1), -(MONTHS - 1)), end

    def _of_the_plan(self) -> list[Group]:
        """The groups that the plan in force asks for; patients, when there is none."""
        end = self.period[1]
        self.plan = PlanVersion.objects.in_force(end, clock.end_of(end))
        wanted = (
            Target.objects.filter(plan=self.plan, number__gt=0)
            if self.plan
            else Target.objects.none()
        )
        measures = set(wanted.values_list("measure", flat=True))
        return [group for group in Group if group in measures] or [Group.PATIENT]

    def shown(self, asked: QueryDict) -> QueryDict:
        """The boxes as they count: those of the plan are ticked where nobody ticked any."""
        shown = super().shown(asked)
        self.chosen = [Group(one) for one in self.cleaned_data["groups"]]
        self.chosen = self.chosen or self._of_the_plan()
        shown.setlist("groups", [group.value for group in self.chosen])
        return shown

    @property
    def query(self) -> dict[str, Any]:
        """Also the groups that were ticked; those of the plan follow from the period."""
        ticked = {} if self.plan else {"groups": [group.value for group in self.chosen]}
        return super().query | ticked

    @property
    def reason(self) -> str:
        """Which groups count, and why these."""
        groups = listed([uncapped(group.plural) for group in self.chosen])
        if self.plan:
            return f"Counted are {groups}, whom {self.plan} asks for."
        return f"Counted are {groups}."


@dataclass(frozen=True)
class Recruit:
    site: int
    on: dt.date

    @property
    def month(self) -> dt.date:
        return self.on.replace(day=1)


class Recruits:
    """Who gave consent and took part by the last day of a period, as known then."""

    def __init__(self, reader: User, asked: AccrualForm):
        self.asked, (self.start, self.end) = asked, asked.period
        self.at = clock.end_of(self.end)
        self.cases = Case.objects.ever_reached(reader, May.SEE_REPORTS)

    @cached_property
    def interviewed(self) -> set[int]:
        """The keys of those of the groups who had a first interview."""
        held = Interview.objects.done(self.at).first_wave()
        mine = held.filter(participant__group__in=self.asked.chosen)
        of_cases = mine.filter(participant__case__in=self.cases.values("pk"))
        return set(of_cases.order_by().values_list("participant", flat=True))

    @cached_property
    def agreed(self) -> dict[int, Recruit]:
        """{person's key: the site and the first day of their consent to be interviewed}, of the groups."""
        yes = Clause.objects.filter(consent=OuterRef("pk"), scope=Scope.INTERVIEW, agreed=True)
        given = Consent.objects.standing(self.at).filter(Exists(yes), given_on__lte=self.end)
        mine = given.filter(participant__group__in=self.asked.chosen)
        of_cases = mine.filter(participant__case__in=self.cases.values("pk")).order_by()
        rows = of_cases.values_list("participant", "participant__case").annotate(
            first=Min("given_on")
        )
        homes = {case.pk: case.site_id for case in known_at(self.cases, self.at)}
        return {one: Recruit(homes[case], on) for one, case, on in rows if case in homes}

    @cached_property
    def all(self) -> list[Recruit]:
        return [recruit for one, recruit in self.agreed.items() if one in self.interviewed]

    @cached_property
    def counted(self) -> Counter[tuple[dt.date, int]]:
        """{(month, site's key): recruits of the period}"""
        return Counter((one.month, one.site) for one in self.all if one.on >= self.start)

    @cached_property
    def sites(self) -> list[Site]:
        """The sites that had opened by the last day, and those with recruits, by number."""
        every, used = known_at(Site.objects.all(), self.at), {one.site for one in self.all}
        return [site for site in every if site.opened_on <= self.end or site.pk in used]

    @property
    def months(self) -> Iterator[dt.date]:
        """The months of the period, by their first days."""
        month = self.start.replace(day=1)
        while month <= self.end:
            yield month
            month = (month + dt.timedelta(days=31)).replace(day=1)


def accrual(reader: User, asked: AccrualForm) -> Report:
    """Recruits of a period by month and site, as known at the end of its last day."""
    found = Recruits(reader, asked)
    study = next(iter(known_at(Study.objects.all(), found.at)), None)
    cpms = f" CPMS ID {study.cpms_id}." if study and study.cpms_id else ""
    end = day_words(found.end)
    about = (
        f"From {day_words(found.start)} to {end}, as known at the end of that day.{cpms}",
        RECRUIT,
        asked.reason,
        STAFF,
        *begun(found.start, found.end, study),
    )
    parts = [_by_month(found)]
    if len(found.sites) > MOST_SITES:
        parts += [_by_site(found)]
    return Report(NAME, "Monthly accrual", about, period(found.start, found.end), tuple(parts))


def month_words(month: dt.date) -> str:
    return f"{month:%B} {month.year}"


def _said(found: Recruits) -> Iterator[str]:
    within = sum(found.counted.values())
    recruits = many(within, "recruit")
    yield f"{recruits} in the period, {len(found.all):,} so far, by {day_words(found.end)}."
    waiting = len(found.agreed.keys() - found.interviewed)
    if waiting:
        yield (
            f"{many(waiting, 'person', 'people')} agreed and {be(waiting)} not interviewed: they are no"
            " recruits."
        )
    without = len(found.interviewed - found.agreed.keys())
    if without:
        yield (
            f"{many(without, 'person', 'people')} {'was' if without == 1 else 'were'} interviewed and"
            " no consent of theirs stands: they are no recruits."
        )


def _by_month(found: Recruits) -> Part:
    """Months below each other, and sites side by side as far as there is room."""
    sites = found.sites if len(found.sites) <= MOST_SITES else []
    rows: list[tuple[Value, ...]] = [
        (month_words(month), *_row(found, [month], sites)) for month in found.months
    ]
    months = list(found.months)
    table = Table(
        "accrual-by-month",
        "Recruits by month and site" if sites else "Recruits by month",
        f"Recruits by the month of their consent, {day_words(found.start)} to {day_words(found.end)}.",
        ("Month", *(str(site) for site in sites), "All sites"),
        (*rows, ("In the period", *_row(found, months, sites))),
    )
    told = (*(_line(found, month) for month in found.months), _line(found))
    return Part(table.title, tuple(_said(found)), Figure(table), told=told)


def _line(found: Recruits, month: dt.date | None = None) -> str:
    """June 2022: 3 recruits, 2 at Site 1: North and 1 at Site 2: South."""
    wanted = [month] if month else list(found.months)
    *by_site, every = _row(found, wanted, found.sites)
    where = [
        f"{count:,} at {site}" for site, count in zip(found.sites, by_site, strict=True) if count
    ]
    what = month_words(month) if month else "In the period"
    return f"{what}: {', '.join([many(every, 'recruit'), *([listed(where)] if where else [])])}."


def _row(found: Recruits, months: list[dt.date], sites: list[Site]) -> tuple[int, ...]:
    """How many of some months at each of the sites, and at all there are."""
    wanted = set(months)
    by_site = Counter[int]()
    for (month, site), count in found.counted.items():
        by_site[site] += count if month in wanted else 0
    return (*(by_site[site.pk] for site in sites), sum(by_site.values()))


def _by_site(found: Recruits) -> Part:
    """A row for each month and site with recruits."""
    names = {site.pk: str(site) for site in found.sites}
    table = Table(
        "accrual-by-site",
        "Recruits by month and site",
        f"Recruits from {day_words(found.start)} to {day_words(found.end)}; months and sites without one"
        " are left out.",
        ("Month", "Site", "Recruits"),
        tuple(
            (month_words(month), names[site], count)
            for (month, site), count in sorted(found.counted.items())
        ),
    )
    return Part(table.title, (table.about,), Figure(table))
