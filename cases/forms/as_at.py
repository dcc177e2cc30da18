"""The day whose figures a page shows."""

import datetime as dt
from typing import cast

from crispy_forms.layout import Layout
from django import forms
from django.utils.datastructures import MultiValueDict

from linkstudy import clock
from linkstudy.forms import Day, LayoutMixin
from linkstudy.words import day_words


class AsAtForm(LayoutMixin, forms.Form):
    """The day whose figures a page shows: today, when none or no real one is given."""

    layout = Layout("at")

    at = Day(
        "Show figures as at",
        called="The date",
        hint="For example, 1/6 or 1 June 2022",
        past_words="The date must be today or in the past",
    )

    def __init__(self, asked: MultiValueDict):
        super().__init__(asked)
        self.offer()
        cast(
            Day, self.fields["at"]
        ).optional = False  # today stands in for an empty box: no need to say so
        if self.is_valid() and self.cleaned_data["at"]:
            # The page says it so, however it was asked.
            self.data = dict(asked.items()) | {"at": day_words(self.day)}

    def offer(self) -> None:
        """Give the other questions of a page the answers that its rows tell."""

    @property
    def day(self) -> dt.date:
        return self.cleaned_data.get("at") or clock.today()
