"""What the database keeps true of programme theories and of reflections on what was collected."""

from collections.abc import Iterator

from linkstudy.guards import (
    Guard,
    append_only,
    fixed,
    never_deleted,
    refuse,
    void_stays,
    well_formed,
)

WRITTEN = ["slug", "recorded_at"]


def reflections(table: str, column: str, of: str = "") -> Iterator[Guard]:
    """A reflection says for good who ticked what, and of which fact; of a table whose facts are put
    right by new rows, it points to the first."""
    yield from never_deleted(table)
    yield fixed(table, [f"{column}_id", "author_id", "recorded_at", "replaces_id"])
    yield void_stays(table)
    yield from well_formed(table, datetime="voided_at")
    yield from append_only(f"{table}_topics")
    yield from append_only(f"{table}_theories")
    if not of:
        return
    yield refuse(
        f"{table}_of_a_first_row",
        table,
        "BEFORE INSERT",
        "A reflection points to the first row of its fact",
        f"EXISTS (SELECT 1 FROM {of} f WHERE f.id = NEW.{column}_id AND f.replaces_id IS NOT NULL)",
    )


GUARDS = [
    *never_deleted("cases_programmetheory"),
    *never_deleted("cases_statement"),
    fixed("cases_programmetheory", WRITTEN),
    fixed("cases_statement", ["theory_id", "number", *WRITTEN]),
    *well_formed("cases_programmetheory", datetime="voided_at"),
    *well_formed("cases_statement", date="effective_from", datetime="voided_at"),
    *reflections("cases_dayreflection", "day", "cases_observationday"),
    *reflections("cases_debriefreflection", "debrief", "cases_debrief"),
]
