"""The study's places and plans are never deleted, and a plan in use keeps its numbers."""

from linkstudy.guards import fixed, never_deleted, well_formed

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

GUARDS = [
    *(guard for table in TABLES for guard in never_deleted(f"cases_{table}")),
    *well_formed("cases_documentversion", date="approved_on replaced_on"),
    fixed("cases_target", ["plan_id", "case_id", "measure", "number"]),
    fixed("cases_planversion", ["number", "effective_from", "cases_planned"]),
    fixed("cases_documentversion", ["kind", "number", "approved_on"]),
    fixed("cases_observationday", ["case_id", "recorded_at"]),
]
