"""An act about a person: where its page lies, and words that several of them share."""

import datetime as dt
from typing import Any

from django.urls import reverse

from linkstudy.corrections import Act, Effect
from linkstudy.words import day_words
from participants.models import Interview, Participant

SHOWS = Effect("Today’s figures show what you save")
SAME = Effect("No number of people interviewed changes")
SOON = Effect("We remind you in 2 days to be in touch with them")


def about(person: Participant, **said: Any) -> Act:
    """An act whose page lies below the person's own, to which it leads back unless it says else."""
    way = [
        ("Participants", reverse("participants:people")),
        (person.study_id, person.get_absolute_url()),
    ]
    return Act(**{"back": person.get_absolute_url(), "crumbs": way} | said)


def done_since(person: Participant, day: dt.date) -> list[Interview]:
    """Interviews done on or after a day, which a consent of that day may cover."""
    held = person.interviews.done().filter(held_on__gte=day).order_by("held_on")
    return list(held.select_related("participant"))


def decided(interviews: list[Interview], words: str) -> list[Effect]:
    """What a principal investigator decides about interviews, with a link to each; [] for none."""
    links = tuple((_named(one), one.get_absolute_url()) for one in interviews)
    return [Effect(words, links)] if links else []


def _named(interview: Interview) -> str:
    day = interview.held_on
    return f"Interview {interview.number}" + (f", {day_words(day)}" if day else "")
