"""What to see to before an update is sent: each finding in words, with the section it is in."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

from linkstudy.updates.facts import Period
from linkstudy.updates.finding import Check, Finding
from linkstudy.updates.models import Section
from linkstudy.updates.private import Named, coded, small_counts
from linkstudy.updates.reading import GOAL, hardest, reading
from linkstudy.updates.tokens import kept, plain, stale, tokens
from linkstudy.updates.vocabulary import Part

TLDS = "org|com|net|edu|gov|info|int|io|eu|uk|nhs|scot|wales|cymru|ie|de|fr"
LINK = re.compile(
    r"(?:\b[a-z][a-z\d+.-]{1,15}://|\bwww\.)\S+"  # also of a kind that no reader's browser opens
    rf"|(?<![\w.@-])(?:[a-z\d-]+\.)+(?:(?:{TLDS})\b(?![\w.@-]*@)(?:/\S*)?|[a-z]{{2,}}/\S+)",
    re.IGNORECASE,
)
UNFIT = "See to this first: "


def demand_plain_words(text: str, question: str) -> None:
    """Raise ValidationError beside a question whose answer everybody will read."""
    said = [Section(part=Part.WELCOME, text=text)]
    named = Named(said)
    found = [*private(named).found, *people(named).found]
    if stops := [one.words for one in found if one.stops]:
        raise ValidationError({question: stops})


def demand_fit(sections: Iterable[Section], period: Period, *, is_approved: bool = False) -> None:
    """Raise ValidationError with all that must not leave the house.

    Numbers are held against the data until somebody approved them: those of an approved update are
    true as of that day.
    """
    rows = list(sections)
    moved = list(numbers(rows, period)) if is_approved else []
    found = [finding for one in checks(rows, period) for finding in one.found]
    stops = [one for one in found if one.stops and one not in moved]
    if stops:
        raise ValidationError([f"{UNFIT}{one.words}, under {one.place}" for one in stops])


def checks(sections: Iterable[Section], period: Period) -> list[Check]:
    """All that is looked at, in the order in which it matters."""
    shown = [one for one in sections if not one.left_out]
    named = Named(shown)
    return [
        up_to_date(shown, period),
        private(named),
        people(named),
        Check("Every picture has a description: none is kept without one", []),
        written_out(shown),
        Check("Every section says something", list(empty(shown))),
        readable(shown),
    ]


def up_to_date(sections: list[Section], period: Period) -> Check:
    """Numbers that moved; and those that were kept although they did, which stop nothing."""
    count = sum(len(tokens(one.text)) for one in sections)
    fine = f"{counted(count, 'number')} from the data, all up to date"
    moved, held = list(numbers(sections, period)), list(kept_numbers(sections, period))
    found = [*moved, *how_many_kept(len(held), count), *held]
    return Check(fine if count else "No number from the data", found)


def private(named: Named) -> Check:
    """What must not be read outside."""
    found = [*coded(named.sections), *named.places(), *small_counts(named.sections)]
    return Check("No study IDs, no names of places, no counts under 5", found)


def people(named: Named) -> Check:
    """Who is named, and has not agreed to it."""
    fine = "Nobody is named who has not agreed to it"
    return Check(fine, [*named.team(), *named.members()])


def written_out(sections: list[Section]) -> Check:
    """Nobody opens a link from here: whether it leads to the right page, only a person sees."""
    count = sum(len(LINK.findall(plain(one.text))) for one in sections)
    fine = f"{count:,} links are written as web addresses. Open each once"
    if count == 1:
        fine = "1 link is written as a web address. Open it once"
    return Check(fine if count else "No links", list(links(sections)))


def readable(sections: list[Section]) -> Check:
    age = reading("\n\n".join(plain(one.text) for one in sections)).age
    return Check(f"Reading age {age}. The goal is {GOAL} or under", list(hard(sections)))


def counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def numbers(sections: list[Section], period: Period) -> Iterator[Finding]:
    for section in sections:
        for token in stale(section.text, period.facts):
            now = period.facts.get(token.key)
            words = f"“{token.said}” is now “{now}”" if now else f"“{token.said}” is not known now"
            yield Finding(words, section, stops=True)


def kept_numbers(sections: list[Section], period: Period) -> Iterator[Finding]:
    """Those that their author kept although the data moved."""
    for section in sections:
        for token in kept(section.text, period.facts):
            words = f"“{token.said}” is kept although the data now say “{token.despite}”"
            yield Finding(words, section, settled=True)


def how_many_kept(held: int, count: int) -> list[Finding]:
    """2 of 10 numbers from the data are kept although the data moved; nothing of none."""
    are = "is" if held == 1 else "are"
    words = (
        f"{held:,} of {counted(count, 'number')} from the data {are} kept although the data moved"
    )
    return [Finding(words, settled=True)] if held else []


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
            if not host or not bare.lower().startswith(("https://", "http://")):
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
