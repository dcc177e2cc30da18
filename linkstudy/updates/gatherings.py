"""What groups met about, and where the team learned or was met, in the words of an update.

Of minutes, an update tells what was said and decided, and not who is to do what; and only of minutes that
are agreed, which the database keeps as they were. Of other meetings it says that they were.
"""

import datetime as dt
from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from linkstudy import clock
from linkstudy.updates.facts import Period
from linkstudy.words import uncapped
from meetings.minutes import Kind, pieces
from meetings.models import AgendaItem, Event, Meeting
from meetings.models.events import first_of_month
from meetings.vocabulary import EventKind, GroupKind

# How the items begin at which a group talks about itself.
ROUTINE = ("welcome", "apologies", "introductions", "minutes", "any other business", "next meeting")
TALKED = "We talked about:"
AHEAD = 92  # days after the last of an update, about three months
# How a sentence goes before what was typed of a group, by its first word.
LEADS = {"people": "It brings together ", "to": "It is there "}
MET = {
    EventKind.TRAINING: "we had a training session",
    EventKind.VISIT: "we paid a visit",
    EventKind.ENGAGEMENT: "we met people at an event",
    EventKind.EXCHANGE: "we shared what we know at an event",
}


def sentence(words: str) -> str:
    """The words with a full stop, unless they end in one."""
    bare = words.strip()
    return bare if not bare or bare.endswith((".", "!", "?")) else f"{bare}."


# Meetings


def met(period: Period) -> str:
    """A paragraph a meeting, the first of them first."""
    found = told_meetings(period).select_related("group").prefetch_related("items")
    return "\n\n".join(meeting(one) for one in found)


def told_meetings(period: Period) -> Any:
    """Those of groups beside the team that were in these days."""
    rows = Meeting.objects.standing().exclude(group__kind=GroupKind.TEAM)
    held = rows.filter(held_on__range=(period.first, min(period.last, clock.today())))
    return held.order_by("held_on", "turn")


def that_met(of: Meeting) -> str:
    """We met with our advisory group in April 2022."""
    return f"We met with our {uncapped(of.group.name)} in {of.held_on:%B %Y}."


def purpose(words: str) -> str:
    """What a group is for, as a whole sentence however it was typed: people who care, to say what
    matters, or a sentence already."""
    lead = LEADS.get(words.partition(" ")[0].casefold())
    return sentence(f"{lead}{uncapped(words)}" if lead else words)


def meeting(of: Meeting) -> str:
    """We met with our advisory group in April 2022. … We talked about:"""
    lead = f"{that_met(of)} {purpose(of.group.purpose)}".strip()
    items = [one for one in of.items.all() if is_told(one)] if of.agreed_on else []
    lines = "\n".join(f"• {item(one)}" for one in items)
    return f"{lead}\n{TALKED}\n{lines}" if lines else lead


def is_told(item: AgendaItem) -> bool:
    """Whether something was said there that is of interest to others."""
    is_routine = item.heading.casefold().startswith(ROUTINE)
    return not item.voided_at and bool(item.notes.strip()) and not is_routine


def of_interest() -> Q:
    """The same of the items of a meeting, as a condition."""
    routine = [Q(heading__istartswith=words) for words in ROUTINE]
    return Q(voided_at=None, notes__gt="") & ~reduce(or_, routine)


def item(of: AgendaItem) -> str:
    """Its heading, what was said and what was decided."""
    return " ".join([sentence(of.heading), *said(of.notes)])


def said(notes: str) -> Iterator[str]:
    for piece in pieces(notes):
        if piece.kind == Kind.DECISION:
            yield sentence(f"We agreed: {uncapped(piece.words.strip())}")
        elif piece.kind == Kind.NOTE and (line := sentence(piece.text)):
            yield line


# Training, visits and other events


def learned(period: Period) -> str:
    """What happened in these days, and then what is to come soon."""
    found = sorted(told_events(period), key=lambda one: one.is_to_come)
    return "\n\n".join(coming(one) if one.is_to_come else event(one) for one in found)


def told_events(period: Period) -> Any:
    """Events of these days, and those soon after them that are still to come: the first of them first.

    What was between these days and today is for the next update to tell. Where the month alone is known,
    any of its days may be one of these.
    """
    month = first_of_month(period.first, is_day_known=False)
    of_these_days = Q(on__range=(period.first, period.last)) | Q(
        is_day_known=False, on__range=(month, period.last)
    )
    soon = Q(on__gt=period.last, on__lte=period.last + dt.timedelta(days=AHEAD))
    still_to_come = Q(on__gt=clock.today()) | this_month()
    found = Event.objects.standing().filter(of_these_days | soon & still_to_come)
    return found.order_by("on", "pk")


def this_month() -> Q:
    """That an event of which the month alone is known may still come in this one, as its is_to_come says."""
    begun = first_of_month(clock.today(), is_day_known=False)
    return Q(is_day_known=False, taken="", on__gte=begun)


def when(of: Event) -> str:
    return f"{'On' if of.is_day_known else 'In'} {of.when}"


def event(of: Event) -> str:
    """In May 2022 we had a training session: … Dr Kate Fryer, University of Sheffield led it. …"""
    lead = f"{when(of)} {MET[EventKind(of.kind)]}: {sentence(uncapped(of.title))}"
    led = f"It was led by {sentence(of.by_whom)}" if of.by_whom else ""
    there = f"It was with {sentence(uncapped(of.with_whom))}" if of.with_whom else ""
    taken = " ".join(filter(None, map(sentence, of.taken.splitlines())))
    return " ".join(filter(None, (lead, led, there, taken)))


def coming(of: Event) -> str:
    """In July 2022 Stephanie Tierney will meet a PPI group in Sheffield. It is about …"""
    who = of.by_whom or "our team"
    meets = f"{who} will meet {uncapped(of.with_whom)}" if of.with_whom else f"{who} will be there"
    return f"{when(of)} {sentence(meets)} It is about {sentence(uncapped(of.title))}"
