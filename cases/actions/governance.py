"""Recording what lets the study work at a site, and who may do what there."""

from typing import Any

from django.core.exceptions import ValidationError

from cases.actions.rows import enter, in_turn_of, put_right
from cases.models import Approval, Delegation
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import Role
from linkstudy.audit.writing import action
from linkstudy.words import day_words


@action
def record_approval(*, by: User | None, **facts: Any) -> Approval:
    """A site's approval, or somebody's letter of access. Raises ValidationError."""
    _not_to_come("given_on", facts["given_on"])
    row = Approval(**facts)
    return enter(row, "approval.recorded", address=in_turn_of(Approval), by=by)


@action
def correct_approval(
    *, approval: Approval, version: int, reason: str, by: User | None, **facts: Any
) -> Approval:
    _not_to_come("given_on", facts.get("given_on", approval.given_on))
    return put_right(approval, version=version, reason=reason, by=by, **facts)


@action
def delegate(*, by: User | None, **facts: Any) -> Delegation:
    """A line of the delegation log. Raises ValidationError beside the question."""
    row = Delegation(**facts)
    _check_person(row.person)
    _check_line(row)
    return enter(row, "delegation.recorded", address=in_turn_of(Delegation), by=by)


@action
def correct_delegation(
    *, delegation: Delegation, version: int, reason: str, by: User | None, **facts: Any
) -> Delegation:
    now = {name: facts.get(name, getattr(delegation, name)) for name in LINE}
    if now["person"] != delegation.person:
        _check_person(now["person"])
    _check_line(Delegation(**now))
    return put_right(delegation, version=version, reason=reason, by=by, **facts)


LINE = ("site", "person", "since", "trained_on", "authorised_by")
ONLY_READ = (Role.PPI_LEAD, Role.MONITOR)


def _check_person(person: User) -> None:
    """Raise ValidationError for somebody who does nothing at a site."""
    if person.role in ONLY_READ:
        role = Role(person.role).label
        words = f"{person} is {role} and only reads. Select somebody who works at the site"
        raise ValidationError({"person": words})


def _check_line(line: Delegation) -> None:
    """Raise ValidationError, beside its question, for a day or a name that cannot be."""
    if line.since < line.site.opened_on:
        opened = f"{line.site} opened on {day_words(line.site.opened_on)}"
        raise ValidationError({"since": f"{opened}. Enter that day or a later one"})
    if line.trained_on:
        _not_to_come("trained_on", line.trained_on)
        if line.trained_on > line.since:
            began = f"They may do it from {day_words(line.since)}"
            raise ValidationError({"trained_on": f"{began}. Enter that day or an earlier one"})
    if line.authorised_by == line.person:
        words = "Nobody authorises what they may do themselves. Select somebody else"
        raise ValidationError({"authorised_by": words})


def _not_to_come(question: str, day: Any) -> None:
    if day > clock.today():
        raise ValidationError({question: "The date must be today or in the past"})
