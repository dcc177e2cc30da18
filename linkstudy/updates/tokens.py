"""Words in a text that came from the data, and are held against it.

    We have talked with [[patients=23]] patients.

What stands there is 23. Once the data say 24 it is out of date, until its author takes the 24, or
says that 23 is to stay: [[patients=23|24]], which is out of date again once the data say 25.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

Facts = Mapping[str, str]
LONGEST = 80
TOKEN = re.compile(r"\[\[([a-z][a-z-]{0,30})=([^\[\]|=\n]{1,80})(?:\|([^\[\]|=\n]{1,80}))?\]\]")
STRANGE = re.compile(r"[\[\]|=\n]")


@dataclass(frozen=True)
class Token:
    """What a text says of a fact. despite is what the data said when its author kept it."""

    key: str
    said: str
    despite: str = ""

    def __str__(self) -> str:
        kept = f"|{self.despite}" if self.despite else ""
        return f"[[{self.key}={self.said}{kept}]]"

    def is_stale(self, facts: Facts) -> bool:
        """Whether the data say something else by now; a fact that is gone says nothing."""
        return facts.get(self.key, "") not in (self.said, self.despite or self.said)

    def is_kept(self, facts: Facts) -> bool:
        """Whether its author kept it although the data say something else, which they still say."""
        return self.despite not in ("", self.said) and facts.get(self.key) == self.despite


Piece = str | Token


def told(key: str, facts: Facts) -> str:
    """The token of a fact, for a text; "" for one that is not there."""
    said = STRANGE.sub(" ", facts.get(key, ""))[:LONGEST].strip()
    return str(Token(key, said)) if said else ""


def pieces(text: str) -> list[Piece]:
    """Text and tokens in their order: together they are the text, to the letter."""
    found: list[Piece] = []
    at = 0
    for match in TOKEN.finditer(text):
        found += [text[at : match.start()], Token(match[1], match[2], match[3] or "")]
        at = match.end()
    return [piece for piece in [*found, text[at:]] if piece != ""]


def plain(text: str) -> str:
    """The text as it is read."""
    return "".join(one.said if isinstance(one, Token) else one for one in pieces(text))


def tokens(text: str) -> list[Token]:
    """The tokens of a text, each once."""
    return list(dict.fromkeys(one for one in pieces(text) if isinstance(one, Token)))


def stale(text: str, facts: Facts) -> list[Token]:
    """The tokens that are out of date, each once."""
    return [one for one in tokens(text) if one.is_stale(facts)]


def kept(text: str, facts: Facts) -> list[Token]:
    """The tokens that say something else than the data by choice, each once."""
    return [one for one in tokens(text) if one.is_kept(facts)]


def _settled(text: str, key: str, change: Callable[[Token], Piece]) -> str:
    return "".join(
        str(change(one)) if isinstance(one, Token) and one.key == key else str(one)
        for one in pieces(text)
    )


def use(text: str, key: str, facts: Facts) -> str:
    """The text, saying of a fact what the data say now."""
    now = told(key, facts)
    return _settled(text, key, lambda one: Token(key, plain(now)) if now else one)


def keep(text: str, key: str, facts: Facts) -> str:
    """The text, saying of a fact what it says, whatever the data say now. Where they say nothing of it
    any more, that is the author's own words."""
    if not (now := plain(told(key, facts))):
        return _settled(text, key, lambda one: one.said)
    return _settled(text, key, lambda one: replace(one, despite=now if now != one.said else ""))
