"""Safety notes and visits are never deleted. A note is put right by a new row; a visit ends once."""

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

VISITED = [
    "slug",
    "booking_id",
    "case_id",
    "errand",
    "researcher_id",
    "began_at",
    "recorded_at",
]

GUARDS = [
    *never_deleted("safety_safetynote"),
    *well_formed("safety_safetynote", date="happened_on closed_on", datetime="voided_at"),
    fixed("safety_safetynote", NOTED),
    fixed(
        "safety_safetynote", ["closed_on"], name="closed_once", once='OLD."closed_on" IS NOT NULL'
    ),
    void_stays("safety_safetynote"),
    *never_deleted("safety_visit"),
    *well_formed("safety_visit", datetime="began_at expected_at back_at"),
    fixed("safety_visit", VISITED),
    fixed(
        "safety_visit",
        ["buddy_id", "expected_at", "back_at", "back_by_id"],
        name="ends_once",
        once='OLD."back_at" IS NOT NULL',
    ),
]
