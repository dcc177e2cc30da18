"""Every write about the study and its places."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from cases.models import (
    Case,
    DocumentVersion,
    Membership,
    ObservationDay,
    Organisation,
    PlanVersion,
    Site,
    Study,
    Target,
    Topic,
)
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, add, amend
from linkstudy.rows import next_number


@action
def describe_study(*, by: User | None, **facts: Any) -> Study:
    return add(Study(pk=1, **facts), "study.described", by=by)


@action
def open_site(*, number: int, name: str, by: User | None) -> Site:
    return add(Site(number=number, name=name), "site.opened", by=by)


@action
def join_site(*, user: User, site: Site, since: dt.date, by: User | None) -> Membership:
    """From that day the person sees and writes the site's people."""
    return add(Membership(user=user, site=site, since=since), "membership.began", by=by)


@action
def plan_case(*, by: User | None, **facts: Any) -> Case:
    return add(Case(**facts), "case.planned", by=by)


@action
def close_case(*, case: Case, on: dt.date, version: int | None = None, by: User | None) -> Case:
    """Data collection around the link worker is complete."""
    return amend(case, "case.closed", by=by, version=version, closed_on=on)


@action
def add_organisation(*, by: User | None, **facts: Any) -> Organisation:
    return add(Organisation(**facts), "organisation.added", by=by)


@action
def add_topic(*, name: str, by: User | None) -> Topic:
    return add(Topic(name=name), "topic.added", by=by)


@action
def adopt_plan(
    *, targets: list[tuple[Case | None, str, int]], by: User | None, **facts: Any
) -> PlanVersion:
    """A plan version with its targets (case or None for each case, measure, number)."""
    plan = add(PlanVersion(**facts), "plan.adopted", by=by)
    for case, measure, number in targets:
        add(Target(plan=plan, case=case, measure=measure, number=number), "target.set", by=by)
    return plan


@action
def approve_document(*, by: User | None, **facts: Any) -> DocumentVersion:
    return add(DocumentVersion(**facts), "document.approved", by=by)


@action
def replace_document(*, document: DocumentVersion, on: dt.date, by: User | None) -> DocumentVersion:
    return amend(document, "document.replaced", by=by, replaced_on=on)


@action
def log_observation(*, case: Case, by: User, **facts: Any) -> ObservationDay:
    """A day with the link worker. Raises ValidationError for a day outside the case's time."""
    if facts["day"] > clock.today():
        raise ValidationError({"day": "The day must be today or in the past"})
    if facts["day"] < case.opens_on:
        opened = f"{case.opens_on.day} {case.opens_on:%B %Y}"
        raise ValidationError({"day": f"Case {case.number} opens on {opened}. Check the date"})
    Case.objects.select_for_update().get(pk=case.pk)
    number = next_number(case.observation_days)
    day = ObservationDay(case=case, number=number, observer=by, **facts)
    return add(day, "observation.logged", by=by)


@action
def void_observation(*, observation: ObservationDay, version: int, reason: str, by: User):
    """Take an observation day back. It stays in the history and in figures of earlier dates."""
    if observation.voided_at:
        raise ValidationError("This observation day is already void")
    return amend(
        observation,
        "observation.voided",
        by=by,
        version=version,
        reason=reason,
        voided_at=clock.study_now(),
        void_reason=reason,
    )
