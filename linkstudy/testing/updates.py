"""What the study tells others, made through the actions."""

import datetime as dt
from typing import Any

from linkstudy.accounts.models import User
from linkstudy.testing.factories import ago
from linkstudy.updates import actions
from linkstudy.updates.models import Contributor, Output, OutputStep, Partner


def an_output(
    title: str = "Link workers in practice", by: User | None = None, **facts: Any
) -> Output:
    """A paper by Ada Example, submitted yesterday."""
    given = {"kind": "paper", "names": ["Ada Example"], "stage": "submitted", "on": ago(1)}
    return actions.add_output(title=title, by=by, **given | facts)


def a_step(
    output: Output, stage: str = "accepted", on: dt.date | None = None, by: User | None = None
) -> OutputStep:
    """It was accepted today."""
    return actions.record_step(output=output, stage=stage, on=on or ago(0), by=by)


def a_maker(output: Output, name: str = "Bo Example", by: User | None = None) -> Contributor:
    """One more who made it."""
    return actions.name_contributor(output=output, name=name, by=by)


def a_partner(email: str = "partner@example.org", by: User | None = None, **facts: Any) -> Partner:
    """Somebody who asked for updates by email yesterday."""
    given = {"interest": "health", "basis": "asked", "since": ago(1), "format": "email"}
    values = {"name": "Pat Example", "email": email}
    return actions.add_partner(by=by, **{"values": values} | given | facts)
