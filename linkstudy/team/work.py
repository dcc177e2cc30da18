"""What somebody looks after, and who could take it over.

Work is open while somebody has to do it: people still taking part, or of whom something has still to
be seen to, bookings that wait, cases whose data collection goes on. It is handed over site by site, to people who work there.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from cases.models import Case, Membership, Site
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from participants.models import Interview, Participant
from participants.recordings import unfinished
from participants.removals import is_owed
from participants.vocabulary import Status

LEFT = {Status.DECLINED, Status.NOT_ELIGIBLE, Status.WITHDREW}
STILL = [status for status in Status if status not in LEFT]
UNFINISHED = Exists(unfinished(Interview.objects.filter(participant=OuterRef("pk"))))
NEEDED = (May.RECORD, May.LOG_INTERVIEW)


@dataclass
class SiteWork:
    """One person's open work at one site."""

    site: Site
    owner: User
    people: list[Any] = field(default_factory=list)
    bookings: list[Interview] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    takers: list[User] = field(default_factory=list)

    @property
    def words(self) -> str:
        """4 participants, 2 bookings and 1 case."""
        kinds = [
            (len(self.people), "participant"),
            (len(self.bookings), "booking"),
            (len(self.cases), "case"),
        ]
        told = [f"{count} {kind}{'' if count == 1 else 's'}" for count, kind in kinds if count]
        return " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)

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
    """People of theirs who still take part, or who left and whose recording or data have to be seen
    to; with their status."""
    owned = Participant.objects.standing().filter(owner__in=users).with_status()
    unfinished_with = UNFINISHED | is_owed()
    return owned.filter(Q(status__in=STILL) | Q(unfinished_with))


def work_of(user: User, site: Site | None = None) -> list[SiteWork]:
    """What somebody looks after, by site in their order; with a site, there alone."""
    found: dict[Site, SiteWork] = {}

    def at(one: Site) -> SiteWork:
        return found.setdefault(one, SiteWork(one, user))

    for person in looked_after([user]).select_related("case__site"):
        at(person.case.site).people.append(person)
    bookings = Interview.objects.open().filter(interviewer=user)
    for booking in bookings.select_related("participant__case__site").order_by("booked_on", "pk"):
        at(booking.participant.case.site).bookings.append(booking)
    for case in Case.objects.standing().filter(lead=user, closed_on=None).select_related("site"):
        at(case.site).cases.append(case)
    works = [work for one, work in found.items() if site in (None, one)]
    add_takers(works, user)
    return sorted(works, key=lambda work: work.site.number)


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
    cases = Case.objects.standing().filter(lead__in=users, closed_on=None)
    held = {
        *people.order_by().values_list("owner", "case__site").distinct(),
        *bookings.order_by().values_list("interviewer", "participant__case__site").distinct(),
        *cases.order_by().values_list("lead", "site").distinct(),
    }
    return held - set(members.values_list("user", "site"))
