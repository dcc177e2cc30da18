"""Adding and changing people, and looking at who they are."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from cases.models import Case
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import void
from linkstudy.audit.writing import action, add, amend
from linkstudy.identities import service
from linkstudy.rows import next_number
from participants.actions.deviations import explain, explained
from participants.actions.whom import locked
from participants.alike import demand_looked
from participants.briefs import listed
from participants.consents import said
from participants.letters import demand_answerable
from participants.models import Participant
from participants.models.people import study_id
from participants.places import demand_open, keep_to_site
from participants.protocol import wrong_age
from participants.standing import first_of, what_stands

LIKELY_CALL = dt.timedelta(days=7)  # after a reply; a reminder after an invitation takes twice that

WHY = "Enter why it was wrong"


@action
def add_participant(
    *, case: Case, group: str, by: User, deviation: str = "", **facts: Any
) -> Participant:
    """A person with the next study ID of their case and group, and a key of their own.

    Their organisation is one of the case's site, and their owner, by when not said, works there.
    Nobody who came after the case or its site closed is added; whoever came before may be, late.
    Somebody of an age that the protocol does not take needs a deviation.
    """
    for name in ("invited_on", "replied_on"):
        if facts.get(name) and facts[name] > clock.today():
            raise ValidationError({name: "The date must be today or in the past"})
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.voided_at:
        raise ValidationError({"case": f"Case {case.number} is void. Choose another"})
    demand_open(case, "case", facts.get("replied_on") or facts.get("invited_on") or clock.today())
    number = next_number(case.participants.filter(group=group))
    facts.setdefault("owner", by)
    keep_to_site(case, facts)
    demand_answerable(case, facts)
    if not facts.get("contact_by"):
        facts["contact_by"] = _contact_by(facts.get("invited_on"), facts.get("replied_on"))
    person = Participant(
        case=case,
        group=group,
        number=number,
        study_id=study_id(case.number, group, number),
        person=service.new_person(by=by),
        **facts,
    )
    add(person, "participant.added", by=by)
    explain(person, wrong_age(person.study_id, person.age_band, clock.today()), deviation, by)
    return person


def _contact_by(invited_on: dt.date | None, replied_on: dt.date | None) -> dt.date | None:
    if replied_on:
        return replied_on + LIKELY_CALL
    return invited_on + 2 * LIKELY_CALL if invited_on else None


@action
def change_participant(
    *,
    participant: Participant,
    version: int,
    by: User,
    reason: str = "",
    deviation: str = "",
    **facts: Any,
) -> Participant:
    """Change what the team knows of a person; a recorded fact is put right with a reason.

    An age that the protocol does not take needs a deviation, and so does another day of the papers
    after which they agreed too soon. Raises Stale when somebody else did meanwhile, ValidationError
    without the reason, and when we would know them only after something that happened.
    """
    person = locked(participant)
    keep_to_site(person.case, facts, person)
    demand_answerable(person.case, facts, person)
    _demand_known_by_then(person, facts)
    if person.version == version and person.wrong_by(facts) and not reason:
        raise ValidationError({"reason": WHY})
    sealed = service.seal(person.person, "participant.void", reason)
    with explained(person, deviation, by):
        return amend(
            participant, "participant.changed", by=by, version=version, reason=sealed, **facts
        )


def _demand_known_by_then(person: Participant, facts: dict[str, Any]) -> None:
    """Raise ValidationError when the facts put off the day since which we know somebody, beside the
    question that does, past something that stands."""
    days = {name: facts.get(name, getattr(person, name)) for name in ("invited_on", "replied_on")}
    since = min((day for day in days.values() if day), default=person.known_since)
    first = first_of(person) if since > person.known_since else None
    if first and first[0] < since:
        put_off = next(name for name in days if getattr(person, name) == person.known_since)
        record = f"There is a record of the {first[1]} of {said(first[0])}"
        raise ValidationError({put_off: f"{record}. Enter that day or an earlier one"})


@action
def void_participant(*, participant: Participant, version: int, reason: str, by: User):
    """Take back somebody added by mistake. Raises ValidationError while anything of them stands."""
    standing = what_stands(participant)
    if standing:
        named = listed([one.words for one in standing])
        raise ValidationError(f"Void what stands of {participant} first: {named}")
    sealed = service.seal(participant.person, "participant.void", reason)
    return void(participant, "participant.voided", by=by, version=version, why=sealed)


@action
def restore_participant(
    *, participant: Participant, version: int, reason: str, by: User, deviation: str = ""
):
    """Somebody was no mistake: their study ID is theirs as before. An age that the protocol does not
    take needs a deviation."""
    if Participant.objects.standing().filter(pk=participant.pk).exists():
        raise ValidationError("This participant is not void any more")
    demand_answerable(participant.case, {}, participant)
    with explained(participant, deviation, by):
        return amend(
            participant,
            "participant.restored",
            by=by,
            version=version,
            reason=service.seal(participant.person, "participant.void", reason),
            voided_at=None,
            void_reason="",
        )


@action
def keep_contact(
    *,
    participant: Participant,
    values: dict[str, str],
    version: int,
    by: User,
    apart_from: list[str] | None = None,
) -> Participant:
    """Write a person's contact details: {kind: text}.

    Raises ValidationError while somebody of the case has the same phone or email who is not among
    those, by study ID, of whom by says that they are another person.
    """
    demand_looked(participant, values, apart_from or [])
    service.keep(person=participant.person, values=values, on=participant, version=version, by=by)
    return participant


@action
def look_up(*, participant: Participant, reason: str, by: User) -> Participant:
    """Record why somebody opens a person's contact details."""
    service.reveal(person=participant.person, on=participant, reason=reason, by=by)
    return participant
