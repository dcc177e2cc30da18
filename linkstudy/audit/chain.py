"""The keyed chain over the history, and its check."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

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


@dataclass(frozen=True)
class Verdict:
    """What a check found: how many entries hold, and the first thing that does not."""

    checked: int
    trouble: str = ""


def verify(entries: Iterable[Entry] | None = None, head: Head | None = None) -> Verdict:
    """Walk the whole history in order. Names the first entry that was changed, removed or added."""
    entries = Entry.objects.order_by("seq").iterator() if entries is None else entries
    head = head or Head.objects.filter(pk=1).first() or Head(pk=1, seal="")
    previous, checked = "", 0
    for entry in entries:
        if entry.seq != checked + 1:
            return Verdict(checked, f"Entry {checked + 1} is missing.")
        if not hmac.compare_digest(entry.mac, mac_of(entry, previous)):
            return Verdict(checked, f"Entry {entry.seq} is not what was written.")
        previous, checked = entry.mac, entry.seq
    if head.seq and not hmac.compare_digest(head.seal, seal_of(head)):
        return Verdict(checked, "The end of the history is not what was written.")
    if (head.seq, head.mac) != (checked, previous):
        return Verdict(checked, f"The history ends at entry {checked}, not at {head.seq}.")
    return Verdict(checked)
