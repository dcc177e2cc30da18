"""What comes next with a person, from their status, their booking and the day to be in touch."""

import datetime as dt
from dataclasses import dataclass

from linkstudy import clock
from linkstudy.words import clock_words, uncapped
from participants.briefs import short
from participants.models import Participant
from participants.vocabulary import Channel, ContactOutcome, Status

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
    """A person as a row of the list and of its spreadsheet.

    needs_form  whether they are to sign again, where that was asked
    """

    person: Participant
    step: Step
    needs_form: bool = False

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
    def form_words(self) -> str:
        """v1.2, old form; v1.3, new sheet, for who agreed with a sheet that was replaced since."""
        if self.is_old_form:
            return f"{self.form}, old form"
        return f"{self.form}, new sheet" if self.needs_form else self.form

    @property
    def old_form(self) -> str:
        """Yes or No; nothing before the first consent."""
        return ("Yes" if self.is_old_form else "No") if self.form else ""

    @property
    def last_day(self) -> str:
        """9 June; nothing before the first contact."""
        return short(self.person.last_on) if self.person.last_on else ""

    @property
    def last_contact(self) -> str:
        """phone, no answer; nothing before the first contact."""
        found = [uncapped(words) for words in (self.last_channel, self.last_outcome) if words]
        return ", ".join(found)

    @property
    def last_channel(self) -> str:
        found = self.person.last_channel
        return Channel(found).label if found else ""

    @property
    def last_outcome(self) -> str:
        found = self.person.last_outcome
        return ContactOutcome(found).label if found else ""

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


def line(person: Participant, *, needs_form: bool = False) -> Line:
    """For a person fetched with_status() and with_consent_form()."""
    return Line(person, next_step(person), needs_form)
