"""Safety notes are never deleted, and what they say is put right by new rows."""

from linkstudy.guards import fixed, never_deleted, void_stays, well_formed

NOTED = [
    "slug",
    "writer_id",
    "case_id",
    "participant_id",
    "key_id",
    "concern",
    "happened_on",
    "what",
    "done",
    "reported_to",
    "recorded_at",
    "replaces_id",
]

GUARDS = [
    *never_deleted("safety_safetynote"),
    *well_formed("safety_safetynote", date="happened_on closed_on", datetime="voided_at"),
    fixed("safety_safetynote", NOTED),
    fixed(
        "safety_safetynote", ["closed_on"], name="closed_once", once='OLD."closed_on" IS NOT NULL'
    ),
    void_stays("safety_safetynote"),
]
