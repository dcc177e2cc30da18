"""What to see to before an update is sent: each finding in words, with the section it is in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

from cases.models import Organisation, Site
from cases.study_ids import TAKE_OUT, study_ids
from linkstudy.progress.small import LEAST
from linkstudy.updates.facts import Period
from linkstudy.updates.few import few
from linkstudy.updates.models import Profile, Section
from linkstudy.updates.reading import GOAL, hardest, reading
from linkstudy.updates.tokens import plain, stale
from linkstudy.updates.vocabulary import Part
from meetings.naming import no_longer_named
from meetings.vocabulary import Place

# However it is typed: every kind of dash, of quote, and of space.
ONE_SPELLING = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | {"’": "'", "‘": "'", "\xa0": " "})
ALIKE = ONE_SPELLING | str.maketrans("\n", " ")
LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
UNFIT = "See to this first: "
NO_MORE = "{} does not agree any more to be named in updates"
# Sections in which names of authors and of who leads stand, which are public.
NAMED_IN_PUBLIC = {Part.WHERE, Part.PUBLICATIONS, Part.CONTACT}
NOT_YET = "{} has not agreed to be introduced yet"


@dataclass(frozen=True)
class Finding:
    """Something to see to: in words, and the section it is in, or None for the whole.

    stops says that nobody may ask for approval, or send, before it is seen to.
    """

    words: str
    section: Section | None = None
    stops: bool = False

    @property
    def place(self) -> str:
        return f"“{self.section.get_part_display()}”" if self.section else "the whole"


def demand_plain_words(text: str, question: str) -> None:
    """Raise ValidationError beside a question whose answer everybody will read."""
    said = [Section(part=Part.WELCOME, text=text)]
    found = [*names(said), *agreements(said), *withdrawn(said), *small_counts(said)]
    if found:
        raise ValidationError({question: [one.words for one in found]})


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


def read(section: Section) -> str:
    """What a section says, in one spelling."""
    return plain(section.text).translate(ALIKE)


def is_in(name: str, text: str) -> bool:
    """Whether a name stands in a text as words of its own. One of a single word, as it is written:
    not every spring is Spring."""
    same = name.translate(ALIKE).strip()
    pattern = rf"(?<!\w){re.escape(same)}(?!\w)"
    return bool(same and re.search(pattern, text, re.IGNORECASE if " " in same else 0))


def findings(sections: Iterable[Section], period: Period) -> list[Finding]:
    """All that is to be seen to, in the order in which it matters."""
    shown = [one for one in sections if not one.left_out]
    return [
        *numbers(shown, period),
        *names(shown),
        *agreements(shown),
        *withdrawn(shown),
        *small_counts(shown),
        *links(shown),
        *empty(shown),
        *hard(shown),
    ]


def numbers(sections: list[Section], period: Period) -> Iterator[Finding]:
    for section in sections:
        for token in stale(section.text, period.facts):
            now = period.facts.get(token.key)
            words = f"“{token.said}” is now “{now}”" if now else f"“{token.said}” is not known now"
            yield Finding(words, section, stops=True)


def names(sections: list[Section]) -> Iterator[Finding]:
    """Study IDs, and names by which a site could be told."""
    sites, others = (model.objects.standing().order_by() for model in (Site, Organisation))
    places = sorted(
        sites.values_list("name", flat=True).union(others.values_list("name", flat=True))
    )
    for section in sections:
        text = read(section)
        yield from (
            Finding(TAKE_OUT.format(found), section, stops=True) for found in study_ids(text)
        )
        yield from (
            Finding(f"Take out the name of a place of the study: {name}", section, stops=True)
            for name in places
            if is_in(name, text)
        )


def agreements(sections: list[Section]) -> Iterator[Finding]:
    """People of the team who are named and have not agreed to it, but for where names are public."""
    rows = Profile.objects.standing().filter(agreed_on=None)
    waiting = list(rows.values_list("name", flat=True))
    for section in sections:
        if section.part not in NAMED_IN_PUBLIC:
            text = read(section)
            yield from (
                Finding(NOT_YET.format(name), section, stops=True)
                for name in waiting
                if is_in(name, text)
            )


def withdrawn(sections: list[Section]) -> Iterator[Finding]:
    """Members of groups who are named, and whose last word is that they do not want to be."""
    gone = no_longer_named(Place.UPDATES)
    for section in sections:
        text = read(section)
        yield from (
            Finding(NO_MORE.format(name), section, stops=True) for name in gone if is_in(name, text)
        )


def small_counts(sections: list[Section]) -> Iterator[Finding]:
    for section in sections:
        for found in few(plain(section.text).translate(ONE_SPELLING)):
            words = f"“{found}” is a count under {LEAST}. Say it without a number"
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
