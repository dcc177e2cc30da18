"""Training and other events are put right in place and never deleted."""

from linkstudy.guards import fixed, never_deleted, well_formed

EVENT = "meetings_event"

GUARDS = [
    *never_deleted(EVENT),
    fixed(EVENT, ["slug"]),
    *well_formed(EVENT, date="on", datetime="voided_at", flag="is_day_known"),
]
