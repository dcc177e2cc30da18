"""Answers of several lines, each of which begins with a number: "Case 5: 8 patients"."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from linkstudy import typed
from linkstudy.forms import LongText


class Lines(LongText):
    """A line for each of some cases or sites. The answer is a list of what the lines say.

    noun    what a line begins with, before its number
    like    a line as it may be, for who began otherwise
    read    what a line says, of that number; raises Slip
    said    a value's words of the answer, line by line
    twice   the sentence on what was said twice, or ""
    """

    noun, like = "", ""
    read: Callable[[int, list[str], str], Iterator[Any]]
    said: Callable[[list[Any]], Iterable[str]]
    twice: Callable[[list[Any]], str]

    def empty(self) -> Any:
        return []

    def understand(self, text: str) -> Any:
        lines = [(place, line) for place, line in enumerate(text.split("\n"), 1) if line.strip()]
        found = [one for place, line in lines for one in self.line(line.strip(), f"Line {place}")]
        if words := self.twice(found):
            raise typed.Slip(words)
        return found

    def line(self, line: str, where: str) -> Iterator[Any]:
        start = rf"(?:(?:{self.noun}\s*|{self.noun[0]})(?P<named>\d{{1,5}})\s*[:,-]?|(?P<bare>\d{{1,5}})\s*:)"
        found = re.fullmatch(rf"{start}\s*(?P<rest>.*)", line, re.IGNORECASE)
        if not found:
            raise typed.Slip(f"{where}: write the {self.noun} first, like “{self.like}”")
        parts = [part.strip() for part in found["rest"].split(",")]
        yield from self.read(int(found["named"] or found["bare"]), parts, where)

    def prepare_value(self, value: Any) -> Any:
        shown = "\n".join(self.said(value)) if isinstance(value, list) else value
        return super().prepare_value(shown)


def first_twice(keys: list[Any]) -> Any:
    """The first that is there twice, or None."""
    return next((one for one in keys if keys.count(one) > 1), None)
