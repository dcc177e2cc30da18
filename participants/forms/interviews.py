"""What happened: an interview took place, or did not."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, cast

from crispy_forms.layout import Layout, LayoutObject
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict

from linkstudy import clock
from linkstudy.audit.writing import Stale
from linkstudy.forms import (
    Choice,
    Day,
    Folded,
    Option,
    Revealing,
    StudyForm,
    Text,
    Tick,
)
from linkstudy.forms.study import Hidden
from linkstudy.words import day_words
from participants import briefs
from participants.consents import said
from participants.forms.taken_place import TookPlace
from participants.models import Interview, Participant
from participants.models.people import understood
from participants.vocabulary import MissedWhy, Others, Recording, Scope, Wave

OTHER = "other"
SOMEONE_ELSE = Option("Someone else", "Search by study ID. You can type “5 pt 6”.", reveals=True)
BOOKED_TODAY = "Booked with you today. "
FILLED_IN = "We filled in what we know from the booking. Change anything that is different."
PAST = "The interview date must be today or in the past"


class Asked(LayoutObject):
    """A question that stands on the page once it is needed: asked for, answered or in error."""

    def __init__(self, name: str):
        self.fields = [name]

    def render(self, form, context, template_pack="bootstrap5", **kwargs):
        name = self.fields[0]
        if name not in form.asked and not form[name].errors and not form[name].value():
            return ""
        return self.get_rendered_fields(form, context, template_pack, **kwargs)


class AboutSomebody(StudyForm):
    """Who and when, for what happened and for what did not.

    person   whom the answers concern, once they are valid
    held_on  the day
    """

    people: QuerySet[Participant]
    own_case: int | None
    person: Any = None
    held_on: Any = None
    who = Choice("Who did you interview?", missing="Select who you interviewed")
    someone = Text(
        "Study ID",
        missing="Enter the study ID, like C5-PT-03",
        when_needed=True,
        called="The study ID",
        hint="For example, 5 pt 6 or C5-PT-06",
        width="w8",
        most=40,
    )
    when = Choice("When?", missing="Select when the interview was", row=3)
    day = Day(
        "Interview date",
        missing="Enter the interview date",
        when_needed=True,
        called="The interview date",
        hint="For example, 27/5 or 27 May 2022",
        past_words=PAST,
    )

    def offer(
        self, tiles: list[tuple[Participant, str]], people: QuerySet, own_case: int | None
    ) -> None:
        """Say who can be chosen: (person, second line) each; anybody else comes from people.

        own_case is the case meant by "pt 6".
        """
        self.people, self.own_case = people, own_case
        rows = [(str(one), Option(briefs.who_words(one), line), one) for one, line in tiles]
        self.choice("who").offer([*rows, (OTHER, SOMEONE_ELSE, OTHER)])
        today = clock.today()
        yesterday = today - dt.timedelta(days=1)
        days = [
            ("today", Option("Today", day_words(today, "short")), today),
            ("yesterday", Option("Yesterday", day_words(yesterday, "short")), yesterday),
            (OTHER, Option("Other date", reveals=True), OTHER),
        ]
        self.choice("when").offer(days)

    def choice(self, name: str) -> Choice:
        """The question of that name, as what it is."""
        return cast(Choice, self.fields[name])

    def clean(self) -> None:
        super().clean()
        who, when = self.cleaned_data.get("who"), self.cleaned_data.get("when")
        if who == OTHER:
            self.need("someone")
            who = self.look_for(self.cleaned_data.get("someone"))
        if when == OTHER:
            self.need("day")
            when = self.cleaned_data.get("day")
        self.person, self.held_on = who or None, when or None

    def look_for(self, typed: str | None) -> Participant | None:
        """The person of a loosely typed study ID; an error beside the box when there is none."""
        if not typed:
            return None
        wanted = understood(typed, self.own_case)
        if wanted is None:
            near = understood(typed, 0)
            words = "Add the number of the case, like 5 pt 6"
            self.add_error("someone", words if near else "A study ID looks like C5-PT-03. Check it")
            return None
        found = self.people.filter(study_id=wanted).first()
        if found is None:
            words = f"We cannot find {wanted}. Check the ID, or add a new participant"
            self.add_error("someone", words)
        return found

    def answers(self) -> dict[str, Any]:
        """The answers without those that only led to the person and the day."""
        found = super().answers()
        for name in ("who", "someone", "when", "day"):
            found.pop(name)
        return found | {"participant": self.person}


class InterviewForm(TookPlace, AboutSomebody):
    """An interview that took place. A booked one needs two answers: minutes and consent.

    seen    the bookings that the page showed, with the version of each: "C5-PT-03=2"
    filled  the study ID of the person for whom the page was filled in
    asked   questions to show although nobody answered them yet
    """

    layout = Layout(
        "seen",
        "filled",
        Revealing("who", "someone"),
        Asked("second"),
        Revealing("when", "day"),
        "mode",
        "minutes",
        "recording",
        "agreed",
        Folded(
            "Add a note, topics or who else was there (optional)",
            "note",
            "topics",
            "others",
            "setting",
            "started",
        ),
    )
    seen = Hidden()
    filled = Hidden()
    second = Choice(
        "Which interview was this?",
        [
            ("second", Option("A second one", "We continued, or talked again in the same round")),
            ("follow_up", Option("The follow-up interview", "9 to 12 months after the first")),
        ],
        when_needed=True,
        missing="Say which interview this was",
    )
    agreed = Tick(
        "Consent",
        says="I checked they still agreed before we started",
        missing="Confirm the person agreed to take part before you started",
    )
    asked: tuple[str, ...] = ()
    booking: Interview | None = None
    version_seen: int | None = None

    def tell(self, about: briefs.Brief | None) -> None:
        """Say beside the questions what was filled in for somebody, and from where."""
        audio, notes = "", "Nothing was recorded"
        if about and about.consent:
            agreed = Scope.AUDIO in about.consent.agreed
            audio = "They agreed to it" if agreed else "They did not agree to it"
            notes = "They did not want audio" if agreed else notes
        self.choice("recording").choices = [
            (Recording.AUDIO, Option("Audio", audio)),
            (Recording.NOTES, Option("Notes only", notes)),
        ]
        if about and about.booking:
            today = about.booking.booked_on == clock.today()
            self.fields["who"].help_text = (BOOKED_TODAY if today else "") + FILLED_IN

    def clean(self) -> None:
        super().clean()
        if self.person is None:
            return
        waiting = self.person.interviews.open().order_by("booked_on", "booked_time")
        self.booking = waiting.first()
        found = re.search(rf"\b{self.person}=(\d{{1,9}})\b", self.cleaned_data.get("seen") or "")
        self.version_seen = int(found[1]) if found else None
        filled = self.cleaned_data.get("filled")
        if self.booking and self.version_seen and filled and filled != str(self.person):
            self.check_against(self.booking)

    def check_against(self, booking: Interview) -> None:
        """Ask once to look again where answers filled in for somebody else differ from the booking."""
        if self.held_on and self.held_on != booking.booked_on:
            words = f"{self.person} was booked for {said(booking.booked_on)}. Check the date"
            self.add_error("when", words)
        mode = self.cleaned_data.get("mode")
        if mode and mode != booking.mode:
            booked = briefs.uncapped(booking.get_mode_display())
            how = booked if booked.startswith("in ") else f"by {booked}"
            self.add_error("mode", f"{self.person} was booked {how}. Check how it took place")
        self.keep_typed("filled", str(self.person))

    def keep_typed(self, name: str, value: str) -> None:
        """Change a hidden value on the page that is shown again."""
        held = cast(QueryDict, self.data).copy()
        held[self.add_prefix(name)] = value
        self.data = held

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        for name in ("seen", "filled", "agreed"):
            found.pop(name)
        for name in ("setting", "started"):
            if not found[name]:
                found.pop(name)
        again = found.pop("second")
        wave = self.wave(again)
        booked = self.booking is not None and self.booking.wave != wave
        return found | {
            "held_on": self.held_on,
            "others": found["others"] or Others.NOBODY,
            "wave": wave,
            "second": again == "second",
            "booking_version": None if booked else self.version_seen,
        }

    def wave(self, again: str) -> str:
        """The round this interview belongs to."""
        if again == "follow_up":
            return Wave.FOLLOW_UP
        if again == "second":
            last = self.person.interviews.done().order_by("held_on", "pk").last()
            return last.wave if last else Wave.FIRST
        return self.booking.wave if self.booking else Wave.FIRST

    def take(self, refusal: ValidationError) -> None:
        """Also forget a booking that is gone: the page now says so, and the next save is deliberate."""
        super().take(refusal)
        if self.booking is None:
            self.keep_typed("seen", "")

    def take_stale(self, stale: Stale) -> None:
        super().take_stale(stale)
        self.keep_typed("seen", f"{self.person}={cast(Interview, stale.current).version}")

    def compare(self, stale: Stale) -> Iterator[tuple[str, str, str]]:
        """Also what the booking says about day, time and interviewer, which the page does not ask."""
        booking = cast(Interview, stale.current)
        if {"booked_on", "booked_time"} & set(stale.changed):
            yield "Booked for", briefs.when_words(booking), f"Took place on {said(self.held_on)}"
        if "interviewer_id" in stale.changed:
            yield "Interviewer", str(booking.interviewer), "You"
        yield from super().compare(stale)


class MissedForm(AboutSomebody):
    """A booked interview that did not take place."""

    layout = Layout(Revealing("who", "someone"), "missed_why", Revealing("when", "day"), "again")
    who = Choice(
        "Who were you going to interview?", missing="Select who you were going to interview"
    )
    missed_why = Choice(
        "What happened?",
        [
            (MissedWhy.ABSENT, MissedWhy.ABSENT.label),
            (MissedWhy.MOVED, MissedWhy.MOVED.label),
            (MissedWhy.RESEARCHER, MissedWhy.RESEARCHER.label),
            (
                MissedWhy.WITHDREW,
                Option(MissedWhy.WITHDREW.label, "You record this on the next page"),
            ),
        ],
        missing="Select what happened",
    )
    again = Choice(
        "Book it again?",
        [
            ("yes", Option("Yes", "You choose the day on the next page")),
            ("no", Option("Not now", "We remind you in 2 days")),
        ],
        missing="Select whether to book it again",
        when_needed=True,
        row=2,
    )

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("missed_why") != MissedWhy.WITHDREW:
            self.need("again")

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        found.pop("again")
        booking = self.person.interviews.open().order_by("booked_on", "booked_time").first()
        wave = booking.wave if booking else Wave.FIRST
        return found | {"missed_on": self.held_on, "wave": wave}
