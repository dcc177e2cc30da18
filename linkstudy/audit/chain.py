"""The keyed chain over the history, and its check."""

import hashlib
import hmac
import json
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured

from linkstudy.audit.models import Entry, Head

FIELDS = [field.attname for field in Entry._meta.concrete_fields if field.name != "mac"]


def mac_of(entry: Entry, previous: str) -> str:
    """HMAC-SHA256 over the entry and the MAC before it, as 64 hexadecimal digits."""
    values = [getattr(entry, name) for name in FIELDS]
    values = [
        value.isoformat() if hasattr(value, "isoformat") else value for value in [previous, *values]
    ]
    body = json.dumps(values, sort_keys=True, separators=(",", ":"))
    return hmac.new(settings.KEYRING.chain, body.encode(), hashlib.sha256).hexdigest()


def seal_of(head: Head) -> str:
    """HMAC-SHA256 over where the chain ends."""
    body = f"head {head.seq} {head.mac}"
    return hmac.new(settings.KEYRING.chain, body.encode(), hashlib.sha256).hexdigest()


class Broken(Exception):
    """The history cannot go on from the end that is there."""


def is_ours(head: Head) -> bool:
    """Whether the end was sealed with the key of this installation."""
    return hmac.compare_digest(head.seal, seal_of(head))


def going_on(head: Head | None) -> Head:
    """The end, to go on from. Raises Broken: what another key sealed would never verify again."""
    if head is None:
        raise Broken("The history has no end to go on from. Restore the database from a backup.")
    if not is_ours(head):
        raise Broken(
            "The history was sealed with another key file. Let LINKSTUDY_KEYS name the one that this"
            " database was made with."
        )
    return head


def demand() -> None:
    """Raise ImproperlyConfigured unless this installation can go on with the history."""
    try:
        going_on(Head.objects.filter(pk=1).first())
    except Broken as trouble:
        raise ImproperlyConfigured(str(trouble)) from trouble


@dataclass(frozen=True)
class Verdict:
    """What a check found: how many entries hold, and the first thing that does not."""

    checked: int
    trouble: str = ""


def verify(kept: Head | None = None) -> Verdict:
    """Walk the whole history in order, also while others go on writing.

    Names the first entry that was changed, removed or added. kept is an end that was kept
    elsewhere: the history must have passed it.
    """
    walk = _Walk({kept.seq} if kept else set())
    while True:
        # In this order: whoever adds a person writes an entry and moves the end with them.
        is_new = not get_user_model().objects.exists()
        head = Head.objects.filter(pk=1).first()
        trouble = walk.on({head.seq} if head else set()) or walk.misses(head, kept, is_new)
        if not trouble and head and walk.checked > head.seq and not _moved(head):
            trouble = f"The history ends at entry {walk.checked}, not at {head.seq}."
        if trouble or head is None or walk.checked == head.seq:
            return Verdict(walk.checked, trouble)


def _moved(head: Head) -> bool:
    """Whether somebody wrote since."""
    return not Head.objects.filter(pk=1, seq=head.seq).exists()


class _Walk:
    """A walk over the history: how far it came, and the codes where it may end."""

    def __init__(self, ends: set[int]):
        self.checked, self.mac = 0, ""
        self.ends, self.met = ends, {0: ""}

    def on(self, ends: set[int]) -> str:
        """Walk over all that is there by now; the trouble that stopped it, or nothing."""
        entries = Entry.objects.order_by("seq")
        if self.checked:
            entries = entries.filter(seq__gt=self.checked)
        for entry in entries.iterator():
            if entry.seq != self.checked + 1:
                return f"Entry {self.checked + 1} is missing."
            if not hmac.compare_digest(entry.mac, mac_of(entry, self.mac)):
                return f"Entry {entry.seq} is not what was written."
            self.checked, self.mac = entry.seq, entry.mac
            if entry.seq in self.ends | ends:
                self.met[entry.seq] = entry.mac
        self.met[self.checked] = self.mac
        return ""

    def misses(self, head: Head | None, kept: Head | None, is_new: bool) -> str:
        """What is wrong with the end, or with one that was kept elsewhere."""
        if head is None:
            return "The end of the history is missing."
        for end in (head, kept or head):
            if end.seq > self.checked:
                return f"The history ends at entry {self.checked}, not at {end.seq}."
            if not is_ours(end) or self.met[end.seq] != end.mac:
                return "The end of the history is not what was written."
        if not (self.checked or is_new):
            return "The history is empty, though people are known here."
        return ""
