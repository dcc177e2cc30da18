"""A map that leaves the house stands in the history."""

from linkstudy.accounts.models import User
from linkstudy.audit.models import Entry
from linkstudy.audit.writing import action, record


@action
def note_coverage(*, by: User, **facts: str | int) -> Entry:
    """Record who took a coverage map away, of what, for what, and the digest of the file."""
    changes = {name: [None, value] for name, value in facts.items()}
    return record("coverage.exported", on=by, by=by, changes=changes)
