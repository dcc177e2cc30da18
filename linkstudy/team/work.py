"""What somebody looks after, and who could take it over.

Work is open while somebody has to do it: people still taking part, or of whom something has still to
be seen to, bookings that wait, cases whose data collection goes on or whose routine data wait, field
notes that were started, documents to redact, and visits of a colleague whom somebody looks out for.
It is handed over site by site, to people who work there. Safety notes go to nobody: their writer and
the principal investigators alone read them. Actions of meetings go to who takes over and sits in
that group, else they wait for whoever keeps its minutes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from cases.models import (
    Case,
    CollectedDocument,
    Membership,
    ObservationDay,
    RoutineData,
    Site,
)
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.safety.models import Visit
from linkstudy.words import listed
from meetings.models import MeetingAction
from participants.models import Consent, Interview, Participant, Thanks
from participants.recordings import unfinished
from participants.removals import is_owed
from participants.vocabulary import Status

LEFT = {Status.DECLINED, Status.NOT_ELIGIBLE, Status.WITHDREW}
STILL = [status for status in Status if status not in LEFT]
THEIRS = {"participant": OuterRef("pk")}
UNFINISHED = Exists(unfinished(Interview.objects.filter(**THEIRS)))
AGREES = Exists(Consent.objects.not_withdrawn().filter(**THEIRS))  # to whatever it may be
OWES_RECEIPT = Exists(Thanks.objects.outstanding().filter(**THEIRS))
NEEDED = (May.RECORD, May.LOG_INTERVIEW)


@dataclass
class SiteWork:
    """One person's open work at one site."""

    site: Site
    owner: User
    people: list[Any] = field(default_factory=list)
    bookings: list[Interview] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    days: list[ObservationDay] = field(default_factory=list)
    documents: list[CollectedDocument] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    takers: list[User] = field(default_factory=list)

    @property
    def kinds(self) -> dict[str, list[Any]]:
        """{what one of them is called: all of them}."""
        return {
            "participant": self.people,
            "booking": self.bookings,
            "case": self.cases,
            "observation day": self.days,
            "document": self.documents,
            "visit": self.visits,
        }

    @property
    def words(self) -> str:
        """4 participants, 2 bookings and 1 case."""
        counts = [(len(rows), kind) for kind, rows in self.kinds.items() if rows]
        return listed([f"{count} {kind}{'' if count == 1 else 's'}" for count, kind in counts])

    @property
    def people_url(self) -> str:
        """The list of these participants."""
        cases = sorted({person.case.number for person in self.people})
        asked: dict[str, Any] = {
            "q": self.owner.name,
            "case": cases,
            "status": sorted({person.status for person in self.people}),
        }
        return f"{reverse('participants:people')}?{urlencode(asked, doseq=True)}"


def places() -> QuerySet[Site]:
    """Sites where people can be sent: those that take part today or will."""
    not_closed = Q(closed_on=None) | Q(closed_on__gt=clock.today())
    return Site.objects.standing().filter(not_closed)


def looked_after(users: Iterable[User]) -> QuerySet[Participant]:
    """People of theirs who still take part or agree to something, or who left and whose recording,
    data or receipt have to be seen to; with their status."""
    owned = Participant.objects.standing().filter(owner__in=users).with_status()
    unfinished_with = UNFINISHED | is_owed() | AGREES | OWES_RECEIPT
    return owned.filter(Q(status__in=STILL) | Q(unfinished_with))


def led(users: Iterable[User]) -> QuerySet[Case]:
    """Cases of theirs whose data collection goes on, or whose routine data nobody has checked."""
    came = RoutineData.objects.standing().filter(received_on__isnull=False, checked_on=None)
    goes_on = Q(closed_on=None) | Q(closed_on__gt=clock.today())
    waits = Exists(came.filter(case=OuterRef("pk")))
    return Case.objects.standing().filter(goes_on | Q(waits), lead__in=users)


def kept(users: Iterable[User]) -> tuple[Any, Any]:
    """Days whose notes they are to finish, and documents that they are to redact."""
    theirs = {"keeper__in": [user.pk for user in users]}
    days, documents = ObservationDay.objects.unfinished(), CollectedDocument.objects.to_redact()
    return days.filter(**theirs), documents.filter(**theirs)


def work_of(user: User, site: Site | None = None) -> list[SiteWork]:
    """What somebody looks after, by site in their order; with a site, there alone."""
    found: dict[Site, SiteWork] = {}
    for kind, case, row in _held(user):
        work = found.setdefault(case.site, SiteWork(case.site, user))
        getattr(work, kind).append(row)
    works = [work for one, work in found.items() if site in (None, one)]
    add_takers(works, user)
    return sorted(works, key=lambda work: work.site.number)


def _held(user: User) -> Iterator[tuple[str, Case, Any]]:
    """(which list of a SiteWork, in which case, what) of all that somebody looks after."""
    for person in looked_after([user]).select_related("case__site"):
        yield "people", person.case, person
    bookings = Interview.objects.open().filter(interviewer=user)
    for booking in bookings.select_related("participant__case__site").order_by("booked_on", "pk"):
        yield "bookings", booking.participant.case, booking
    for case in led([user]).select_related("site"):
        yield "cases", case, case
    for kind, rows in zip(("days", "documents"), kept([user]), strict=True):
        for row in rows.select_related("case__site"):
            yield kind, row.case, row
    visits = Visit.objects.open().filter(buddy=user)
    for visit in visits.with_places().select_related("researcher"):
        yield "visits", visit.in_case, visit


def own_work_of(user: User) -> list[SiteWork]:
    """What somebody can hand over themselves: what they look after at the sites where they work today."""
    here = set(Membership.objects.in_force().filter(user=user).values_list("site", flat=True))
    return [work for work in work_of(user) if work.site.pk in here]


def errands_of(user: User) -> Any:
    """Open actions of meetings that somebody owns. They are of no site."""
    rows = MeetingAction.objects.open().filter(accounts=user, meeting__voided_at=None)
    return rows.order_by("pk")


def add_takers(works: list[SiteWork], user: User) -> None:
    """Say who could take over: others who work at the site today and may do the work."""
    members: dict[int, set[User]] = defaultdict(set)
    rows = Membership.objects.in_force().filter(site__in=[work.site for work in works])
    for row in rows.exclude(user=user).select_related("user"):
        members[row.site_id].add(row.user)
    for work in works:
        able = [one for one in members[work.site.pk] if all(one.may(need) for need in NEEDED)]
        work.takers = sorted(able, key=lambda one: one.name)


def stranded(users: Iterable[User]) -> set[tuple[int, int]]:
    """(person, site), by key, of open work that its person can no longer do.

    They left or are suspended, their role does not do it, or they work at the site no more.
    """
    able = [user for user in users if all(user.may(need) for need in NEEDED)]
    members = Membership.objects.in_force().filter(user__in=able)
    people = looked_after(users)
    bookings = Interview.objects.open().filter(interviewer__in=users)
    visits = Visit.objects.open().placed().filter(buddy__in=users)
    first, *more = (
        people.order_by().values_list("owner", "case__site"),
        bookings.order_by().values_list("interviewer", "participant__case__site"),
        led(users).order_by().values_list("lead", "site"),
        visits.order_by().values_list("buddy", "in_site"),
        *(rows.order_by().values_list("keeper", "case__site") for rows in kept(users)),
    )
    held = set(first.union(*more))
    return held - set(members.values_list("user", "site"))
