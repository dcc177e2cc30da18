"""Actions of agreed minutes whose owner or day changed since: the history knows when."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Subquery

from linkstudy.audit.models import Entry
from linkstudy.words import in_london
from meetings.models import MeetingAction, MinutesVersion

VERBS = ("action.assigned", "action.handed_over")


def moved_since(version: MinutesVersion, rows: Sequence[MeetingAction]) -> dict[int, dt.date]:
    """{key of an action: the day of its last change} of those that changed since a version was kept."""
    kept = Entry.objects.filter(kind=MinutesVersion._meta.label_lower, key=str(version.pk))
    found = Entry.objects.filter(
        kind=MeetingAction._meta.label_lower,
        key__in=[str(row.pk) for row in rows],
        verb__in=VERBS,
        seq__gt=Subquery(kept.values("seq")[:1]),
    )
    said = found.order_by("seq").values_list("key", "study_at")
    return {int(key): in_london(at).date() for key, at in said}
