"""What comes next with a person, from their status, their booking and the day to be in touch."""

import datetime as dt
from dataclasses import dataclass

from linkstudy import clock
from linkstudy.words import clock_words
from participants.briefs import short
from participants.models import Participant
from participants.vocabulary import Status

IN_TOUCH = {
    Status.INVITED: "Remind",
    Status.DECIDING: "Call back",
    Status.CONSENTED: "Book interview",
}


@dataclass(frozen=True)
class Step:
    """The next thing to do with a person.

    what  the thing itself, such as "Call back"; "" when there is none
    on    the day of the booking, or the day by which to do it; None when there is none
    time  of the booking, or None
    words the whole of it; tone and icon are set when it wants attention today
    """

    what: str
    on: dt.date | None
    time: dt.time | None
    words: str
    tone: str = ""
    icon: str = ""

    @property
    def is_today(self) -> bool:
        return self.icon == "clock"


NOTHING = Step("", None, None, "Nothing to do")
DECIDE = Step("Decide", None, None, "Decide: no answer", "warn", "warning")
PLAN = Step("Decide what to do next", None, None, "Decide what to do next", "warn", "warning")


def next_step(person: Participant) -> Step:
    """For a person fetched with_status(); where it is known that they wait for a decision, or have no
    day while they are still asked, that."""
    if getattr(person, "waits", False):
        return DECIDE
    if person.booked_on:
        return _booking(person.booked_on, person.booked_time)
    if person.contact_by:
        return _in_touch(IN_TOUCH.get(person.status, "Get in touch"), person.contact_by)
    return PLAN if getattr(person, "unplanned", False) else NOTHING


def _booking(on: dt.date, time: dt.time | None) -> Step:
    today = clock.today()
    if on < today:
        words = f"Say what happened on {short(on)}"
        return Step("Say what happened", on, time, words, "warn", "warning")
    if on == today:
        words = f"Interview today, {clock_words(time)}" if time else "Interview today"
        return Step("Interview", on, time, words, "info", "clock")
    return Step("Interview", on, time, f"Interview {short(on)}")


def _in_touch(what: str, by: dt.date) -> Step:
    if by < clock.today():
        return Step(what, by, None, f"{what}, was due {short(by)}", "bad", "warning")
    return Step(what, by, None, f"{what}, by {short(by)}")


@dataclass(frozen=True)
class Line:
    """A person as a row of the list and of its spreadsheet."""

    person: Participant
    step: Step

    @property
    def status(self) -> str:
        return Status(self.person.status).label

    @property
    def form(self) -> str:
        """v1.3, or nothing before the first consent."""
        return f"v{self.person.form_number}" if self.person.form_number else ""

    @property
    def is_old_form(self) -> bool:
        """Whether the form they signed has been replaced since."""
        replaced = self.person.form_replaced_on
        return replaced is not None and replaced <= clock.today()

    @property
    def needs_form(self) -> bool:
        """Whether an interview lies ahead for which they should sign the new form."""
        is_ahead = self.person.booked_on is not None or self.person.status == Status.CONSENTED
        return self.is_old_form and is_ahead

    @property
    def old_form(self) -> str:
        """Yes or No; nothing before the first consent."""
        return ("Yes" if self.is_old_form else "No") if self.form else ""

    # Labels of what may be empty: "Not asked" and "Not a professional" leave a cell empty.

    @property
    def role(self) -> str:
        return self.person.get_title_display() if self.person.title else ""

    @property
    def deprivation(self) -> int | None:
        """1 to 5, a number to reckon with; None when not asked."""
        return int(self.person.deprivation) if self.person.deprivation else None

    @property
    def gender(self) -> str:
        return self.person.get_gender_display() if self.person.gender else ""


def line(person: Participant) -> Line:
    """For a person fetched with_status() and with_consent_form()."""
    return Line(person, next_step(person))
