"""Something to tell partners: written down, put right, taken back."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max

from cases.actions.rows import put_right
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, add
from linkstudy.updates.actions.rows import let_stand, take_back
from linkstudy.updates.models import News


@action
def tell_news(*, part: str, on: dt.date, words: str, by: User | None) -> News:
    """For which section, of which day. Raises ValidationError beside the question."""
    _check(on)
    number = (News.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    row = News(number=number, slug=str(number), part=part, on=on, words=words)
    return add(row, "news.told", by=by)


def _check(on: dt.date) -> None:
    if on > clock.today():
        raise ValidationError({"on": "The day must be today or in the past"})


@action
def correct_news(*, news: News, version: int, why: str, by: User | None, **facts: Any) -> News:
    """Say it in other words, or elsewhere. Raises ValidationError beside the question, and Stale."""
    _check(facts.get("on", news.on))
    return put_right(news, version=version, reason=why, by=by, **facts)


@action
def void_news(*, news: News, version: int, reason: str, by: User | None) -> News:
    """It is not to be told."""
    return take_back(news, version=version, reason=reason, by=by)


@action
def restore_news(*, news: News, version: int, reason: str, by: User | None) -> News:
    """It is to be told after all."""
    return let_stand(news, version=version, reason=reason, by=by)
