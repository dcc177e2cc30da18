"""Several people, as a page names them together."""

import re
from collections.abc import Iterable

from linkstudy.words import listed

NUMBERED = re.compile(r"(.+) (\d+)")


def together(names: Iterable[str]) -> str:
    """Asha Patel and Public contributors 1 and 5."""
    numbers: dict[str, list[str]] = {}
    for name in names:
        found = NUMBERED.fullmatch(name)
        numbers.setdefault(found[1] if found else name, []).extend([found[2]] if found else [])
    return listed([_numbered(stem, held) for stem, held in numbers.items()])


def _numbered(stem: str, numbers: list[str]) -> str:
    if not numbers:
        return stem
    return f"{stem}{'s' if len(numbers) > 1 else ''} {listed(numbers)}"
