"""What the database keeps true of meetings and their minutes: what was agreed stays as it was."""

from linkstudy.guards import append_only, fixed, never_deleted, refuse, well_formed

MEETING, ITEM, ACTION = "meetings_meeting", "meetings_agendaitem", "meetings_meetingaction"
ATTENDANCE, PAPER, VERSION = "meetings_attendance", "meetings_paper", "meetings_minutesversion"
FEED = "meetings_feed"

IS_AGREED = f"""EXISTS (SELECT 1 FROM {MEETING} m WHERE m.id = NEW.meeting_id
    AND m.agreed_on IS NOT NULL)"""
IS_VOID = f"""EXISTS (SELECT 1 FROM {MEETING} m WHERE m.id = NEW.meeting_id
    AND m.voided_at IS NOT NULL)"""
NO_VERSION = f"""NOT EXISTS (SELECT 1 FROM {VERSION} v WHERE v.meeting_id = NEW.id
    AND v.agreed_on = NEW.agreed_on)"""
OF_ANOTHER_GROUP = f"""NOT EXISTS (
    SELECT 1 FROM {MEETING} m JOIN meetings_member p ON p.group_id = m.group_id
    WHERE m.id = NEW.meeting_id AND p.id = NEW.member_id)"""
OF_ANOTHER_MEETING = f"""NEW.item_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM {ITEM} i WHERE i.id = NEW.item_id AND i.meeting_id = NEW.meeting_id)"""
FROZEN = "These minutes are agreed: open a new version first"


def frozen(table: str, event: str, when: str = "") -> list:
    """Rows of agreed minutes, and of void meetings, are as they were."""
    also = f" AND ({when})" if when else ""
    return [
        refuse(
            f"{table}_agreed_{event}", table, f"BEFORE {event.upper()}", FROZEN, IS_AGREED + also
        ),
        refuse(
            f"{table}_of_void_{event}",
            table,
            f"BEFORE {event.upper()}",
            "This meeting is void",
            IS_VOID + also,
        ),
    ]


GUARDS = [
    *never_deleted(MEETING),
    fixed(MEETING, ["group_id", "number", "slug", "code"]),
    *well_formed(
        MEETING, date="held_on sent_on agreed_on", time="starts ends", datetime="voided_at"
    ),
    refuse(
        "agreed_minutes_are_kept",
        MEETING,
        "BEFORE UPDATE",
        "Minutes are agreed as a version that is kept",
        f"NEW.agreed_on IS NOT NULL AND OLD.agreed_on IS NULL AND {NO_VERSION}",
    ),
    fixed(MEETING, ["agenda"], name="agenda_fixed", once="OLD.agreed_on IS NOT NULL"),
    *never_deleted(ITEM),
    fixed(ITEM, ["meeting_id", "number"]),
    *well_formed(ITEM, datetime="noted_at voided_at"),
    *frozen(ITEM, "insert"),
    *frozen(ITEM, "update"),
    *never_deleted(ACTION),
    fixed(ACTION, ["meeting_id", "number"]),
    # A line may be cut and pasted into another item: its action is void meanwhile, and moves with it.
    fixed(
        ACTION,
        ["item_id"],
        name="item_fixed",
        once="OLD.voided_at IS NULL OR OLD.item_id IS NULL OR NEW.item_id IS NULL",
    ),
    *well_formed(ACTION, date="due done_on dropped_on", datetime="voided_at"),
    *frozen(ACTION, "insert"),
    *frozen(ACTION, "update", "NEW.words <> OLD.words OR NEW.line <> OLD.line"),
    *(
        refuse(
            f"action_{stands}_in_its_meeting",
            ACTION,
            f"BEFORE {event}",
            "The item is of another meeting",
            OF_ANOTHER_MEETING,
        )
        for stands, event in (("stands", "INSERT"), ("stays", "UPDATE"))
    ),
    *never_deleted(ATTENDANCE),
    fixed(ATTENDANCE, ["meeting_id", "member_id"]),
    *frozen(ATTENDANCE, "insert"),
    *frozen(ATTENDANCE, "update"),
    refuse(
        "attendance_is_of_a_member",
        ATTENDANCE,
        "BEFORE INSERT",
        "Only members of the group attend its meetings",
        OF_ANOTHER_GROUP,
    ),
    *never_deleted(PAPER),
    fixed(PAPER, ["meeting_id", "number"]),
    *well_formed(PAPER, datetime="voided_at"),
    *append_only(VERSION),
    *append_only(FEED),
]
