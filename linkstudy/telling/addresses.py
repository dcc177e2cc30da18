"""Where the history of somebody or something is."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.text import slugify

from linkstudy.telling.wording import wording


def address(about: str) -> str:
    """The history of what entries are about: C5-PT-03, C5 or site 2; "" for nothing of the kind."""
    noun, _, name = about.lower().partition(" ")
    if name:
        return reverse("history:part_of_study", args=[noun, name])
    return reverse("history:person_or_case", args=[noun]) if noun else ""


def kind_name(model: type[models.Model]) -> str:
    """The name of a kind in addresses, such as observation-day."""
    return slugify(wording().kind(model))


def row_address(about: str, model: type[models.Model], number: int) -> str:
    """The history of a row about a person or case: the number-th of its kind to be recorded."""
    return reverse("history:record", args=[about.lower(), kind_name(model), number])


def history_of(row: Any, number: int | None = None) -> str:
    """The history of a row that has an `about`.

    number is its place among its kind, where the row itself does not say it in `number`.
    """
    own_code = getattr(row, "study_id", getattr(row, "code", ""))
    if row.about == own_code or getattr(row, "noun", ""):
        return address(row.about)
    return row_address(row.about, type(row), number or row.number)
