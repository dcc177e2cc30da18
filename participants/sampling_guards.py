"""What a sampling frame and a benchmark ask is never deleted, and a benchmark keeps its numbers."""

from linkstudy.guards import append_only, fixed, never_deleted, well_formed

CELL, BENCHMARK, SHARE = (
    "participants_samplingcell",
    "participants_benchmark",
    "participants_share",
)
GUARDS = [
    *never_deleted(CELL),
    *never_deleted(BENCHMARK),
    *append_only(SHARE),
    fixed(CELL, ["slug", "recorded_at"]),
    fixed(BENCHMARK, ["slug", "attribute", "is_percent", "effective_from", "recorded_at"]),
    *well_formed(CELL, date="effective_from", datetime="voided_at"),
    *well_formed(BENCHMARK, date="effective_from", datetime="voided_at", flag="is_percent"),
]
