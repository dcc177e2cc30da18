"""`manage.py letters`: each person's day by e-mail, once a day."""

from argparse import ArgumentParser
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from linkstudy.accounts import actions
from linkstudy.accounts.addresses import spelled
from linkstudy.accounts.hosts import site
from linkstudy.accounts.models import User
from linkstudy.accounts.rounds import demand_server, post_once, went_round
from linkstudy.progress.letter import letter

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
        demand_server(", or look at one letter with --show ADDRESS")
        takers = User.objects.letter_takers()
        told, failed = went_round([partial(sent, user, address) for user in takers], SAID)
        self.stdout.write(f"Letters: {told or 'nobody wants one'}.")
        if failed:
            raise CommandError("Some did not go out. Run the command again: it sends those alone")


def shown(email: str, address: str) -> str:
    """Somebody's letter as it would go out now."""
    user = User.objects.current().filter(email=spelled(email)).first()
    if user is None:
        raise CommandError(f"Nobody in the team has the address {email}")
    written = letter(user, address)
    return "\n\n".join(written) if written else f"{user} gets no letter today"


def sent(user: User, address: str) -> str:
    """Write somebody's letter, and send it once: what became of it, as in SAID."""
    written = letter(user, address)
    if written is None:
        return "empty"
    take_up = partial(actions.take_up_letter, user=user, by=None)
    fail = partial(actions.fail_letter, user=user, by=None)
    return post_once(*written, user, take_up=take_up, fail=fail)
