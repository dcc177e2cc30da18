"""Groups and members are put right in place and never deleted; what somebody said stays said."""

from cases.thinking_guards import reflections
from linkstudy.guards import fixed, never_deleted, refuse, void_stays, well_formed
from meetings import event_guards, involvement_guards, meeting_guards

GROUP, MEMBER, NAMING = "meetings_group", "meetings_member", "meetings_naming"
GROUP_IS_VOID = (
    f"EXISTS (SELECT 1 FROM {GROUP} g WHERE g.id = NEW.group_id AND g.voided_at IS NOT NULL)"
)
SOMEBODY_SITS = (
    f"EXISTS (SELECT 1 FROM {MEMBER} m WHERE m.group_id = NEW.id AND m.voided_at IS NULL)"
)

GUARDS = [
    *never_deleted(GROUP),
    fixed(GROUP, ["slug"]),
    *well_formed(GROUP, date="closed_on", datetime="voided_at"),
    refuse(
        "void_group_is_empty",
        GROUP,
        "BEFORE UPDATE",
        "Members of this group stand: void them first",
        f"NEW.voided_at IS NOT NULL AND OLD.voided_at IS NULL AND {SOMEBODY_SITS}",
    ),
    *never_deleted(MEMBER),
    fixed(MEMBER, ["group_id", "number", "slug", "person_id"]),
    *well_formed(MEMBER, date="joined_on left_on", datetime="voided_at", flag="chairs"),
    *(
        refuse(
            f"members_sit_in_a_standing_group_{event.lower()}",
            MEMBER,
            f"BEFORE {event}",
            "This group is void",
            f"NEW.voided_at IS NULL AND {GROUP_IS_VOID}",
        )
        for event in ("INSERT", "UPDATE")
    ),
    *never_deleted(NAMING),
    fixed(
        NAMING,
        [
            "member_id",
            "number",
            "on",
            "in_minutes",
            "in_updates",
            "in_publications",
            "known_as",
            "recorded_at",
            "replaces_id",
        ],
    ),
    void_stays(NAMING),
    *well_formed(
        NAMING, date="on", datetime="voided_at", flag="in_minutes in_updates in_publications"
    ),
    *involvement_guards.GUARDS,
    *meeting_guards.GUARDS,
    *event_guards.GUARDS,
    *reflections("meetings_meetingreflection", "meeting"),
]
