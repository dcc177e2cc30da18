"""What may be typed about somebody's safety."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, cast

from crispy_forms.layout import Layout

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.writing import Stale
from linkstudy.forms import (
    Choice,
    Correcting,
    Day,
    LongText,
    Pick,
    StudyForm,
    TimeOfDay,
    held,
)
from linkstudy.identities.service import unseal
from linkstudy.safety.models import SafetyNote, Visit
from linkstudy.safety.vocabulary import Concern, Errand, ReportedTo
from participants.models import Interview

PAST = "The day must be today or in the past"
TYPED = "For example, 13/6 or 13 June 2022"
SEALED = {"what": "safetynote.what", "done": "safetynote.done"}


class NoteForm(StudyForm):
    """What happened, what was done, and whom it was taken to."""

    layout = Layout("concern", "happened_on", "what", "done", "reported_to")

    concern = Choice("What is it about?", Concern.choices, missing="Select what it is about", row=2)
    happened_on = Day(
        "When was it?", missing="Enter when it was", called="The day", hint=TYPED, past_words=PAST
    )
    what = LongText("What happened?", missing="Enter what happened", called="What happened", rows=5)
    done = LongText(
        "What did you do?",
        missing="Enter what you did, or that nothing is done yet",
        called="What you did",
        rows=4,
    )
    reported_to = Choice(
        "Whom did you tell?", ReportedTo.choices, missing="Select whom you told", row=2
    )


class CorrectNoteForm(Correcting, NoteForm):
    """A note as it stands, to be put right or added to."""

    layout = Layout(*NoteForm.layout.fields, "why")

    def fill(self, note: SafetyNote) -> None:
        """Show what stands, with the text in the clear."""
        self.note = note
        self.initial = held(note, "concern", "happened_on", "reported_to") | opened(note)

    def compare(self, stale: Stale) -> Iterator[tuple[str, str, str]]:
        """As for every form, with the other person's text in the clear."""
        current: Any = stale.current
        for name, text in opened(current).items():
            setattr(current, name, text)
        yield from super().compare(stale)


class CloseNoteForm(StudyForm):
    """On which day nothing was left to do."""

    versioned = True
    layout = Layout("closed_on")

    closed_on = Day(
        "When was nothing left to do?",
        missing="Enter the day on which nothing was left to do",
        called="The day",
        hint=TYPED,
        past_words=PAST,
    )


def opened(note: SafetyNote) -> dict[str, str]:
    """{question: text in the clear} of a note."""
    return {name: unseal(note.key, place, getattr(note, name)) for name, place in SEALED.items()}


USUAL = dt.timedelta(hours=2)  # from the time of the booking, or from now


class CheckInForm(StudyForm):
    """Until when, and who looks out."""

    layout = Layout("expected", "buddy")

    expected = TimeOfDay(
        "When do you expect to be back?",
        missing="Enter when you expect to be back",
        hint="Today. For example, 4:30pm",
    )
    buddy = Pick(
        "Who looks out for you?",
        missing="Select who looks out for you",
        unknown="Select who looks out for you",
        hint="They see on their page Today when you are late",
    )

    def fill(self, user: User, people: Iterable[User], booking: Interview | None = None) -> None:
        """Offer the colleagues, the one of the last visit first chosen, and a usual time."""
        cast(Pick, self.fields["buddy"]).offer((str(one.number), one.name, one) for one in people)
        last = Visit.objects.filter(researcher=user).select_related("buddy").first()
        self.initial = {
            "expected": usual_end(booking),
            "buddy": str(last.buddy.number) if last else "",
        }


class SetOffForm(CheckInForm):
    """What for, until when, and who looks out."""

    layout = Layout("errand", *CheckInForm.layout.fields)

    errand = Choice(
        "What do you set off for?", Errand.choices, missing="Select what you set off for", row=2
    )


class LaterForm(StudyForm):
    """Another time to be back."""

    versioned = True
    layout = Layout("expected")

    expected = TimeOfDay(
        "When are they expected back now?",
        missing="Enter when they are expected back",
        hint="Today. For example, 5:15pm",
    )


class BackForm(StudyForm):
    """They are back: now, unless it was earlier."""

    versioned = True
    layout = Layout("at")

    at = TimeOfDay("Since when?", missing="Enter since when", hint="Today. For example, 3:20pm")


def usual_end(booking: Interview | None = None) -> dt.time:
    """Two hours after the booking, or after now without one or when it has passed; before midnight."""
    now = clock.study_now().astimezone(clock.LONDON)
    begins = now
    if booking and booking.booked_on == now.date() and booking.booked_time:
        begins = max(now, dt.datetime.combine(now.date(), booking.booked_time, tzinfo=clock.LONDON))
    ends = begins + USUAL
    if ends.date() > now.date():
        return dt.time(23, 59)
    return ends.time().replace(minute=ends.minute // 5 * 5, second=0, microsecond=0)
