"""The meetings of a group, in a list."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import QueryDict

from linkstudy.rows import Picked
from meetings.models import Group, Meeting, State
from meetings.page import SHOWN

ROWS = 12
OPEN = Q(actions__voided_at=None, actions__done_on=None, actions__dropped_on=None)


@dataclass(frozen=True)
class Line:
    """A meeting in the list of its group. open is how many of its actions are."""

    meeting: Meeting
    open: int

    @property
    def state(self) -> tuple[str, str, str]:
        """(word, icon, tone)."""
        icon, tone = SHOWN[self.meeting.state]
        return self.meeting.state.label, icon, tone


def met(group: Group, query: QueryDict) -> Page:
    """The meetings of a group, the latest first, a page of them."""
    counted = Count("actions", filter=OPEN & Q(actions__pk__isnull=False), distinct=True)
    rows = Meeting.objects.filter(group=group).with_state().annotate(open=counted)
    rows = rows.order_by("-held_on", "-turn")  # what counts has no order of its own
    page = Paginator(Picked(rows), ROWS).get_page(query.get("page"))
    page.object_list = [
        Line(one, 0 if one.state == State.VOID else one.open) for one in page.object_list
    ]
    return page
