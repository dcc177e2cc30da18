"""Writing an update: drafting it from the data, changing its words, asking for approval and giving it."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from cases.actions.rows import free_slug, put_right
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, add, add_each, amend
from linkstudy.updates.actions.rows import let_stand, take_back
from linkstudy.updates.checks import demand_fit
from linkstudy.updates.copies import digest
from linkstudy.updates.drafting import drafted
from linkstudy.updates.facts import Period
from linkstudy.updates.models import Section, Update
from linkstudy.updates.models.drafts import State, month_of
from linkstudy.updates.tokens import keep, use
from linkstudy.updates.vocabulary import Part

CLOSED = (
    "This update cannot be changed now. Send it back first, or open it again if it has gone out"
)
WENT_OUT = "This update has gone out. Open it again and put out a correction instead"
THERE = "There is an update of {:%B %Y} already"
CHANGED = (
    "A picture, its description or the name of the study has changed since approval was asked. Send the"
    " update back, look at it, and ask anew"
)
ORDER = "The last day must not be before the first"


def period_of(update: Update, reader: User) -> Period:
    """The data of an update's days, for somebody who reads it."""
    return Period(update.first, update.last, reader)


@action
def start_update(
    *, month: dt.date, first: dt.date, last: dt.date, due_on: dt.date | None, by: User
) -> Update:
    """An update with every section drafted from the data. Raises ValidationError beside the question."""
    update = Update(month=month_of(month), first=first, last=last, due_on=due_on)
    _check(update, update.month, first, last)
    update.slug = free_slug(Update, f"{update.month:%Y-%m}")
    add(update, "update.started", by=by)
    period = period_of(update, by)
    texts = [(part, drafted(part, period)) for part in Part]
    rows = [Section(update=update, part=part, text=text, drafted=text) for part, text in texts]
    add_each(rows, "section.drafted", by=by)
    return update


def _check(update: Update, month: dt.date, first: dt.date, last: dt.date) -> None:
    if last < first:
        raise ValidationError({"last": ORDER})
    if Update.objects.standing().filter(month=month).exclude(pk=update.pk).exists():
        raise ValidationError({"month": THERE.format(month)})


@action
def correct_update(
    *, update: Update, version: int, why: str, by: User | None, **facts: Any
) -> Update:
    """Put its month or days right. Raises ValidationError beside the question, or once it is not open,
    and Stale."""
    if not Update.objects.get(pk=update.pk).is_open:
        raise ValidationError(CLOSED)
    facts["month"] = month_of(facts.get("month", update.month))
    first, last = facts.get("first", update.first), facts.get("last", update.last)
    _check(update, facts["month"], first, last)
    return put_right(update, version=version, reason=why, by=by, **facts)


@action
def void_update(*, update: Update, version: int, reason: str, by: User | None) -> Update:
    """Take an update back. Raises ValidationError for one that went out, and Stale."""
    if update.sent_on:
        raise ValidationError(WENT_OUT)
    return take_back(update, version=version, reason=reason, by=by)


@action
def restore_update(*, update: Update, version: int, reason: str, by: User | None) -> Update:
    """It stands again. Raises ValidationError when another is of the month."""
    if Update.objects.standing().filter(month=update.month).exists():
        raise ValidationError(THERE.format(update.month))
    return let_stand(update, version=version, reason=reason, by=by)


# Its words


def _demand_open(section: Section) -> None:
    """As the update stands by now: whoever waits for their turn may have read it before."""
    if not Update.objects.get(pk=section.update_id).is_open:
        raise ValidationError(CLOSED)


@action
def write_section(*, section: Section, version: int, text: str, by: User | None) -> Section:
    """The author's own words. Raises ValidationError, and Stale."""
    _demand_open(section)
    return amend(section, "section.written", by=by, version=version, text=text)


@action
def draft_again(*, section: Section, version: int, by: User) -> Section:
    """Write the section from the data as they stand. Raises ValidationError, and Stale."""
    _demand_open(section)
    text = drafted(section.part, period_of(section.update, by))
    return amend(section, "section.redrafted", by=by, version=version, text=text, drafted=text)


@action
def settle_number(*, section: Section, version: int, key: str, take: bool, by: User) -> Section:
    """Take what the data say of a fact, or keep what the text says. Raises ValidationError, and Stale."""
    _demand_open(section)
    facts = period_of(section.update, by).facts
    text = (use if take else keep)(section.text, key, facts)
    if text == section.text:
        raise ValidationError("This number is not out of date any more")
    return amend(section, "section.settled", by=by, version=version, text=text)


@action
def leave_out(*, section: Section, version: int, by: User | None) -> Section:
    """Leave a section out of the update; its words stay. Raises ValidationError, and Stale."""
    _demand_open(section)
    return amend(section, "section.left_out", by=by, version=version, left_out=True)


@action
def take_in(*, section: Section, version: int, by: User | None) -> Section:
    """Take a section into the update again. Raises ValidationError, and Stale."""
    _demand_open(section)
    return amend(section, "section.taken_in", by=by, version=version, left_out=False)


# How far it is


@action
def ask_approval(*, update: Update, version: int, by: User) -> Update:
    """Ask a principal investigator. Raises ValidationError while something must not be sent, and Stale."""
    if not update.is_open:
        raise ValidationError(CLOSED)
    demand_fit(update.sections.all(), period_of(update, by))
    facts: dict[str, Any] = {"asked_on": clock.today(), "asked_words": digest(update)}
    facts["to_change"] = None
    return amend(update, "update.asked", by=by, version=version, **facts)


def demand_as_asked(update: Update) -> None:
    """Raise ValidationError when something else would be read than when approval was asked."""
    if update.asked_words and update.asked_words != digest(update):
        raise ValidationError(CHANGED)


@action
def approve_update(*, update: Update, version: int, by: User) -> Update:
    """It may be sent. Raises ValidationError when nobody asked, or something must not be sent, and
    Stale."""
    if update.voided_at or update.state != State.ASKED:
        raise ValidationError("Nobody asks for approval of this update now")
    demand_fit(update.sections.all(), period_of(update, by))
    demand_as_asked(update)
    facts: dict[str, Any] = {"approved_on": clock.today(), "approved_by": by}
    return amend(update, "update.approved", by=by, version=version, **facts)


@action
def reopen_update(*, update: Update, version: int, reason: str, by: User | None) -> Update:
    """Its words can be changed again, as the reason says; approval is to be asked anew. What went out
    stays as it went out.

    Raises ValidationError, and Stale.
    """
    if update.voided_at or update.state == State.DRAFT:
        raise ValidationError("This update is open for writing already")
    names = ("asked_on", "asked_words", "approved_on", "approved_by", "edition")
    facts: dict[str, Any] = dict.fromkeys(names) | {"to_change": reason}
    return amend(update, "update.reopened", by=by, version=version, reason=reason, **facts)
