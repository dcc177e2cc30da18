"""Bodies of the pages under Set up, kind by kind: a new row, a correction, and what else can be done.

They are about rows that nothing stands on, made by `spare_rows`: of each kind one that stands, one
that is void, and one more, of which the site and the case are closed.
"""

from collections.abc import Callable

from cases import actions
from cases.models import SetUpRow
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.testing.factories import (
    a_case,
    a_draft,
    a_form,
    a_plan,
    a_protocol,
    a_site,
    a_topic,
    ago,
    an_amendment,
    an_organisation,
)
from linkstudy.testing.in_the_field import a_delegation, a_duty, an_amendment_in_use, an_approval
from linkstudy.testing.questionnaires import an_instrument
from linkstudy.testing.sampling import a_benchmark, a_cell
from linkstudy.testing.thinking import a_statement, a_theory
from linkstudy.tests.whole_house.bodies.registry import Answers, names, post
from linkstudy.tests.whole_house.places import LENIENT, Place

WHY = {"reason": "Typed wrongly"}
SPARE: dict[str, SetUpRow] = {}
GONE: dict[str, SetUpRow] = {}
CLOSED: dict[str, SetUpRow] = {}


def spare_rows() -> None:
    """Rows that nothing relies on, so that everything can be done to them."""
    there = a_site(9004, "Spare place")
    SPARE["place"] = there
    SPARE["used"] = a_case(9004, site=there, lead=None)
    SPARE["allowed"] = an_amendment("SA80")
    SPARE["drafts"] = a_draft("8.7", kind="guide", audience="LM")
    spare_uses()
    lead = User.objects.get(role="pi")
    for rows, number, word in ((SPARE, 1, "Spare"), (GONE, 2, "Gone"), (CLOSED, 3, "Closed")):
        rows["sites"] = a_site(9000 + number, word)
        rows["cases"] = a_case(9000 + number, site=there, lead=None)
        rows["organisations"] = an_organisation(there, word)
        rows["topics"] = a_topic(word)
        rows["theories"] = a_theory(f"PT9{number}", word)
        rows["statements"] = a_statement(SPARE["theories"], ago(20 + number))
        rows["amendments"] = an_amendment(f"SA9{number}")
        rows["approvals"] = an_approval(there, ago(500 + number), person=lead)
        rows["delegations"] = a_delegation(there, ago(2 + number))
        rows["instruments"] = an_instrument(word)
        rows["duties"] = a_duty(f"{word} report")
        rows["sampling"] = a_cell(
            gender=["other"], age_band=[f"{10 * number + 20}-{10 * number + 29}"]
        )
        rows["benchmarks"] = a_benchmark(effective_from=ago(20 + number))
        rows["plans"] = a_plan(effective_from=ago(20 + number))
        rows["protocol"] = a_protocol(effective_from=ago(20 + number), **LENIENT)
        rows["documents"] = a_form(f"8.{number}", kind="guide", audience="LM", sites=[there])
    for row in [one for one in GONE.values() if not one.voided_at]:
        actions.void_row(row=row, version=row.version, by=None, **WHY)
    actions.close_site(site=CLOSED["sites"], on=clock.today(), by=None)
    actions.close_case(case=CLOSED["cases"], on=clock.today(), by=None)


def spare_uses() -> None:
    """Uses of amendments, of which one is void."""
    for rows, number in ((SPARE, 1), (GONE, 2)):
        rows["uses"] = an_amendment_in_use(an_amendment(f"SA8{number}"), SPARE["used"])
    GONE["uses"] = actions.void_row(row=GONE["uses"], version=1, by=None, **WHY)


def slug(rows: dict[str, SetUpRow], place: str) -> Callable[[Place], str]:
    """The address of the row of a kind."""
    return lambda at: rows[place].slug


def key(place: str) -> str:
    return str(SPARE[place].pk)


NOUNS = {
    "sites": "site",
    "cases": "case",
    "organisations": "organisation",
    "topics": "topic",
    "theories": "theory",
    "statements": "statement",
    "amendments": "amendment",
    "uses": "use",
    "approvals": "approval",
    "delegations": "delegation",
    "instruments": "instrument",
    "duties": "duty",
    "sampling": "cell",
    "benchmarks": "benchmark",
    "plans": "plan",
    "protocol": "protocol",
    "documents": "document",
}

for place, noun in NOUNS.items():
    names(f"set_up:{place}:row", slug=slug(SPARE, place))
    post(f"set_up:{place}:void", f"{noun}.voided", slug=slug(SPARE, place))(lambda at: WHY)
    post(f"set_up:{place}:restore", f"{noun}.restored", slug=slug(GONE, place))(lambda at: WHY)


@post("set_up:study:correct", "study.corrected")
def study(at: Place) -> Answers:
    return {"sponsor": "A university", **WHY}


@post("set_up:sites:add", "site.opened")
def open_site(at: Place) -> Answers:
    return {"number": "9191", "name": "South", "opened_on": "1/6", "documents": []}


@post("set_up:sites:correct", "site.corrected", slug=slug(SPARE, "sites"))
def correct_site(at: Place) -> Answers:
    return {"name": "South", **WHY}


@post("set_up:sites:close", "site.closed", slug=slug(SPARE, "sites"))
def close_site(at: Place) -> Answers:
    return {"on": "today"}


@post("set_up:sites:reopen", "site.reopened", slug=slug(CLOSED, "sites"))
def reopen_site(at: Place) -> Answers:
    return WHY


@post("set_up:cases:add", "case.planned")
def plan_case(at: Place) -> Answers:
    return {
        "site": key("place"),
        "number": "9191",
        "opens_on": "1/6/2022",
        "closes_on": "31/8/2022",
        "employer": "network",
        "area": "urban",
    }


@post("set_up:cases:correct", "case.corrected", slug=slug(SPARE, "cases"))
def correct_case(at: Place) -> Answers:
    return {"contact": "Mostly by phone", **WHY}


@post("set_up:cases:close", "case.closed", slug=slug(SPARE, "cases"))
def close_case(at: Place) -> Answers:
    return {"on": "today"}


@post("set_up:cases:reopen", "case.reopened", slug=slug(CLOSED, "cases"))
def reopen_case(at: Place) -> Answers:
    return WHY


@post("set_up:organisations:add", "organisation.added")
def add_organisation(at: Place) -> Answers:
    return {"site": key("place"), "name": "Network S", "kind": "network"}


@post("set_up:organisations:correct", "organisation.corrected", slug=slug(SPARE, "organisations"))
def correct_organisation(at: Place) -> Answers:
    return {"ods_code": "U12345", **WHY}


@post("set_up:topics:add", "topic.added")
def add_topic(at: Place) -> Answers:
    return {"name": "Trust"}


@post("set_up:topics:correct", "topic.corrected", slug=slug(SPARE, "topics"))
def correct_topic(at: Place) -> Answers:
    return {"name": "Trust", **WHY}


@post("set_up:theories:add", "theory.added", "statement.made")
def add_theory(at: Place) -> Answers:
    return {"label": "PT99", "title": "Time", "words": "Time helps", "effective_from": "1/6"}


@post("set_up:theories:correct", "theory.corrected", slug=slug(SPARE, "theories"))
def correct_theory(at: Place) -> Answers:
    return {"title": "Time", **WHY}


@post("set_up:theories:refine", "statement.made", slug=slug(SPARE, "theories"))
def refine_theory(at: Place) -> Answers:
    return {"words": "Time helps", "effective_from": "13/6"}


@post("set_up:statements:add", "statement.made")
def state_theory(at: Place) -> Answers:
    return {"theory": key("theories"), "words": "Time helps", "effective_from": "13/6"}


@post("set_up:statements:correct", "statement.corrected", slug=slug(SPARE, "statements"))
def correct_statement(at: Place) -> Answers:
    return {"words": "Time helps", **WHY}


@post("set_up:amendments:add", "amendment.recorded")
def record_amendment(at: Place) -> Answers:
    return {"number": "SA99", "is_substantial": "no"}


@post("set_up:amendments:correct", "amendment.corrected", slug=slug(SPARE, "amendments"))
def correct_amendment(at: Place) -> Answers:
    return {"summary": "A longer sheet", **WHY}


@post("set_up:amendments:use", "use.recorded", "use.recorded", slug=slug(SPARE, "amendments"))
def use_amendment(at: Place) -> Answers:
    return {"cases": [key("cases"), key("used")], "since": "1/6"}


@post("set_up:uses:add", "use.recorded")
def use_some_amendment(at: Place) -> Answers:
    return {"amendment": key("allowed"), "cases": [key("used")], "since": "1/6"}


@post("set_up:uses:correct", "use.corrected", slug=slug(SPARE, "uses"))
def correct_use(at: Place) -> Answers:
    return {"since": "2/6", **WHY}


@post("set_up:approvals:add", "approval.recorded")
def record_approval(at: Place) -> Answers:
    return {"site": key("place"), "kind": "green", "given_on": "1/6"}


@post("set_up:approvals:correct", "approval.corrected", slug=slug(SPARE, "approvals"))
def correct_approval(at: Place) -> Answers:
    return {"given_on": "2/6", **WHY}


@post("set_up:delegations:add", "delegation.recorded")
def delegate(at: Place) -> Answers:
    return {
        "site": key("place"),
        "person": str(User.objects.get(role="administrator").pk),
        "tasks": "Take consent",
        "since": "1/6/2022",
        "authorised_by": str(User.objects.get(role="pi").pk),
    }


@post("set_up:delegations:correct", "delegation.corrected", slug=slug(SPARE, "delegations"))
def correct_delegation(at: Place) -> Answers:
    return {"trained_on": "1/6", **WHY}


@post("set_up:instruments:add", "instrument.added")
def add_instrument(at: Place) -> Answers:
    return {"name": "Loneliness", "groups": ["PT", "LW"], "time_points": ["first"], "days": "14"}


@post("set_up:instruments:correct", "instrument.corrected", slug=slug(SPARE, "instruments"))
def correct_instrument(at: Place) -> Answers:
    return {"groups": ["PT", "HP"], **WHY}


@post("set_up:duties:add", "duty.recorded")
def record_duty(at: Place) -> Answers:
    return {
        "name": "Final report",
        "recipient": "Ethics committee",
        "repeats": "no",
        "anchor": "end",
        "months": "12",
    }


@post("set_up:duties:correct", "duty.corrected", slug=slug(SPARE, "duties"))
def correct_duty(at: Place) -> Answers:
    return {"in_force_until": "1/6/2024", **WHY}


@post("set_up:sampling:add", "cell.added")
def add_cell(at: Place) -> Answers:
    return {"group": "PT", "gender": ["other"], "most": "4", "effective_from": "1/6"}


@post("set_up:sampling:correct", "cell.corrected", slug=slug(SPARE, "sampling"))
def correct_cell(at: Place) -> Answers:
    return {"least": "7", **WHY}


@post("set_up:benchmarks:add", "benchmark.set", *["share.set"] * 2)
def set_benchmark(at: Place) -> Answers:
    return {
        "attribute": "ethnic_group",
        "is_percent": "no",
        "shares": "White: 8,000\nAsian: 900",
        "source": "A count",
        "effective_from": "1/6",
    }


@post("set_up:benchmarks:correct", "benchmark.corrected", slug=slug(SPARE, "benchmarks"))
def correct_benchmark(at: Place) -> Answers:
    return {"source": "Another count", **WHY}


@post("set_up:plans:add", "plan.adopted", *["target.set"] * 6)
def adopt_plan(at: Place) -> Answers:
    return {"effective_from": "1/7/2022"}


@post("set_up:plans:correct", "plan.corrected", slug=slug(SPARE, "plans"))
def correct_plan(at: Place) -> Answers:
    return {"amendment": key("amendments"), **WHY}


@post("set_up:protocol:add", "protocol.adopted")
def adopt_protocol(at: Place) -> Answers:
    return {"effective_from": "1/7/2022"}


@post("set_up:protocol:correct", "protocol.corrected", slug=slug(SPARE, "protocol"))
def correct_protocol(at: Place) -> Answers:
    return {"amendment": key("amendments"), **WHY}


@post("set_up:documents:add", "document.approved", "publication.made")
def approve_document(at: Place) -> Answers:
    return {
        "kind": "guide",
        "audience": "VS",
        "number": "9.1",
        "approved_on": "1/6",
        "where": "some",
        "sites": [key("place")],
    }


@post(
    "set_up:documents:approve",
    "document.draft_approved",
    "publication.made",
    slug=slug(SPARE, "drafts"),
)
def approve_draft(at: Place) -> Answers:
    return {"approved_on": "1/6", "where": "some", "sites": [key("place")]}


@post("set_up:documents:change", "document.changed", slug=slug(SPARE, "drafts"))
def change_draft(at: Place) -> Answers:
    return {"kind": "consent", "audience": "VS", "number": "9.2", "clauses": ["interview"]}


@post("set_up:documents:correct", "document.corrected", slug=slug(SPARE, "documents"))
def correct_document(at: Place) -> Answers:
    return {"replaced_on": "1/6/2022", **WHY}


@post("set_up:documents:replace", "document.replaced", slug=slug(SPARE, "documents"))
def replace_document(at: Place) -> Answers:
    return {"on": "today"}


@post(
    "set_up:documents:use",
    "document.published",
    "publication.made",
    slug=slug(SPARE, "documents"),
)
def use_document(at: Place) -> Answers:
    return {"sites": [key("sites")], "since": "1/6", "replaces": ""}
