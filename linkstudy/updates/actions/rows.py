"""Taking back a row that has an address of its own, and letting it stand again."""

from typing import Any, TypeVar

from django.core.exceptions import ValidationError

from linkstudy.accounts.models import User
from linkstudy.audit.correcting import void
from linkstudy.audit.writing import amend
from linkstudy.updates.models.rows import NamedRow

Row = TypeVar("Row", bound=NamedRow)


def take_back(row: Row, *, version: int, reason: str, by: User | None) -> Row:
    """Void the row. Raises ValidationError when that is done already, and Stale."""
    return void(row, f"{row.noun}.voided", by=by, version=version, why=reason)


def let_stand(row: Row, *, version: int, reason: str, by: User | None) -> Row:
    """Let a void row count again. Raises ValidationError when it is not void, and Stale."""
    if not row.voided_at:
        raise ValidationError(f"This {row._meta.verbose_name} is not void any more")
    facts: dict[str, Any] = {"voided_at": None, "void_reason": ""}
    return amend(row, f"{row.noun}.restored", by=by, version=version, reason=reason, **facts)
