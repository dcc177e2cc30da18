"""A list that leaves the house stands in the history."""

from linkstudy.accounts.models import User
from linkstudy.audit.models import Entry
from linkstudy.audit.writing import action, record


@action
def note_export(*, by: User, **facts: str | int | list[str]) -> Entry:
    """Record who took which rows away, for what, and the digest of the file."""
    changes = {name: [None, value] for name, value in facts.items()}
    return record("participants.exported", on=by, by=by, changes=changes)
