"""Whom an interview was with: asked first, so that no answer is filled in for somebody else."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.db.models import QuerySet

from linkstudy.forms import LayoutMixin, Text
from participants.models import Participant
from participants.models.people import understood


class WhomForm(LayoutMixin, forms.Form):
    """A loosely typed study ID of one of the people; own_case is the case meant by "pt 6".

    person  the one it names, once it is valid
    """

    layout = Layout("someone")
    person: Participant | None = None
    someone = Text(
        "Study ID",
        missing="Enter the study ID, like C5-PT-03",
        called="The study ID",
        hint="For example, 5 pt 6 or C5-PT-06",
        width="w8",
        most=40,
    )

    def __init__(
        self, asked: Mapping[str, Any] | None, people: QuerySet[Participant], own_case: int | None
    ):
        super().__init__(asked)
        self.people, self.own_case = people, own_case

    def clean(self) -> None:
        super().clean()
        if typed := self.cleaned_data.get("someone"):
            self.person = self.look_for(typed)

    def look_for(self, typed: str) -> Participant | None:
        """The person of a typed study ID; an error beside the box when there is none."""
        wanted = understood(typed, self.own_case)
        if wanted is None:
            near = understood(typed, 0)
            words = "Add the number of the case, like 5 pt 6"
            self.add_error("someone", words if near else "A study ID looks like C5-PT-03. Check it")
            return None
        found = self.people.filter(study_id=wanted).first()
        if found is None:
            words = f"We cannot find {wanted}. Check the ID, or add a new participant"
            self.add_error("someone", words)
        return found
