"""The study, and what it makes the team think about."""

from typing import Any

from cases.actions.rows import enter, in_turn_of, put_right
from cases.models import Study, Topic
from cases.objections import refuse
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, add


@action
def describe_study(*, by: User | None, **facts: Any) -> Study:
    return add(Study(pk=1, **facts), "study.described", by=by)


@action
def correct_study(
    *, study: Study, version: int, reason: str, by: User | None, **facts: Any
) -> Study:
    refuse(study, "correct", **{"started_on": study.started_on} | facts)
    return put_right(study, version=version, reason=reason, by=by, **facts)


@action
def add_topic(*, name: str, by: User | None) -> Topic:
    return enter(Topic(name=name), "topic.added", address=in_turn_of(Topic), by=by)


@action
def correct_topic(*, topic: Topic, version: int, reason: str, by: User | None, name: str) -> Topic:
    return put_right(topic, version=version, reason=reason, by=by, name=name)
