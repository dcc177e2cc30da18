"""Names in a text, however they are put: with two spaces, by title, the last one first."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise, product

# However it is typed: every kind of dash, of quote, and of space; and what nobody sees.
ONE_SPELLING = str.maketrans(
    dict.fromkeys("‐‑‒–—−", "-") | {"’": "'", "‘": "'", "\xa0": " "} | dict.fromkeys("\xad\u200b")
)
TITLES = ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "rev")
TITLE = rf"(?:{'|'.join(TITLES)})\b\.?\s+"
WORD = re.compile(r"[^\W\d_](?:[\w'-]*\w)?")
GAP = r"[\s-]+"
INITIAL = r"(?:\s+[^\W\d_]\.?)?"  # a middle one
MOST = 4  # words of a name


def spelled(text: str) -> str:
    """A text in one spelling of signs, without marks on its letters."""
    apart = unicodedata.normalize("NFKD", text.translate(ONE_SPELLING))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _written(words: Iterable[str]) -> str:
    """Words as a pattern: parted by spaces or hyphens, an apostrophe there or not."""
    parts = (re.escape(part) for word in words for part in word.split("-") if part)
    return GAP.join(parts).replace("'", "'?")


@cache
def _whole(name: str) -> re.Pattern[str]:
    """A name of several words in letters of any size. One of a single word, as it is written: not every
    spring is Spring."""
    words = spelled(name).split()
    return re.compile(
        rf"(?<!\w){_written(words)}(?!\w)", re.IGNORECASE if len(words) > 1 else re.NOFLAG
    )


@cache
def _person(name: str) -> re.Pattern[str]:
    """A person's name in its other ways; the first name by itself is none."""
    bare = re.sub(f"^{TITLE}", "", spelled(name).strip(), flags=re.IGNORECASE)
    words = bare.split()
    lasts = [words[place:] for place in range(1, len(words))]
    ways = [TITLE + _written(last) for last in lasts or [words]]
    for last in lasts:
        given = words[: len(words) - len(last)]
        initial = rf"{re.escape(words[0][0])}(?:\.\s*|\s+){_written(last)}"
        ways += [
            rf"{_written(last)}\s*,\s*{_written(given)}",
            rf"{_written(words[:1])}{INITIAL}{GAP}{_written(last)}",
            f"(?-i:{initial})",
        ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE)


def is_in(name: str, text: str) -> bool:
    """Whether a name stands in a text that is spelled()."""
    return bool(_whole(name).search(text))


def people_in(names: Iterable[str], text: str, but: Iterable[str] = ()) -> Iterator[str]:
    """The words by which people are named in a text that is spelled(); not where the names of others
    stand whole."""
    for other in but:
        text = _whole(other).sub(" ", text)
    for name in names:
        if found := _whole(name).search(text) or _person(name).search(text):
            yield " ".join(found[0].split())


def may_be_names(text: str) -> dict[str, str]:
    """{a name as it could be kept: the words of a text that mean it}: two words and more, of which the
    first and the last begin with a capital; also with the last name first, and hyphens or none.
    """
    return {
        name: stands
        for stands, words in _runs(text.translate(ONE_SPELLING))
        for name in _as_kept(words)
    }


def _runs(text: str) -> Iterator[tuple[str, list[str]]]:
    """(words as they stand, these in the order of a name) of each run that could be one."""
    words = list(WORD.finditer(text))
    gaps = [text[one.end() : other.start()].strip() for one, other in pairwise(words)]
    for first, begins in enumerate(words):
        turn = 0
        for last in range(first + 1, min(first + MOST, len(words))):
            gap = gaps[last - 1]
            if gap not in {"", ".", ","} or (gap == "," and turn):
                break
            turn = last - first if gap == "," else turn
            run = [one[0].removesuffix("'s") for one in words[first : last + 1]]
            if run[0][0].isupper() and run[-1][0].isupper():
                stands = text[begins.start() : words[last].end()].removesuffix("'s")
                yield " ".join(stands.split()), run[turn:] + run[:turn]


def _as_kept(words: list[str]) -> Iterator[str]:
    """A name with a space or a hyphen between any of its words."""
    parts = [part for word in words for part in word.split("-")][:MOST]
    for signs in product(" -", repeat=len(parts) - 1):
        name = parts[0] + "".join(
            f"{sign}{part}" for sign, part in zip(signs, parts[1:], strict=True)
        )
        yield from {name, name.replace("'", "’")}
