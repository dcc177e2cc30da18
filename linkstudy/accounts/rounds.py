"""Letters that a command sends to one after the other: each once, and none keeps the others back."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from django.conf import settings
from django.core.management.base import CommandError

from linkstudy.accounts.models import User
from linkstudy.accounts.post import post

log = logging.getLogger(__name__)


def demand_server(advice: str = "") -> None:
    """Raise CommandError where no letter can go out."""
    if not settings.CAN_MAIL:
        raise CommandError(f"No mail server is set. Set EMAIL_URL{advice}")


def went_round(letters: Iterable[Callable[[], str]], said: Mapping[str, str]) -> tuple[str, int]:
    """(what became of all letters, in the words of said; how many failed)."""
    came = Counter(tried(one) for one in letters)
    words = ", ".join(words.format(came[what]) for what, words in said.items() if came[what])
    return words, came["failed"]


def tried(letter: Callable[[], str]) -> str:
    """What became of a letter. What goes wrong with one keeps nobody else's back; the log says of which
    kind it was."""
    try:
        return letter()
    except Exception:  # whatever it is, the others wait for theirs
        log.exception("A letter failed")
        return "failed"


def post_once(
    subject: str,
    letter: str,
    user: User,
    *,
    take_up: Callable[[], object],
    fail: Callable[[], object],
) -> str:
    """Say that a letter is on its way, and send it: sent, failed, or before, when that was said already.

    take_up says it, and answers None when somebody has; fail that the letter may be tried again.
    """
    if take_up() is None:
        return "before"
    went = False
    try:
        went = post(subject, letter, user)
    finally:
        if not went:
            fail()
    return "sent" if went else "failed"
