"""The study, and what it makes the team think about."""

from typing import Any

from cases.models import Study, Topic
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, add


@action
def describe_study(*, by: User | None, **facts: Any) -> Study:
    return add(Study(pk=1, **facts), "study.described", by=by)


@action
def add_topic(*, name: str, by: User | None) -> Topic:
    return add(Topic(name=name), "topic.added", by=by)
