"""What is due or late of recordings."""

from cases.models import Protocol
from linkstudy import clock
from linkstudy.accounts.policy import May
from linkstudy.progress.scope import Scope
from linkstudy.todo import Item
from linkstudy.words import uncapped
from participants.models import Withdrawal
from participants.recordings import Chain, chains, unfinished


def recording_items(scope: Scope, rules: list[Protocol], asking: list[Withdrawal]) -> list[Item]:
    """The next step of each recording that is due by today, each where it is written down. asking
    are the withdrawals because of which something has to go."""
    if not scope.reader.may(May.SEE_RECORDINGS):
        return []
    recordings = unfinished(scope.interviews).select_related("participant__case", "interviewer")
    found = chains(recordings, rules=rules, asking=asking)
    return [recording_item(scope, one) for one in found if one.due and one.due <= clock.today()]


def recording_item(scope: Scope, chain: Chain) -> Item:
    """A step that is due, for whoever held the interview; others read who is to take it."""
    due, who = chain.due or clock.today(), chain.interview.interviewer
    if scope.reader.may(May.RECORD_STEPS):
        return Item(chain.task, chain.url, due, chain.due_words, who, is_late=chain.is_late)
    words, url = f"{who} is to {uncapped(chain.task)}", chain.interview.get_absolute_url()
    return Item(words, url, due, chain.due_words, who, is_late=chain.is_late)
