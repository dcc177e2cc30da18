"""What may be typed about an update, and into it."""

from crispy_forms.layout import Layout

from linkstudy.forms import Correcting, Day, LongText, Reason, StudyForm, Text, held
from linkstudy.updates.models import Section, Update

FACTS = ("month", "first", "last", "due_on")
MOST = 20_000


class UpdateForm(StudyForm):
    """Of which month it is, and of which days it tells."""

    layout = Layout(*FACTS)

    month = Day(
        "Of which month is it?",
        missing="Enter a day of its month",
        called="The month",
        hint="Any day of it. For example, 1 June 2022",
    )
    first = Day(
        "From which day on does it tell?",
        missing="Enter the first day of which it tells",
        called="The first day",
        hint="The day after the update before it",
    )
    last = Day(
        "To which day?", missing="Enter the last day of which it tells", called="The last day"
    )
    due_on = Day("By when is it to be sent?", called="The day", future=True)


class CorrectUpdateForm(Correcting, UpdateForm):
    """Its month and days, to be put right."""

    layout = Layout(*FACTS, "why")

    def fill(self, update: Update) -> None:
        self.initial = held(update, *FACTS)


class SectionForm(StudyForm):
    """The words of a section."""

    versioned = True
    layout = Layout("text")

    text = LongText(
        "Text",
        called="The text",
        most=MOST,
        rows=16,
        hint="What stands in [[ ]] came from the data, and is held against it. Leave it as it is",
    )

    def fill(self, section: Section) -> None:
        self.initial = held(section, "text")


class GoOnForm(StudyForm):
    """Nothing to answer: the button alone."""

    versioned = True
    layout = Layout()


class AskForm(StudyForm):
    """Nothing to answer, about what does not depend on what somebody saw."""

    layout = Layout()


class ReopenForm(StudyForm):
    """What is to be changed of its words, and why."""

    versioned = True
    layout = Layout("reason")

    reason = Reason("What is to be changed, and why?", missing="Enter what is to be changed")


class PutRightForm(StudyForm):
    """What readers are told was put right."""

    versioned = True
    layout = Layout("corrects")

    corrects = Text(
        "What was put right?",
        missing="Say what was put right",
        called="The answer",
        hint="Readers see it above the update. For example: the number of patients was 23, not 24",
        most=500,
    )
