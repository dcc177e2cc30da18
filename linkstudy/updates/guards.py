"""Publications, what belongs to them and who gets updates are never deleted."""

from linkstudy.guards import append_only, fixed, never_deleted, void_stays, well_formed

GUARDS = [
    *never_deleted("updates_output"),
    *well_formed("updates_output", datetime="voided_at"),
    fixed("updates_output", ["slug"]),
    *never_deleted("updates_outputstep"),
    *well_formed("updates_outputstep", date="on", datetime="voided_at"),
    fixed("updates_outputstep", ["output_id", "number", "stage", "on", "replaces_id"]),
    void_stays("updates_outputstep"),
    *never_deleted("updates_contributor"),
    *well_formed("updates_contributor", datetime="voided_at"),
    fixed(
        "updates_contributor", ["output_id", "number", "place", "name", "user_id", "replaces_id"]
    ),
    void_stays("updates_contributor"),
    *never_deleted("updates_partner"),
    *well_formed("updates_partner", date="since ended_on", datetime="voided_at"),
    fixed("updates_partner", ["slug", "number", "person_id"]),
    *never_deleted("updates_update"),
    *well_formed(
        "updates_update",
        date="month first last due_on asked_on approved_on sent_on",
        datetime="voided_at",
    ),
    fixed("updates_update", ["slug"]),
    *never_deleted("updates_section"),
    fixed("updates_section", ["update_id", "part"]),
    *append_only("updates_edition"),
    *well_formed("updates_edition", date="went_on"),
    *never_deleted("updates_delivery"),
    *well_formed("updates_delivery", datetime="begun_at done_at"),
    fixed("updates_delivery", ["update_id", "partner_id", "format"]),
    *never_deleted("updates_news"),
    *well_formed("updates_news", date="on", datetime="voided_at"),
    fixed("updates_news", ["slug", "number"]),
    *never_deleted("updates_profile"),
    *well_formed("updates_profile", date="agreed_on", datetime="voided_at"),
    fixed("updates_profile", ["slug"]),
    *never_deleted("updates_picture"),
    *well_formed("updates_picture", datetime="voided_at"),
    fixed("updates_picture", ["slug", "profile_id", "key_id", "content", "width", "height"]),
]
