"""The study's places and plans are never deleted, and a plan in use keeps its numbers."""

from linkstudy.guards import fixed, never_deleted, void_stays, well_formed

TABLES = [
    "study",
    "site",
    "membership",
    "organisation",
    "case",
    "topic",
    "planversion",
    "target",
    "documentversion",
    "observationday",
]

# What was observed: put right by a new row. How far the field notes are is no such fact.
OBSERVED = [
    "case_id",
    "observer_id",
    "number",
    "day",
    "starts",
    "ends",
    "setting",
    "patients",
    "declined",
    "professionals",
    "voluntary",
    "recorded_at",
    "replaces_id",
]

GUARDS = [
    *(guard for table in TABLES for guard in never_deleted(f"cases_{table}")),
    *well_formed("cases_documentversion", date="approved_on replaced_on"),
    fixed("cases_target", ["plan_id", "case_id", "measure", "number"]),
    fixed("cases_planversion", ["number", "effective_from", "cases_planned"]),
    fixed("cases_documentversion", ["kind", "number", "approved_on"]),
    fixed("cases_observationday", OBSERVED),
    void_stays("cases_observationday"),
]
