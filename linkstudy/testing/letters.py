"""Letters and reminders for tests, as in factories."""

import datetime as dt
from typing import Any

from cases import actions as case_actions
from cases.models import Case, InvitationBatch, Reminder
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.testing.factories import a_case, ago, an_organisation, by_for


def some_letters(
    case: Case | None = None, sent_on: dt.date | None = None, by: User | None = None, **facts: Any
) -> InvitationBatch:
    """40 letters of a practice of the site, sent 14 days ago or on the day said; another batch than
    those that stand."""
    case = case or Case.objects.first() or a_case()
    held = case.site.organisations.filter(kind="practice").first()
    given = {
        "practice": held or an_organisation(case.site),
        "route": "letter",
        "searched": 60,
        "excluded": 12,
        "sent_out": 40,
        "undelivered": 2,
        "apart_from": [str(one.number) for one in case.letters.all()],
    }
    day = sent_on or ago(14)
    return case_actions.record_letters(case=case, sent_on=day, by=by_for(case, by), **given | facts)


def a_reminder(batch: InvitationBatch | None = None, **facts: Any) -> Reminder:
    """31 reminders of letters, today or on the day said."""
    given = {"sent_on": clock.today(), "sent_out": 31}
    row = batch or some_letters()
    return case_actions.record_reminder(batch=row, by=by_for(row.case, None), **given | facts)
