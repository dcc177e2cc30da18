"""A person in the words that a page about an interview needs: who, which consent, which booking."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.db.models import Prefetch, Q

from cases.models import Case, DocumentVersion, PlanVersion, Target
from cases.vocabulary import DocumentKind
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.words import clock_words, day_words, in_london, listed, uncapped
from participants.consents import missing
from participants.models import Consent, Interview, Participant
from participants.vocabulary import Group, Mode, Recording, Scope, Status, Wave

RECENT = dt.timedelta(days=21)  # how long a booking that nobody wrote down stays on offer
MOST = 6  # tiles; more would hide the rest of the form


def standing_consents(lookup: str = "consents") -> Prefetch:
    """Standing consents, latest first, with form and answers, as `.standing_consents`."""
    found = Consent.objects.standing().latest_first().with_form_end().select_related("document")
    return Prefetch(lookup, found.prefetch_related("clauses"), to_attr="standing_consents")


def bookings_of(user: User) -> list[Interview]:
    """The person's own bookings of today, then of the last days, that wait for an outcome."""
    today = clock.today()
    found = (
        Interview.objects.visible_to(user)
        .open()
        .filter(interviewer=user, booked_on__gte=today - RECENT, booked_on__lte=today)
        .select_related("participant__case")
        .prefetch_related(standing_consents("participant__consents"))
        .order_by("-booked_on", "booked_time", "pk")
    )
    return list(found[:MOST])


def consent_of(person: Any) -> Consent | None:
    """The latest consent still in force, of a person fetched with standing_consents."""
    return next((one for one in person.standing_consents if one.withdrawn_on is None), None)


def who_words(person: Participant) -> str:
    """C5-PT-03, patient."""
    role = person.get_title_display() if person.title else person.get_group_display()
    return f"{person}, {uncapped(role)}"


def when_words(booking: Interview) -> str:
    """Today, 2pm; else Tuesday 14 June, 2pm, or with the year when it is another one."""
    day, time = cast(dt.date, booking.booked_on), booking.booked_time
    today = clock.today()
    near = {0: "Today", 1: "Tomorrow", -1: "Yesterday"}.get((day - today).days)
    far = day_words(day, "weekday") if day.year != today.year else f"{day:%A} {short(day)}"
    return f"{near or far}, {clock_words(time)}" if time else near or far


def short(day: dt.date) -> str:
    """9 June, or 9 June 2021 when it was in another year."""
    return day_words(day, "short" if day.year == clock.today().year else "")


def booking_words(booking: Interview) -> str:
    """Today, 2pm, video."""
    moment = when_words(booking)
    return f"{moment}, {uncapped(booking.get_mode_display())}"


def consent_words(consent: Consent | None) -> str:
    if consent is None:
        return "No consent yet."
    return f"Consent form v{consent.document.number} signed {short(consent.given_on)}."


BRIEFLY = {
    Scope.INTERVIEW: "an interview",
    Scope.AUDIO: "audio",
    Scope.QUOTES: "quotes",
    Scope.FOLLOW_UP: "a follow-up interview",
    Scope.OBSERVATION: "being observed",
    Scope.QUESTIONNAIRE: "questionnaires",
    Scope.ROUTINE: "use of routine records",
    Scope.RESULTS: "getting the results",
}


def agreed_words(consent: Consent) -> str:
    """What they agreed to, in a line."""
    return listed([BRIEFLY[scope] for scope in consent.agreed]) or "nothing on the form"


def declined_words(consent: Consent) -> str:
    """What the form asked and they did not agree to; reads the prefetched clauses."""
    answers = {one.scope: one.agreed for one in consent.clauses.all()}
    return listed([BRIEFLY[scope] for scope in Scope if answers.get(scope) is False])


def unasked_words(consent: Consent) -> str:
    """What the form did not ask."""
    asked = {one.scope for one in consent.clauses.all()}
    return listed([BRIEFLY[scope] for scope in Scope if scope not in asked])


@dataclass
class Brief:
    """What stands beside a form about a person.

    person carries status and standing_consents; missed is the last interview that was missed.
    """

    person: Any
    consent: Consent | None
    booking: Interview | None
    held: list[Interview]
    missed: Interview | None = None

    @property
    def status(self) -> str:
        return Status(self.person.status).label

    @property
    def consent_line(self) -> str:
        """Which form they signed, or that they withdrew and when."""
        if self.withdrew_on:
            return f"Withdrew on {short(self.withdrew_on)}."
        return consent_words(self.consent)

    @property
    def agreed(self) -> str:
        return agreed_words(self.consent) if self.consent else ""

    @property
    def booked(self) -> str:
        return booking_words(self.booking) if self.booking else ""

    @property
    def is_booked_today(self) -> bool:
        return self.booking is not None and self.booking.booked_on == clock.today()

    @property
    def is_due(self) -> bool:
        """Whether the day of their booking has come."""
        return self.booking is not None and self.booking.booked_on <= clock.today()

    @cached_property
    def old_form(self) -> str:
        """That the form they signed is replaced, today or by the day booked; "" when it is not."""
        today = clock.today()
        day = max(today, self.booking.booked_on or today) if self.booking else today
        until = self.consent.form_until if self.consent else None
        if self.consent is None or until is None or until > day:
            return ""
        signed = f"{self.person} signed consent form v{self.consent.document.number}"
        if newer := self.form_on(day):
            when = "since" if newer.has_begun(today) else "from"
            start = day_words(newer.used_from)
            return f"{signed}. Form v{newer.number} is in force at this site {when} {start}"
        return f"{signed}, in use until {day_words(until)}"

    def form_on(self, day: dt.date) -> DocumentVersion | None:
        """The consent form in force on a day at the person's site, for their group."""
        here = DocumentVersion.objects.in_force(DocumentKind.CONSENT, day, self.person.case.site)
        return here.filter(audience__in=["", self.person.group]).first()

    @cached_property
    def lacks(self) -> str:
        """Why no interview can be logged for the day it is booked for, or today; "" if it can."""
        day, wave = clock.today(), Wave.FIRST
        if self.booking:
            day, wave = min(day, self.booking.booked_on or day), self.booking.wave
        facts = {"wave": wave, "recording": Recording.NOTES, "started": None}
        lacking = missing(self.person, on=day, **facts)
        return lacking[1] if lacking else ""

    @property
    def withdrew_on(self) -> dt.date | None:
        """The day on which they withdrew, unless they have agreed again."""
        days = [one.withdrawn_on for one in self.person.standing_consents if one.withdrawn_on]
        gone = self.person.status == Status.WITHDREW
        if gone and not days:
            days = [one.on for one in self.person.withdrawals.standing()]
        return max(days) if gone else None

    @property
    def first_done(self) -> bool:
        return any(one.wave == Wave.FIRST for one in self.held)

    @cached_property
    def count_after(self) -> str:
        """The case's figure once this person's first interview is saved; "" if it stays."""
        if self.first_done or (self.booking and self.booking.wave != Wave.FIRST):
            return ""
        done, planned = done_and_planned(self.person.case, self.person.group)
        return count_words(self.person, done + 1, planned)

    @property
    def recording(self) -> str:
        """How it will have been recorded, going by the consent."""
        if self.consent is None:
            return ""
        return "audio" if Scope.AUDIO in self.consent.agreed else "notes"


def brief(user: User, study_id: str) -> Brief | None:
    """What the user may know about the person; None when they may not, or nobody has that ID."""
    if not study_id:
        return None
    people = Participant.objects.visible_to(user).with_status().select_related("case__site")
    person = people.filter(study_id=study_id).prefetch_related(standing_consents()).first()
    if person is None:
        return None
    rows = list(person.interviews.standing().select_related("interviewer").order_by("booked_on"))
    waiting = [row for row in rows if row.state == "booked"]
    held = sorted((row for row in rows if row.state == "done"), key=lambda row: row.held_on)
    missed = [row for row in rows if row.state == "missed"]
    return Brief(
        person,
        consent_of(person),
        waiting[0] if waiting else None,
        held,
        missed[-1] if missed else None,
    )


def done_and_planned(case: Case, group: str) -> tuple[int, int | None]:
    """People of the group with a first interview, and how many the plan of today asks for."""
    firsts = Interview.objects.done().first_wave().filter(participant__case=case)
    people = firsts.filter(participant__group=group).values("participant").distinct()
    plan = PlanVersion.objects.in_force(clock.today())
    targets = Target.objects.filter(Q(case=case) | Q(case=None), plan=plan, measure=group)
    own_first = sorted(targets, key=lambda target: target.case_id is None)
    return people.count(), own_first[0].number if own_first else None


def count_words(person: Participant, done: int, planned: int | None) -> str:
    """3 of 10 patients; without a target patients: 3."""
    people = Group(person.group).plural.lower()
    return f"{done} of {planned} {people}" if planned else f"{people}: {done}"


STATES = {
    "done": "Done on {day}",
    "booked": "Booked for {day}",
    "missed": "Missed on {day}",
    "void": "Void since {voided}",
}


def state_words(found: Interview) -> str:
    """Where an interview stands, with the day."""
    voided = day_words(in_london(found.voided_at)) if found.voided_at else ""
    return STATES[found.state].format(day=day_words(found.day) if found.day else "", voided=voided)


MODES = [(mode.value, mode.label) for mode in Mode]
