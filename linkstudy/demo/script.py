"""How the story is written down: one line per person, read into parts with days and times.

A line has five cells. Who (a patient's way in, age band, gender, ethnic group and fifth of
deprivation, or a professional's way in, role and organisation), the days on which they were
invited, replied and agreed, and what happened, parted by semicolons:

    PT-04 letter 30-39 man white 4 | - | 18 Nov | 30 Nov | missed 2 Dec 10:00 phone absent

    3 Dec 10:00 home 43 notes carer      an interview: day, start, where, minutes, and perhaps
                                         notes only, who else was there, "logged 6 Dec"
    booked 17 Jun 10:00 phone            an interview to come
    missed 2 Dec 10:00 phone absent      a booking that came to nothing, and why
    mistaken 7 Dec 13:30 work 25 void 8 Dec    an interview logged wrongly and voided
    declined 24 Nov term                 a reason from RefusalReason
    withdrew 3 Mar 12:00 keep            how far, from WithdrawalLevel
    lost 25 Mar                          agreed, then could not be reached any more
"""

import datetime as dt
from dataclasses import dataclass, field

from linkstudy.clock import LONDON

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
VERBS = {"booked", "missed", "mistaken", "declined", "withdrew", "lost"}
PLACES = {"home", "practice", "community", "work"}  # an interview in person, and where


def day(text: str) -> dt.date:
    """`8 Nov`: from August on it is 2021, before that 2022, unless a year is there."""
    number, month, *year = text.split()
    place = MONTHS.index(month) + 1
    return dt.date(int(year[0]) if year else 2021 if place >= 8 else 2022, place, int(number))


def time(text: str) -> dt.time:
    """`9:30`."""
    hour, minute = text.split(":")
    return dt.time(int(hour), int(minute))


def moment(when: dt.date, at: str | dt.time) -> dt.datetime:
    """A day and a time of it, in London."""
    return dt.datetime.combine(when, time(at) if isinstance(at, str) else at, tzinfo=LONDON)


@dataclass(frozen=True)
class Happening:
    """One thing that happened to a person, with the facts its verb needs.

    later is the day on which it was logged or voided, or the day itself.
    """

    verb: str
    on: dt.date
    later: dt.date
    at: dt.time = dt.time(16)
    mode: str = ""
    setting: str = ""
    minutes: int = 0
    why: str = ""
    words: frozenset[str] = frozenset()

    @property
    def is_planned(self) -> bool:
        """Whether a booking came before it."""
        return self.verb in {"held", "booked", "missed"}


@dataclass(frozen=True)
class Part:
    """One person's line. facts are those that `add_participant` takes, organisation by letters.

    came is the day on which the study first hears of them: invited by name, or replied.
    """

    study_id: str
    case: int
    group: str
    facts: dict[str, str]
    came: dt.date
    invited: dt.date | None
    replied: dt.date | None
    agreed: dt.date | None
    happenings: list[Happening] = field(default_factory=list)

    @property
    def number(self) -> int:
        return int(self.study_id.rpartition("-")[2])


def happening(text: str) -> Happening:
    """Read one of the forms above."""
    words = text.split()
    verb = words.pop(0) if words[0] in VERBS else "held"
    on, rest = day(" ".join(words[:2])), words[2:]
    match verb:
        case "lost":
            return Happening(verb, on, on)
        case "declined":
            return Happening(verb, on, on, why=rest[0])
        case "withdrew":
            return Happening(verb, on, on, time(rest[0]), why=rest[1])
    at, where, rest = time(rest[0]), rest[1], rest[2:]
    mode, setting = ("person", where) if where in PLACES else (where, "")
    if verb in {"booked", "missed"}:
        return Happening(verb, on, on, at, mode, setting, why=" ".join(rest))
    later = day(" ".join(rest[-2:])) if {"logged", "void"} & set(rest) else on
    return Happening(verb, on, later, at, mode, setting, int(rest[0]), words=frozenset(rest[1:]))


def facts(group: str, words: list[str]) -> dict[str, str]:
    """What the first cell says after the ID; a dash was not asked."""
    names = ["joined_via", "title", "organisation"]
    if group == "PT":
        names = ["joined_via", "age_band", "gender", "ethnic_group", "deprivation"]
    return {name: "" if word == "-" else word for name, word in zip(names, words, strict=True)}


def part(case: int, line: str) -> Part:
    """Read one person's line."""
    who, *days, happened = (cell.strip() for cell in line.split("|"))
    short, *rest = who.split()
    group = short[:2]
    invited, replied, agreed = (None if one == "-" else day(one) for one in days)
    came = day(days[1] if days[0] == "-" else days[0])
    happenings = [happening(one) for one in happened.split(";") if one.strip()]
    said = facts(group, rest)
    return Part(f"C{case}-{short}", case, group, said, came, invited, replied, agreed, happenings)


def parts(case: int, table: str) -> list[Part]:
    """Read a case's table."""
    return [part(case, line) for line in table.splitlines() if line.strip()]
