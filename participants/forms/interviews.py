"""What happened: an interview took place, or did not."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, cast

from crispy_forms.layout import Layout, LayoutObject
from django.core.exceptions import ValidationError
from django.http import QueryDict

from cases.vocabulary import Setting
from linkstudy import clock
from linkstudy.audit.writing import Stale
from linkstudy.forms import (
    Choice,
    Day,
    Folded,
    Option,
    Revealing,
    StudyForm,
    Tick,
)
from linkstudy.forms.study import Hidden
from linkstudy.moments import TO_COME, is_to_come
from linkstudy.words import day_words
from participants import briefs
from participants.consents import said
from participants.forms.deviations import Deviating, OnceBroken
from participants.forms.taken_place import TookPlace
from participants.models import Interview
from participants.vocabulary import MissedWhy, Mode, Others, Recording, Scope, Wave

OTHER = "other"
WHEN = [("today", "Today"), ("yesterday", "Yesterday"), (OTHER, "Other date")]
PAST = "The interview date must be today or in the past"
AS_BOOKED = {"mode": ("How", Mode), "setting": ("Where", Setting)}


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
    """What happened with one person, whom the page names, and when.

    about         what is known of the person; None when the answers name nobody the user may see
    seen          the version of the booking that the page showed: "C5-PT-03=2"
    booking       the booking as it stands now, or None
    version_seen  its version when the page was opened, or None
    held_on       the day
    """

    about: briefs.Brief | None = None
    booking: Interview | None = None
    version_seen: int | None = None
    held_on: Any = None
    nobody = "Select who you interviewed"
    who = Hidden("Study ID")
    seen = Hidden()
    when = Choice("When?", WHEN, missing="Select when the interview was", row=3)
    day = Day(
        "Interview date",
        missing="Enter the interview date",
        when_needed=True,
        called="The interview date",
        hint="For example, 27/5 or 27 May 2022",
        past_words=PAST,
    )

    def tell(self, about: briefs.Brief | None) -> None:
        """Say whom the page is about, and which days stand beside "other date"."""
        self.about = about
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

    @property
    def person(self) -> Any:
        """Whom the answers concern, or None."""
        return self.about.person if self.about else None

    def clean(self) -> None:
        super().clean()
        when = self.cleaned_data.get("when")
        if when == OTHER:
            self.need("day")
            when = self.cleaned_data.get("day")
        self.held_on = when or None
        if is_to_come(self.held_on, self.cleaned_data.get("started")):
            self.add_error("started", TO_COME)
        if self.about is None:
            self.add_error("who", self.nobody)
            return
        found = re.search(rf"\b{self.person}=(\d{{1,9}})\b", self.cleaned_data.get("seen") or "")
        self.version_seen = int(found[1]) if found else None
        waiting = self.person.interviews.open().soonest_first()
        self.booking = waiting.first()

    def answers(self) -> dict[str, Any]:
        """The answers without those that only led to the person, the booking and the day."""
        found = super().answers()
        for name in ("who", "seen", "when", "day"):
            found.pop(name)
        return found | {"participant": self.person}

    def keep_typed(self, name: str, value: str) -> None:
        """Change a hidden value on the page that is shown again."""
        held = cast(QueryDict, self.data).copy()
        held[self.add_prefix(name)] = value
        self.data = held

    def take(self, refusal: ValidationError) -> None:
        """Also forget a booking that is gone: the page now says so, and the next save is deliberate."""
        super().take(refusal)
        if self.booking is None:
            self.keep_typed("seen", "")

    def take_stale(self, stale: Stale) -> None:
        super().take_stale(stale)
        self.keep_typed("seen", f"{self.person}={cast(Interview, stale.current).version}")

    happened = "Took place"

    def compare(self, stale: Stale) -> Iterator[tuple[str, str, str]]:
        """Also what the booking says and the page does not ask."""
        booking = cast(Interview, stale.current)
        if {"booked_on", "booked_time"} & set(stale.changed):
            yield (
                "Booked for",
                briefs.when_words(booking),
                f"{self.happened} on {said(self.held_on)}",
            )
        if "interviewer_id" in stale.changed:
            yield "Interviewer", str(booking.interviewer), "You"
        for name, (label, choices) in AS_BOOKED.items():
            if name in stale.changed and name not in self.fields:
                before, now = (dict(choices.choices).get(one) for one in stale.changed[name])
                yield label, now or "Not decided", f"{before or 'Not decided'}, as you saw it"
        yield from super().compare(stale)


class InterviewForm(TookPlace, AboutSomebody, Deviating):
    """An interview that took place. A booked one needs two answers: minutes and consent.

    asked   questions to show although nobody answered them yet
    """

    layout = Layout(
        "who",
        "seen",
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
        OnceBroken(),
    )
    second = Choice(
        "Which interview was this?",
        [
            ("second", Option("A second one", "We continued, or talked again in the same round")),
            (
                "follow_up",
                Option("The follow-up interview", "In the later round, as the protocol says"),
            ),
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

    def tell(self, about: briefs.Brief | None) -> None:
        """Also ask what the person's consent and earlier interviews make necessary."""
        super().tell(about)
        audio, notes = "", "Nothing was recorded"
        if about and about.consent:
            agreed = Scope.AUDIO in about.consent.agreed
            audio = "They agreed to it" if agreed else "They did not agree to it"
            notes = "They did not want audio" if agreed else notes
        self.choice("recording").choices = [
            (Recording.AUDIO, Option("Audio", audio)),
            (Recording.NOTES, Option("Notes only", notes)),
        ]
        if about and about.held and not about.booking:
            self.asked = ("second",)

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        found.pop("agreed")
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


class MissedForm(AboutSomebody):
    """A booked interview that did not take place."""

    layout = Layout("who", "seen", "missed_why", Revealing("when", "day"), "again")
    nobody = "Select who you were going to interview"
    happened = "Missed"
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
        wave = self.booking.wave if self.booking else Wave.FIRST
        return found | {
            "missed_on": self.held_on,
            "wave": wave,
            "booking_version": self.version_seen,
        }
