"""Programme theories, and what they say from a day on."""

from crispy_forms.layout import Layout

from cases.models import ProgrammeTheory
from linkstudy.forms import Day, LongText, Pick, Text
from linkstudy.setup.forms.shared import PAST, TYPED, Reasoned, SetUpForm


class TheoryFacts(SetUpForm):
    """By what a theory is called."""

    layout = Layout("label", "title")

    label = Text(
        "Label",
        missing="Enter a label, like T1",
        called="The label",
        hint="A few letters and a number, like T1",
        most=10,
        width="w8",
    )
    title = Text(
        "Title",
        missing="Enter a title",
        called="The title",
        hint="A few words, as they are to stand where theories are ticked",
        most=100,
    )


class CorrectTheory(Reasoned, TheoryFacts):
    """The theory under another label or title."""

    layout = Layout("label", "title", "reason")


class Says(SetUpForm):
    """What a theory says, and from when."""

    layout: Layout | None = Layout("words", "effective_from")

    words = LongText(
        "What does it say?",
        missing="Enter what the theory says",
        called="The statement",
        hint="In what context what works, for whom and why. Name nobody",
        most=2000,
        rows=5,
    )
    effective_from = Day(
        "From which day does the team hold it?",
        missing="Enter the day from which the team holds it",
        called="The day",
        hint=TYPED,
        past_words=PAST,
    )


class AddTheory(Says, TheoryFacts):
    """A theory with its first statement."""

    layout = Layout("label", "title", "words", "effective_from")


class StateTheory(Says):
    """Another statement of a theory: an earlier one stays."""

    layout = Layout("theory", "words", "effective_from")

    theory = Pick(
        "Of which theory?", missing="Select the theory", unknown="Select a theory that stands"
    )

    def offer(self) -> None:
        self.offer_rows("theory", ProgrammeTheory.objects.standing())


class RefineTheory(Says):
    """Another statement, written on the theory's own page."""

    def held(self) -> dict:
        return {}


class CorrectStatement(Reasoned, Says):
    """A statement that was written down wrongly."""

    layout = Layout("words", "effective_from", "reason")
