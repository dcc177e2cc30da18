"""The study, its team, places, documents and plan.

Real, from the study's own newsletter of June 2022 and its public record: title, references,
funder, sponsor, six cases in six parts of the country, ten patients planned for each, cases 3
and 4 finished, short contact that is often by phone, and the four topics. What the public
record does not give, such as the ethics committee's reference, stays empty. Everything else is
invented: people, regions, organisations, days, other targets and every count for one case.
"""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import Any

from cases import actions
from cases.models import Amendment, DocumentVersion, Topic
from cases.vocabulary import Scope
from linkstudy.accounts.actions import add_user
from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.script import day, moment
from linkstudy.team.actions import leave, send_to_site

STUDY = {
    "title": "Understanding the implementation of link workers in primary care",
    "short_title": "The link worker study",
    "iras_id": "294561",
    "funder_ref": "NIHR130247",
    "sponsor": "University of Oxford",
    "started_on": dt.date(2021, 8, 1),  # the public record gives the month
    "led_by": "Stephanie Tierney and Kamal Mahtani, at the Centre for Evidence-Based Medicine in the"
    " Nuffield Department of Primary Care Health Sciences",
    "web_page": "https://socialprescribing.phc.ox.ac.uk/research/projects/understanding-the-"
    "implementation-of-link-workers-in-primary-care-a-realist-evaluation-to-inform-current-and-"
    "future-policy",
    "contacts": "Dr Stephanie Tierney, stephanie.tierney@phc.ox.ac.uk\n"
    "Prof. Kamal R. Mahtani, kamal.mahtani@phc.ox.ac.uk",
}

# Address at example.org, name, role.
TEAM = [
    ("administrator", "Chris Okafor", "administrator"),
    ("pi", "Helen Marsh", "pi"),
    ("researcher", "Asha Patel", "researcher"),
    ("researcher2", "Tom Reid", "researcher"),
    ("ppi", "Megan Lloyd", "ppi"),
    ("monitor", "Rosa Bianchi", "monitor"),
]

# Somebody who left: she joined, went to the first site and left on these days.
LEAVER = ("sam.whitby", "Sam Whitby", "researcher")
JOINED, WENT, LEFT = "2 Aug", "4 Oct", "31 Jan"

# Region, site opened, case opens, closes, closed, employer, area, population, referrals.
CASES = """
North West       | 4 Oct  | 1 Nov  | 28 Jan | 28 Jan | network   | urban   | 42000 | From GPs and nurses
South West coast | 6 Dec  | 4 Jan  | 25 Mar | 25 Mar | practice  | coastal | 18000 | From GPs and self-referral
West Midlands    | 7 Feb  | 7 Mar  | 27 May | 27 May | network   | urban   | 55000 | From GPs, nurses and reception
East of England  | 28 Feb | 28 Mar | 10 Jun | 9 Jun  | council   | rural   | 12000 | From GPs
North East       | 3 May  | 30 May | 26 Aug 2022 | - | voluntary | coastal | 31000 | From GPs, nurses and self-referral
Thames Valley    | 30 May | 4 Jul  | 23 Sep 2022 | - | network   | mixed   | 37000 | From GPs and care coordinators
"""
CONTACT = [
    "Mostly by phone, about 20 minutes",
    "By phone and in person, about 20 minutes",
    "Mostly by phone, about 20 minutes",
    "By phone, about 20 minutes, and some home visits",
    "Mostly by phone, about 20 minutes",
    "",
]

# Letter after the case's number, kind, name before that number.
ORGANISATIONS = [
    ("N", "network", "Primary care network"),
    ("A", "practice", "Practice A of network"),
    ("B", "practice", "Practice B of network"),
    ("C", "practice", "Practice C of network"),
    ("V", "voluntary", "Befriending group"),
    ("W", "voluntary", "Advice centre"),
]

# Kind, version, audience, approved, from which amendment, the sites that use it first. There it
# replaces the version before it for the same people.
DOCUMENTS = """
information | 1.0 | -  | 4 Oct  | -     | -
information | 1.1 | -  | 10 Jan | SA01  | -
information | 1.2 | -  | 7 Mar  | NSA01 | -
information | 1.3 | -  | 1 Jun  | SA02  | -
consent     | 1.0 | -  | 4 Oct  | -     | -
consent     | 1.1 | -  | 10 Jan | SA01  | -
consent     | 1.2 | -  | 7 Mar  | NSA01 | -
consent     | 1.3 | -  | 1 Jun  | SA02  | -
guide       | 3   | PT | 4 Oct  | -     | -
guide       | 4   | PT | 10 Jun | -     | -
guide       | 2   | HP | 4 Oct  | -     | -
guide       | 3   | HP | 8 Jun  | -     | 1 2 3
guide       | 2   | VS | 4 Oct  | -     | -
guide       | 1   | LW | 4 Oct  | -     | -
guide       | 1   | LM | 4 Oct  | -     | -
"""

# Until SA02, consent to audio was consent to be quoted, too.
NOT_APART = {"1.0": {"quotes"}, "1.1": {"quotes"}, "1.2": {"quotes"}}
DRAFT = {"kind": "guide", "number": "5", "audience": "PT"}
DRAFTED = "13 Jun"

# Number, substantial, category, submitted, approved, what it changes.
AMENDMENTS = """
SA01  | yes | A | 6 Dec  | 7 Jan  | Shorter information sheet and consent form
NSA01 | -   | C | 14 Feb | 4 Mar  | Telephone number of the study team
SA02  | yes | B | 25 Apr | 27 May | Consent to audio is asked for apart
"""

# The window of the follow-up is the study's own; the other numbers are invented.
PROTOCOL = {
    "cooling_off_hours": 24,
    "most_contact_attempts": 3,
    "follow_up_min_months": 9,
    "follow_up_max_months": 12,
    "follow_up_anchor": "person",
    "least_age": 18,
    "days_to_upload": 2,
    "days_to_send": 3,
    "days_to_return": 10,
    "days_to_check": 7,
    "days_to_pseudonymise": 7,
    "days_to_release": 3,
    "days_to_destroy": 30,
    "days_to_remove": 14,
}

TOPICS = [
    "Integrating link workers into a GP’s practice",
    "Making patients aware of the role of link workers",
    "Supporting link workers in primary care",
    "Meeting the expectations of a range of people",
]

# Ten patients is the study's own plan; the other targets are invented.
PLAN = [("PT", 10), ("HP", 5), ("VS", 4), ("LW", 1), ("LM", 1), ("OD", 15)]


def rows(table: str) -> list[list[str]]:
    """A table's cells; a dash is nothing."""
    lines = [line.split("|") for line in table.splitlines() if line.strip()]
    return [["" if cell.strip() == "-" else cell.strip() for cell in line] for line in lines]


def maybe(text: str) -> dt.date | None:
    return day(text) if text else None


TWICE = "Making patients aware of link workers"  # a topic that was added again in other words


def scenes(password: str) -> Iterator[Scene]:
    """The study before and around its people, in no order of time."""
    yield Scene(moment(day("2 Aug"), "9:00"), partial(gather, password=password))
    yield from leaver()
    yield Scene(moment(day("25 Oct"), "11:00"), plan)
    yield Scene(moment(day("3 Nov"), "11:00"), add_again)
    yield Scene(moment(day("4 Nov"), "10:00"), put_right)
    yield from papers()
    for row in rows(AMENDMENTS):
        submitted, approved = day(row[3]), day(row[4])
        yield Scene(moment(submitted, "14:00"), partial(submit, row=row))
        yield Scene(moment(approved, "14:00"), partial(hear, row=row))
    for number, row in enumerate(rows(CASES), 1):
        opened, closed = day(row[1]), maybe(row[4])
        yield Scene(moment(opened, "8:30"), partial(open_site, number=number, row=row))
        if closed:
            yield Scene(moment(closed, "17:00"), partial(close, number=number, on=closed))


def gather(cast: Cast, password: str) -> None:
    """The study starts: the team signs up and describes it."""
    for address, name, role in TEAM:
        by = cast.users.get("administrator")
        email = f"{address}@example.org"
        cast.users[address] = add_user(email=email, name=name, role=role, password=password, by=by)
    actions.describe_study(by=cast.office, **STUDY)
    cast.topics = [actions.add_topic(name=name, by=cast.office) for name in TOPICS]


def leaver() -> Iterator[Scene]:
    """A colleague of the first months, whose work had been handed over when she left."""
    yield Scene(moment(day(JOINED), "9:30"), hire)
    yield Scene(moment(day(WENT), "10:30"), send)
    yield Scene(moment(day(LEFT), "16:00"), say_goodbye)


def hire(cast: Cast) -> None:
    address, name, role = LEAVER
    email = f"{address}@example.org"
    cast.users[address] = add_user(email=email, name=name, role=role, by=cast.office)


def send(cast: Cast) -> None:
    user, site = cast.users[LEAVER[0]], cast.sites[1]
    send_to_site(user=user, site=site, since=day(WENT), by=cast.office)


def say_goodbye(cast: Cast) -> None:
    user, why = cast.users[LEAVER[0]], "Her contract ended"
    leave(user=user, version=1, reason=why, takers={}, by=cast.office)


def plan(cast: Cast) -> None:
    actions.adopt_plan(
        number=1,
        effective_from=dt.date(2021, 11, 1),
        cases_planned=6,
        targets=[(None, measure, number) for measure, number in PLAN],
        by=cast.office,
    )
    actions.adopt_protocol(effective_from=dt.date(2021, 11, 1), by=cast.office, **PROTOCOL)


def add_again(cast: Cast) -> None:
    actions.add_topic(name=TWICE, by=cast.office)


def put_right(cast: Cast) -> None:
    """The topic that was there in other words is taken back."""
    again = Topic.objects.get(name=TWICE)
    actions.void_row(row=again, version=again.version, reason="Added twice", by=cast.office)


def submit(cast: Cast, row: list[str]) -> None:
    number, substantial, category, submitted, _, summary = row
    actions.record_amendment(
        number=number,
        is_substantial=bool(substantial),
        category=category,
        submitted_on=day(submitted),
        summary=summary,
        by=cast.office,
    )


def hear(cast: Cast, row: list[str]) -> None:
    """The amendment is approved, or nobody objects."""
    amendment = Amendment.objects.get(number=row[0])
    actions.correct_amendment(
        amendment=amendment,
        version=amendment.version,
        approved_on=day(row[4]),
        reason="The answer came",
        by=cast.office,
    )


def open_site(cast: Cast, number: int, row: list[str]) -> None:
    """A site with its organisations, the researcher who works there, and its case."""
    region, opened, opens, closes, _, employer, area, population, referrals = row
    by, lead = cast.office, cast.lead(number)
    site = cast.sites[number] = actions.open_site(
        number=number,
        name=region,
        opened_on=day(opened),
        documents=list(DocumentVersion.objects.standing().filter(replaced_on=None)),
        by=by,
    )
    actions.join_site(user=lead, site=site, since=day(opened), by=by)
    for letter, kind, name in ORGANISATIONS:
        cast.organisations[f"{number}{letter}"] = actions.add_organisation(
            name=f"{name} {number}",
            kind=kind,
            site=site,
            parent=cast.organisations[f"{number}N"] if kind == "practice" else None,
            by=by,
        )
    cast.cases[number] = actions.plan_case(
        number=number,
        site=site,
        lead=lead,
        opens_on=day(opens),
        closes_on=day(closes),
        employer=employer,
        area=area,
        population=int(population),
        referrals=referrals,
        contact=CONTACT[number - 1],
        by=by,
    )


def close(cast: Cast, number: int, on: dt.date) -> None:
    actions.close_case(case=cast.cases[number], on=on, by=cast.lead(number))


def papers() -> Iterator[Scene]:
    """Each document is approved on its day, for the sites that have opened, or first for some."""
    for kind, number, audience, approved, amendment, first in rows(DOCUMENTS):
        facts: dict[str, Any] = {"kind": kind, "number": number, "audience": audience}
        if kind == "consent":
            facts["clauses"] = [one for one in Scope if one not in NOT_APART.get(number, ())]
        how = partial(
            approve, on=day(approved), facts=facts, amendment=amendment, first=first.split()
        )
        yield Scene(moment(day(approved), "9:00"), how)

    yield Scene(moment(day(DRAFTED), "9:00"), draft)


def draft(cast: Cast) -> None:
    """The next topic guide for patients, which nobody has approved yet."""
    actions.draft_document(by=cast.office, **DRAFT)


def approve(
    cast: Cast, on: dt.date, facts: dict[str, Any], amendment: str, first: list[str]
) -> None:
    alike = {"kind": facts["kind"], "audience": facts["audience"], "replaced_on": None}
    actions.approve_document(
        approved_on=on,
        sites=[cast.sites[int(one)] for one in first] or list(cast.sites.values()),
        replaces=DocumentVersion.objects.standing().filter(**alike).first(),
        amendment=Amendment.objects.filter(number=amendment).first(),
        by=cast.office,
        **facts,
    )
