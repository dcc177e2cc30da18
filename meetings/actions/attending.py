"""Who takes part in a meeting."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import NOTHING_NEW
from linkstudy.audit.writing import action, add, amend
from meetings.actions.meetings import unlocked
from meetings.models import Attendance, Meeting, Member
from meetings.vocabulary import Came, Part

MEANWHILE = "Somebody set this to “{}” while you were choosing. Check it, then save again"


@action
def record_attendance(
    *, meeting: Meeting, parts: Mapping[Member, str], seen: Mapping[Member, str], by: User | None
) -> Meeting:
    """How members take part: replies before the day, and from then on how they came.

    seen is what the page showed of each. What was left as it was is not written, so that two people
    who fill in different lines both keep their work. Raises ValidationError beside the lines that
    somebody else changed meanwhile.
    """
    held = unlocked(meeting)
    rows = {row.member_id: row for row in held.attendance.all()}
    is_to_come = held.held_on > clock.today()
    now = {one: rows[one.pk].part if one.pk in rows else "" for one in parts}
    changed = {one: part for one, part in parts.items() if part != seen.get(one, "")}
    if not changed:
        raise ValidationError(NOTHING_NEW)
    if moved := {
        one: now[one] for one in changed if now[one] not in (seen.get(one, ""), parts[one])
    }:
        raise ValidationError(
            {question(one): MEANWHILE.format(told(part)) for one, part in moved.items()}
        )
    for one, part in changed.items():
        if part == now[one]:
            continue
        said: dict[str, Any] = (
            {"reply": part, "came": ""} if is_to_come else {"came": part or Came.UNSAID}
        )
        if one.pk in rows:
            amend(rows[one.pk], "attendance.changed", by=by, **said)
        else:
            add(Attendance(meeting=held, member=one, **said), "attendance.recorded", by=by)
    return held


def question(member: Member) -> str:
    """The name of a member's line on the form."""
    return f"part_{member.number}"


def told(part: str) -> str:
    return Part(part).label if part else "Not said"
