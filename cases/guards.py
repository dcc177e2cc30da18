"""The study's places and plans are never deleted, and what is fixed once used keeps its values."""

from cases import amendment_guards, letter_guards, thinking_guards
from cases.models.protocol import DAYS
from linkstudy.guards import fixed, never_deleted, refuse, void_stays, well_formed

TABLES = [
    "study",
    "site",
    "membership",
    "organisation",
    "case",
    "topic",
    "amendment",
    "amendmentuse",
    "planversion",
    "target",
    "protocol",
    "documentversion",
    "publication",
    "observationday",
    "debrief",
    "collecteddocument",
    "approval",
    "delegation",
    "instrument",
    "routinedata",
    "reportingduty",
]
PROTOCOL = [
    "number",
    "effective_from",
    "cooling_off_hours",
    "most_contact_attempts",
    "follow_up_min_months",
    "follow_up_max_months",
    "follow_up_anchor",
    "least_age",
    "most_age",
    *DAYS,
]
WRITTEN = ["slug", "recorded_at"]

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

DEBRIEFED = [
    "case_id",
    "researcher_id",
    "number",
    "day",
    "minutes",
    "recorded",
    "recorded_at",
    "replaces_id",
]
COLLECTED = [
    "case_id",
    "collector_id",
    "number",
    "kind",
    "received_on",
    "confidential",
    "lies_in",
    "recorded_at",
    "replaces_id",
]

ASKED_FOR = [
    "case_id",
    "number",
    "kind",
    "label",
    "starts_on",
    "ends_on",
    "requested_on",
    "recorded_at",
    "replaces_id",
]

GUARDS = [
    *letter_guards.GUARDS,
    *amendment_guards.GUARDS,
    *thinking_guards.GUARDS,
    *(guard for table in TABLES for guard in never_deleted(f"cases_{table}")),
    *well_formed("cases_site", date="opened_on closed_on", datetime="voided_at"),
    *well_formed("cases_case", date="opens_on closes_on closed_on", datetime="voided_at"),
    *well_formed("cases_planversion", date="effective_from", datetime="voided_at"),
    *well_formed("cases_protocol", date="effective_from", datetime="voided_at"),
    *well_formed(
        "cases_documentversion", date="approved_on in_force_from replaced_on", datetime="voided_at"
    ),
    fixed("cases_site", ["number", *WRITTEN]),
    fixed("cases_organisation", ["site_id", *WRITTEN]),
    fixed("cases_case", ["number", "site_id", *WRITTEN]),
    fixed("cases_topic", WRITTEN),
    fixed("cases_amendment", WRITTEN),
    fixed("cases_target", ["plan_id", "case_id", "measure", "number"]),
    fixed("cases_planversion", ["number", "effective_from", "cases_planned", *WRITTEN]),
    fixed("cases_protocol", [*PROTOCOL, *WRITTEN]),
    fixed("cases_documentversion", WRITTEN),
    fixed(
        "cases_documentversion",
        ["kind", "audience", "number", "approved_on"],
        name="fixed_once_approved",
        once='OLD."approved_on" IS NOT NULL',
    ),
    refuse(
        "a_draft_is_used_nowhere",
        "cases_publication",
        "BEFORE INSERT",
        "A draft is used nowhere before it is approved",
        "EXISTS (SELECT 1 FROM cases_documentversion"
        " WHERE id = NEW.document_id AND approved_on IS NULL)",
    ),
    fixed("cases_publication", ["document_id", "site_id", "recorded_at"]),
    *(
        refuse(
            f"a_version_is_used_once_approved_{event.lower()}",
            "cases_publication",
            f"BEFORE {event}",
            "A version is used at a site before it is approved",
            "EXISTS (SELECT 1 FROM cases_documentversion"
            " WHERE id = NEW.document_id AND approved_on > NEW.since)",
        )
        for event in ("INSERT", "UPDATE")
    ),
    *well_formed("cases_publication", date="since ended_on", datetime="voided_at"),
    fixed("cases_observationday", OBSERVED),
    void_stays("cases_observationday"),
    refuse(
        "an_observer_is_in_one_place",
        "cases_observationday",
        "BEFORE INSERT",
        "Somebody observes in one place at a time",
        "NEW.voided_at IS NULL AND EXISTS (SELECT 1 FROM cases_observationday"
        " WHERE voided_at IS NULL AND observer_id = NEW.observer_id AND day = NEW.day"
        " AND starts < NEW.ends AND ends > NEW.starts)",
    ),
    *well_formed("cases_approval", date="given_on ends_on", datetime="voided_at"),
    *well_formed("cases_delegation", date="since ends_on trained_on", datetime="voided_at"),
    fixed("cases_approval", WRITTEN),
    fixed("cases_delegation", WRITTEN),
    *well_formed("cases_debrief", date="day", datetime="voided_at", flag="recorded"),
    fixed("cases_debrief", DEBRIEFED),
    void_stays("cases_debrief"),
    *well_formed(
        "cases_collecteddocument",
        date="received_on redacted_on",
        datetime="voided_at",
        flag="confidential",
    ),
    fixed("cases_collecteddocument", COLLECTED),
    fixed(
        "cases_collecteddocument",
        ["redacted_on"],
        name="redacted_once",
        once='OLD."redacted_on" IS NOT NULL',
    ),
    void_stays("cases_collecteddocument"),
    *well_formed(
        "cases_instrument",
        flag="patients health voluntary link_workers managers at_first at_follow_up",
        datetime="voided_at",
    ),
    fixed("cases_instrument", WRITTEN),
    *well_formed(
        "cases_reportingduty",
        date="counted_from in_force_from in_force_until",
        flag="repeats",
        datetime="voided_at",
    ),
    fixed("cases_reportingduty", WRITTEN),
    *well_formed(
        "cases_routinedata",
        date="starts_on ends_on requested_on received_on checked_on",
        datetime="voided_at",
    ),
    fixed("cases_routinedata", ASKED_FOR),
    *(
        fixed("cases_routinedata", [name], name=f"{name}_once", once=f'OLD."{name}" IS NOT NULL')
        for name in ("received_on", "checked_on")
    ),
    void_stays("cases_routinedata"),
]
