"""What is due or late of the recordings of a person's own interviews."""

from cases.models import Protocol
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.progress.items import Item
from participants.models import Interview
from participants.recordings import in_brief, unfinished


def recording_items(user: User, rules: list[Protocol]) -> list[Item]:
    """The next step of each recording that is due by today, each where it is written down."""
    if not user.may(May.RECORD_STEPS):
        return []
    own = Interview.objects.visible_to(user).filter(interviewer=user)
    found = in_brief(unfinished(own), rules)
    return [
        Item(one.task, one.url, one.due, one.due_words, is_late=one.is_late)
        for one in found
        if one.due and one.due <= clock.today()
    ]
