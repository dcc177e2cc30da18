"""`manage.py visits`: letters about those who are late from a visit, to those who look out for them."""

from argparse import ArgumentParser
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from linkstudy.accounts.hosts import site
from linkstudy.accounts.rounds import demand_server, post_once, went_round
from linkstudy.safety import actions
from linkstudy.safety.late import Word, words_due

SAID = {"sent": "{} sent", "before": "{} sent before", "failed": "{} that did not go out"}


class Command(BaseCommand):
    help = "Tell by letter who is late from a visit: their buddy, then the principal investigators."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", default="", help="as in https://study.example.org")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        address = site(address)
        demand_server(": those who look out for somebody are told on their page Today alone")
        told, failed = went_round([partial(sent, word, address) for word in words_due()], SAID)
        self.stdout.write(f"Letters about visits: {told or 'nobody is late'}.")
        if failed:
            raise CommandError("Some did not go out. Ring them, and run the command again")


def sent(word: Word, address: str) -> str:
    """Send a letter once: what became of it, as in SAID."""
    about: dict[str, Any] = {"visit": word.visit, "step": word.step, "to": word.to, "by": None}
    take_up, fail = partial(actions.take_up_word, **about), partial(actions.fail_word, **about)
    return post_once(*word.letter(address), word.to, take_up=take_up, fail=fail)
