"""Colours and sizes, read from the stylesheet itself, with the contrast that they reach."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

TEXT, SHAPE = 4.5, 3.0  # the least contrast of text, and of what is not text (WCAG 2.2 AA)

# What stands on what: foreground, background, the least contrast.
STANDS_ON = [
    ("ink", "paper", TEXT),
    ("ink", "card", TEXT),
    ("ink", "sunk", TEXT),
    ("ink", "info-bg", TEXT),
    ("ink-2", "paper", TEXT),
    ("ink-2", "card", TEXT),
    ("ink-2", "info-bg", TEXT),
    ("link", "paper", TEXT),
    ("link", "card", TEXT),
    ("brand", "info-bg", TEXT),
    ("brand-ink", "brand", TEXT),
    ("brand-ink", "brand-hover", TEXT),
    ("good", "card", TEXT),
    ("good", "good-bg", TEXT),
    ("warn", "card", TEXT),
    ("warn", "warn-bg", TEXT),
    ("bad", "card", TEXT),
    ("bad", "bad-bg", TEXT),
    ("c-today", "card", TEXT),
    ("line-strong", "card", SHAPE),
    ("line-strong", "paper", SHAPE),
    ("c-done", "c-track", SHAPE),
    ("c-short", "c-track", SHAPE),
    ("c-plan", "c-track", SHAPE),
    ("focus-ink", "focus", SHAPE),
]


@dataclass(frozen=True)
class Colour:
    """A token with its value in both schemes, as #rrggbb."""

    name: str
    light: str
    dark: str


@dataclass(frozen=True)
class Pair:
    """A colour on another, with the contrast in both schemes and the least that it needs."""

    front: Colour
    back: Colour
    least: float

    @property
    def light(self) -> float:
        return contrast(self.front.light, self.back.light)

    @property
    def dark(self) -> float:
        return contrast(self.front.dark, self.back.dark)


def stylesheet() -> str:
    text = (Path(settings.BASE_DIR) / "static" / "css" / "base.css").read_text()
    return re.sub(r"/\*.*?\*/", "", text, flags=re.S)


def values(text: str) -> dict[str, str]:
    """{token: #rrggbb} of a block of the stylesheet."""
    found = re.findall(r"--([\w-]+):\s*#([0-9a-f]{3}|[0-9a-f]{6});", text)
    return {
        name: "#" + (code if len(code) == 6 else "".join(2 * one for one in code))
        for name, code in found
    }


@cache
def colours() -> list[Colour]:
    """Every colour of the stylesheet, in its order; a token that the dark scheme keeps stands twice."""
    light, _, rest = stylesheet().partition("@media (prefers-color-scheme: dark)")
    dark = values(rest.partition("@media")[0])
    return [Colour(name, code, dark.get(name, code)) for name, code in values(light).items()]


def pairs() -> list[Pair]:
    named = {colour.name: colour for colour in colours()}
    return [Pair(named[front], named[back], least) for front, back, least in STANDS_ON]


def luminance(code: str) -> float:
    """Relative luminance as WCAG defines it, 0 to 1."""
    channels = [int(code[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """1 for the same colour, 21 for black on white."""
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@cache
def sizes() -> list[tuple[str, str, str, str]]:
    """(what, size, weight, line height) of the steps of type."""
    steps = {"h1": "h1", "h2": "h2", "h3": "h3", "Small": "small,\n.small", "Body": "body"}
    return [(name, *step(head)) for name, head in steps.items()]


def step(selector: str) -> tuple[str, str, str]:
    """A rule's size, weight and line height, or what stands where it says none."""
    body = re.search(rf"^{re.escape(selector)} {{(.*?)}}", stylesheet(), re.S | re.M)
    said = dict(re.findall(r"([\w-]+):\s*([^;]+);", body[1])) if body else {}
    return (
        said.get("font-size", "1rem"),
        said.get("font-weight", "400"),
        said.get("line-height", "1.5"),
    )
