"""Each kind of row of the set-up: how one is made, corrected and refused, for the tests."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from cases import actions
from cases.models import Amendment, Case, ProgrammeTheory
from linkstudy.accounts.policy import Role
from linkstudy.clock import LONDON
from linkstudy.testing.factories import (
    a_case,
    a_form,
    a_plan,
    a_protocol,
    a_site,
    a_topic,
    a_user,
    ago,
    an_amendment,
    an_organisation,
)
from linkstudy.testing.in_the_field import a_delegation, a_duty, an_amendment_in_use, an_approval
from linkstudy.testing.questionnaires import an_instrument
from linkstudy.testing.sampling import a_benchmark, a_cell
from linkstudy.testing.thinking import a_statement, a_theory
from participants import actions as people_actions

NOW = dt.datetime(2022, 6, 14, 9, 12, tzinfo=LONDON)
TODAY = NOW.date()
WHY: dict[str, Any] = {"reason": "Typed wrongly", "by": None}


def delegated() -> Any:
    """To a researcher, by a principal investigator."""
    a_user(Role.PI), a_user()
    return a_delegation(a_site())


def stated() -> Any:
    """The first statement of a theory, or another from its day."""
    theory = ProgrammeTheory.objects.first()
    return a_statement(theory, ago(10)) if theory else a_theory().statements.get()


# Each kind: how one is made, what its action calls it, and a correction of it.
KINDS: dict[str, tuple[Callable[[], Any], Callable[..., Any], str, dict[str, Any]]] = {
    "site": (a_site, actions.correct_site, "site", {"name": "North"}),
    "case": (lambda: a_case(5), actions.correct_case, "case", {"contact": "By phone"}),
    "organisation": (
        an_organisation,
        actions.correct_organisation,
        "organisation",
        {"ods_code": "U12345"},
    ),
    "topic": (a_topic, actions.correct_topic, "topic", {"name": "Trust"}),
    "theory": (a_theory, actions.correct_theory, "theory", {"label": "PT1", "title": "Time"}),
    "statement": (
        stated,
        actions.correct_statement,
        "statement",
        {"words": "Where people have time", "effective_from": TODAY},
    ),
    "amendment": (an_amendment, actions.correct_amendment, "amendment", {"category": "C"}),
    "use": (
        lambda: an_amendment_in_use(Amendment.objects.first(), *Case.objects.all()),
        actions.correct_use,
        "use",
        {"since": TODAY - dt.timedelta(days=2)},
    ),
    "instrument": (
        an_instrument,
        actions.correct_instrument,
        "instrument",
        {"health": True},
    ),
    "duty": (a_duty, actions.correct_duty, "duty", {"days": 30}),
    "cell": (a_cell, people_actions.correct_cell, "cell", {"gender": ["woman"]}),
    "benchmark": (
        a_benchmark,
        people_actions.correct_benchmark,
        "benchmark",
        {"source": "Another count"},
    ),
    "plan": (a_plan, actions.correct_plan, "plan", {}),
    "protocol": (a_protocol, actions.correct_protocol, "protocol", {}),
    "approval": (
        lambda: an_approval(a_site()),
        actions.correct_approval,
        "approval",
        {"given_on": TODAY - dt.timedelta(days=2)},
    ),
    "delegation": (delegated, actions.correct_delegation, "delegation", {"tasks": "Interview"}),
    "document": (a_form, actions.correct_document, "document", {"replaced_on": TODAY}),
}


def a_row(kind: str) -> Any:
    return KINDS[kind][0]()


def correct(kind: str, row: Any, **more: Any) -> Any:
    """Correct the row as its kind is, with the version it has unless said otherwise."""
    _, action, name, facts = KINDS[kind]
    facts = dict(facts)
    if kind in ("plan", "protocol"):
        facts["amendment"] = Amendment.objects.first() or an_amendment()
    if kind == "document":
        sites = [one.site for one in row.publications.standing()]
        facts |= {"sites": sites, "in_force_from": row.in_force_from}
    return action(**{name: row, "version": row.version} | WHY | facts | more)


def messages(refused) -> dict[str, list[str]] | list[str]:
    value = refused.value
    return value.message_dict if hasattr(value, "error_dict") else value.messages
