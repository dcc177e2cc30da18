"""Writing how people of the team are introduced, and keeping their pictures."""

import base64
import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from cases.actions.rows import free_slug
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, add, amend
from linkstudy.identities.service import GONE, new_person, seal, unseal
from linkstudy.updates.actions.rows import let_stand, take_back
from linkstudy.updates.checks import demand_plain_words
from linkstudy.updates.models import Picture, Profile
from linkstudy.updates.models.profiles import REPLACED, picture_of
from linkstudy.updates.pictures import Unfit, drawn

VOID = "This introduction is void. Restore it first"


@action
def introduce(*, name: str, account: User | None = None, by: User | None, **facts: Any) -> Profile:
    """Somebody of the team, who was not introduced before. Raises ValidationError."""
    _check_name(name)
    _check_day(facts.get("agreed_on"))
    profile = Profile(name=name, user=account, **facts)
    profile.slug = free_slug(Profile, name)
    return add(profile, "profile.written", by=by)


@action
def rewrite(*, profile: Profile, version: int, by: User | None, **facts: Any) -> Profile:
    """Say it in other words. What it said before stands in the history. Raises Stale."""
    if profile.voided_at:
        raise ValidationError(VOID)
    _check_name(facts.get("name", profile.name), profile)
    _check_day(facts.get("agreed_on"))
    if "account" in facts:
        facts["user"] = facts.pop("account")
    return amend(profile, "profile.rewritten", by=by, version=version, **facts)


def _check_name(name: str, but: Profile | None = None) -> None:
    others = Profile.objects.standing().exclude(pk=but.pk if but else None)
    if others.filter(name=name).exists():
        raise ValidationError({"name": f"{name} is introduced already. Change that instead"})


def _check_day(agreed_on: dt.date | None) -> None:
    if agreed_on and agreed_on > clock.today():
        raise ValidationError({"agreed_on": "The day must be today or in the past"})


def _check_description(profile: Profile, description: str) -> None:
    """Everybody will read it. Their own name may stand there: it is read once they agreed to it."""
    demand_plain_words(description.replace(profile.name, ""), "description")


@action
def void_profile(*, profile: Profile, version: int, reason: str, by: User | None) -> Profile:
    """They are not introduced any more: updates to come do not show it."""
    return take_back(profile, version=version, reason=reason, by=by)


@action
def restore_profile(*, profile: Profile, version: int, reason: str, by: User | None) -> Profile:
    """They are introduced again. Raises ValidationError when somebody of the name is."""
    if Profile.objects.standing().filter(name=profile.name).exists():
        raise ValidationError(f"{profile} is introduced already")
    return let_stand(profile, version=version, reason=reason, by=by)


@action
def keep_picture(*, profile: Profile, content: bytes, description: str, by: User | None) -> Picture:
    """A picture, in the place of the one that stands. Raises ValidationError beside the question."""
    if profile.voided_at:
        raise ValidationError(VOID)
    _check_description(profile, description)
    try:
        made = drawn(content)
    except Unfit as words:
        raise ValidationError({"content": str(words)}) from words
    if before := picture_of(profile):
        take_back(before, version=before.version, reason=REPLACED, by=by)
    picture = Picture(profile=profile, key=new_person(by=by), description=description)
    picture.width, picture.height = made.width, made.height
    picture.content = seal(picture.key, "picture.content", base64.b64encode(made.content).decode())
    return add(picture, "picture.kept", by=by)


@action
def describe_picture(
    *, picture: Picture, version: int, description: str, by: User | None
) -> Picture:
    """Say what is on it in other words. Raises ValidationError beside the question, and Stale."""
    _check_description(picture.profile, description)
    return amend(picture, "picture.described", by=by, version=version, description=description)


@action
def void_picture(*, picture: Picture, version: int, reason: str, by: User | None) -> Picture:
    """It is not shown any more."""
    return take_back(picture, version=version, reason=reason, by=by)


@action
def restore_picture(*, picture: Picture, version: int, reason: str, by: User | None) -> Picture:
    """It is shown again. Raises ValidationError while another is."""
    if picture_of(picture.profile):
        raise ValidationError("There is another picture now. Take that back first")
    return let_stand(picture, version=version, reason=reason, by=by)


def content_of(picture: Picture) -> bytes | None:
    """The JPEG; None once its key is destroyed."""
    text = unseal(picture.key, "picture.content", picture.content)
    return None if text == GONE else base64.b64decode(text)
