"""Where everybody stands, from the recorded rows alone, by the protocol's rules in plain Python.

It shares no code with the product, so that the two can be held against each other. Each rule is a
method of its own: `mutants` leave one out, and must be noticed.
"""

import datetime as dt
from calendar import monthrange
from collections import Counter
from functools import cached_property
from types import SimpleNamespace as Row
from typing import Any

from linkstudy.progress.tests.recount.recorded import Recorded

SCOPES = ("interview", "audio", "quotes", "follow_up", "observation", "results")
SCOPES += ("questionnaire",)
SILENT = ("no_answer", "voicemail", "wrong_number")
DAWN, DUSK = dt.time.min, dt.time.max


def plus(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, clipped to the month, by walking there month by month."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))


class Reckoning:
    """What can be said on a day of what is recorded."""

    def __init__(self, rows: Recorded, day: dt.date):
        self.rows, self.day = rows, day

    # What somebody agrees to

    def consents(self, person: Row) -> list[Row]:
        """Standing signatures, the latest first."""
        found = self.rows.standing("consent", participant_id=person.id)
        return sorted(found, key=lambda one: (one.given_on, one.given_time, one.id), reverse=True)

    def withdrawals(self, person: Row) -> list[Row]:
        found = self.rows.standing("withdrawal", participant_id=person.id)
        return sorted(found, key=lambda one: (one.on, one.time))

    def stood(self, consent: Row, gone: Row) -> bool:
        """Whether the signature stood, in some row, when the withdrawal was first recorded."""
        *_, first = self.rows.line("withdrawal", gone)
        instant = first.recorded_at
        return any(
            one.recorded_at <= instant and not (one.voided_at and one.voided_at <= instant)
            for one in self.rows.line("consent", consent)
        )

    def is_older(self, consent: Row, gone: Row) -> bool:
        """Whether it was given by the moment of the withdrawal."""
        return (consent.given_on, consent.given_time) <= (gone.on, gone.time)

    def end(self, consent: Row) -> tuple[dt.date, dt.time] | None:
        """The first moment from which the signature holds no longer."""
        person = Row(id=consent.participant_id)
        return min(
            (
                (gone.on, gone.time)
                for gone in self.withdrawals(person)
                if self.is_older(consent, gone) or self.stood(consent, gone)
            ),
            default=None,
        )

    def answer(self, consent: Row, scope: str) -> bool | None:
        return self.rows.answers[consent.id].get(scope)

    def agrees(self, person: Row, scope: str) -> bool:
        """Whether they agree to it now: the latest answer governs."""
        for consent in self.consents(person):
            answer = self.answer(consent, scope)
            if answer is False:
                return False
            if answer and self.end(consent) is None:
                return True
        return False

    def agrees_again(self, person: Row, no: Row) -> bool:
        """Whether they agreed to a follow-up on a later day than that on which they said no."""
        return any(
            self.answer(consent, "follow_up") and consent.given_on > no.on
            for consent in self.consents(person)
            if self.end(consent) is None
        )

    def is_out(self, person: Row) -> bool:
        """Whether they withdrew and have not agreed to an interview again."""
        return bool(self.withdrawals(person)) and not self.agrees(person, "interview")

    # Interviews

    def interviews(self, person: Row, **more: Any) -> list[Row]:
        return self.rows.standing("interview", participant_id=person.id, **more)

    def held(self, person: Row, **more: Any) -> list[Row]:
        """Interviews that took place, the earliest first."""
        found = [one for one in self.interviews(person, **more) if one.held_on]
        return sorted(found, key=lambda one: (one.held_on, one.id))

    def bookings(self, person: Row, **more: Any) -> list[Row]:
        """What is booked and waits, the soonest first; a time that is not known comes last."""
        found = [
            one
            for one in self.interviews(person, held_on=None, missed_on=None, **more)
            if one.booked_on
        ]
        return sorted(found, key=lambda one: (one.booked_on, one.booked_time or DUSK, one.id))

    # Where somebody stands

    def status(self, person: Row) -> str:
        if self.is_out(person):
            return "withdrew"
        if self.held(person):
            return "interviewed"
        if self.bookings(person):
            return "booked"
        if self.agrees(person, "interview"):
            return "consented"
        noes = self.rows.standing("refusal", participant_id=person.id)
        if noes:
            return "not_eligible" if noes[0].reason == "not_eligible" else "declined"
        return "deciding" if person.replied_on and person.replied_on <= self.day else "invited"

    @cached_property
    def settings(self) -> Row | None:
        return self.settings_of(self.day)

    def settings_of(self, day: dt.date) -> Row | None:
        """The protocol's settings that hold on a day."""
        found = [one for one in self.rows.standing("protocol") if one.effective_from <= day]
        return max(found, key=lambda one: one.effective_from, default=None)

    def counted_from(self, person: Row) -> dt.date | None:
        """The first interview of the person, or of anybody of their case, as the protocol says."""
        people = [person]
        if self.settings and self.settings.follow_up_anchor == "case":
            people = [one for one in self.rows["person"] if one.case_id == person.case_id]
        firsts = [held.held_on for one in people for held in self.held(one, wave="first")]
        return min(firsts, default=None)

    def window(self, person: Row) -> tuple[dt.date, dt.date] | None:
        counted = self.counted_from(person)
        if counted is None or self.settings is None:
            return None
        months = self.settings.follow_up_min_months, self.settings.follow_up_max_months
        return plus(counted, months[0]), plus(counted, months[1])

    def is_lost(self, person: Row) -> bool:
        """Whether they said no on or after their first interview, and have not agreed since."""
        firsts = self.held(person, wave="first")
        return bool(firsts) and any(
            no.on >= firsts[0].held_on and not self.agrees_again(person, no)
            for no in self.rows.standing("refusal", participant_id=person.id)
        )

    def follow_up(self, person: Row) -> str:
        if self.held(person, wave="follow_up"):
            return "done"
        if not self.agrees(person, "follow_up"):
            return "withdrew" if self.is_out(person) else "not_agreed"
        if self.bookings(person, wave="follow_up"):
            return "booked"
        if self.is_lost(person):
            return "lost"
        window = self.window(person)
        if window is None or not self.held(person, wave="first") or self.day < window[0]:
            return "too_early"
        return "due" if self.day <= window[1] else "overdue"

    def is_ahead(self, person: Row) -> bool:
        return self.follow_up(person) in ("overdue", "due", "booked", "too_early")

    # Getting in touch

    def is_sought(self, person: Row) -> bool:
        return self.status(person) in ("invited", "deciding", "consented")

    def is_asked(self, person: Row) -> bool:
        case = next(one for one in self.rows["case"] if one.id == person.case_id)
        is_open = case.closed_on is None or case.closed_on > self.day
        return is_open and self.is_sought(person)

    def is_due(self, person: Row) -> bool:
        """Whether their day has come and nothing is booked, or somebody has to decide about them."""
        by_now = person.contact_by is not None and person.contact_by <= self.day
        is_free = by_now and not self.bookings(person)
        return is_free or self.is_undecided_about(person) or self.is_dayless(person)

    def is_undecided_about(self, person: Row) -> bool:
        """Whether somebody has to decide about them before their first interview."""
        return self.is_asked(person) and self.waits(person)

    def is_dayless(self, person: Row) -> bool:
        """Whether nobody has said when to be in touch with somebody who is asked."""
        return person.contact_by is None and self.is_asked(person)

    def answered(self, person: Row) -> tuple[dt.date, dt.time]:
        """The last moment at which they answered; a reply, a signature, an interview settle a day."""
        days = [one.given_on for one in self.consents(person)]
        days += [one.held_on for one in self.held(person)]
        days += [person.replied_on] if person.replied_on else []
        moments = [(day, DUSK) for day in days]
        for one in self.rows.standing("attempt", participant_id=person.id):
            if one.outcome not in SILENT:
                moments.append((one.on, one.time or DAWN))
        return max(moments, default=(dt.date.min, DAWN))

    def tries(self, person: Row) -> int:
        """How often we tried since."""
        since = self.answered(person)
        return sum(
            (one.on, one.time or DAWN) > since
            for one in self.rows.standing("attempt", participant_id=person.id)
            if one.outcome in SILENT
        )

    def waits(self, person: Row) -> bool:
        """Whether somebody has to decide about them, or about their follow-up."""
        most = self.settings.most_contact_attempts if self.settings else None
        is_wanted = self.is_asked(person) or self.follow_up(person) in ("due", "overdue")
        return most is not None and is_wanted and self.tries(person) >= most

    def is_closed(self, person: Row) -> bool:
        """Whether nobody is to contact them: they said so, and have agreed to nothing since."""
        held = [one for one in self.consents(person) if self.end(one) is None]
        since = [(one.given_on, one.given_time) for one in held[:1]]
        return any(
            gone.level == "no_contact" and all((gone.on, gone.time) > moment for moment in since)
            for gone in self.withdrawals(person)
        )

    # Figures

    def figures(self, case: int) -> dict[str, Any]:
        """How many were approached and interviewed, and how far those got who answered letters."""
        people = [one for one in self.rows["person"] if one.case_id == case]
        met = [one for one in people if self.held(one, wave="first")]
        letters = self.rows.standing("letters", case_id=case)
        return {
            "approached": sum(one.sent_out for one in letters if one.sent_on <= self.day),
            "interviewed": Counter(one.group for one in met),
        }

    def replies(self, case: int) -> tuple[int, int, int]:
        """How many answered letters, of them agreed at some time, and of them were interviewed."""
        people = self.rows.standing("person", case_id=case)
        theirs = [one for one in people if one.batch_id]
        met = [one for one in theirs if self.held(one)]
        agreed = [
            one
            for one in theirs
            if one in met or any(self.answer(c, "interview") for c in self.consents(one))
        ]
        return len(theirs), len(agreed), len(met)
