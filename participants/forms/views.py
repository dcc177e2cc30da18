"""A name for a view of the list of people."""

from typing import Any, cast

from crispy_forms.layout import Layout
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from linkstudy.forms import Choice, Option, StudyForm, Text

GONE = "gone"
AT_SITES = "Everybody at {}, and whoever sees every site"
EACH = "Each sees their own people in it"


class ViewForm(StudyForm):
    """Its name, which becomes its address, and who sees it."""

    layout = Layout("name", "shared")
    name = Text(
        "What is it called?",
        missing="Enter a name for the view",
        hint="For example, Case 5, open steps. Do not include names of people",
        called="The name",
        most=60,
    )
    shared = Choice(
        "Who sees it?",
        [
            ("no", Option("You alone")),
            ("yes", Option(AT_SITES.format("your sites"), EACH)),
        ],
        missing="Select who sees it",
        row=2,
    )

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if not slugify(name):
            raise ValidationError("Use some letters or digits in the name")
        return name

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        return found | {"is_shared": found.pop("shared") == "yes"}


class ChangeViewForm(ViewForm):
    """Another name, and who sees it from now on: nobody, once it is removed."""

    versioned = True

    def offer(self, *, is_own: bool) -> None:
        """Say who can see it: a view of somebody else stays shared, or goes."""
        shared = cast(Choice, self.fields["shared"])
        theirs = ("yes", Option(AT_SITES.format("the sites of its maker"), EACH))
        kept = shared.flat_choices() if is_own else [theirs]
        shared.choices = [*kept, (GONE, Option("Nobody", "The view is removed"))]
        shared.row = len(kept) + 1

    def answers(self) -> dict[str, Any]:
        return super().answers() | {"is_gone": self.cleaned_data["shared"] == GONE}
