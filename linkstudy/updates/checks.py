"""What to see to before an update is sent: each finding in words, with the section it is in."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

from linkstudy.updates.facts import Period
from linkstudy.updates.finding import Finding
from linkstudy.updates.models import Section
from linkstudy.updates.private import Named, coded, small_counts
from linkstudy.updates.reading import GOAL, hardest, reading
from linkstudy.updates.tokens import plain, stale
from linkstudy.updates.vocabulary import Part

LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
UNFIT = "See to this first: "


def demand_plain_words(text: str, question: str) -> None:
    """Raise ValidationError beside a question whose answer everybody will read."""
    said = [Section(part=Part.WELCOME, text=text)]
    if stops := [one.words for one in private(said) if one.stops]:
        raise ValidationError({question: stops})


def demand_fit(sections: Iterable[Section], period: Period, *, is_approved: bool = False) -> None:
    """Raise ValidationError with all that must not leave the house.

    Numbers are held against the data until somebody approved them: those of an approved update are
    true as of that day.
    """
    rows = list(sections)
    moved = list(numbers(rows, period)) if is_approved else []
    stops = [one for one in findings(rows, period) if one.stops and one not in moved]
    if stops:
        raise ValidationError([f"{UNFIT}{one.words}, under {one.place}" for one in stops])


def findings(sections: Iterable[Section], period: Period) -> list[Finding]:
    """All that is to be seen to, in the order in which it matters."""
    shown = [one for one in sections if not one.left_out]
    return [
        *numbers(shown, period),
        *private(shown),
        *links(shown),
        *empty(shown),
        *hard(shown),
    ]


def private(sections: list[Section]) -> list[Finding]:
    """What must not be read outside, or is to be looked at before it is."""
    named = Named(sections)
    return [
        *coded(sections),
        *named.places(),
        *named.team(),
        *named.members(),
        *small_counts(sections),
    ]


def numbers(sections: list[Section], period: Period) -> Iterator[Finding]:
    for section in sections:
        for token in stale(section.text, period.facts):
            now = period.facts.get(token.key)
            words = f"“{token.said}” is now “{now}”" if now else f"“{token.said}” is not known now"
            yield Finding(words, section, stops=True)


def host_of(address: str) -> str:
    """Whose address it is; "" of one that cannot be read."""
    try:
        return (urlsplit(address).hostname or "").casefold()
    except ValueError:
        return ""


def links(sections: list[Section]) -> Iterator[Finding]:
    """Addresses that no reader can follow: not written in full, or of pages that ask for a sign-in."""
    for section in sections:
        for address in LINK.findall(plain(section.text)):
            bare = address.rstrip(".,;:)”")
            host = host_of(bare)
            if not host:
                yield Finding(f"“{bare}” is no link. Write it in full, with https://", section)
            elif "." not in host or host in settings.ALLOWED_HOSTS:
                yield Finding(f"Readers cannot open {bare}", section)


def empty(sections: list[Section]) -> Iterator[Finding]:
    for section in sections:
        if not section.text.strip():
            yield Finding(
                f"Nothing stands under {section.get_part_display()}. Leave it out?", section
            )


def hard(sections: list[Section]) -> Iterator[Finding]:
    """How hard it is to read as a whole, with the hardest sentences."""
    text = "\n\n".join(plain(one.text) for one in sections)
    found = reading(text)
    if not found.is_plain:
        yield Finding(f"Reading age {found.age}. The goal is {GOAL} or under")
        yield from (Finding(f"Hard to read: “{one}”") for one in hardest(text))
