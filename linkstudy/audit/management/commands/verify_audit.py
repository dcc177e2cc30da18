"""`manage.py verify_audit`: does the history still say what was written?"""

from django.core.management.base import BaseCommand, CommandError

from linkstudy.audit.chain import verify


class Command(BaseCommand):
    help = "Check the whole history, entry by entry. Exits with 1 at the first that does not hold."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        verdict = verify()
        if verdict.trouble:
            raise CommandError(f"{verdict.trouble} {verdict.checked} entries before it hold.")
        self.stdout.write(f"{verdict.checked} entries hold.")
