"""`manage.py demo`: the example study, ready to look at, with nothing but Python."""

import socket
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.servers.basehttp import get_internal_wsgi_application, run

from linkstudy.demo.prepare import prepare, reset, sign_ins

HOST = "127.0.0.1"
ABOUT = """The example study as at 9:12am on 14 June 2022. Every person in it is invented, and so
are the figures for single cases."""


class Command(BaseCommand):
    help = "Prepare the example study in .demo/ and serve it on this machine."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="8000 unless you choose another")
        parser.add_argument("--no-serve", action="store_true", help="prepare, then stop")
        parser.add_argument("--reset", action="store_true", help="start the example study again")

    def handle(self, *args: Any, port: int, no_serve: bool, reset: bool, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError("This is an installation. The demo starts with: manage.py demo")
        if not no_serve:
            check_free(port)
        self.ready(again=reset)
        if not no_serve:
            self.serve(port)

    def ready(self, *, again: bool) -> None:
        """Prepare the data and say who can sign in."""
        if again:
            reset(settings.BASE_DIR / ".demo")
        self.say("Preparing the example study. The first time takes up to half a minute.")
        told = prepare()
        self.say("It is loaded." if told else "It was loaded before; your changes are kept.")
        self.say(f"\n{ABOUT}\n\nSign in as any of these:\n{sign_ins()}\n")

    def serve(self, port: int) -> None:
        """Answer browsers on this machine until Ctrl+C."""
        self.say(f"Open http://{HOST}:{port}/ (Ctrl+C stops it)")
        try:
            run(HOST, port, get_internal_wsgi_application(), threading=True)
        except KeyboardInterrupt:
            self.say("\nStopped.")

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def check_free(port: int) -> None:
    """Raises CommandError, in words, when the port cannot be listened on."""
    if not 1 <= port <= 65535:
        raise CommandError("A port is a number from 1 to 65535")
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError as trouble:
            raise CommandError(
                f"Port {port} is in use or not allowed. Try another: manage.py demo --port 8001"
            ) from trouble
