"""Questionnaires that people fill in."""

from typing import Any

from cases.actions.rows import enter, in_turn_of, put_right
from cases.models import Instrument
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action


@action
def add_instrument(*, by: User | None, **facts: Any) -> Instrument:
    row = Instrument(**facts)
    return enter(row, "instrument.added", address=in_turn_of(Instrument), by=by)


@action
def correct_instrument(
    *, instrument: Instrument, version: int, reason: str, by: User | None, **facts: Any
) -> Instrument:
    """For whom and when it is from now on: a new name shows on what was handed out before, too."""
    return put_right(instrument, version=version, reason=reason, by=by, **facts)
