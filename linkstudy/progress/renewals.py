"""Consents to renew, as things to do: each with one person, and owed by whoever looks after them."""

from typing import Any

from django.urls import reverse

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.progress import links
from linkstudy.todo import Item
from linkstudy.words import capital
from participants.models import Participant
from participants.renewals import with_needs
from participants.vocabulary import Need

TO_DO = {
    Need.SIGN: ("get the new version signed by {}", "Agreed on one that was replaced since"),
    Need.TELL: ("tell {} of the new information sheet", "Interviewed with an earlier one"),
}
FEW = 3  # of a day that has many: they have no day of their own, and would fill it


def to_renew(people: Any, most: int) -> Any:
    """At most so many of the people who are to sign again or to be told of a sheet, with need and the
    sheet's address; those who are to sign first."""
    first = with_needs(people).filter(need__in=TO_DO).order_by("need", "study_id")
    return with_needs(Participant.objects.filter(pk__in=first.values("pk")[:most]))


def renewal_item(user: User, need: str, person: Participant, sheet: str, owner: Any) -> Item:
    """Somebody who is to sign again, or to be told of a sheet."""
    task, note = TO_DO[Need(need)]
    url = links.step(user, person, "consent")
    if need == Need.TELL and user.may(May.RECORD):
        url = reverse("participants:tell", args=[person.slug, sheet])
    said = task.format(person)
    words = capital(said) if user.may(May.RECORD) else f"{owner} is to {said}"
    return Item(words, url, clock.today(), note, owner)


def in_brief(items: list[Item]) -> list[Item]:
    """The first few of them, and a line that leads to the list with the rest."""
    first, rest = items[:FEW], items[FEW:]
    if len(rest) < 2:
        return items
    note = "The list says who signs and who is told"
    url = reverse("participants:renewals")
    return [*first, Item("More consents to renew", url, clock.today(), note)]
