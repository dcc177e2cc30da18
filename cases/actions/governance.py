"""Recording what lets the study work at a site, and who may do what there."""

from typing import Any

from django.core.exceptions import ValidationError

from cases.actions.rows import enter, in_turn_of, put_right
from cases.models import Approval, Delegation
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action


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
    """A line of the delegation log. Raises ValidationError."""
    _check_training(facts.get("trained_on"))
    row = Delegation(**facts)
    return enter(row, "delegation.recorded", address=in_turn_of(Delegation), by=by)


@action
def correct_delegation(
    *, delegation: Delegation, version: int, reason: str, by: User | None, **facts: Any
) -> Delegation:
    _check_training(facts.get("trained_on"))
    return put_right(delegation, version=version, reason=reason, by=by, **facts)


def _check_training(trained_on: Any) -> None:
    if trained_on:
        _not_to_come("trained_on", trained_on)


def _not_to_come(question: str, day: Any) -> None:
    if day > clock.today():
        raise ValidationError({question: "The date must be today or in the past"})
