#!/usr/bin/env python3
"""The way in from the command line."""

import os
import sys

from django.core.management import execute_from_command_line

from linkstudy import installation

PRIVATE = {"demo", "migrate", "setup"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linkstudy.settings")
    if PRIVATE & set(sys.argv[1:2]):
        os.umask(0o077)  # files that hold what people entrust are their owner's alone
    if sys.argv[1:2] == ["demo"]:
        # Its own database and keys, never those of an installation.
        os.environ["LINKSTUDY_MODE"] = "demo"
    if sys.argv[1:2] == ["setup"] and not installation.prepare(os.environ, installation.write):
        # The settings cannot be read before what they demand stands.
        sys.exit(1)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
