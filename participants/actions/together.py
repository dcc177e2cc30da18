"""The same change to several people at once, and taking it back."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.models import Entry
from linkstudy.audit.writing import action, amend
from linkstudy.words import listed
from participants.actions.whom import locked
from participants.models import Participant
from participants.places import keep_to_site
from participants.vocabulary import Status

VERB = "participant.changed_together"
FOR = dt.timedelta(minutes=10)  # so long a change can be taken back
GONE = (
    "Not put back, as somebody changed them since or 10 minutes have passed: {0}. Untick {0} to put back"
    " the others, or open their page to change them"
)


@action
def change_together(
    *, people: list[Participant], by: User, owner: User | None, contact_by: dt.date | None
) -> Participant:
    """A new owner, a new day to be in touch by, or both, for all of the people or for none.

    Raises ValidationError beside the question, naming the person with whom it cannot be.
    """
    facts = {"owner": owner, "contact_by": contact_by}
    asked: dict[str, Any] = {name: value for name, value in facts.items() if value}
    for one in sorted(people, key=lambda one: one.pk):
        person = locked(one)
        _demand_fitting(person, asked)
        amend(person, "participant.changed_together", by=by, **asked)
    return people[0]


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
    """What one changed together a moment ago is as it was before.

    Raises ValidationError for somebody who was changed since, and after 10 minutes.
    """
    lasting = undoable(by)
    if changed := [one for one in people if one.pk not in lasting]:
        raise ValidationError({"who": GONE.format(listed([str(one) for one in changed]))})
    for one in sorted(people, key=lambda person: person.pk):
        amend(locked(one), "participant.put_back", by=by, **_before(lasting[one.pk]))
    return people[0]


def undoable(by: User) -> dict[int, Entry]:
    """{key of a person: the change made together that by can still take back}: fresh, and the last."""
    recent = Entry.objects.filter(kind=Participant._meta.label_lower, study_at__gte=_since())
    rows = recent.filter(verb__startswith="participant.").order_by("seq")
    last = {int(entry.key): entry for entry in rows}
    return {key: one for key, one in last.items() if (one.verb, one.actor) == (VERB, by.pk)}


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
