"""Amendments, and the versions that may come from them: plans and the protocol's settings."""

from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from cases import actions
from cases.models import Amendment, Case, PlanVersion, Protocol
from cases.vocabulary import Measure
from linkstudy import clock
from linkstudy.setup.forms.amendments import CorrectAmendment, RecordAmendment
from linkstudy.setup.forms.plans import AdoptPlan, AdoptProtocol, CorrectVersion
from linkstudy.setup.kind import Deed, Kind, Said, Section, correcting, page_of, state_of, voiding
from linkstudy.setup.kinds.in_use import USE, case_by_case
from linkstudy.setup.kinds.study import maybe_day
from linkstudy.words import day_words

FIXED = (
    "Its day and its numbers stay. Wrong? Make it void, and adopt it anew",
    "Pages about earlier days stay as they were",
)


def version_state(row: Any) -> Said:
    """In force, earlier or to come, as at today, of a row out of versions()."""
    if row.effective_from > clock.today():
        return state_of(row, Said("To come", icon="ring"))
    if row.is_followed:
        return state_of(row, Said("Earlier", icon="ended"))
    return state_of(row, Said("In force", icon="done", tone="good"))


def versions(model: type[PlanVersion | Protocol]) -> QuerySet:
    """Every version, newest first, with is_followed: a later one holds by now."""
    begun = model.objects.standing().filter(effective_from__lte=clock.today())
    later = begun.filter(effective_from__gt=OuterRef("effective_from"))
    rows = model.objects.annotate(is_followed=Exists(later)).select_related("amendment")
    return rows.order_by("-effective_from", "-pk")


def from_words(row: Any) -> Said | str:
    return Said(str(row.amendment), page_of(row.amendment)) if row.amendment else "None"


def since_words(row: Any) -> str:
    """From 1 June 2022, of something that comes from an amendment; or Draft."""
    return f"From {day_words(row.effective_from)}" if row.effective_from else "Draft"


def amendment_state(row: Amendment) -> Said:
    if row.approved_on:
        return state_of(row, Said("Approved", icon="done", tone="good"))
    if row.submitted_on:
        return state_of(row, Said("Submitted", icon="half", tone="brand"))
    return state_of(row, Said("Not submitted", icon="ring"))


def amendments() -> QuerySet:
    """Every amendment, with used_at of case_count: at how many of the cases it is in use."""
    standing = Case.objects.standing().order_by().values(one=Value(1))
    count = standing.annotate(count=Count("pk")).values("count")
    return Amendment.objects.annotate(
        used_at=Count("uses", filter=Q(uses__voided_at=None)),
        case_count=Coalesce(Subquery(count, output_field=IntegerField()), 0),
    ).order_by("number", "pk")


def used_words(row: Any) -> str:
    """At 4 of 6 cases, of a row out of amendments()."""
    cases = f"{row.case_count:,} case{'' if row.case_count == 1 else 's'}"
    return f"At {row.used_at:,} of {cases}" if row.used_at else "Not yet"


AMENDMENTS = Kind(
    place="amendments",
    model=Amendment,
    one="amendment",
    many="Amendments",
    lead="Changes to the study that the sponsor and, when substantial, the ethics committee saw.",
    rows=amendments,
    columns=(
        ("Amendment", str),
        ("What it changes", lambda row: row.summary),
        ("Substantial", lambda row: "Yes" if row.is_substantial else "No"),
        ("Category", lambda row: row.category),
        ("In use", used_words),
    ),
    facts=lambda row: [
        ("Number", row.number),
        ("What it changes", row.summary or "Not entered"),
        ("Substantial", "Yes" if row.is_substantial else "No"),
        ("Category", row.get_category_display() or "Not entered"),
        ("Submitted on", maybe_day(row.submitted_on)),
        ("Approved on", maybe_day(row.approved_on)),
    ],
    state=amendment_state,
    sections=lambda row: [
        case_by_case(row),
        Section(
            "What comes from it",
            [(since_words(one), Said(str(one), page_of(one))) for one in row.brought],
            "No document, no plan and no protocol settings come from it.",
        ),
    ],
    add=Deed(
        link="Record an amendment",
        heading="Record an amendment",
        button="Record amendment",
        form=RecordAmendment,
        action=actions.record_amendment,
        done="{row} is recorded",
        notes=("A plan or document that it brings has a page of its own, and names it there",),
    ),
    deeds={
        "correct": correcting(
            CorrectAmendment,
            actions.correct_amendment,
            "amendment",
            "Add the day of the approval here when it comes",
        ),
        "use": USE,
        **voiding("amendment"),
    },
)


def plan_sections(plan: PlanVersion) -> list[Section]:
    """The targets in each case, and those of single cases, in the order of the groups."""
    order = {measure.value: place for place, measure in enumerate(Measure)}
    targets = sorted(plan.targets.select_related("case"), key=lambda one: order[one.measure])
    each = [(one.get_measure_display(), Said(f"{one.number:,}")) for one in targets if not one.case]
    found = [Section("Targets in each case", each, "None.")]
    own = [(one.case.number, one) for one in targets if one.case]
    own.sort(key=lambda pair: pair[0])
    if own:
        items = [(f"Case {number}", Said(f"{one}")) for number, one in own]
        found.append(Section("Cases with targets of their own", items))
    return found


PLANS = Kind(
    place="plans",
    model=PlanVersion,
    one="plan",
    many="Plans",
    lead="What the study sets out to do, from a day on. Figures name the plan they are held against.",
    rows=lambda: versions(PlanVersion),
    columns=(
        ("Plan", str),
        ("Holds from", lambda row: day_words(row.effective_from)),
        ("Cases", lambda row: f"{row.cases_planned:,}"),
        ("Amendment", lambda row: str(row.amendment or "")),
    ),
    facts=lambda row: [
        ("Holds from", day_words(row.effective_from)),
        ("Counts", f"{row.cases_planned:,} case{'' if row.cases_planned == 1 else 's'}"),
        ("Comes from", from_words(row)),
    ],
    state=version_state,
    sections=plan_sections,
    add=Deed(
        link="Adopt a plan",
        heading="Adopt a plan",
        button="Adopt plan",
        form=AdoptPlan,
        action=actions.adopt_plan,
        done="{row} is adopted",
        notes=(
            "Earlier plans stay. Figures of a day are held against the plan that held on it",
            "Day and numbers never change. A plan that is wrong is made void, and another adopted",
        ),
    ),
    deeds={
        "correct": correcting(CorrectVersion, actions.correct_plan, "plan", *FIXED),
        **voiding("plan", "The plan before it holds again, if there is one"),
    },
)


def protocol_facts(row: Protocol) -> list[tuple[str, Said | str]]:
    ages = f"{row.least_age} to {row.most_age}" if row.most_age else f"{row.least_age} or more"
    months = f"{row.follow_up_min_months} to {row.follow_up_max_months} months"
    return [
        ("Hold from", day_words(row.effective_from)),
        ("Time to think", f"{row.cooling_off_hours} hours" if row.cooling_off_hours else "None"),
        ("Tries to reach somebody", str(row.most_contact_attempts)),
        ("Follow-up after", months),
        ("Counted from", row.get_follow_up_anchor_display()),
        ("Ages", ages),
        *((label, days_words(getattr(row, name))) for label, name in RECORDINGS),
        ("Come from", from_words(row)),
    ]


RECORDINGS = [
    ("To upload a recording", "days_to_upload"),
    ("To send it to the transcriber", "days_to_send"),
    ("To have the transcript", "days_to_return"),
    ("For each check", "days_to_check"),
    ("To take the names out", "days_to_pseudonymise"),
    ("To release it to analysis", "days_to_release"),
    ("To destroy the audio then", "days_to_destroy"),
    ("To destroy it all after a withdrawal", "days_to_remove"),
]


def days_words(days: int | None) -> str:
    if days is None:
        return "No limit"
    return f"{days:,} day{'' if days == 1 else 's'}"


PROTOCOL = Kind(
    place="protocol",
    model=Protocol,
    one="set of settings",
    many="Protocol settings",
    lead="The protocol’s rules that are numbers, from a day on.",
    rows=lambda: versions(Protocol),
    columns=(
        ("Settings", str),
        ("Hold from", lambda row: day_words(row.effective_from)),
        ("Amendment", lambda row: str(row.amendment or "")),
    ),
    facts=protocol_facts,
    state=version_state,
    add=Deed(
        link="Enter settings",
        heading="Enter the protocol’s settings",
        button="Save settings",
        form=AdoptProtocol,
        action=actions.adopt_protocol,
        done="{row} are saved",
        notes=(
            "They are what your protocol says. Nothing here is a rule of this software",
            "Earlier settings stay. Settings that are wrong are made void, and others entered",
        ),
    ),
    deeds={
        "correct": correcting(CorrectVersion, actions.correct_protocol, "protocol", *FIXED),
        **voiding("set of settings", "The settings before them hold again, if there are any"),
    },
)
