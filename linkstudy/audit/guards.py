"""The history is written once, in the database too."""

from linkstudy.guards import append_only, never_deleted

GUARDS = [
    *append_only("audit_entry", key="seq"),
    *never_deleted("audit_head"),
    *never_deleted("audit_submission"),
]
