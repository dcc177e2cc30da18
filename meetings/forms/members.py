"""What may be typed about somebody in a group: nothing that says who they are."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, cast

from crispy_forms.layout import Layout

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.forms import (
    Choice,
    Choices,
    Correcting,
    Day,
    Pick,
    Reason,
    StudyForm,
    Tick,
    held,
)
from meetings.forms.groups import LIKE, PAST
from meetings.models import Member
from meetings.vocabulary import Need, Seat

KNOWN = ("seat", "user", "joined_on")


def accounts_for(found: Any, also: User | None = None) -> Iterable[tuple[str, str, User]]:
    """The team as a list offers it, with somebody who has left."""
    people = [*found, *([also] if also and also not in found else [])]
    return [(str(one.number), one.name, one) for one in people]


class SeatForm(StudyForm):
    """As what somebody sits in a group, and since when."""

    seat = Choice(
        "As what do they sit there?",
        Seat.choices,
        missing="Select as what they sit there",
        hint="This and a number is what they are called here. Who they are is kept apart",
        row=2,
    )
    user = Pick(
        "Their account, if they are of the study team",
        unknown="Select somebody of the study team",
        hint="They are then called by their name, and see this group’s meetings",
    )
    joined_on = Day("Since when?", missing="Enter their first day", hint=LIKE, past_words=PAST)

    def offer(self, also: User | None = None) -> None:
        """Offer the team as accounts; also is somebody who may have left it."""
        people = User.objects.current().order_by("name", "number")
        pick = cast(Pick, self.fields["user"])
        pick.offer(accounts_for(list(people), also), first="They have none")


class NeedsForm(StudyForm):
    """What somebody needs, and whether they chair."""

    needs = Choices(
        "What do they need to take part?",
        Need.choices,
        unknown="Select what they need",
        hint="Ask them. Words of their own belong to their contact details",
        row=2,
    )
    chairs = Tick("Who chairs?", says="They chair the group")


class MemberForm(SeatForm, NeedsForm):
    """Somebody who joins."""

    layout = Layout(*KNOWN, "needs", "chairs")

    def fill(self, on: dt.date | None = None) -> None:
        """on is the day from which they are to sit there, where the page was opened for that."""
        self.offer()
        self.initial = {"seat": Seat.PUBLIC, "joined_on": on or clock.today()}


class ChangeMemberForm(NeedsForm):
    versioned = True
    layout = Layout("needs", "chairs")

    def fill(self, member: Member) -> None:
        self.initial = held(member, "chairs") | {"needs": [str(one) for one in member.needed]}


class CorrectMemberForm(Correcting, SeatForm):
    layout = Layout(*KNOWN, "why")

    def fill(self, member: Member) -> None:
        self.offer(member.user)
        number = str(member.user.number) if member.user else ""
        self.initial = held(member, "seat", "joined_on") | {"user": number}


class LeaveGroupForm(StudyForm):
    versioned = True
    layout = Layout("left_on")
    left_on = Day(
        "What was their last day?", missing="Enter their last day", hint=LIKE, past_words=PAST
    )

    def fill(self, member: Member) -> None:
        self.initial = held(member) | {"left_on": clock.today()}


class RejoinGroupForm(StudyForm):
    versioned = True
    layout = Layout("reason")
    reason = Reason(
        "Why are they in the group again?",
        missing="Enter why they are in the group again",
        hint="For example, they came back after a break. Do not include names",
    )

    def fill(self, member: Member) -> None:
        self.initial = held(member)
