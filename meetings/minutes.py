"""Minutes as their author types them: which lines say what is to be done, and what was decided.

A line that starts `Action:` or `Decision:` is one. `@owner 10 June` at the end of an action says who
does it, and by when; so does `@owner to find a room by 10 June`. Nothing here changes a text: put together again, its pieces are the text.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from linkstudy import typed
from linkstudy.words import day_words, listed
from meetings.calling import either, together

LINE = re.compile(r"[^\n]*\n|[^\n]+")
MARKED = re.compile(
    r"\s*(?:[-*•–—]\s*|\d{1,3}[.)]\s*)?(?P<kind>action|decision)\s*:(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)
HEADING = re.compile(
    r"\s*(?:[-*•–—]\s*|\d{1,3}[.)]\s*)?(?P<mark>actions|decisions)\s*:", re.IGNORECASE
)
AT = re.compile(r"(?<![^\s(,;])@(?=\S)")
BETWEEN = re.compile(r"^[\s,;.:)–-]*(?:(?:by|on|before|due)\b[\s:]*)?", re.IGNORECASE)
BY = re.compile(r"(?P<said>.*[^\s,;(])[\s,;(]+by\s+(?P<day>.+)", re.IGNORECASE | re.DOTALL)
NUMBER = re.compile(r"\s\d+(?!\w)")
GOES_ON = re.compile(r"\s+(?:to|will|by|on|before|due)\b", re.IGNORECASE)  # behind a name
JOINED = re.compile(r"[\s,;]*(?:and|&|)[\s,;]*", re.IGNORECASE)
SEVERAL = re.compile(r"(?P<stem>[^\W\d][^\d@]*?)s (?P<all>\d+(?:(?:, ?| and |, and )\d+)+)(?!\w)")
TITLES = {"dr", "miss", "mr", "mrs", "ms", "prof", "professor"}
LONGEST_NAME = 5  # words of which somebody wrote the first
LONGEST_DATE = 5  # words: `Friday the 10 June 2022` needs no more
NEAR_DAYS = (
    "asap christmas day days easter fortnight month months soon term today tomorrow tonight week"
)
NEAR_DAYS += " weekend weeks year spring summer autumn winter"
NO_OWNER = "No owner yet. Add one at the end, like @Megan 10 June"
MEANT = {*typed.MONTHS, *typed.WEEKDAYS, *NEAR_DAYS.split()}
MEANT |= {name[:3] for name in (*typed.MONTHS, *typed.WEEKDAYS)}


class Kind(StrEnum):
    """What a line of minutes is."""

    NOTE = "note"
    ACTION = "action"
    DECISION = "decision"


@dataclass(frozen=True)
class Person:
    """Somebody who can own an action: what identifies them, and what they are called. Whoever does not
    sit at the table is known, but owns nothing there."""

    key: str
    name: str
    sits: bool = True

    @property
    def names(self) -> set[str]:
        """All that a person may write for them: the whole name, it without a title, the first."""
        words = self.name.split()
        bare = words[1:] if words and words[0].strip(".").casefold() in TITLES else words
        first = [] if bare and bare[-1].isdigit() else bare[:1]
        return {" ".join(part).casefold() for part in (words, bare, first) if part}


@dataclass(frozen=True)
class Piece:
    """A line as it was typed, with its end, and what it says behind its mark. A mark alone is a note, and
    so is a line that starts `Actions:`, which is the heading here."""

    text: str
    kind: Kind = Kind.NOTE
    words: str = ""
    is_unsaid: bool = False
    heading: str = ""


@dataclass(frozen=True)
class Task:
    """What an action says: what is to be done, by whom, by when; and what could not be read.

    away is whether somebody of the study is named there who does not sit at the table.
    """

    words: str
    owners: tuple[Person, ...] = ()
    due: dt.date | None = None
    problems: tuple[str, ...] = ()
    away: bool = False

    @property
    def told(self) -> str:
        """Book a room. Asha Patel, by 10 June 2022."""
        by = f"by {day_words(self.due)}" if self.due else "no day yet"
        who = together(person.name for person in self.owners) or "No owner yet"
        return f"{self.words.rstrip(' .')}. {who}, {by}"


def pieces(text: str) -> list[Piece]:
    """The lines of a text, each with its end. Put together, they are the text."""
    return [_piece(line) for line in LINE.findall(text)]


def _piece(line: str) -> Piece:
    if heading := HEADING.match(line):
        return Piece(line, heading=heading["mark"].capitalize())
    found = MARKED.fullmatch(line)
    if not found or not (words := found["words"].strip()):
        return Piece(line, is_unsaid=bool(found))
    return Piece(line, Kind(found["kind"].lower()), words)


def task(line: str, people: Sequence[Person], met_on: dt.date) -> Task:
    """What one line says is to be done. A day without a year is the next one after the meeting."""
    mentions = list(_mentions(line, people))
    if not mentions:
        words, due, problem = _by_day(line, met_on)
        return Task(words, (), due, tuple(one for one in (NO_OWNER, problem) if one))
    rest = BETWEEN.sub("", line[mentions[-1].end :], count=1).strip(" .,;)")
    due, problem, is_end = _due(rest, met_on)
    words = (_before(line, mentions) if is_end else "") or plain(line)
    if not (due or (is_end and problem)):
        words, due, slip = _by_day(words, met_on)
        problem = slip if due else slip or problem
    problems = [*(mention.problem for mention in mentions), problem]
    told = tuple(problem for problem in problems if problem)
    away = any(mention.away for mention in mentions)
    return Task(words, _owners(mentions), due, told, away)


def _by_day(words: str, met_on: dt.date) -> tuple[str, dt.date | None, str]:
    """(what is to be done, the day, what is wrong with it) of words that may end: by 10 June."""
    found = BY.fullmatch(words.rstrip(" .,;)"))
    due, problem, _ = _due(found["day"], met_on) if found else (None, "", False)
    return found["said"] if found and due else words, due, problem


def _due(rest: str, met_on: dt.date) -> tuple[dt.date | None, str, bool]:
    """(the day, what is wrong with it, whether it ends the line) of what follows the owners."""
    if not rest:
        return None, "", True
    try:
        due = typed.day(rest, met_on, ahead=True)
    except typed.Slip as slip:
        if str(slip):
            return None, f"“{rest}”: {slip}", True
        lost = f"“{rest}” was not understood as a day. Write it like 10 June"
        return None, lost if _means_a_day(rest) else "", False
    early = f"{day_words(due)} is before the meeting. Check the date" if due < met_on else ""
    return due, early, True


def _means_a_day(rest: str) -> bool:
    """Whether somebody meant a day by it: next week; 20 June and more; not: to find a room."""
    words = rest.casefold().split()
    names = {word.strip(".,;:()") for word in words}
    return len(words) <= LONGEST_DATE and (words[0][0].isdigit() or bool(names & MEANT))


@dataclass(frozen=True)
class Mention:
    """An @ and a name: from where to where, whom it means, or why it means nobody."""

    start: int
    end: int
    people: tuple[Person, ...] = ()
    problem: str = ""
    away: bool = False


def _owners(mentions: Iterable[Mention]) -> tuple[Person, ...]:
    return tuple(dict.fromkeys(person for one in mentions for person in one.people))


def _before(line: str, mentions: Sequence[Mention]) -> str:
    """The words in front of the owners that stand together at the end."""
    start = mentions[-1].start
    for mention in reversed(mentions[:-1]):
        if not JOINED.fullmatch(line[mention.end : start]):
            break
        start = mention.start
    return plain(line[:start]).rstrip(" ,;(")


def plain(words: str) -> str:
    """Words without the signs that mark owners."""
    return AT.sub("", words).strip()


def _mentions(line: str, people: Sequence[Person]) -> Iterator[Mention]:
    for found in AT.finditer(line):
        yield (
            _several(line, found, people)
            or _known(line, found, people)
            or _begun(line, found, people)
            or _unknown(line, found)
        )


def _called(name: str, people: Iterable[Person]) -> list[Person]:
    """Those of that name who sit there; when nobody does, those of the study."""
    named = [person for person in people if name.casefold() in person.names]
    return [person for person in named if person.sits] or named


def _several(line: str, at: re.Match[str], people: Sequence[Person]) -> Mention | None:
    """Public contributors 1 and 5."""
    found = SEVERAL.match(line, at.end())
    if not found:
        return None
    labels = [f"{found['stem']} {number}" for number in re.findall(r"\d+", found["all"])]
    whom = [_called(label, people) for label in labels]
    lost = [label for label, hits in zip(labels, whom, strict=True) if not hits]
    problem = _nobody(listed(lost)) if lost else ""
    owners = tuple(person for hits in whom for person in hits)
    return Mention(at.start(), found.end(), owners, problem)


def _known(line: str, at: re.Match[str], people: Sequence[Person]) -> Mention | None:
    """The longest name of anybody that follows the sign."""
    rest = line[at.end() :].casefold()
    names = {name for person in people for name in person.names if _starts(rest, name)}
    if not names:
        return None
    name = max(names, key=len)
    end = at.end() + len(name)
    whom = _called(name, people)
    if len(whom) == 1:
        [one] = whom
        if one.sits:
            return Mention(at.start(), end, (one,))
        words = f"{one.name} is in the study, but not in this group"
        return Mention(at.start(), end, problem=f"{words}. Make them a member first", away=True)
    return _which(line, at, end, whom)


def _begun(line: str, at: re.Match[str], people: Sequence[Person]) -> Mention | None:
    """The first words of names of those who sit there: Public contributor, of whom there are six."""
    rest = line[at.end() :].casefold()
    ends = [found.end() for found in re.finditer(r"\w[\w'’-]*", rest)][:LONGEST_NAME]
    for end in reversed(ends):
        whom = [
            one
            for one in people
            if one.sits and f"{one.name} ".casefold().startswith(f"{rest[:end]} ")
        ]
        if whom:
            number = NUMBER.match(line, at.end() + end)
            if number and not _is_day(line, at, end):
                nobody = _nobody(line[at.end() : number.end()])
                return Mention(at.start(), number.end(), problem=nobody)
            return _which(line, at, at.end() + end, whom)
    return None


def _which(line: str, at: re.Match[str], end: int, whom: Sequence[Person]) -> Mention:
    """A name that may be somebody's, or several people's, up to a place in the line."""
    words = f"“@{line[at.end() : end]}” could be {either(one.name for one in whom)}"
    return Mention(at.start(), end, problem=f"{words}. Write the whole name")


def _starts(rest: str, name: str) -> bool:
    return rest.startswith(name) and not rest[len(name) : len(name) + 1].isalnum()


def _unknown(line: str, at: re.Match[str]) -> Mention:
    """A name of nobody: as far as the next sign, or as a day that ends the line."""
    ends = AT.search(line, at.end())
    upto = ends.start() if ends else len(line)
    words = [found.span() for found in re.finditer(r"\S+", line[at.end() : upto])]
    cut = next((place for place, _ in words[1:][-LONGEST_DATE:] if _is_day(line, at, place)), None)
    name = line[at.end() : upto if cut is None else at.end() + cut].strip()
    name = name.split()[0] if cut is None else GOES_ON.split(name, maxsplit=1)[0]
    return Mention(at.start(), at.end() + len(name), problem=_nobody(name.strip(" ,;.")))


def _is_day(line: str, at: re.Match[str], place: int) -> bool:
    """Whether the line from there on is a day, if an impossible one."""
    try:
        typed.day(line[at.end() + place :].strip(" .,;)"), dt.date(2022, 6, 14))
    except typed.Slip as slip:
        return bool(str(slip))
    return True


def _nobody(name: str) -> str:
    return f"Nobody here is called “{name}”. Write a first name, or a whole one"
