"""A page of events, newest first."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import takewhile
from typing import Any

from django.db.models import Case, Exists, Model, OuterRef, Q, QuerySet, Value, When

from linkstudy.accounts.models import User
from linkstudy.audit.models import Entry
from linkstudy.telling.teller import Event, Keys, Teller
from linkstudy.telling.wording import wording

EVERYTHING = Q()
WINDOW = 30  # entries read at a time to find what followed; a save rarely writes more
ONE_SAVE = dt.timedelta(seconds=10)  # longer than one takes, by the computer's clock
KeysOf = Callable[[set[str]], Keys]


def leading(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """The entries that are events of their own, newest first."""
    words = wording()
    return entries.exclude(verb__in=words.following | words.silent).order_by("-seq")


def leads(entry: Entry) -> bool:
    """Whether an entry is an event of its own."""
    words = wording()
    return entry.verb not in words.following | words.silent


def leading_there(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """As leading, for the history of one thing: also what follows something that is not told there.

    It takes a look-up for each entry that follows another, so it is for short histories.
    """
    return apart(entries).exclude(Q(verb__in=wording().following) & Exists(just_before()))


def just_before() -> QuerySet[Entry]:
    """Inside another query: the entry of the same history that stands before one, without a break."""
    return Entry.objects.filter(seq=OuterRef("seq") - 1, about=OuterRef("about"))


def apart(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """As leading, with those that otherwise follow another: for the history of one row."""
    return entries.exclude(verb__in=wording().silent).order_by("-seq")


def told(
    reader: User,
    entries: Sequence[Entry],
    keys_of: KeysOf,
    *,
    subjects: Sequence[Entry] = (),
    seen: Q = EVERYTHING,
    known: Sequence[Model] = (),
) -> list[Event]:
    """Entries, newest first, as events, each with what followed it in the same save.

    keys_of gives the keys of the people with these study IDs; the events of subjects name their
    row; seen is the condition on what followed that the reader may see. The number of queries
    does not grow with the entries: one for what followed, one for keys, one for each model whose
    rows they name and that are not known.
    """
    followed = following(entries, seen)
    everything = [*entries, *(one for some in followed.values() for one in some)]
    keys = keys_of({entry.about for entry in entries if entry.about})
    teller = Teller(reader, everything, keys, subjects, known)
    return [teller.event(entry, followed[entry.seq]) for entry in entries]


def following(entries: Sequence[Entry], seen: Q = EVERYTHING) -> dict[int, list[Entry]]:
    """{number of an entry: those after it that tell what followed from it}.

    The entries of one save stand without a break: a writer holds the end of the history. They
    are read in stretches of WINDOW.
    """
    leaders = {entry.seq: entry for entry in entries}
    runs: dict[int, list[Any]] = {seq: [] for seq in leaders}
    unread = list(leaders)
    while unread:
        ends = {seq: seq + len(runs[seq]) for seq in unread}
        known = _followers(ends.values(), seen)
        for seq, end in ends.items():
            numbers = takewhile(
                (known.keys() - leaders.keys()).__contains__, range(end + 1, end + WINDOW + 1)
            )
            runs[seq] += takewhile(
                partial(_is_of_the_save, leaders[seq]), map(known.__getitem__, numbers)
            )
        unread = [seq for seq, end in ends.items() if len(runs[seq]) == end - seq + WINDOW]
    return {seq: [one for one in run if one.is_seen] for seq, run in runs.items()}


def _followers(ends: Iterable[int], seen: Q) -> dict[int, Any]:
    """{number: entry} of those that may follow behind these numbers, with is_seen."""
    ahead = [end + step for end in ends for step in range(1, WINDOW + 1)]
    found = Entry.objects.filter(verb__in=wording().following, seq__in=ahead)
    is_seen = Case(When(seen, then=True), default=False) if seen else Value(True)
    return found.annotate(is_seen=is_seen).in_bulk()


def _is_of_the_save(leader: Entry, entry: Entry) -> bool:
    """Whether an entry without a break after another was written in the same save."""
    is_near = entry.about == leader.about or entry.at - leader.at < ONE_SAVE
    return entry.actor == leader.actor and is_near
