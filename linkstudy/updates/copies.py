"""An update as its readers get it: chapters of paragraphs and lists, the same on every kind of paper."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from cases.models import Study
from linkstudy.updates.models import Edition, Picture, Profile, Update
from linkstudy.updates.tokens import plain
from linkstudy.updates.vocabulary import Part

BULLET = re.compile(r"^\s*[•*–-]\s+(?=\S)")
NUMBER = re.compile(r"^\s*\d{1,3}[.)]\s+(?=\S)")
MARKS = {"bullets": BULLET, "numbers": NUMBER}
ORDER = {part.value: place for place, part in enumerate(Part)}


@dataclass(frozen=True)
class Block:
    """A paragraph, which is one line, or a list: kind is "paragraph", "bullets" or "numbers"."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """A section as it is read, with its picture or None."""

    part: str
    heading: str
    blocks: list[Block]
    picture: Picture | None = None
    description: str = ""


@dataclass(frozen=True)
class Copy:
    """A whole update. corrected are (day, what was put right), the newest first."""

    title: str
    study: str
    chapters: list[Chapter]
    corrected: list[tuple[dt.date, str]] = field(default_factory=list)


def blocks(text: str) -> list[Block]:
    """A text as paragraphs and lists: each line is a paragraph, or an item of the list around it."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        kind, words = _read(line)
        if not words:
            found.append(("", []))
        elif found and kind == found[-1][0] != "paragraph":
            found[-1][1].append(words)
        elif kind == "numbers" and (held := _above(found)):
            held.append(words)
        else:
            found.append((kind, [words]))
    return [Block(kind, tuple(lines)) for kind, lines in found if lines]


def _above(found: list[tuple[str, list[str]]]) -> list[str] | None:
    """The numbered list above empty lines, which goes on; else None."""
    kind, lines = next(((kind, lines) for kind, lines in reversed(found) if lines), ("", None))
    return lines if kind == "numbers" else None


def _read(line: str) -> tuple[str, str]:
    """(kind, words) of a line."""
    for kind, mark in MARKS.items():
        if mark.match(line):
            return kind, mark.sub("", line).strip()
    return "paragraph", line.strip()


def parts(update: Update) -> Iterator[dict[str, Any]]:
    """The sections that are in an update, with the numbers as they stand in its words."""
    rows = update.sections.filter(left_out=False).exclude(text="")
    for row in sorted(rows, key=lambda one: ORDER[one.part]):
        text = plain(row.text)
        slug, description = _pictured(text) if row.part == Part.TEAM else ("", "")
        yield {
            "part": row.part,
            "heading": row.get_part_display(),
            "text": text,
            "picture": slug,
            "description": description,
        }


def _pictured(text: str) -> tuple[str, str]:
    """(slug, description) of the picture of the first whom a text introduces and who agreed to it."""
    theirs = Picture.objects.standing().filter(profile=OuterRef("pk"))
    shown = [Coalesce(Subquery(theirs.values(name)), Value("")) for name in ("slug", "description")]
    agreed = Profile.objects.standing().exclude(agreed_on=None).values_list("name", *shown)
    return next(((slug, words) for name, slug, words in agreed if name in text), ("", ""))


def body_of(update: Update) -> str:
    """The words of an update for an edition."""
    words = {"title": str(update), "study": _study(), "parts": list(parts(update))}
    return json.dumps(words, ensure_ascii=False)


def digest(update: Update) -> str:
    """SHA-256 of all that is read of an update today, in hexadecimal digits: a change to any of it, as to
    a picture, gives another."""
    return hashlib.sha256(body_of(update).encode()).hexdigest()


def _study() -> str:
    study = Study.objects.first()
    return study.short_title if study else ""


def draft(update: Update) -> Copy:
    """As it would be read today."""
    return _copy(str(update), _study(), parts(update), [])


def current(update: Update) -> Copy:
    """As it went out last, unless its words are open or wait: then as it would be read today."""
    return newest(update) if update.edition else draft(update)


def newest(update: Update) -> Copy:
    """As it went out last. Raises IndexError when it never did."""
    editions: list[Edition] = list(update.editions.all())
    words = editions[-1].words
    return _copy(words["title"], words["study"], words["parts"], editions[1:])


def _copy(title: str, study: str, rows: Iterable[dict[str, Any]], later: list[Edition]) -> Copy:
    held = list(rows)
    slugs = [row["picture"] for row in held if row["picture"]]
    pictures = {one.slug: one for one in Picture.objects.as_sent().filter(slug__in=slugs)}
    return Copy(
        title=title,
        study=study,
        chapters=[
            Chapter(
                row["part"],
                row["heading"],
                blocks(row["text"]),
                pictures.get(row["picture"]),
                row["description"],
            )
            for row in held
        ],
        corrected=[(one.went_on, one.corrects) for one in reversed(later)],
    )
