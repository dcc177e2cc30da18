"""What a case's page says: where it stands, what comes next, who is in it."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, DateField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from cases.fieldwork import summed, with_counts
from cases.models import (
    Amendment,
    AmendmentUse,
    Case,
    DocumentVersion,
    Membership,
    ObservationDay,
    Organisation,
    Protocol,
)
from cases.vocabulary import Group, Measure, OrganisationKind
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.charts.timeline import Timeline
from linkstudy.figures.letters import sums_of, with_letters
from linkstudy.figures.recruitment import Recruitment, recruitment
from linkstudy.progress import links
from linkstudy.progress.attention import Needs, items, with_due, with_needs
from linkstudy.progress.board import Shown, shown
from linkstudy.progress.bookings import AHEAD, with_forms
from linkstudy.progress.case_timeline import timeline
from linkstudy.progress.day import Booked, booked
from linkstudy.progress.letters import Funnel, replies, with_steps
from linkstudy.progress.waves import CaseWave, case_wave
from linkstudy.progress.words import verdict
from linkstudy.todo import Item
from linkstudy.words import many, uncapped
from participants.briefs import short
from participants.models import Consent, Interview, Participant
from participants.steps import Line, line
from participants.vocabulary import Status
from participants.waves import settings_of, with_follow_up

GONE = {Status.DECLINED, Status.NOT_ELIGIBLE, Status.WITHDREW}
TO_INTERVIEW = {Status.BOOKED, Status.CONSENTED}
ROWS = 25
LATEST = 3


@dataclass(frozen=True)
class Target:
    """A measure against the plan, with what is on its way."""

    shown: Shown
    note: str


@dataclass(frozen=True)
class Patient:
    """A row of the patients' table."""

    line: Line
    last: str


@dataclass(frozen=True)
class Document:
    """A document's version and whether it is still to be used."""

    version: DocumentVersion
    people: int

    @property
    def is_replaced(self) -> bool:
        return self.version.is_replaced(clock.today())

    @property
    def note(self) -> str:
        if self.is_replaced:
            return f"{many(self.people, 'person', 'people')} to interview signed this version"
        return f"In use since {short(self.version.used_from)}"


@dataclass(frozen=True)
class InForce:
    """An amendment, and from which day it is in use in the case; None while it is not."""

    number: str
    slug: str
    since: dt.date | None

    @property
    def url(self) -> str:
        return reverse("set_up:amendments:row", args=[self.slug])


@dataclass(frozen=True)
class Step:
    """A stage of the case: "done", "now" or "" for what is to come."""

    name: str
    note: str
    kind: str = ""


def in_full(day: dt.date) -> QuerySet[Case]:
    """Cases with what their pages count of them up to the day: one question for one case."""
    return with_counts(with_letters(Case.objects.all(), day), day)


class CasePage:
    """Everything about one case, which comes in_full(); each part is fetched once."""

    def __init__(self, user: User, case: Case):
        self.user, self.case, self.today = user, case, clock.today()

    @cached_property
    def figures(self) -> Recruitment:
        return recruitment(self.user, self.today, only=self.case)

    @cached_property
    def interviews(self) -> list[Interview]:
        """Standing interviews and bookings of the case, by day."""
        rows = Interview.objects.standing().filter(participant__case=self.case)
        rows = with_forms(rows.with_undecided()).select_related("participant__case", "interviewer")
        return sorted(rows, key=lambda row: (row.day, row.booked_time or dt.time.max, row.pk))

    @cached_property
    def people(self) -> list[Participant]:
        """The people of the case with status, next step, consent form and owner, by study ID."""
        signed = Consent.objects.standing().filter(participant=OuterRef("pk"))
        latest = signed.filter(withdrawn_on=None).latest_first()
        rows = (
            Participant.objects.standing().filter(case=self.case).with_status().with_consent_form()
        )
        rows = with_follow_up(with_due(rows, self.protocol), self.protocol)
        rows = with_steps(rows).annotate(form=Subquery(latest.values("document")[:1]))
        return list(rows.select_related("owner", "case"))

    @cached_property
    def observation_days(self) -> list[ObservationDay]:
        """Standing observation days, newest first."""
        rows = ObservationDay.objects.standing().filter(case=self.case)
        return list(rows.order_by("-day", "-starts").select_related("case", "observer"))

    @property
    def latest_days(self) -> list[ObservationDay]:
        return self.observation_days[:LATEST]

    @property
    def fieldwork(self) -> str:
        """What fieldwork came to so far: hours, days, debriefs, documents."""
        case: Any = self.case
        return summed(self.observation_days, case.debriefs_held, case.documents_got)

    @cached_property
    def funnel(self) -> Funnel | None:
        """From letters to interviews; None before the first letters."""
        sums = sums_of(self.case)
        return Funnel(sums, replies(self.people)) if sums else None

    @property
    def is_empty(self) -> bool:
        return not (self.people or self.observation_days)

    @property
    def is_to_come(self) -> bool:
        return self.case.stage(self.today) == "To come"

    @property
    def finding(self) -> str:
        """2 of 10 patient interviews are done, 1 fewer than planned by now"""
        return verdict(self.figures).removesuffix(".")

    @property
    def population(self) -> str:
        return f"{self.case.population:,}"

    @property
    def lead(self) -> str:
        """Who the link worker works for, the week of fieldwork, who leads."""
        case, words = self.case, []
        words.append(f"Link worker C{case.number}-LW, employed by {case.get_employer_display()}.")
        if case.stage(self.today) == "Open" and self.today <= case.closes_on:
            week, weeks = case.week(self.today)
            words.append(f"Week {week} of {weeks}.")
        if case.lead:
            words.append(f"Lead researcher: {case.lead}.")
        return " ".join(words)

    @property
    def steps(self) -> list[Step]:
        """Setting up, fieldwork, the end of it, and the follow-up interviews after 9 months."""
        case, stage = self.case, self.case.stage(self.today)
        span = f"{short(case.opens_on)} to {short(case.closed_on or case.closes_on)}"
        set_up, field, ended = {
            "To come": ("now", "", ""),
            "Open": ("done", "now", ""),
            "Closed": ("done", "done", "done"),
        }[stage]
        opens = f"Opens {short(case.opens_on)}" if stage == "To come" else "Done"
        closes = f"{short(case.closed_on)}" if case.closed_on else f"By {short(case.closes_on)}"
        return [
            Step("Set up", opens, set_up),
            Step("Recruiting and interviews", span, field),
            Step("Data collection closed", closes, ended),
            self._follow_up(),
        ]

    @cached_property
    def wave(self) -> CaseWave:
        """The follow-up interviews."""
        return case_wave(self.case, self.people, self.protocol)

    def _follow_up(self) -> Step:
        """The follow-up interviews, whose windows open months after the first ones."""
        return Step("Follow-up interviews", self.wave.note, "now" if self.wave.is_open else "")

    @cached_property
    def protocol(self) -> Protocol | None:
        return settings_of()

    @cached_property
    def targets(self) -> list[Target]:
        """The figures of the case, measure by measure, with what is booked and to book."""
        where = f"Case {self.case.number}"
        cells = self.figures.rows[0].cells if self.figures.rows else ()
        return [
            Target(shown(self.figures, cell, self.case, where), self._coming(cell.measure))
            for cell in cells
        ]

    def _coming(self, measure: Measure) -> str:
        """2 booked, 1 to book, 3 deciding."""
        here = Counter(one.status for one in self.people if one.group == measure)
        kinds = [
            (Status.BOOKED, "booked"),
            (Status.CONSENTED, "to book"),
            (Status.DECIDING, "deciding"),
            (Status.INVITED, "invited"),
        ]
        return ", ".join(f"{here[status]} {word}" for status, word in kinds if here[status])

    @property
    def ahead(self) -> list[Booked]:
        """Bookings of today and the next 7 days."""
        until = self.today + AHEAD
        near = [one for one in self.bookings if self.today <= one.booked_on <= until]
        return [booked(self.user, one) for one in near][:ROWS]

    @property
    def bookings(self) -> list[Interview]:
        return [row for row in self.interviews if row.state == "booked"]

    @cached_property
    def items(self) -> list[Item]:
        """What needs attention in the case, most pressing first."""
        needs = Needs(
            [row for row in self.interviews if row.is_undecided],
            [row for row in self.bookings if row.is_unready or row.booked_on < self.today],
            [person for person in self.people if person.is_due],
            [self.about],
            [one for one in self.wave.rows if one.is_to_book],
        )
        return items(self.user, needs)[:ROWS]

    @property
    def timeline(self) -> Timeline:
        return timeline(self.case, self.interviews, self.observation_days)

    @cached_property
    def patients(self) -> list[Patient]:
        """Patients who take part or may, with what was last and what comes next."""
        held = {row.participant_id: row for row in self.interviews if row.held_on}
        return [
            Patient(line(one), self._last(one, held.get(one.pk)))
            for one in self.people
            if one.group == Group.PATIENT and one.status not in GONE
        ][:ROWS]

    def _last(self, person: Participant, held: Interview | None) -> str:
        """8 June, 42 min; or the booking; or when they replied."""
        if held:
            return f"{short(held.held_on)}, {held.minutes} min"
        if person.booked_on:
            how = {row.participant_id: row.get_mode_display() for row in self.bookings}
            return f"{short(person.booked_on)}, {uncapped(how.get(person.pk, ''))}"
        if person.replied_on:
            return f"Replied {short(person.replied_on)}"
        return f"Invited {short(person.invited_on)}"

    @property
    def gone(self) -> list[tuple[str, str]]:
        """(1 withdrew, the list of them) for each way in which patients are out."""
        left = Counter(
            one.status for one in self.people if one.group == Group.PATIENT and one.status in GONE
        )
        return [
            (
                f"{count} {uncapped(Status(status).label)}",
                links.people_of(self.case, group=Group.PATIENT.value, status=status),
            )
            for status, count in sorted(left.items())
        ]

    @property
    def all_people(self) -> str:
        return links.people_of(self.case)

    @property
    def team(self) -> list[str]:
        """Who works at the site today, by name."""
        return sorted(row[1] for row in self._names if row[0] == "team")

    @cached_property
    def _names(self) -> list[tuple[Any, ...]]:
        """(what it is, name, address, since): the team, and amendments. One query."""
        here = Membership.objects.in_force().filter(site=self.case.site, user__is_active=True)
        no_day = Value(None, output_field=DateField())
        team = here.order_by().values_list(Value("team"), "user__name", Value(""), no_day)
        uses = AmendmentUse.objects.standing().filter(case=self.case, amendment=OuterRef("pk"))
        since = Subquery(uses.order_by().values("since")[:1])
        usable = Amendment.objects.usable().order_by()
        rows = usable.values_list(Value("amendment"), "number", "slug", since)
        return list(team.union(rows))

    @cached_property
    def about(self) -> Any:
        """The case with what it needs itself, and its site's practices and networks as counts."""
        here = Organisation.objects.standing().filter(site=OuterRef("site")).order_by()
        counts = {
            kind.value: Coalesce(
                Subquery(
                    here.filter(kind=kind)
                    .values("site")
                    .annotate(there=Count("pk"))
                    .values("there")
                ),
                0,
            )
            for kind in (OrganisationKind.PRACTICE, OrganisationKind.NETWORK)
        }
        return with_needs(Case.objects.filter(pk=self.case.pk)).annotate(**counts).get()

    @property
    def practices(self) -> str:
        """3, in 1 primary care network."""
        networks = self.about.network
        around = f", in {many(networks, 'primary care network')}" if networks else ""
        return f"{self.about.practice}{around}"

    @property
    def amendments(self) -> list[InForce]:
        """Those that may be in use, by number, with since when each is here."""
        found = sorted(row[1:] for row in self._names if row[0] == "amendment")
        return [InForce(*row) for row in found]

    @property
    def in_use(self) -> list[InForce]:
        return [one for one in self.amendments if one.since]

    @property
    def not_in_use(self) -> list[InForce]:
        return [one for one in self.amendments if not one.since]

    @cached_property
    def documents(self) -> list[Document]:
        """Versions in use at the site, and replaced ones that people yet to be interviewed signed."""
        signed = Counter(one.form for one in self.people if one.status in TO_INTERVIEW and one.form)
        here = DocumentVersion.objects.standing().published_for(self.case.site)
        in_use = Q(used_until=None) | Q(used_until__gt=self.today)
        rows = here.filter(Q(used_from__lte=self.today) & in_use | Q(pk__in=list(signed)))
        return [Document(row, signed[row.pk]) for row in rows]
