"""What the database keeps true of amendments in use at cases."""

from linkstudy.guards import fixed, refuse_alone, well_formed

OUT_OF_TURN = "An amendment is in use once it is allowed, while its case is there"
FORBIDDEN = "An amendment is in use that this would forbid"

# One that is approved, or sent where it is not substantial, while its case and site are there.
OUT_OF_TIME = """NOT EXISTS (
    SELECT 1 FROM cases_amendment a JOIN cases_case c ON c.id = NEW.case_id
    JOIN cases_site s ON s.id = c.site_id
    WHERE a.id = NEW.amendment_id AND a.voided_at IS NULL AND c.voided_at IS NULL
    AND NEW.since >= c.opens_on AND (s.closed_on IS NULL OR NEW.since <= s.closed_on)
    AND NEW.since >= COALESCE(a.approved_on,
        CASE WHEN a.is_substantial THEN NULL ELSE a.submitted_on END))"""

# The amendment, the case and its site, one after the other.
ALLOWED_BY = [
    "cases_amendment WHERE id = NEW.amendment_id",
    "cases_case WHERE id = NEW.case_id",
    "cases_site WHERE id = (SELECT site_id FROM cases_case WHERE id = NEW.case_id)",
]

NOT_ALLOWED = """EXISTS (
    SELECT 1 FROM cases_amendmentuse u WHERE u.amendment_id = NEW.id AND u.voided_at IS NULL
    AND (NEW.voided_at IS NOT NULL
        OR NEW.approved_on IS NULL AND (NEW.is_substantial OR NEW.submitted_on IS NULL)
        OR u.since < COALESCE(NEW.approved_on, NEW.submitted_on)))"""

NOT_OPEN = """EXISTS (
    SELECT 1 FROM cases_amendmentuse u WHERE u.case_id = NEW.id AND u.voided_at IS NULL
    AND (NEW.voided_at IS NOT NULL OR u.since < NEW.opens_on))"""

SITE_CLOSED = """EXISTS (
    SELECT 1 FROM cases_amendmentuse u JOIN cases_case c ON c.id = u.case_id
    WHERE c.site_id = NEW.id AND u.voided_at IS NULL AND u.since > NEW.closed_on)"""


def changed(*columns: str) -> str:
    """The condition, in both databases' SQL, that one of the columns says something else."""
    return " OR ".join(f"NEW.{one} IS DISTINCT FROM OLD.{one}" for one in columns)


GUARDS = [
    *(
        refuse_alone(
            f"amendments_in_use_are_allowed_{event.lower()}",
            "cases_amendmentuse",
            f"BEFORE {event}",
            OUT_OF_TURN,
            "NEW.voided_at IS NULL",
            OUT_OF_TIME,
            ALLOWED_BY,
        )
        for event in ("INSERT", "UPDATE")
    ),
    refuse_alone(
        "amendments_in_use_stay_allowed",
        "cases_amendment",
        "BEFORE UPDATE",
        FORBIDDEN,
        changed("voided_at", "is_substantial", "submitted_on", "approved_on"),
        NOT_ALLOWED,
    ),
    refuse_alone(
        "cases_keep_amendments_in_use",
        "cases_case",
        "BEFORE UPDATE",
        FORBIDDEN,
        changed("voided_at", "opens_on"),
        NOT_OPEN,
    ),
    refuse_alone(
        "sites_keep_amendments_in_use",
        "cases_site",
        "BEFORE UPDATE",
        FORBIDDEN,
        changed("closed_on"),
        SITE_CLOSED,
    ),
    fixed("cases_amendmentuse", ["amendment_id", "case_id", "slug", "recorded_at"]),
    *well_formed("cases_amendmentuse", date="since", datetime="voided_at"),
]
