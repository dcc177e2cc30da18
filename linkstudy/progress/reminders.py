"""Reminders of letters as things to do: a practice is to be asked for them once they are due."""

import datetime as dt
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from cases.converters import Sent
from cases.models import InvitationBatch, Reminder
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.once import Once
from linkstudy.todo import Item
from participants.briefs import short


def with_reminders(cases: QuerySet) -> QuerySet:
    """Annotate remind_on, and remind_sent_on, remind_turn and remind_practice, of the letters of an
    open case whose reminder has been due for longest and that nobody has reminded of; else None."""
    return cases.annotate(**_reminders(clock.today()))


@lru_cache(maxsize=2)
def _reminders(today: dt.date) -> dict[str, Once]:
    same = {"batch__case": OuterRef("case"), "batch__number": OuterRef("number")}
    sent = Reminder.objects.standing().filter(**same)
    still_open = Q(case__closed_on=None) | Q(case__closed_on__gt=today)
    waiting = InvitationBatch.objects.standing().filter(still_open, remind_on__lte=today)
    waiting = waiting.filter(~Exists(sent), case=OuterRef("pk")).order_by("remind_on", "number")
    columns = {
        "remind_on": "remind_on",
        "remind_sent_on": "sent_on",
        "remind_turn": "turn",
        "remind_practice": "practice__name",
    }
    return {
        name: Once(Subquery(waiting.values(column)[:1]), "cases.Case")
        for name, column in columns.items()
    }


def reminder_item(user: User, case: Any) -> Item:
    """A case, fetched with_reminders(), whose letters are to be reminded of."""
    who = case.lead or ""
    day, is_late = case.remind_on, case.remind_on < clock.today()
    when = f"was due {short(day)}" if is_late else "due today"
    note = f"Case {case.number}, sent {short(case.remind_sent_on)}, {when}"
    place = [case.number, Sent(case.remind_sent_on, case.remind_turn)]
    if user.may(May.RECORD):
        words = f"Ask {case.remind_practice} to send reminders"
        url = reverse("cases:record_reminder", args=place)
        return Item(words, url, day, note, who, is_late=is_late)
    words = f"{case.remind_practice} is to send reminders"
    return Item(words, reverse("progress:batch", args=place), day, note, who, is_late=is_late)
