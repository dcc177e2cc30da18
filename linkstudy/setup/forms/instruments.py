"""Questionnaires: for whom, and when."""

from collections.abc import Iterator
from typing import Any

from crispy_forms.layout import Layout

from cases.models.instruments import AT, FOR, MOST_DAYS
from cases.vocabulary import TimePoint
from linkstudy.audit.writing import Stale
from linkstudy.forms import Choices, Number, Text
from linkstudy.setup.forms.shared import Reasoned, SetUpForm


class AddInstrument(SetUpForm):
    """A questionnaire that people fill in."""

    layout = Layout("name", "groups", "time_points", "days")

    name = Text(
        "What is it called?",
        missing="Enter what it is called",
        called="The name",
        hint="For example, Well-being questionnaire. The questions stay elsewhere",
        most=100,
    )
    groups = Choices(
        "Who fills it in?",
        [(group.value, group.plural) for group in FOR],
        missing="Tick who fills it in",
        row=2,
    )
    time_points = Choices("When?", TimePoint.choices, missing="Tick when it is filled in", row=2)
    days = Number(
        "How long do people have to give it back?",
        called="The time",
        least=1,
        most=MOST_DAYS,
        unit="days",
        like=14,
        hint="The day by which to ask for it is counted from this. Leave it empty to enter it each time",
    )

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        groups, points = found.pop("groups"), found.pop("time_points")
        theirs = {name: group.value in groups for group, name in FOR.items()}
        return found | theirs | {name: point.value in points for point, name in AT.items()}


class CorrectInstrument(Reasoned, AddInstrument):
    """A questionnaire as it should have been, or as it is from now on."""

    layout = Layout(*AddInstrument.layout.fields, "reason")

    def compare(self, stale: Stale) -> Iterator[tuple[str, str, str]]:
        """Also who fills it in and when, each of which stands in several columns."""
        yield from super().compare(stale)
        for name, columns in (("groups", FOR), ("time_points", AT)):
            if set(columns.values()) & set(stale.changed):
                field = self.question(name)
                theirs, yours = getattr(stale.current, name), self.cleaned_data.get(name)
                yield str(field.label), field.say(theirs), field.say(yours)
