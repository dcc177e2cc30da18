"""A study of any size, quickly: for tests that count queries and take times.

Rows are written in bulk, past the actions and without history; the guards still see each one.
"""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction

from cases.models import Case, DocumentVersion, Membership, PlanVersion, Publication, Site
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.identities import crypto
from linkstudy.identities.models import PersonKey
from linkstudy.rows import next_number
from linkstudy.testing.factories import a_form, a_plan, a_user, ago
from participants.models import Clause, Consent, Interview, Participant, Refusal
from participants.models.people import study_id
from participants.vocabulary import Group, RefusalReason, Scope

KEY = bytes(32)
STATES = ["interviewed", "booked", "consented", "declined", "deciding", "invited"]


@dataclass(frozen=True)
class Many:
    """What `many` made. lead is a researcher at every site, and owns every person."""

    lead: User
    cases: list[Case]
    people: list[Participant]


@transaction.atomic
def many(cases: int = 600, people: int = 1000) -> Many:
    """So many cases, each at a site of its own, and people spread over them.

    People come in turn in each group and each of STATES. They keep no contact details.
    """
    lead = a_user(name="Lena Manyfold", email="lena@example.org")
    if not PlanVersion.objects.exists():
        a_plan(cases_planned=cases)
    made = new_cases(cases, [lead])
    form = a_form("9.0", approved_on=ago(400), sites=[made[0].site])
    there = (Publication(document=form, site=one.site) for one in made[1:])
    Publication.objects.bulk_create(there)
    persons = _people(people, made, lead)
    states = dict(zip(persons, itertools.cycle(STATES)))
    agreed = [one for one, state in states.items() if state in STATES[:3]]
    _consents(agreed, form, lead)
    Interview.objects.bulk_create(_interviews(states, lead), batch_size=200)
    Refusal.objects.bulk_create(
        (
            Refusal(participant=one, on=ago(3), reason=RefusalReason.NO_MEMORY)
            for one, state in states.items()
            if state == "declined"
        ),
        batch_size=200,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # else PostgreSQL, before its autovacuum, plans for empty tables
    return Many(lead, made, persons)


def new_cases(count: int, leads: list[User], opens: int = 60) -> list[Case]:
    """Cases, each at a site of its own, led in turn; the first opened so many days ago."""
    first = max(next_number(Site.objects), next_number(Case.objects))
    numbers = range(first, first + count)
    sites = Site.objects.bulk_create(
        Site(number=one, slug=str(one), name=f"Region {one}", opened_on=ago(max(365, opens + 60)))
        for one in numbers
    )
    Membership.objects.bulk_create(
        Membership(user=lead, site=site, since=ago(365))
        for lead, site in zip(itertools.cycle(leads), sites)
    )
    return Case.objects.bulk_create(
        Case(
            number=site.number,
            slug=site.slug,
            site=site,
            lead=lead,
            opens_on=ago(opens + site.number % 60),
            closes_on=ago(-60),
            employer="network",
            area="urban",
        )
        for lead, site in zip(itertools.cycle(leads), sites)
    )


def new_keys(count: int) -> list[PersonKey]:
    keys = [PersonKey(made_at=clock.study_now()) for _ in range(count)]
    for key in keys:
        key.wrapped = crypto.wrap(KEY, str(key.pk))
    return PersonKey.objects.bulk_create(keys)


def _people(count: int, cases: list[Case], lead: User) -> list[Participant]:
    """In turn one for each case, and in each case one for each group."""
    rows = []
    for place, key in enumerate(new_keys(count)):
        case, turn = cases[place % len(cases)], place // len(cases)
        group, number = list(Group)[turn % len(Group)], turn // len(Group) + 1
        rows.append(
            Participant(
                study_id=study_id(case.number, group, number),
                case=case,
                group=group,
                number=number,
                person=key,
                joined_via="letter",
                invited_on=ago(30),
                replied_on=None if STATES[place % len(STATES)] == "invited" else ago(20),
                contact_by=ago(place % 10 - 5),
                owner=lead,
            )
        )
    return Participant.objects.bulk_create(rows, batch_size=200)


def _consents(people: Iterable[Participant], form: DocumentVersion, lead: User) -> None:
    consents = Consent.objects.bulk_create(
        (
            Consent(participant=one, document=form, given_on=ago(10), how="paper", taken_by=lead)
            for one in people
        ),
        batch_size=200,
    )
    Clause.objects.bulk_create(
        Clause(consent=consent, scope=scope, agreed=True) for consent in consents for scope in Scope
    )


def _interviews(states: dict[Participant, str], lead: User) -> Iterator[Interview]:
    """One done yesterday, or one booked for one of the next five days."""
    for place, (person, state) in enumerate(states.items()):
        common = {"participant": person, "number": 1, "interviewer": lead, "mode": "phone"}
        if state == "interviewed":
            yield Interview(
                **common,
                held_on=ago(1),
                started=dt.time(10),
                minutes=40,
                recording="audio",
                consent_checked=True,
                logged_at=clock.study_now(),
            )
        elif state == "booked":
            yield Interview(**common, booked_on=ago(-(place % 5)), booked_time=dt.time(14))
