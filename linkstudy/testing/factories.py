"""Small real objects for tests, made through the actions, so that history and guards hold.

Every function gives one saved row. Numbers come from the rows that stand, days count from the
study's own day: `study_clock("2022-06-14 09:12")` or `clock.telling` sets it. Nothing is drawn
by chance. Whatever is not said is made: a person gets a case, a case a site and a lead.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from cases import actions as case_actions
from cases.models import (
    Amendment,
    Case,
    DocumentVersion,
    Membership,
    ObservationDay,
    Organisation,
    PlanVersion,
    Protocol,
    Site,
    Study,
    Topic,
)
from cases.vocabulary import Measure
from linkstudy import clock
from linkstudy.accounts.actions import add_user
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import Role
from linkstudy.rows import next_number
from linkstudy.testing.passing import passed_since
from participants import actions as people_actions
from participants.consents import missing
from participants.models import (
    Consent,
    Interview,
    Notice,
    Participant,
    Refusal,
    Removal,
    SavedView,
    Withdrawal,
)
from participants.vocabulary import Place, Scope, Wave

PASSWORD = "correct horse battery staple"
EVERY_SCOPE = list(Scope.values)


def ago(days: int) -> dt.date:
    """So many days before the study's day; after it, when negative."""
    return clock.today() - dt.timedelta(days=days)


def a_user(role: str = Role.RESEARCHER, sites: list[Site] | None = None, **facts: Any) -> User:
    """Somebody who signs in with PASSWORD, member of the sites for a year already."""
    number = User.objects.count() + 1
    given = {"name": f"User {number}", "email": f"user{number}@example.org", "password": PASSWORD}
    user = add_user(role=role, by=None, **given | facts)
    for site in sites or []:
        a_membership(user, site)
    return user


def a_membership(user: User, site: Site) -> Membership:
    """Somebody has worked at the site for a year."""
    return case_actions.join_site(user=user, site=site, since=ago(365), by=None)


def a_site(number: int | None = None, name: str = "") -> Site:
    """A site that opened a year ago."""
    number = number or next_number(Site.objects)
    given = {"name": name or f"Region {number}", "opened_on": ago(365)}
    return case_actions.open_site(number=number, by=None, **given)


def a_case(number: int | None = None, **facts: Any) -> Case:
    """A case that opened 60 days ago and closes in 60, at a site of the same number."""
    number = number or next_number(Case.objects)
    site = facts.pop("site", None) or Site.objects.filter(number=number).first() or a_site(number)
    given: dict[str, Any] = {
        "opens_on": ago(60),
        "closes_on": ago(-60),
        "employer": "network",
        "area": "urban",
    }
    if "lead" not in facts:
        given["lead"] = a_user(sites=[site])
    return case_actions.plan_case(number=number, site=site, by=None, **given | facts)


def a_plan(
    patients: int = 10,
    *,
    health: int = 5,
    voluntary: int = 4,
    link_worker: int = 1,
    manager: int = 1,
    days: int = 15,
    more: list[tuple[Case, str, int]] | None = None,
    **facts: Any,
) -> PlanVersion:
    """A plan with a target for each case; more holds targets of single cases."""
    numbers = [patients, health, voluntary, link_worker, manager, days]
    each = [(None, measure, number) for measure, number in zip(Measure, numbers, strict=True)]
    given = {"effective_from": ago(365), "cases_planned": 6}
    return case_actions.adopt_plan(targets=[*each, *(more or [])], by=None, **given | facts)


def a_form(
    number: str = "1.3",
    approved_on: dt.date | None = None,
    replaced_on: dt.date | None = None,
    kind: str = "consent",
    **facts: Any,
) -> DocumentVersion:
    """A consent form for every site there is, approved a year ago unless said otherwise."""
    given = {"sites": list(Site.objects.standing()) or [a_site()]} | facts
    return case_actions.approve_document(
        number=number,
        kind=kind,
        approved_on=approved_on or ago(365),
        replaced_on=replaced_on,
        by=None,
        **given,
    )


def a_draft(number: str = "1.4", kind: str = "consent", **facts: Any) -> DocumentVersion:
    """A version that is not approved yet."""
    return case_actions.draft_document(number=number, kind=kind, by=None, **facts)


def an_amendment(number: str = "SA01", **facts: Any) -> Amendment:
    """A substantial amendment, submitted and approved before the plans of these tests."""
    days = {"submitted_on": ago(400), "approved_on": ago(380)}
    given = {"number": number, "is_substantial": True, "category": "A"} | days
    return case_actions.record_amendment(by=None, **given | facts)


def a_protocol(**facts: Any) -> Protocol:
    """Settings that have held for a year: a day to think, three tries, 9 to 12 months, adults."""
    given = {
        "effective_from": ago(365),
        "cooling_off_hours": 24,
        "most_contact_attempts": 3,
        "follow_up_min_months": 9,
        "follow_up_max_months": 12,
        "follow_up_anchor": "person",
        "least_age": 18,
    }
    return case_actions.adopt_protocol(by=None, **given | facts)


def a_topic(name: str = "How patients become aware of link workers") -> Topic:
    return case_actions.add_topic(name=name, by=None)


def an_organisation(
    site: Site | None = None, name: str = "Practice A", **facts: Any
) -> Organisation:
    given = {"site": site or a_site(), "name": name, "kind": "practice"}
    return case_actions.add_organisation(by=None, **given | facts)


def by_for(case: Case, by: User | None) -> User:
    """Who acts, when the test does not say: the case's lead."""
    return by or case.lead or a_user(sites=[case.site])


def a_person(
    case: Case | None = None, group: str = "PT", by: User | None = None, **facts: Any
) -> Participant:
    """Somebody who replied to a letter two weeks ago."""
    case = case or Case.objects.first() or a_case()
    given: dict[str, Any] = {"joined_via": "letter"}
    if not {"invited_on", "replied_on"} & set(facts):
        given["replied_on"] = ago(14)
    return people_actions.add_participant(
        case=case, group=group, by=by_for(case, by), **given | facts
    )


def form_on(day: dt.date, group: str = "") -> DocumentVersion:
    """The consent form in force that day; if there is none, v1.0 is made, approved long before."""
    found = (
        DocumentVersion.objects.in_force("consent", day).filter(audience__in=["", group]).first()
    )
    return found or a_form("1.0", approved_on=dt.date(2020, 1, 1))


def in_use_at(site: Site, document: DocumentVersion) -> DocumentVersion:
    """The version, published for the site too."""
    sites = [one.site for one in document.publications.standing()]
    if site in sites:
        return document
    return case_actions.correct_document(
        document=document,
        version=document.version,
        sites=[*sites, site],
        in_force_from=document.in_force_from,
        replaced_on=document.replaced_on,
        reason="One more site",
        by=None,
    )


def a_consent(
    person: Participant,
    given_on: dt.date | None = None,
    scopes: list[str] | None = None,
    by: User | None = None,
    **facts: Any,
) -> Consent:
    """Agreed to everything, or to the scopes named, on the day said: else a week ago, if we knew them."""
    given_on = given_on or max(ago(7), person.known_since)
    form = in_use_at(
        person.case.site, facts.pop("document", None) or form_on(given_on, person.group)
    )
    given = {"document": form, "how": "paper"}
    return people_actions.record_consent(
        participant=person,
        given_on=given_on,
        scopes=EVERY_SCOPE if scopes is None else scopes,
        by=by_for(person.case, by),
        **given | facts,
    )


def a_booking(
    person: Participant | None = None,
    booked_on: dt.date | None = None,
    wave: str = Wave.FIRST,
    by: User | None = None,
    **facts: Any,
) -> Interview:
    """A booking by phone for today at 2pm, or as said."""
    person = person or a_person()
    given = {"mode": "phone", "booked_time": dt.time(14)}
    return people_actions.book(
        participant=person,
        booked_on=booked_on or clock.today(),
        wave=wave,
        by=by_for(person.case, by),
        **given | facts,
    )


def an_interview(
    person: Participant | None = None,
    held_on: dt.date | None = None,
    wave: str = Wave.FIRST,
    recording: str = "audio",
    by: User | None = None,
    **facts: Any,
) -> Interview:
    """An interview by phone, today or on the day said, with consent if lacking: of 40 minutes, or of
    as many as have passed since it started."""
    person, held_on = person or a_person(), held_on or clock.today()
    started = facts.get("started")
    if missing(person, wave=wave, recording=recording, on=held_on, started=started):
        a_consent(person, given_on=max(min(held_on, ago(7)), person.known_since), by=by)
    given = {"mode": "phone", "minutes": min(40, passed_since(held_on, started))}
    return people_actions.log_interview(
        participant=person,
        held_on=held_on,
        wave=wave,
        recording=recording,
        by=by_for(person.case, by),
        **given | facts,
    )


def a_missed_interview(
    person: Participant | None = None, why: str = "absent", by: User | None = None
) -> Interview:
    """Booked for today and missed."""
    booking = a_booking(person, by=by)
    person = booking.participant
    return people_actions.log_missed(
        participant=person, missed_on=clock.today(), missed_why=why, by=by_for(person.case, by)
    )


def a_refusal(
    person: Participant | None = None,
    reason: str = "no_memory",
    by: User | None = None,
    **facts: Any,
) -> Refusal:
    person = person or a_person()
    return people_actions.record_refusal(
        participant=person,
        reason=reason,
        by=by_for(person.case, by),
        **{"on": clock.today()} | facts,
    )


def a_withdrawal(
    person: Participant | None = None, by: User | None = None, **facts: Any
) -> Withdrawal:
    """Withdrew today at 9 o'clock, with a consent to take back."""
    person = person or a_person()
    if not person.consents.exists():
        a_consent(person, by=by)
    given = {"on": clock.today(), "time": dt.time(9), "level": "keep"}
    return people_actions.record_withdrawal(
        participant=person, by=by_for(person.case, by), **given | facts
    )


def a_removal(
    person: Participant | None = None, place: str = "paper", by: User | None = None, **facts: Any
) -> Removal:
    """Looked at today, and taken out, for somebody who asked for all to go."""
    person = person or a_withdrawal(level="remove_all").participant
    given = {"on": clock.today(), "outcome": "removed", "proof": "Shredded, as the list says"}
    return people_actions.remove(
        participant=person, place=Place(place), by=by_for(person.case, by), **given | facts
    )


def a_view(owner: User | None = None, name: str = "Case 5, open steps", **facts: Any) -> SavedView:
    """A view of the open steps of case 5, seen by its owner alone."""
    given = {"query": "case=5&step=late", "is_shared": False}
    return people_actions.save_view(name=name, by=owner or a_user(), **given | facts)


def a_notice(
    person: Participant | None = None,
    document: DocumentVersion | None = None,
    by: User | None = None,
    **facts: Any,
) -> Notice:
    """Told by letter today of an information sheet in use at their site."""
    person = person or a_person()
    document = document or a_form("2.0", kind="information", sites=[person.case.site])
    given = {"on": clock.today(), "how": "letter"}
    return people_actions.tell(
        participant=person, document=document, by=by_for(person.case, by), **given | facts
    )


def an_observation(
    case: Case | None = None, day: dt.date | None = None, by: User | None = None, **facts: Any
) -> ObservationDay:
    """A morning at the practice, yesterday or on the day said."""
    case = case or Case.objects.first() or a_case()
    given = {"starts": dt.time(9), "ends": dt.time(13), "setting": "practice", "patients": 2}
    return case_actions.log_observation(
        case=case, day=day or ago(1), by=by_for(case, by), **given | facts
    )


@dataclass(frozen=True)
class SmallStudy:
    """What `a_study` makes: researcher works at the first site, researcher2 at the second."""

    study: Study
    sites: list[Site]
    cases: list[Case]
    plan: PlanVersion
    form: DocumentVersion
    topic: Topic
    researcher: User
    researcher2: User
    pi: User
    administrator: User
    ppi: User
    monitor: User


def a_study() -> SmallStudy:
    """Two sites, a case at each, a plan, a consent form, a topic, and users of every role."""
    study = case_actions.describe_study(
        title="A study for tests", short_title="The test study", by=None
    )
    sites = [a_site(1), a_site(2)]
    asha, tom = (
        a_user(sites=[site], name=name)
        for site, name in zip(sites, ["Ann Example", "Ben Example"], strict=True)
    )
    return SmallStudy(
        study=study,
        sites=sites,
        cases=[a_case(1, lead=asha), a_case(2, lead=tom)],
        plan=a_plan(),
        form=a_form(),
        topic=a_topic(),
        researcher=asha,
        researcher2=tom,
        pi=a_user(Role.PI),
        administrator=a_user(Role.ADMINISTRATOR),
        ppi=a_user(Role.PPI_LEAD),
        monitor=a_user(Role.MONITOR),
    )
