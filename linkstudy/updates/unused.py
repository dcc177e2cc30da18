"""What the data of an update's days hold, and its words do not say."""

from collections.abc import Iterator
from dataclasses import dataclass

from linkstudy.updates.facts import Period
from linkstudy.updates.gatherings import AHEAD, told_events, told_meetings
from linkstudy.updates.models import News, Profile, Update
from linkstudy.updates.tokens import plain
from linkstudy.updates.vocabulary import Part
from linkstudy.words import day_words


@dataclass(frozen=True)
class Unused:
    """Something found: what it is, in which section it would stand, and its page."""

    words: str
    part: str
    url: str

    @property
    def section(self) -> str:
        return str(Part(self.part).label)


def unused(update: Update, period: Period) -> list[Unused]:
    """Publications, news, meetings, events and people that no section names, in that order."""
    text = " ".join(plain(one.text) for one in update.sections.all() if not one.left_out)
    found = [
        *publications(period),
        *news(period),
        *meetings(period),
        *events(period),
        *people(period),
    ]
    return [one for sign, one in found if sign.casefold() not in text.casefold()]


Found = Iterator[tuple[str, Unused]]  # (words by which it is known to be told, what it is)


def publications(period: Period) -> Found:
    for one in period.shown:
        yield (
            one.title,
            Unused(
                f"{one.get_kind_display()}: {one.title}", Part.PUBLICATIONS, one.get_absolute_url()
            ),
        )


def news(period: Period) -> Found:
    rows = (
        News.objects.standing().filter(on__range=(period.first, period.last)).order_by("on", "pk")
    )
    for one in rows:
        yield one.words.strip(" ."), Unused(one.words, one.part, one.get_absolute_url())


def meetings(period: Period) -> Found:
    for one in told_meetings(period):
        month = f"{one.held_on:%B %Y}"
        yield (
            f"{one.group.name} in {month}",
            Unused(str(one), Part.MEETINGS, one.get_absolute_url()),
        )


def events(period: Period) -> Found:
    for one in told_events(period, AHEAD):
        words = f"{one.get_kind_display()}: {one.title}, {one.when}"
        yield one.title, Unused(words, Part.TRAINING, one.get_absolute_url())


def people(period: Period) -> Found:
    rows = Profile.objects.standing().filter(agreed_on__range=(period.first, period.last))
    for one in rows:
        agreed = day_words(one.agreed_on) if one.agreed_on else ""
        words = f"{one.name}, who agreed on {agreed} to be introduced"
        yield one.name, Unused(words, Part.TEAM, one.get_absolute_url())
