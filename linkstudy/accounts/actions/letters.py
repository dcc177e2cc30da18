"""The letter that a person gets in the morning."""

import datetime as dt

from linkstudy import clock
from linkstudy.accounts.actions.rules import now
from linkstudy.accounts.models import User
from linkstudy.audit.models import Entry
from linkstudy.audit.writing import action, amend, record


@action
def choose_letter(*, version: int, takes_letter: bool, by: User) -> User:
    """Whether one gets the morning's letter. Raises Stale when somebody changed one meanwhile."""
    held = now(by)
    if takes_letter:
        return amend(held, "user.letter_wanted", version=version, letter_stopped_on=None, by=by)
    on = held.letter_stopped_on or clock.today()
    return amend(held, "user.letter_stopped", version=version, letter_stopped_on=on, by=by)


@action
def take_up_letter(*, user: User, by: None = None) -> Entry | None:
    """Say that a person's letter of today is on its way, before it is; None when it was said already.

    So nobody gets it twice, whoever sends letters at the same time.
    """
    last = Entry.objects.filter(
        kind=user._meta.label_lower,
        key=str(user.pk),
        verb__in=["user.letter_sent", "user.letter_failed"],
        study_at__gte=dt.datetime.combine(clock.today(), dt.time(), clock.LONDON),
    ).last()
    if last and last.verb == "user.letter_sent":
        return None
    return record("user.letter_sent", on=user, by=by)


@action
def fail_letter(*, user: User, by: None = None) -> Entry:
    """The mail server did not take it: it may be tried again."""
    return record("user.letter_failed", on=user, by=by)
