"""What the study has to report, to whom and when."""

from typing import Any

from cases.actions.rows import enter, put_right
from cases.models import ReportingDuty
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action


@action
def record_duty(*, by: User | None, **facts: Any) -> ReportingDuty:
    row = ReportingDuty(**facts)
    return enter(row, "duty.recorded", address=row.name, by=by)


@action
def correct_duty(
    *, duty: ReportingDuty, version: int, reason: str, by: User | None, **facts: Any
) -> ReportingDuty:
    """The rule as it is: that it ends is a correction, too."""
    return put_right(duty, version=version, reason=reason, by=by, **facts)
