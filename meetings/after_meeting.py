"""What a meeting led to beside its actions: thanks to public contributors, and what changed."""

from collections import Counter
from collections.abc import Iterable

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from meetings.models import Attendance, Contribution, Meeting, Member, Payment
from meetings.vocabulary import Answer, Seat

# State of a payment, what is said of one and of several, icon and tone.
STANDS = [
    ("Offered", "waits for an answer", "wait for an answer", "ring", "mute"),
    (Answer.ACCEPTED.label, "is to be made", "are to be made", "clock", "warn"),
    (Answer.DECLINED.label, "was declined", "were declined", "left", "mute"),
    ("Paid", "is made", "are made", "done", "good"),
]


def payments_for(meeting: Meeting, reader: User) -> list[Payment]:
    """Those for the day; [] for who sees none."""
    if not reader.may(May.SEE_INVOLVEMENT):
        return []
    rows = Payment.objects.standing().filter(member__group=meeting.group_id, on=meeting.held_on)
    return list(rows)


def without_offer(rows: Iterable[Payment], attendance: Iterable[Attendance]) -> list[Member]:
    """Public contributors who came, and for whose day nothing is offered."""
    offered = {one.member_id for one in rows}
    came = [one.member for one in attendance if one.took_part and one.member_id not in offered]
    return [one for one in came if one.seat == Seat.PUBLIC and not one.user_id]


def thanks_for(rows: Iterable[Payment]) -> list[tuple[str, str, str]]:
    """(words, icon, tone) of payments, by where they stand."""
    counts = Counter(one.state for one in rows)
    return [
        (f"{many(counts[state])} {one if counts[state] == 1 else more}", icon, tone)
        for state, one, more, icon, tone in STANDS
        if counts[state]
    ]


def many(count: int) -> str:
    return f"{count:,} payment{'' if count == 1 else 's'}"


def advice_of(meeting: Meeting, reader: User) -> list[Contribution]:
    """What the group advised on the day, with what came of it; [] for who does not see it."""
    if not reader.may(May.SEE_INVOLVEMENT):
        return []
    rows = Contribution.objects.standing().filter(group=meeting.group_id, on=meeting.held_on)
    return list(rows.order_by("number"))
