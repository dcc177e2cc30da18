"""What may be typed on the page of a meeting: items, notes, actions and who came."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, cast

from crispy_forms.layout import Layout
from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.forms import (
    Choices,
    Correcting,
    Day,
    LongText,
    Minutes,
    Pick,
    Reason,
    StudyForm,
    Text,
    held,
)
from linkstudy.forms.study import LOST, Hidden
from meetings.actions.attending import question
from meetings.models import AgendaItem, Attendance, Meeting, MeetingAction, Member
from meetings.models.agenda import MOST_NOTES
from meetings.seated import Table
from meetings.vocabulary import Part

PAST = "The day must be today or in the past"
MOST_LINE = 1000
MOST_NAMED = 60  # characters of a heading in a list of places
SEEN = re.compile(r"\d{1,4}:[a-z]{0,9}")


class ItemForm(StudyForm):
    """Something to talk about, at a place of the agenda: behind the item of a number, 0 for first."""

    layout = Layout("heading", "minutes", "after")

    heading = Text("What do you talk about?", missing="Enter what you talk about")
    minutes = Minutes("For how long?", most=480)
    after = Pick("Where does it come?", unknown="Select a place that is listed")
    after.optional = False  # said on no question here: every item has a place

    def offer(self, items: Sequence[AgendaItem], first: str = "At the end") -> None:
        """Offer the places between the items of the agenda, in its order."""
        places = [
            (str(one.number), f"After “{one.heading[:MOST_NAMED]}”", one.number) for one in items
        ]
        cast(Pick, self.fields["after"]).offer([("0", "First", 0), *places], first)


class ChangeItemForm(ItemForm):
    """The same, as it stands."""

    versioned = True

    def fill(self, item: AgendaItem) -> None:
        agenda = item.meeting.in_order(item.meeting.items.standing())
        numbers = [0, *(one.number for one in agenda)]
        self.offer([one for one in agenda if one.pk != item.pk], first="")
        where = numbers.index(item.number) - 1 if item in agenda else 0
        self.initial = held(item, "heading", "minutes") | {"after": numbers[where]}


class NotesForm(StudyForm):
    """The minutes of an item."""

    versioned = True
    layout = Layout("notes")

    notes = LongText(
        "Notes",
        called="The text of these notes",
        hint="Start a line with “Action:” or “Decision:” and we will list it. Use @ for the owner.",
        most=MOST_NOTES,
        rows=8,
        as_typed=True,
    )
    notes.optional = False  # said on no question here: there may be none yet

    def fill(self, item: AgendaItem) -> None:
        self.item = item
        self.initial = held(item, "notes")


class ActionForm(StudyForm):
    """Something to do, in one line."""

    layout = Layout("line")

    line = Text(
        "Add an action",
        missing="Enter what is to be done",
        called="The action",
        hint="Write it in one line. For example: Book a room @Chris 1 July",
        most=MOST_LINE,
    )


class ChangeActionForm(Correcting, ActionForm):
    """The same, as it stands."""

    layout = Layout("line", "why")
    line = Text(
        "What is to be done, by whom and by when?",
        missing="Enter what is to be done",
        called="The action",
        hint="Write it in one line. For example: Book a room @Chris 1 July",
        most=MOST_LINE,
    )
    why = Reason(
        "Why does it change?",
        missing="Enter why it changes",
        hint="For example, the room is free a week later. Do not include names",
    )

    def fill(self, row: MeetingAction) -> None:
        self.initial = held(row, "line")


class AssignForm(Correcting):
    """Who does an action of agreed minutes, and by when."""

    layout = Layout("owners", "due", "why")
    owners = Choices("Who does it?", unknown="Select from those who are listed", row=2)
    due = Day(
        "By when?",
        called="The day",
        hint="For example, 20/6 or 20 June 2022",
        future=True,
    )
    why = Reason(
        "Why does it change?",
        missing="Enter why it changes",
        hint="For example, somebody else has the time. Do not include names",
    )

    def fill(self, row: MeetingAction) -> None:
        """Offer those who sit there today, the team, and whoever owns it so far."""
        today = Table(row.meeting.group, clock.today()).owners.values()
        people = {
            f"{one._meta.model_name}-{one.number}": one
            for one in dict.fromkeys([*today, *row.owners])
        }
        pick = cast(Choices, self.fields["owners"])
        pick.offer([(key, str(one), one) for key, one in people.items()])
        owned = [key for key, one in people.items() if one in row.owners]
        self.initial = held(row, "due") | {"owners": owned}


class DoneForm(StudyForm):
    """When an action was done."""

    versioned = True
    layout = Layout("done_on")

    done_on = Day(
        "When was it done?",
        missing="Enter when it was done",
        called="The day",
        hint="For example, 13/6 or 13 June 2022",
        past_words=PAST,
    )

    def fill(self, row: MeetingAction) -> None:
        self.initial = held(row) | {"done_on": clock.today()}


class DropForm(StudyForm):
    """Why nobody does an action."""

    versioned = True
    layout = Layout("reason")

    reason = Reason(
        "Why is it dropped?",
        missing="Enter why it is dropped",
        hint="For example, somebody else did it already. Do not include names",
    )

    def fill(self, row: MeetingAction) -> None:
        self.initial = held(row)


class TakeUpForm(StudyForm):
    """Why an action is open again."""

    versioned = True
    layout = Layout("reason")

    reason = Reason(
        "Why is it open again?",
        missing="Enter why it is open again",
        hint="For example, only half of it was done. Do not include names",
    )

    def fill(self, row: MeetingAction) -> None:
        self.initial = held(row)


class AttendanceForm(StudyForm):
    """How each member takes part. seen is what the page showed of each."""

    seen = Hidden()

    def fill(self, meeting: Meeting, members: Iterable[Member], rows: Iterable[Attendance]) -> None:
        """One line a member, as far as is known."""
        self.meeting = meeting
        self.members = {question(one): one for one in members}
        self.parts = {row.member_id: row.part for row in rows}
        options = [(part.value, part.label, part.value) for part in Part]
        for name, member in self.members.items():
            field = Pick(
                f"{member}{', chair' if member.chairs else ''}", unknown="Choose one of these"
            )
            field.offer(options, first="Not said")
            field.optional = False
            self.fields[name] = field
            self.initial[name] = self.parts.get(member.pk, "")
        self.initial["seen"] = self.as_seen()

    def as_seen(self) -> str:
        """1:person 2:online."""
        known = (f"{one.number}:{self.parts.get(one.pk, '')}" for one in self.members.values())
        return " ".join(known)

    def clean_seen(self) -> dict[Member, str]:
        words = self.cleaned_data["seen"].split()
        if not all(SEEN.fullmatch(word) for word in words):
            raise ValidationError(LOST)
        seen = dict(word.split(":") for word in words)
        if not {str(one.number) for one in self.members.values()} <= seen.keys():
            raise ValidationError(LOST)
        return {one: seen[str(one.number)] for one in self.members.values()}

    def answers(self) -> dict[str, Any]:
        parts = {one: self.cleaned_data[name] or "" for name, one in self.members.items()}
        return {"parts": parts, "seen": self.cleaned_data["seen"]}

    def take(self, refusal: ValidationError) -> None:
        """Say what somebody else changed meanwhile; saving again is then deliberate."""
        super().take(refusal)
        self.parts = {row.member_id: row.part for row in self.meeting.attendance.all()}
        self.carry("seen", self.as_seen())
