"""What a person types on the pages of Set up, and what comes back, in a study made by `a_study`."""

import re
from collections.abc import Callable
from typing import Any

from cases.models import Amendment, Case, ProgrammeTheory, Site
from linkstudy.accounts.models import User
from linkstudy.testing.factories import an_amendment
from linkstudy.testing.thinking import a_theory


def site(number: int) -> str:
    return str(Site.objects.get(number=number).pk)


def user(role: str) -> str:
    return str(User.objects.filter(role=role).earliest("pk").pk)


def case(number: int) -> str:
    return str(Case.objects.get(number=number).pk)


def approved() -> str:
    """An amendment that was approved, which is there or comes."""
    there = Amendment.objects.filter(number="SA50").first()
    return str((there or an_amendment("SA50")).pk)


def theory() -> str:
    """A programme theory, which is there or comes."""
    return str((ProgrammeTheory.objects.first() or a_theory()).pk)


NEW: dict[str, Callable[[], dict[str, Any]]] = {
    "study": lambda: {"title": "How link workers work", "short_title": "The study"},
    "sites": lambda: {"number": "7", "name": "North East", "opened_on": "1/6"},
    "cases": lambda: {
        "site": site(1),
        "number": "7",
        "opens_on": "1/6/2022",
        "closes_on": "31/8/2022",
        "employer": "network",
        "area": "urban",
    },
    "organisations": lambda: {
        "site": site(1),
        "name": "Network A",
        "kind": "network",
        "ods_code": "u12 345",
    },
    "topics": lambda: {"name": "Trust"},
    "theories": lambda: {
        "label": "PT1",
        "title": "Trust first",
        "words": "Where people have time, they come to trust",
        "effective_from": "1/6",
    },
    "statements": lambda: {
        "theory": theory(),
        "words": "Where people have time and stay, others come to trust them",
        "effective_from": "2/6",
    },
    "amendments": lambda: {
        "number": "SA01",
        "summary": "A shorter sheet",
        "is_substantial": "yes",
        "category": "B",
        "submitted_on": "1/5",
        "approved_on": "20/5",
    },
    "uses": lambda: {"amendment": approved(), "cases": [case(1)], "since": "1/6"},
    "approvals": lambda: {
        "kind": "letter",
        "site": site(1),
        "person": user("researcher"),
        "given_on": "1/5",
        "ends_on": "30 April 2023",
    },
    "delegations": lambda: {
        "site": site(1),
        "person": user("researcher"),
        "tasks": "Take consent, interview",
        "since": "1/5/2022",
        "trained_on": "28/4",
        "authorised_by": user("pi"),
    },
    "instruments": lambda: {
        "name": "Well-being questionnaire",
        "groups": ["PT", "LW"],
        "time_points": ["first", "follow_up"],
        "days": "14",
    },
    "duties": lambda: {
        "name": "Progress report",
        "recipient": "Funder",
        "repeats": "yes",
        "anchor": "start",
        "months": "6",
    },
    "sampling": lambda: {
        "group": "PT",
        "age_band": ["18-29", "30-39"],
        "gender": ["man"],
        "least": "3",
        "effective_from": "1/6",
    },
    "benchmarks": lambda: {
        "attribute": "gender",
        "is_percent": "yes",
        "shares": "Women: 51\nMen\t49%",
        "source": "A count of everybody, 2021",
        "effective_from": "1/6",
    },
    "plans": lambda: {
        "effective_from": "1/6/2022",
        "cases_planned": "7",
        "patients": "10",
        "own": "Case 1: 8 patients, 3 health professionals\n\ncase 2 - 4 days",
    },
    "protocol": lambda: {
        "effective_from": "1/6/2022",
        "cooling_off_hours": "24",
        "most_contact_attempts": "3",
        "follow_up_min_months": "9",
        "follow_up_max_months": "12",
        "follow_up_anchor": "person",
        "least_age": "18",
    },
    "documents": lambda: {
        "kind": "consent",
        "audience": "",
        "number": "v1.4",
        "clauses": ["interview", "audio"],
        "approved_on": "1/6",
        "in_force_from": "10/6/2022",
        "where": "some",
        "sites": [site(1)],
    },
}


def new(place: str) -> dict[str, Any]:
    """The answers for a new row of a kind."""
    return NEW[place]()


WHY = {"reason": "Typed wrongly"}


def told(page) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def text(page) -> str:
    """The words of the page's main part."""
    main = page.text.split("<main", 1)[1]
    return " ".join(re.sub("<[^>]+>", " ", main).split()).replace("&amp;", "&")


def send(client, address: str, answers: dict, **more):
    """Fill the page in and send it: what it holds, with these answers."""
    form = client.get(address).context["form"]
    held = {field.name: field.value() for field in form if field.value() not in (None, "")}
    return client.post(address, held | answers | more, follow=True)
