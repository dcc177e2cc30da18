"""The same done with several people at once, for all of them or for none, and taking it back."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import void
from linkstudy.audit.models import Entry
from linkstudy.audit.reading import since
from linkstudy.audit.writing import action, amend
from linkstudy.identities.service import seal
from linkstudy.words import listed
from participants.actions.contacts import attempted, next_day, twin_words, twins
from participants.actions.whom import locked
from participants.consents import said
from participants.models import ContactAttempt, Participant
from participants.places import keep_to_site
from participants.protocol import attempt_breaches
from participants.reach import closed_by
from participants.vocabulary import Rule, Status

CHANGED, REMINDED = "participant.changed_together", "participant.reminded"
FOR = dt.timedelta(minutes=10)  # so long it can be taken back
OVERTAKEN = "overtaken"
GONE = (
    "Not put back, as somebody changed them since or 10 minutes have passed: {0}. Untick {0} to put back"
    " the others, or open their page to change them"
)
UNDONE = "Taken back with the others, within 10 minutes"
Versions = Mapping[int, int]  # {key of a person: the version in which they were seen}


@action
def change_together(
    *,
    people: list[Participant],
    versions: Versions,
    by: User,
    owner: User | None,
    contact_by: dt.date | None,
) -> Participant:
    """A new owner, a new day to be in touch by, or both, for all of the people or for none.

    Raises ValidationError beside the question, naming the person with whom it cannot be, and
    whoever somebody else changed since they were seen.
    """
    facts = {"owner": owner, "contact_by": contact_by}
    asked: dict[str, Any] = {name: value for name, value in facts.items() if value}
    for person in _as_seen(people, versions):
        _demand_fitting(person, asked)
        amend(person, "participant.changed_together", by=by, **asked)
    return people[0]


@action
def remind_together(
    *,
    people: list[Participant],
    versions: Versions,
    by: User,
    on: dt.date,
    next_on: dt.date | None,
    **facts: Any,
) -> Participant:
    """One contact each, by the same rules as one alone, for all of the people or for none.

    A rule that may be broken for a reason is not broken here. Raises ValidationError as
    change_together does.
    """
    rows = _as_seen(people, versions)
    told = ContactAttempt(on=on, **facts)
    if against := [words for one in rows for words in _against(one, told)]:
        raise ValidationError({"who": against})
    for person in rows:
        attempt = attempted(person, on=on, next_on=next_on, by=by, **facts)
        amend(person, "participant.reminded", by=by, **next_day(attempt))
    return people[0]


def _as_seen(people: Iterable[Participant], versions: Versions) -> list[Participant]:
    """The people, locked. Raises ValidationError that says of whoever was changed since they were
    seen what holds now."""
    rows = [locked(one) for one in sorted(people, key=lambda one: one.pk)]
    changed = [one for one in rows if one.version != versions.get(one.pk)]
    if changed:
        words = [ValidationError(_now(one, versions), code=OVERTAKEN) for one in changed]
        raise ValidationError({"who": words})
    return rows


def _now(person: Participant, versions: Versions) -> str:
    """Tom Reid changed C5-PT-03 while this page was open: …"""
    who, _ = since(person, versions.get(person.pk, 0))
    day = f"in touch by {said(person.contact_by)}" if person.contact_by else "with no day"
    return (
        f"{who} changed {person} while this page was open. They are with {person.owner} now, {day}."
        " Nothing is saved yet. Save again to go on all the same, or untick them"
    )


def _against(person: Participant, told: ContactAttempt) -> Iterator[str]:
    """Why a person may not be contacted on that day, or was already, and what to do."""
    for _, twin in twins(person, told)[-1:]:
        yield f"{twin_words(twin)}. Untick {person}"
    if closed_by(person, told.on, None):
        yield f"{person} withdrew and is not to be contacted any more. Untick {person}"
        return
    for breach in attempt_breaches(person, told.on, None):
        if breach.rule == Rule.ATTEMPTS:
            yield (
                f"{person} has not answered as many attempts as the protocol allows. Untick"
                f" {person}, and decide on their page whether to try once more"
            )
        else:
            yield f"{person} asked for no more contact. Untick {person}"


def _demand_fitting(person: Participant, asked: dict[str, Any]) -> None:
    now = Participant.objects.with_status().get(pk=person.pk)
    if "contact_by" in asked and now.status == Status.WITHDREW:
        words = f"{person} withdrew. Take {person} out: there is no next step with them"
        raise ValidationError({"contact_by": words})
    try:
        keep_to_site(person.case, asked, person)
    except ValidationError as wrong:
        words = f"{asked['owner']} does not work at the site of {person}. Take {person} out, or choose somebody else"
        raise ValidationError({"owner": words}) from wrong


@action
def put_back(*, people: list[Participant], by: User) -> Participant:
    """What one did together a moment ago is as it was before: a reminder is void.

    Raises ValidationError for somebody who was changed since, and after 10 minutes.
    """
    lasting = undoable(by)
    if changed := [one for one in people if one.pk not in lasting]:
        raise ValidationError({"who": GONE.format(listed([str(one) for one in changed]))})
    for one in sorted(people, key=lambda person: person.pk):
        person, entry = locked(one), lasting[one.pk]
        if entry.verb == REMINDED:
            _take_back(person, by)
        amend(person, "participant.put_back", by=by, **_before(entry))
    return people[0]


def _take_back(person: Participant, by: User) -> None:
    """Void the reminder, after which nothing happened to the person."""
    attempt = ContactAttempt.objects.standing().filter(participant=person).latest("pk")
    why = seal(person.person, "attempt.void", UNDONE)
    void(attempt, "attempt.voided", by=by, why=why)


def undoable(by: User) -> dict[int, Entry]:
    """{key of a person: what was done with them together that by can still take back}: fresh, and the
    last change of their row; with a reminder also the last of all that belongs to them."""
    recent = Entry.objects.filter(kind=Participant._meta.label_lower, study_at__gte=_since())
    rows = recent.filter(verb__startswith="participant.").order_by("seq")
    last = {int(entry.key): entry for entry in rows}
    mine = {key: one for key, one in last.items() if one.actor == by.pk}
    reminded = [one for one in mine.values() if one.verb == REMINDED]
    about = Entry.objects.filter(about__in=[one.about for one in reminded])
    since_then = about.filter(kind__startswith="participants.").values_list("about", "seq")
    latest = dict(since_then.order_by("seq"))
    return {
        key: one
        for key, one in mine.items()
        if one.verb == CHANGED or (one.verb == REMINDED and latest[one.about] == one.seq)
    }


def _since() -> dt.datetime:
    return clock.study_now() - FOR


def _before(entry: Entry) -> dict[str, Any]:
    """The values of the row before the entry, as the row takes them."""
    was = {name: old for name, (old, _) in entry.changes.items()}
    facts: dict[str, Any] = {}
    if "owner_id" in was:
        facts["owner"] = User.objects.get(pk=was["owner_id"])
    if "contact_by" in was:
        facts["contact_by"] = was["contact_by"] and dt.date.fromisoformat(was["contact_by"])
    return facts
