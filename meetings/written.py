"""A meeting as a whole, for whatever leaves the page: the agreed text, Word, paper."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from linkstudy.words import day_words
from meetings.calling import together
from meetings.models import AgendaItem, Attendance, Meeting, MeetingAction
from meetings.vocabulary import Part


@dataclass(frozen=True)
class Whole:
    """What stands in a meeting.

    names  {key of a member: what they are called here}; whoever is not in it is called by their label
    """

    meeting: Meeting
    items: list[AgendaItem]
    attendance: list[Attendance]
    actions: list[MeetingAction]
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def carried(self) -> list[MeetingAction]:
        """Actions that earlier meetings left open: three questions, for whoever tells of them."""
        rows = MeetingAction.objects.carried(self.meeting).with_owners()
        return list(rows.order_by("meeting__held_on", "meeting__turn", "number"))

    @property
    def title(self) -> str:
        return str(self.meeting)

    @property
    def when(self) -> str:
        """Wednesday 18 May 2022, 10:30am to midday. Online and in person, Room 4."""
        meeting = self.meeting
        where = ", ".join(one for one in (meeting.get_how_display(), meeting.place) if one)
        return f"{day_words(meeting.held_on, 'weekday')}, {meeting.hours}. {where}"

    @property
    def took_part(self) -> list[str]:
        return [self.called(one) for one in self.attendance if one.took_part]

    @property
    def apologies(self) -> list[str]:
        return [self.called(one) for one in self.attendance if one.part == Part.APOLOGIES]

    def called(self, row: Attendance) -> str:
        return self.names.get(row.member_id, row.member.label)

    def whose(self, action: MeetingAction) -> str:
        """Its owners, as they are called here."""
        members = [self.names.get(one.pk, one.label) for one in action.members.all()]
        return together([*(one.name for one in action.accounts.all()), *members])


def whole(meeting: Meeting, names: Mapping[int, str] | None = None) -> Whole:
    """What stands in a meeting: four questions, and two for whoever owns what."""
    attendance = meeting.attendance.select_related("member__user").order_by("member__number")
    actions = MeetingAction.objects.standing().filter(meeting=meeting).with_owners()
    return Whole(
        meeting,
        meeting.in_order(meeting.items.standing()),
        list(attendance),
        list(actions.order_by("number")),
        names or {},
    )


def minutes_text(all_of_it: Whole) -> str:
    """The minutes as plain text: what is frozen once they are agreed. Notes stand as they were typed."""
    return "\n".join(_lines(all_of_it)) + "\n"


def _lines(of: Whole) -> Iterator[str]:
    yield of.title
    yield of.when
    yield ""
    yield from came_lines(of)
    for place, item in enumerate(of.items, 1):
        yield ""
        yield f"{place}. {item.heading}"
        yield item.notes or "No notes."
    yield ""
    yield "Actions"
    for action in of.actions:
        yield f"- {action_words(of, action)}"
    if not of.actions:
        yield "None."


def action_words(of: Whole, action: MeetingAction) -> str:
    """Send an outline. Asha Patel, by 10 June 2022"""
    due = f"by {day_words(action.due)}" if action.due else "no day yet"
    return f"{action.words.rstrip(' .')}. {of.whose(action) or 'No owner yet'}, {due}"


def came_lines(of: Whole) -> list[str]:
    return [f"Took part: {_listed(of.took_part)}", f"Apologies: {_listed(of.apologies)}"]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "nobody"
