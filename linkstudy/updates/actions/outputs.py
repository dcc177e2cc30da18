"""Recording publications, how far they are, and who made them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from cases.actions.rows import free_slug, put_right
from cases.models import Membership
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add
from linkstudy.rows import next_number
from linkstudy.updates.actions.rows import let_stand, take_back
from linkstudy.updates.models import Contributor, Output, OutputStep

MOST_NAMES = 100
VOID = "This publication is void. Restore it first"
TWICE = "{} stands there twice. Write each name once"
REACHED = "{} is recorded already. Correct that step instead"


@action
def add_output(
    *, names: Sequence[str], stage: str, on: dt.date, by: User | None, **facts: Any
) -> Output:
    """A publication with those who made it, in the order of their names, and how far it is.

    Whoever is named like somebody of the team whom by knows is taken for them.
    """
    output = Output(**facts)
    _check(output, facts.get("parent"), facts.get("doi", ""))
    output.slug = free_slug(Output, output.title)
    add(output, "output.added", by=by)
    _reach(output, stage, on, by)
    accounts = {user.name.casefold(): user for user in colleagues(by)}
    for place, name in enumerate(names, 1):
        _name(output, name, accounts.get(name.casefold()), place, place, by)
    return output


@action
def correct_output(
    *, output: Output, version: int, why: str, by: User | None, **facts: Any
) -> Output:
    """Put right what it is. Raises ValidationError beside the question, and Stale."""
    parent, doi = facts.get("parent", output.parent), facts.get("doi", output.doi)
    _check(output, parent, doi)
    return put_right(output, version=version, reason=why, by=by, **facts)


@action
def void_output(*, output: Output, version: int, reason: str, by: User | None) -> Output:
    """Take a publication back. Raises ValidationError while another goes with it."""
    child = output.children.standing().first()
    if child:
        raise ValidationError(f"{child} goes with it. Correct or void that one first")
    return take_back(output, version=version, reason=reason, by=by)


@action
def restore_output(*, output: Output, version: int, reason: str, by: User | None) -> Output:
    """A void publication counts again. Raises ValidationError when another has its DOI."""
    _check(output, output.parent, output.doi)
    return let_stand(output, version=version, reason=reason, by=by)


def _check(output: Output, parent: Output | None, doi: str) -> None:
    """Raise ValidationError beside the question for a parent or DOI that cannot be."""
    above = parent
    while above:
        if above.pk == output.pk:
            raise ValidationError({"parent": "It cannot go with itself. Choose another"})
        above = above.parent
    if parent and parent.voided_at:
        raise ValidationError({"parent": f"{parent} is void. Choose another"})
    if doi and Output.objects.standing().filter(doi=doi).exclude(pk=output.pk).exists():
        raise ValidationError({"doi": "A publication with this DOI is already there"})


def _standing(output: Output) -> None:
    if output.voided_at:
        raise ValidationError(VOID)


# How far it is


@action
def record_step(*, output: Output, stage: str, on: dt.date, by: User | None) -> OutputStep:
    """It got so far on a day. Raises ValidationError beside the question."""
    _standing(output)
    return _reach(output, stage, on, by)


def _reach(output: Output, stage: str, on: dt.date, by: User | None) -> OutputStep:
    _check_stage(output, stage, on)
    step = OutputStep(output=output, number=next_number(output.steps), stage=stage, on=on)
    return add(step, "stage.reached", by=by)


def _check_stage(output: Output, stage: str, on: dt.date, but: int = 0) -> None:
    """Raise ValidationError for a day to come, and for a stage that another step states."""
    if on > clock.today():
        raise ValidationError({"on": "The date must be today or in the past"})
    other = output.steps.standing().filter(stage=stage).exclude(number=but).first()
    if other:
        raise ValidationError({"stage": REACHED.format(f"“{other.get_stage_display()}”")})


@action
def correct_step(
    *, step: OutputStep, version: int, why: str, by: User | None, **facts: Any
) -> OutputStep:
    """Put a step right. Raises ValidationError beside the question, and Stale."""
    _check_stage(
        step.output, facts.get("stage", step.stage), facts.get("on", step.on), but=step.number
    )
    return replace(step, "stage.corrected", by=by, version=version, why=why, **facts)


@action
def void_step(*, step: OutputStep, version: int, reason: str, by: User | None) -> OutputStep:
    """Take a step back."""
    return void(step, "stage.voided", by=by, version=version, why=reason)


@action
def restore_step(*, step: OutputStep, version: int, reason: str, by: User | None) -> OutputStep:
    """A void step counts again. Raises ValidationError when another states the same."""
    _standing(step.output)
    other = step.output.steps.standing().filter(stage=step.stage).first()
    if other:
        raise ValidationError(f"{REACHED.format(f'“{other.get_stage_display()}”')}")
    return restore(step, "stage.restored", by=by, version=version, why=reason)


# Who made it


def colleagues(user: User | None) -> QuerySet[User]:
    """People of the team whom somebody knows: all, or those of their own sites and of none."""
    people = User.objects.order_by("name", "pk")
    if user is None or user.reach(May.SEE_CASES) != Reach.OWN:
        return people
    own = Membership.objects.in_force().filter(user=user).values("site")
    here = Membership.objects.in_force().filter(site__in=own).values("user")
    return people.filter(
        Q(pk=user.pk) | Q(pk__in=here) | Q(role__in=["pi", "administrator", "ppi"])
    )


@action
def name_contributor(
    *, output: Output, name: str, account: User | None = None, by: User | None
) -> Contributor:
    """One more who made it, after the others. Raises ValidationError beside the question."""
    _standing(output)
    _check_name(output, name)
    last = output.contributors.standing().order_by("place").last()
    place = last.place + 1 if last else 1
    return _name(output, name, account, place, next_number(output.contributors), by)


def _name(
    output: Output, name: str, account: User | None, place: int, number: int, by: User | None
) -> Contributor:
    maker = Contributor(output=output, number=number, place=place, name=name, user=account)
    return add(maker, "contributor.named", by=by)


def _check_name(output: Output, name: str, but: int = 0) -> None:
    if output.contributors.standing().filter(name=name).exclude(number=but).exists():
        raise ValidationError({"name": "This name is among them already"})


@action
def correct_contributor(
    *, contributor: Contributor, version: int, why: str, by: User | None, **facts: Any
) -> Contributor:
    """Put a name, its place or whose it is right. Raises ValidationError, and Stale."""
    if "account" in facts:
        facts["user"] = facts.pop("account")
    _check_name(contributor.output, facts.get("name", contributor.name), but=contributor.number)
    return replace(contributor, "contributor.corrected", by=by, version=version, why=why, **facts)


@action
def void_contributor(
    *, contributor: Contributor, version: int, reason: str, by: User | None
) -> Contributor:
    """They did not make it."""
    return void(contributor, "contributor.voided", by=by, version=version, why=reason)


@action
def restore_contributor(
    *, contributor: Contributor, version: int, reason: str, by: User | None
) -> Contributor:
    """They made it after all. Raises ValidationError when the name stands there."""
    _standing(contributor.output)
    if contributor.output.contributors.standing().filter(name=contributor.name).exists():
        raise ValidationError("This name is among them already")
    return restore(contributor, "contributor.restored", by=by, version=version, why=reason)
