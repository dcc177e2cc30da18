"""The history is written once, in the database too."""

from linkstudy.guards import append_only, fixed, never_deleted

GUARDS = [
    *append_only("audit_entry", key="seq"),
    *never_deleted("audit_head"),
    *never_deleted("audit_submission"),
    fixed("audit_submission", ["token", "digest", "action", "user_id", "at"]),
    fixed("audit_submission", ["kind", "key"], name="answered", once="OLD.kind <> ''"),
]
