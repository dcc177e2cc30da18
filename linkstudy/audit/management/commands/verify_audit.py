"""`manage.py verify_audit`: does the history still say what was written?"""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from linkstudy.audit.chain import verify
from linkstudy.audit.retelling import differing


class Command(BaseCommand):
    help = (
        "Check the whole history, entry by entry, and with --rows every row against it. Exits with"
        " 1 when something does not hold."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--rows", action="store_true", help="tell every row again from its entries, and compare"
        )

    def handle(self, *args: object, rows: bool = False, **options: object) -> None:
        verdict = verify()
        if verdict.trouble:
            raise CommandError(f"{verdict.trouble} {verdict.checked} entries before it hold.")
        self.stdout.write(f"{verdict.checked} entries hold.")
        if rows:
            self.compare()

    def compare(self) -> None:
        if found := list(differing()):
            raise CommandError("\n".join(found))
        self.stdout.write("Every row is what the history says.")
