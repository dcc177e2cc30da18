"""Where a member may be named, and as what."""

from collections.abc import Iterator
from typing import Any

from crispy_forms.layout import Layout

from linkstudy import clock
from linkstudy.audit.writing import Stale
from linkstudy.forms import Choices, Correcting, Day, StudyForm, Text, held
from linkstudy.forms.details import KEPT
from meetings.forms.groups import LIKE, PAST
from meetings.models import Naming
from meetings.vocabulary import Place

ASKED = ("on", "places", "known_as")


class NamingForm(StudyForm):
    """What a member says about being named, on a day."""

    layout = Layout(*ASKED)
    on = Day("When did they say so?", missing="Enter the day", hint=LIKE, past_words=PAST)
    places = Choices(
        "Where do they agree to be named?",
        Place.choices,
        unknown="Select where they agree to be named",
        hint="Tick nothing if they say no, or take back what they said before",
    )
    known_as = Text(
        "Which name shall be printed?",
        called="The name",
        most=150,
        hint="As they want it written. It is kept sealed, and shown only where they agree",
    )

    def fill(self) -> None:
        self.initial = {"on": clock.today()}

    def lacks_name(self) -> bool:
        said = self.cleaned_data
        return bool(said.get("places")) and not said.get("known_as", "-")

    def clean(self) -> None:
        super().clean()
        if self.lacks_name():
            self.add_error("known_as", "Enter the name that they want to be printed")


class CorrectNamingForm(Correcting, NamingForm):
    """An answer as it stands. The name that is kept is not shown: looking at it wants a reason."""

    layout = Layout(*ASKED, "why")

    def fill(self, naming: Naming) -> None:  # type: ignore[override]  # filled with what stands
        self.initial = held(naming, "on") | {"places": [str(one) for one in naming.places]}
        self.is_kept = bool(naming.known_as)
        if self.is_kept:
            self.fields["known_as"].help_text = KEPT

    def lacks_name(self) -> bool:
        return not self.is_kept and super().lacks_name()

    def compare(self, stale: Stale) -> Iterator[tuple[str, str, str]]:
        """What both changed, but for the name, which is not shown."""
        current: Any = stale.current
        field, theirs = self.question("places"), [str(one) for one in current.places]
        if {*theirs} != {*self.cleaned_data["places"]}:
            yield str(field.label), field.say(theirs), field.say(self.cleaned_data["places"])
        if "known_as" in stale.changed:
            yield str(self.question("known_as").label), "Changed, not shown here", "As you typed it"
            del stale.changed["known_as"]
        yield from super().compare(stale)
