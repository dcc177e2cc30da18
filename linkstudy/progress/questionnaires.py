"""Questionnaires that should be back by now, as things to do."""

from django.urls import reverse

from linkstudy.accounts.policy import May
from linkstudy.progress.scope import Scope
from linkstudy.todo import Item
from participants.briefs import short
from participants.models import Questionnaire
from participants.questionnaires import overdue


def questionnaire_items(scope: Scope, most: int) -> list[Item]:
    """Those that are overdue, the longest first."""
    rows = overdue(scope.people).select_related("participant__owner")[:most]
    return [questionnaire_item(scope, one) for one in rows]


def questionnaire_item(scope: Scope, one: Questionnaire) -> Item:
    """A questionnaire to be asked for, by whoever looks after the person."""
    person, owner = one.participant, one.participant.owner
    note = f"{one.name}, was due {short(one.due_on)}"
    if scope.reader.may(May.RECORD):
        url = reverse("participants:settle_questionnaire", args=[person.slug, one.number])
        words = f"Ask {person} for their questionnaire"
        return Item(words, url, one.due_on, note, owner, is_late=True)
    words = f"{owner} is to ask {person} for their questionnaire"
    return Item(words, one.get_absolute_url(), one.due_on, note, owner, is_late=True)
