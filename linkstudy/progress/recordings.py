"""What is due or late of recordings."""

from cases.models import Protocol
from linkstudy import clock
from linkstudy.accounts.policy import May
from linkstudy.progress.scope import Scope
from linkstudy.todo import Item
from linkstudy.words import uncapped
from participants.models import Interview
from participants.recordings import Chain, due_in_brief


def recording_items(scope: Scope, rules: list[Protocol], most: int) -> list[Item]:
    """The next step of recordings that are due by today, each where it is written down; at most so
    many, and those that are to be destroyed."""
    mine = Interview.objects.filter(participant__in=scope.people)
    return [recording_item(scope, one) for one in due_in_brief(mine, rules, most)]


def recording_item(scope: Scope, chain: Chain) -> Item:
    """A step that is due, for whoever looks after the person; others read who is to take it."""
    due, who = chain.due or clock.today(), chain.interview.participant.owner
    if scope.reader.may(May.RECORD_STEPS):
        return Item(chain.task, chain.url, due, chain.due_words, who, is_late=chain.is_late)
    words, url = f"{who} is to {uncapped(chain.task)}", chain.interview.get_absolute_url()
    return Item(words, url, due, chain.due_words, who, is_late=chain.is_late)
