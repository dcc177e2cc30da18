"""What may be typed about training, visits and other events."""

from crispy_forms.layout import Layout

from linkstudy.forms import Choice, Correcting, Day, LongText, StudyForm, Text, Tick, held
from meetings.models import Event
from meetings.vocabulary import EventKind

NAMES = "A name only where it is public, such as a trainer’s"
FACTS = ("kind", "title", "on", "is_month", "by_whom", "with_whom", "taken")
MOST = 3000


class EventForm(StudyForm):
    """An event that was, or is planned."""

    layout = Layout(*FACTS)
    kind = Choice("What kind is it?", EventKind.choices, missing="Select the kind", row=2)
    title = Text(
        "What is it about?",
        missing="Enter what it is about",
        called="The title",
        most=150,
        hint="A few words, as an update would say it. Its address is made of them",
    )
    on = Day(
        "When was it, or when is it to be?",
        missing="Enter the day, or any day of the month",
        hint="For example, 13 June 2022. A day to come is planned",
    )
    is_month = Tick(says="Only the month is known")
    by_whom = Text("Who led it?", called="The answer", most=200, hint=NAMES)
    with_whom = Text("With whom was it?", called="The answer", most=300, hint="A group or place")
    taken = LongText(
        "What did we take from it?",
        called="What we took from it",
        most=MOST,
        rows=5,
        hint="Leave it empty for what is to come. Do not include names",
    )

    def answers(self) -> dict:
        said = super().answers()
        is_month = said.pop("is_month")
        return {**said, "is_day_known": not is_month}


class CorrectEventForm(Correcting, EventForm):
    layout = Layout(*FACTS, "why")

    def fill(self, event: Event) -> None:
        facts = held(event, "kind", "title", "on", "by_whom", "with_whom", "taken")
        self.initial = facts | {"is_month": not event.is_day_known}


class WriteUpForm(StudyForm):
    """What the team took from it."""

    versioned = True
    layout = Layout("taken")
    taken = LongText(
        "What did we take from it?",
        missing="Enter what we took from it",
        called="What we took from it",
        most=MOST,
        rows=6,
        hint="As an update would say it. Do not include names",
    )

    def fill(self, event: Event) -> None:
        self.initial = held(event)
