"""The page of a meeting: its agenda with the minutes in place, who came, what is to be done."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from meetings.after_meeting import advice_of, payments_for, thanks_for, without_offer
from meetings.blocks import Block, blocks
from meetings.doings import Doing, acts_on, state_of
from meetings.forms.agenda import ActionForm, AttendanceForm, ItemForm, NotesForm
from meetings.forms.meetings import PaperForm
from meetings.models import (
    AgendaItem,
    Attendance,
    Contribution,
    Meeting,
    MeetingAction,
    MeetingReflection,
    Member,
    Paper,
    Payment,
    State,
)
from meetings.models.agenda import MOST_NOTES
from meetings.moved import moved_since
from meetings.preview import Preview, preview, saved_words
from meetings.seated import Table
from meetings.tables import asked_for
from meetings.vocabulary import TOOK_PART

# Of each state: the icon and the tone of its box.
SHOWN = {
    State.VOID: ("ended", "mute"),
    State.PLANNED: ("ring", "info"),
    State.DRAFT: ("half", "warn"),
    State.SENT: ("three-quarters", "info"),
    State.AGREED: ("done", "good"),
}


@dataclass(frozen=True)
class Line:
    """An item of the agenda with its notes; form is there while somebody writes them."""

    place: int
    item: AgendaItem
    blocks: list[Block]
    form: NotesForm | None = None
    saved: str = ""
    preview: Preview | None = None


class MeetingPage:
    """What somebody sees of a meeting. forms are those at work on it: one, by its part of the page.
    table is given by who asked for it already."""

    def __init__(self, user: User, meeting: Meeting, table: Table | None = None, **forms: Any):
        self.user, self.meeting, self.known = user, meeting, table
        self.form = next(iter(forms.values()), None)
        self.forms = forms
        self.may_keep = user.may(May.KEEP_MEETINGS) and not meeting.voided_at
        self.may_write = self.may_keep and not meeting.agreed_on

    # Head

    @property
    def state_icon(self) -> str:
        return SHOWN[self.meeting.state][0]

    @property
    def state_tone(self) -> str:
        return SHOWN[self.meeting.state][1]

    @property
    def state_words(self) -> str:
        """Draft minutes; Agreed minutes, version 2."""
        count = len(self.versions)
        if self.meeting.state == State.AGREED:
            return f"{State.AGREED.label}, version {count}"
        again = f", version {count + 1}" if count else ""
        return f"{self.meeting.state.label}{again}"

    @cached_property
    def versions(self) -> list[Any]:
        return list(self.meeting.versions.defer("text").order_by("number"))

    @property
    def saved(self) -> str:
        """Saved at 11:42am; "" before anything was, and once nothing can be."""
        if (notes := self.forms.get("notes")) and notes.errors:
            return "Not saved yet"
        at = max((one.noted_at for one in self.items if one.noted_at), default=None)
        return saved_words(at) if self.may_write else ""

    @cached_property
    def _touched(self) -> list[tuple[str, str, str]]:
        """(topic, label and title of a theory) in every pairing: one question for all of them."""
        held = MeetingReflection.objects.standing().filter(meeting=self.meeting)
        return list(held.values_list("topics__name", "theories__label", "theories__title"))

    @property
    def topics(self) -> list[str]:
        return sorted({topic for topic, _, _ in self._touched if topic})

    @property
    def theories(self) -> list[str]:
        return sorted({f"{label}: {title}" for _, label, title in self._touched if label})

    # Agenda

    @cached_property
    def every_item(self) -> list[AgendaItem]:
        return self.meeting.in_order(self.meeting.items.all())

    @property
    def items(self) -> list[AgendaItem]:
        return [one for one in self.every_item if not one.voided_at]

    @property
    def gone(self) -> list[AgendaItem]:
        """Items that were taken back."""
        return [one for one in self.every_item if one.voided_at]

    @property
    def length(self) -> int:
        """Minutes that the items take together."""
        return sum(one.minutes or 0 for one in self.items)

    @property
    def lines(self) -> list[Line]:
        return [self.line(place, item) for place, item in enumerate(self.items, 1)]

    def line(self, place: int, item: AgendaItem) -> Line:
        form = self.forms.get("notes")
        if form is None or form.item != item:
            return Line(place, item, list(blocks(item, self.own, self.moved)))
        text = item.notes if not form.is_bound else form["notes"].value() or ""
        readable = text if len(text) <= MOST_NOTES else ""
        read = preview(readable, self.table.people, self.meeting.held_on)
        return Line(place, item, [], form, saved_words(item.noted_at), read)

    # Actions

    @cached_property
    def every_action(self) -> list[MeetingAction]:
        """Of this meeting, and those carried from earlier ones: one question, and two for owners."""
        here = Q(meeting=self.meeting) & (Q(voided_at=None) | Q(item=None))
        carried = MeetingAction.objects.carried(self.meeting).order_by().values("pk")
        rows = MeetingAction.objects.filter(here | Q(pk__in=carried)).with_owners()
        return list(rows.order_by("meeting__held_on", "meeting__turn", "number"))

    @property
    def own(self) -> list[MeetingAction]:
        mine = (one for one in self.every_action if one.meeting_id == self.meeting.pk)
        return [one for one in mine if not one.voided_at]

    @cached_property
    def moved(self) -> dict[int, dt.date]:
        """{key of an action: day} of those whose owner or day changed since they were agreed."""
        if not (self.meeting.agreed_on and self.own):
            return {}
        return moved_since(self.versions[-1], self.own)

    @property
    def actions_gone(self) -> list[MeetingAction]:
        """Those without an item that were taken back."""
        return [one for one in self.every_action if one.voided_at]

    @property
    def doings(self) -> list[Doing]:
        """Those of this meeting, then those that earlier ones left open."""
        carried = [one for one in self.every_action if one.meeting_id != self.meeting.pk]
        return [self.doing(one) for one in [*self.own, *carried]]

    def doing(self, row: MeetingAction) -> Doing:
        here = row.meeting_id == self.meeting.pk
        return Doing(row, *state_of(row), acts_on(self.user, row), here, self.moved.get(row.pk))

    # Who came

    @cached_property
    def table(self) -> Table:
        return self.known or Table(self.meeting.group, self.meeting.held_on)

    @cached_property
    def attendance(self) -> list[Attendance]:
        rows = self.meeting.attendance.select_related("member__user")
        return list(rows.order_by("member__number"))

    @property
    def attendance_form(self) -> AttendanceForm:
        form: AttendanceForm = self.forms.get("attendance") or AttendanceForm(auto_id="came_%s")
        if not form.is_bound:
            form.fill(self.meeting, self.table.members, self.attendance)
        return form

    @property
    def parts(self) -> list[tuple[Any, str]]:
        """(member, how they took part) for who only reads."""
        known = {row.member_id: row for row in self.attendance}
        return [
            (one, known[one.pk].get_came_display() or known[one.pk].get_reply_display())
            if one.pk in known
            else (one, "Not said")
            for one in self.table.members
        ]

    @property
    def came_words(self) -> str:
        """7 of 8 took part."""
        here = sum(row.part in TOOK_PART for row in self.attendance)
        verb = "come" if self.meeting.is_to_come else "took part"
        return f"{here} of {len(self.table.members)} {verb}."

    @property
    def needs(self) -> str:
        """Captions (2 people): what those need who take part, or may."""
        away = {row.member_id for row in self.attendance if row.part and not row.took_part}
        return asked_for([one for one in self.table.members if one.pk not in away])

    # What came of it

    @cached_property
    def payments(self) -> list[Payment]:
        return payments_for(self.meeting, self.user)

    @property
    def thanks(self) -> list[tuple[str, str, str]]:
        return thanks_for(self.payments)

    @property
    def without_offer(self) -> list[Member]:
        """Public contributors who came and were offered nothing, for whoever sees payments."""
        sees = self.user.may(May.SEE_INVOLVEMENT) and not self.meeting.voided_at
        if not sees or self.meeting.is_to_come:
            return []
        return without_offer(self.payments, self.attendance)

    @cached_property
    def advice(self) -> list[Contribution]:
        return advice_of(self.meeting, self.user)

    # Papers

    @cached_property
    def every_paper(self) -> list[Paper]:
        return list(self.meeting.papers.order_by("number"))

    @property
    def papers(self) -> list[Paper]:
        return [one for one in self.every_paper if not one.voided_at]

    @property
    def papers_gone(self) -> list[Paper]:
        return [one for one in self.every_paper if one.voided_at]

    # Forms

    @property
    def item_form(self) -> ItemForm:
        form: ItemForm = self.forms.get("item") or ItemForm(auto_id="item_%s")
        if not form.is_bound:
            form.offer(self.items)
        return form

    @property
    def action_form(self) -> ActionForm:
        return self.forms.get("action") or ActionForm(auto_id="action_%s")

    @property
    def paper_form(self) -> PaperForm:
        return self.forms.get("paper") or PaperForm(auto_id="paper_%s")
