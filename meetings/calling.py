"""Several people, as a page names them together."""

import re
from collections.abc import Iterable

from linkstudy.words import listed

NUMBERED = re.compile(r"(.+) (\d+)")


def together(names: Iterable[str]) -> str:
    """Asha Patel and Public contributors 1 and 5."""
    return listed([_numbered(stem, held) for stem, held in _by_stem(names).items()])


def either(names: Iterable[str]) -> str:
    """Asha Patel or Asha Gill; Public contributor 1, 5 or 11."""
    stems = _by_stem(names).items()
    return _or([f"{stem} {_or(numbers)}".rstrip() for stem, numbers in stems])


def _or(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1]), *words[-1:]] if len(words) > 1 else words)


def _by_stem(names: Iterable[str]) -> dict[str, list[str]]:
    """{what several are called: their numbers}."""
    numbers: dict[str, list[str]] = {}
    for name in names:
        found = NUMBERED.fullmatch(name)
        numbers.setdefault(found[1] if found else name, []).extend([found[2]] if found else [])
    return numbers


def _numbered(stem: str, numbers: list[str]) -> str:
    if not numbers:
        return stem
    return f"{stem}{'s' if len(numbers) > 1 else ''} {listed(numbers)}"
