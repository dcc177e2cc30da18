"""Who is in the team, as what, and until when."""

import datetime as dt
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts.actions.links import close_links
from linkstudy.accounts.actions.rules import (
    check_keeper,
    check_manager,
    check_reason,
    check_state,
    now,
)
from linkstudy.accounts.addresses import spelled
from linkstudy.accounts.models import State, User
from linkstudy.audit.models import Entry
from linkstudy.audit.writing import action, add, amend, record
from linkstudy.rows import next_number

TAKEN = {
    State.SUSPENDED: " and is suspended. Let them back in instead",
    State.ENDED: ", and their access has ended. Let them back in instead",
}


@action
def add_user(
    *,
    email: str,
    name: str,
    role: str,
    password: str | None = None,
    ends_on: dt.date | None = None,
    by: User | None,
) -> User:
    """An account. password=None leaves one that cannot sign in before a link was used."""
    address = spelled(email)
    check_free(address)
    check_last_day(ends_on)
    number = next_number(User.objects)
    user = User(number=number, email=address, name=name, role=role, ends_on=ends_on)
    user.set_password(password)
    return add(user, "user.added", by=by)


def check_free(address: str) -> None:
    """Raise ValidationError, beside the address, when somebody has it."""
    other = User.objects.filter(email=address).first()
    if other:
        more = TAKEN.get(other.state, ". Each person has one account")
        raise ValidationError({"email": f"{other} already has this address{more}"})


def check_last_day(day: dt.date | None) -> None:
    if day and day < clock.today():
        raise ValidationError({"ends_on": "The last day must be today or later"})


@action
def rename_self(*, version: int, name: str, by: User) -> User:
    """One's own name: all that anybody can change of themselves."""
    return amend(now(by), "user.renamed", version=version, name=name, by=by)


@action
def change_user(
    *,
    user: User,
    version: int,
    name: str,
    email: str,
    role: str,
    ends_on: dt.date | None,
    reason: str,
    by: User,
) -> User:
    """Another name, address, role or last day. Links that went to an earlier address end.

    Raises Stale when somebody else changed them meanwhile.
    """
    check_manager(by, user)
    held, address = now(user), spelled(email)
    check_state(held, State.ACTIVE, State.INVITED)
    if (held.email, held.role, held.ends_on) != (address, role, ends_on):
        check_reason(reason, "Say why the address, the role or the last day changes")
    if address != held.email:
        check_free(address)
    if ends_on != held.ends_on:
        check_last_day(ends_on)
    facts: dict[str, Any] = {"name": name, "email": address, "role": role, "ends_on": ends_on}
    changed = amend(user, "user.changed", version=version, reason=reason, by=by, **facts)
    if address != held.email:
        close_links(changed, by)
    check_keeper(changed)
    return changed


@action
def suspend_user(*, user: User, version: int, reason: str, by: User) -> User:
    """Stop somebody's access from the next request on. Their work stays theirs."""
    held = before_a_stop(user, reason, by, State.ACTIVE, State.INVITED)
    facts: dict[str, Any] = {"is_active": False, "session_round": held.session_round + 1}
    stopped = amend(user, "user.suspended", version=version, reason=reason, by=by, **facts)
    return after_a_stop(stopped, by)


@action
def end_user(*, user: User, version: int, reason: str, by: User) -> User:
    """End somebody's access from the next request on. Their work was handed over before."""
    held = before_a_stop(user, reason, by, State.ACTIVE, State.INVITED, State.SUSPENDED)
    facts: dict[str, Any] = {"ended_at": clock.study_now(), "session_round": held.session_round + 1}
    stopped = amend(user, "user.ended", version=version, reason=reason, by=by, **facts)
    return after_a_stop(stopped, by)


def before_a_stop(user: User, reason: str, by: User, *states: State) -> User:
    """The person as they stand, if their access may be stopped by `by`, who says why."""
    check_manager(by, user)
    check_reason(reason, "Say why their access stops")
    held = now(user)
    check_state(held, *states)
    return held


def after_a_stop(stopped: User, by: User) -> User:
    """Links end with the access, as sessions do; somebody must be left to keep the team going."""
    close_links(stopped, by)
    check_keeper(stopped)
    return stopped


@action
def resume_user(*, user: User, version: int, reason: str, by: User) -> User:
    """Let somebody back in. After an end they choose a new password by a link."""
    check_manager(by, user)
    check_reason(reason, "Say why they come back")
    held = now(user)
    check_state(held, State.SUSPENDED, State.ENDED)
    facts: dict[str, Any] = {"is_active": True, "ended_at": None}
    if held.state == State.ENDED:
        facts |= {"ends_on": None, "password": make_password(None)}
    return amend(user, "user.resumed", version=version, reason=reason, by=by, **facts)


@action
def turn_away(*, by: User) -> Entry:
    """Record that somebody whose access is over came with a session from before."""
    return record("user.turned_away", on=by, by=by)
