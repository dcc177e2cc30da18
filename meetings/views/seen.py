"""Fetching what an address names. What the reader may not see answers as if it did not exist."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest

from linkstudy.accounts.models import User
from meetings.models import Group, Member, Naming


def or_404(found: Any) -> Any:
    if found is None:
        raise Http404
    return found


def day_asked(request: HttpRequest) -> dt.date | None:
    """The day that an address names, as ?on=2022-06-04."""
    try:
        return dt.date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return None


def group_or_404(user: User, group: str) -> Group:
    return or_404(Group.objects.visible_to(user).filter(slug=group).first())


def member_or_404(user: User, group: str, member: int) -> Member:
    """A member by their number in a group, with what their label is made of."""
    rows = Member.objects.visible_to(user).filter(group__slug=group, number=member)
    return or_404(rows.select_related("group", "user", "person").first())


def naming_or_404(user: User, group: str, member: int, answer: int) -> Naming:
    """A member's answer about being named, by its number: the row that stands, else the last."""
    held = member_or_404(user, group, member)
    found = or_404(Naming.objects.current().filter(member=held, number=answer).first())
    found.member = held
    return found
