"""What may be ticked about something that was collected."""

from collections.abc import Iterable
from typing import Any, cast

from crispy_forms.layout import Layout

from cases.models import ProgrammeTheory, Reflection, Topic
from cases.models.thinking import UNTICKED
from cases.vocabulary import Unticked
from linkstudy.forms import Choice, Choices, StudyForm


class ThinkingForm(StudyForm):
    """The topics and programme theories that something makes the team think about.

    why  is asked once something is ticked: where it is not any more
    """

    versioned = True
    layout = Layout("topics", "theories", "why")

    topics = Choices("Which topics does it make us think about?", row=2)
    theories = Choices("Which programme theories does it speak to?")
    why = Choice(
        "Why is something not ticked any more?",
        Unticked.choices,
        missing="Select why something is not ticked any more",
        hint="Leave it if you only tick more",
        when_needed=True,
    )

    def __init__(self, data: Any, held: Reflection | None, logged: Iterable[Topic] = ()):
        """held is what was ticked before; logged are topics that stand in the record itself."""
        super().__init__(data)
        known = [topic.pk for topic in logged]
        self._offer("topics", Topic.objects.standing().exclude(pk__in=known))
        self._offer("theories", ProgrammeTheory.objects.standing())
        self.initial = {"version": held.version if held else UNTICKED}
        if held and not held.is_empty:
            for name in ("topics", "theories"):
                ticked = getattr(held, name).all()
                self.initial[name] = [str(row.pk) for row in ticked]
        else:
            del self.fields["why"]
            self.layout = Layout("topics", "theories")

    def _offer(self, name: str, rows: Iterable[Any]) -> None:
        question = cast(Choices, self.fields[name])
        question.offer((str(row.pk), str(row), row) for row in rows)

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to tick."""
        return not any(cast(Choices, self.fields[name]).answers for name in ("topics", "theories"))
