"""Notes of an item as they were saved one after the other: the history keeps every text."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from linkstudy.audit.models import Entry
from meetings.models import AgendaItem

ROWS = 10
SAVED = '"notes":['  # in the body of an entry that holds another text than the one before


@dataclass(frozen=True)
class Saved:
    """A text of notes, who saved it and when."""

    text: str
    by: str
    at: dt.datetime


def saved_notes(item: AgendaItem, number: Any) -> Page:
    """The texts that notes of an item had, the latest first, a page of them."""
    entries = Entry.objects.filter(
        kind=AgendaItem._meta.label_lower, key=str(item.pk), verb="item.noted", body__contains=SAVED
    )
    page: Page = Paginator(entries.order_by("-seq"), ROWS).get_page(number)
    page.object_list = [
        Saved(one.changes["notes"][1], one.actor_name, one.study_at)
        for one in list(page.object_list)
    ]
    return page
