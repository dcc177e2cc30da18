"""`manage.py letters`: each person's day by e-mail, once a day."""

import logging
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from linkstudy.accounts import actions
from linkstudy.accounts.addresses import spelled
from linkstudy.accounts.hosts import site
from linkstudy.accounts.models import User
from linkstudy.accounts.post import post
from linkstudy.progress.letter import letter

log = logging.getLogger(__name__)
NO_SERVER = "No mail server is set. Set EMAIL_URL, or look at one letter with --show ADDRESS"
SAID = {
    "sent": "{} sent",
    "empty": "{} without anything to do",
    "before": "{} sent before today",
    "failed": "{} that did not go out",
}


class Command(BaseCommand):
    help = "Send everybody who wants it a letter of what they have to do, which names nobody."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", default="", help="as in https://study.example.org")
        parser.add_argument("--show", default="", metavar="EMAIL", help="print one, send none")

    def handle(self, *args: Any, address: str, show: str, **options: Any) -> None:
        address = site(address)
        if show:
            self.stdout.write(shown(show, address))
            return
        if not settings.CAN_MAIL:
            raise CommandError(NO_SERVER)
        takers = User.objects.letter_takers()
        came = Counter(tried(user, address) for user in takers)
        told = ", ".join(words.format(came[what]) for what, words in SAID.items() if came[what])
        self.stdout.write(f"Letters: {told or 'nobody wants one'}.")
        if came["failed"]:
            raise CommandError("Some did not go out. Run the command again: it sends those alone")


def shown(email: str, address: str) -> str:
    """Somebody's letter as it would go out now."""
    user = User.objects.current().filter(email=spelled(email)).first()
    if user is None:
        raise CommandError(f"Nobody in the team has the address {email}")
    written = letter(user, address)
    return "\n\n".join(written) if written else f"{user} gets no letter today"


def tried(user: User, address: str) -> str:
    """What became of somebody's letter, as in SAID. What goes wrong with one keeps nobody else's back;
    the log says of which kind it was."""
    try:
        return sent(user, address)
    except Exception:  # whatever it is, the others wait for theirs
        log.exception("A letter failed")
        return "failed"


def sent(user: User, address: str) -> str:
    """Write it, say that it is on its way, and send it."""
    written = letter(user, address)
    if written is None:
        return "empty"
    if actions.take_up_letter(user=user, by=None) is None:
        return "before"
    went = False
    try:
        went = post(*written, user)
    finally:
        if not went:
            actions.fail_letter(user=user, by=None)
    return "sent" if went else "failed"
