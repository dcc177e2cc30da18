"""`manage.py setup`: make this installation, and a link for its first administrator."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.checks import WARNING
from django.core.management.base import BaseCommand, CommandError

from linkstudy.accounts.hosts import site
from linkstudy.team import installing


class Command(BaseCommand):
    help = "Check the settings, make the database ready, and give the first administrator a link."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", default="", help="address of the first administrator")
        parser.add_argument("--name", default="", help="name of the first administrator")
        parser.add_argument("--address", default="", help="as in https://study.example.org")
        parser.add_argument(
            "--new-link",
            default="",
            metavar="EMAIL",
            help="a link for the only administrator, who has lost their password",
        )

    def handle(
        self, *args: Any, email: str, name: str, address: str, new_link: str, **options: Any
    ) -> None:
        if not settings.IS_LIVE:
            raise CommandError("This is no installation: LINKSTUDY_MODE is set. Unset it")
        os.umask(0o077)  # what is made here is its owner's alone
        self.check(include_deployment_checks=True, fail_level=WARNING)
        self.make(email, name, site(address), new_link)

    def make(self, email: str, name: str, address: str, new_link: str) -> None:
        """Everything that needs the database."""
        say = self.stdout.write
        installing.make_database(say)
        installing.check_database(say)
        lost = installing.lost_link(new_link) if new_link else None
        link = lost or installing.first_administrator(email, name)
        installing.tell(link, address, say)
