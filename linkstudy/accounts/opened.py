"""Which pages a capability opens, read from the routes themselves."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.urls import URLPattern, get_resolver, reverse

from linkstudy.accounts.policy import PARTS, May, Reach, Role, reach


@dataclass(frozen=True)
class Opened:
    """A page by its route's name in words. url is "" for one that needs to know of what it is."""

    section: str
    words: str
    url: str


@dataclass(frozen=True)
class Line:
    """A capability: who holds it, over what, and the pages it opens by section."""

    may: May
    holders: list[tuple[Role, Reach | None]]
    sections: dict[str, list[Opened]]


def parts(reader: str) -> list[tuple[str, list[Line]]]:
    """(part, lines) of the whole policy, in its order; links for a reader of that role."""
    pages = {
        may: some if reach(reader, may) else [replace(page, url="") for page in some]
        for may, some in opened().items()
    }
    return [(part, [line(may, pages) for may in some]) for part, some in PARTS.items()]


def line(may: May, pages: dict[May, list[Opened]]) -> Line:
    sections: dict[str, list[Opened]] = {}
    for page in pages.get(may, []):
        sections.setdefault(page.section, []).append(page)
    return Line(may, [(role, reach(role, may)) for role in Role], sections)


def opened() -> dict[May, list[Opened]]:
    """{capability: pages} of all routes, each in the order of its section's list."""
    found: dict[May, list[Opened]] = {}
    for space, pattern in routes(get_resolver().url_patterns):
        may = getattr(pattern.callback, "capability", None)
        if may is not None:
            found.setdefault(may, []).append(page(space, pattern))
    return found


def page(space: str, pattern: URLPattern) -> Opened:
    needs_more = bool(pattern.pattern.converters)
    url = "" if needs_more else reverse(f"{space}:{pattern.name}")
    return Opened(in_words(space).capitalize(), in_words(str(pattern.name)), url)


def in_words(name: str) -> str:
    return name.replace("_", " ").replace(":", ", ")


def routes(patterns: list[Any], space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(name space, route) of every route, those of inner lists too."""
    for one in patterns:
        if isinstance(one, URLPattern):
            yield space, one
        else:
            inside = ":".join(filter(None, [space, one.namespace]))
            yield from routes(one.url_patterns, inside)
