"""A page of events, newest first."""

from collections.abc import Callable, Sequence

from django.db.models import QuerySet

from linkstudy.accounts.models import User
from linkstudy.audit.models import Entry
from linkstudy.telling.teller import Event, Keys, Teller
from linkstudy.telling.wording import wording

KeysOf = Callable[[set[str]], Keys]


def leading(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """The entries that are events of their own, newest first."""
    words = wording()
    return entries.exclude(verb__in=words.following | words.silent).order_by("-seq")


def apart(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """As leading, with those that otherwise follow another: for the history of one row."""
    return entries.exclude(verb__in=wording().silent).order_by("-seq")


def told(
    reader: User, entries: Sequence[Entry], keys_of: KeysOf, *, subjects: Sequence[Entry] = ()
) -> list[Event]:
    """Entries, newest first, as events, each with what followed it in the same save.

    keys_of gives the keys of the people with these study IDs; the events of subjects name their
    row. The number of queries does not grow with the entries: one for what followed,
    one for keys, one for each model whose rows they name.
    """
    followed = following(entries)
    everything = [*entries, *(one for some in followed.values() for one in some)]
    keys = keys_of({entry.about for entry in entries if entry.about})
    teller = Teller(reader, everything, keys, subjects)
    return [teller.event(entry, followed[entry.seq]) for entry in entries]


def following(entries: Sequence[Entry]) -> dict[int, list[Entry]]:
    """{number of an entry: those after it, without a break, that tell what followed from it}.

    The entries of one save stand without a break: a writer holds the end of the history.
    """
    leaders = {entry.seq: entry for entry in entries}
    followed: dict[int, list[Entry]] = {seq: [] for seq in leaders}
    next_to = {seq + 1: seq for seq in leaders}
    for entry in _followers(entries):
        seq = next_to.pop(entry.seq, None)
        if seq is not None and entry.seq not in leaders and entry.about == leaders[seq].about:
            followed[seq].append(entry)
            next_to[entry.seq + 1] = seq
    return followed


def _followers(entries: Sequence[Entry]) -> QuerySet[Entry]:
    """Entries that may follow from these: of the same people and cases, and written later."""
    abouts = {entry.about for entry in entries}
    found = Entry.objects.filter(verb__in=wording().following, about__in=abouts)
    return found.filter(seq__gt=min((entry.seq for entry in entries), default=0)).order_by("seq")
