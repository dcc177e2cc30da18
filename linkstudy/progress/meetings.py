"""What meetings gave to do, and which meetings are near."""

import datetime as dt
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach
from linkstudy.progress.scope import Scope
from linkstudy.todo import Item
from linkstudy.words import day_words
from meetings.models import Group, Meeting, MeetingAction, Member

AHEAD = dt.timedelta(days=7)
FAR = dt.date.max
LONG = 120  # characters of an action


def open_actions(user: User) -> QuerySet[MeetingAction]:
    """Open actions of meetings that stand, in groups that somebody sees; those of others are theirs."""
    rows = MeetingAction.objects.open().filter(meeting__voided_at=None)
    seen = rows.filter(meeting__group__in=Group.objects.visible_to(user))
    return seen if user.reach(May.SEE_MEETINGS) == Reach.ALL else seen.filter(accounts=user)


def action_items(scope: Scope, most: int) -> list[Item]:
    """Actions of meetings, the most pressing first. They are of no case."""
    user = scope.reader
    if scope.numbers or not user.may(May.FINISH_ACTIONS):
        return []
    owners = scope.owners or (user.pk,)
    mine = Q(accounts__in=owners)
    if user.may(May.KEEP_MEETINGS):
        # What nobody of the team owns waits for who keeps the minutes, who also asks about what is late.
        mine |= Q(accounts=None) | Q(due__lt=clock.today())
    rows = open_actions(user).filter(pk__in=MeetingAction.objects.filter(mine).values("pk"))
    in_time = with_owner(rows).order_by(F("due").asc(nulls_last=True), "pk")
    return [action_item(user, row) for row in in_time[:most]]


def with_owner(rows: QuerySet[MeetingAction]) -> QuerySet[MeetingAction]:
    """Annotate owner, owner_name and owner_number of the first who signs in; or None."""
    owners = User.objects.filter(meeting_actions=OuterRef("pk")).order_by("number")
    return rows.select_related("meeting__group").annotate(
        owner=Subquery(owners.values("pk")[:1]),
        owner_name=Subquery(owners.values("name")[:1]),
        owner_number=Subquery(owners.values("number")[:1]),
    )


def action_item(user: User, row: Any) -> Item:
    """An action as a thing to do."""
    words = row.words[:1].upper() + row.words[1:].rstrip(" .")
    owner = User(pk=row.owner, name=row.owner_name, number=row.owner_number)
    return Item(
        words=words if len(words) <= LONG else f"{words[: LONG - 1]}…",
        url=f"{row.get_absolute_url()}#actions",
        due=row.due or FAR,
        note=note_of(row),
        who="" if row.owner is None else user if row.owner == user.pk else owner,
        is_late=bool(row.late),
    )


def note_of(row: MeetingAction) -> str:
    """By 10 June. PPI group, 18 May."""
    when = f"By {day_words(row.due, 'short')}" if row.due else "No day yet"
    said = f"{row.late} day{'' if row.late == 1 else 's'} late" if row.late else when
    return f"{said}. {row.meeting.group.name}, {day_words(row.meeting.held_on, 'short')}"


def near_meetings(user: User) -> list[Meeting]:
    """Meetings of today and the next 7 days, of groups in which somebody sits, or which they keep."""
    if not user.may(May.SEE_MEETINGS):
        return []
    today = clock.today()
    rows = Meeting.objects.visible_to(user).standing()
    near = rows.filter(held_on__gte=today, held_on__lte=today + AHEAD).select_related("group")
    mine = near if user.may(May.KEEP_MEETINGS) else near.filter(group__in=seated(user))
    return list(mine.order_by("held_on", "starts", "pk"))


def seated(user: User) -> QuerySet[Group]:
    """The groups in which somebody has a seat today."""
    return Group.objects.filter(pk__in=Member.objects.at_table().filter(user=user).values("group"))
