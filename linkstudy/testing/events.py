"""Training and other events for tests: as in factories, through the actions."""

from typing import Any

from linkstudy.accounts.models import User
from linkstudy.testing.factories import ago
from meetings import actions
from meetings.models import Event


def an_event(title: str = "Inclusive research", by: User | None = None, **facts: Any) -> Event:
    """A training session twenty days ago, not yet written up."""
    given = {
        "kind": "training",
        "on": ago(20),
        "is_day_known": True,
        "by_whom": "A trainer",
        "with_whom": "The study team",
        "taken": "",
    } | facts
    return actions.record_event(title=title, by=by, **given)
