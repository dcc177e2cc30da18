"""What may be typed about somebody's safety."""

from collections.abc import Iterator
from typing import Any

from crispy_forms.layout import Layout

from linkstudy.audit.writing import Stale
from linkstudy.forms import Choice, Correcting, Day, LongText, StudyForm, held
from linkstudy.identities.service import unseal
from linkstudy.safety.models import SafetyNote
from linkstudy.safety.vocabulary import Concern, ReportedTo

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
