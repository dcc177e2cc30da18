"""Agreeing: a signature and its answers."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from cases.models import DocumentVersion
from cases.vocabulary import DocumentKind, Scope
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add, add_each, amend
from linkstudy.identities.service import seal
from linkstudy.moments import demand_past
from linkstudy.words import clock_words, uncapped
from participants.actions.deviations import explain_each, explained
from participants.actions.whom import demand_known, locked, no_stays_last
from participants.consents import UNKNOWN, end_of, said, same_day
from participants.models import Clause, Consent, Participant, Withdrawal
from participants.places import keep_to_site
from participants.protocol import consent_breaches
from participants.vocabulary import AGREED_TO_NOTHING, Status

TIME_TO_BOOK = dt.timedelta(days=7)


@action
def record_consent(
    *,
    participant: Participant,
    document: DocumentVersion,
    given_on: dt.date,
    how: str,
    scopes: list[str],
    by: User,
    given_time: dt.time = UNKNOWN,
    taken_by: User | None = None,
    deviation: str = "",
) -> Consent:
    """A signature with an answer to every clause: agreed if in scopes, else not. taken_by signed
    it with them: by, when nobody is named.

    Given before somebody withdrew, it has ended already. Raises ValidationError for a form that
    was not in force on the day, for one on which nothing was agreed to, which is an answer of no
    or a withdrawal, for one before a no for good, when it is not known which came first that day,
    and when it came too soon after the papers, or after they asked for no more contact, and
    deviation does not say why.
    """
    person = locked(participant)
    _check_signature(person, document, given_on, scopes)
    demand_past(given_on, given_time=given_time)
    consent = Consent(
        participant=person,
        document=document,
        given_on=given_on,
        given_time=given_time,
        how=how,
        taken_by=taken_by or by,
    )
    keep_to_site(person.case, {"taken_by": taken_by}, on=given_on)
    _check_order(consent, [])
    breaches = consent_breaches(person, given_on, given_time)
    with no_stays_last(person, "given_on"):
        add(consent, "consent.given", by=by)
        _answer(consent, scopes, by)
        settled = _settled(consent, by)
    _plan_booking(person, given_on, by)
    explain_each(person, breaches, deviation, by)
    return settled


@action
def correct_consent(
    *,
    consent: Consent,
    version: int,
    why: str,
    document: DocumentVersion,
    given_on: dt.date,
    how: str,
    scopes: list[str],
    by: User,
    given_time: dt.time = UNKNOWN,
    taken_by: User | None = None,
    deviation: str = "",
) -> Consent:
    """Put a signature or its answers right. Interviews done stay, whatever it now covers.

    Raises as record_consent does, without deviation where a rule is newly broken, and Stale.
    """
    person = locked(consent.participant)
    _check_signature(person, document, given_on, scopes)
    demand_past(given_on, given_time=given_time)
    facts: dict[str, Any] = {
        "document": document,
        "given_on": given_on,
        "given_time": given_time,
        "how": how,
        "taken_by": taken_by or consent.taken_by,
    }
    keep_to_site(person.case, facts, consent, given_on)
    _check_order(Consent(participant=person, **facts), [consent])
    sealed = seal(person.person, "consent.void", why)
    held = consent.clauses.filter(agreed=True).values_list("scope", flat=True)
    with no_stays_last(person, "given_on"):
        with explained(person, deviation, by):
            put_right = replace(
                consent,
                "consent.corrected",
                by=by,
                version=version,
                why=sealed,
                beside=set(held) != set(scopes),
                **facts,
            )
        _answer(put_right, scopes, by)
        return _settled(put_right, by)


@action
def void_consent(*, consent: Consent, version: int, reason: str, by: User) -> Consent:
    """Take back a consent recorded by mistake. Never refused; interviews that relied on it stay."""
    sealed = seal(consent.participant.person, "consent.void", reason)
    return void(consent, "consent.voided", by=by, version=version, why=sealed)


@action
def restore_consent(
    *, consent: Consent, version: int, reason: str, by: User, deviation: str = ""
) -> Consent:
    """A void consent counts again, as far as nobody has withdrawn from it.

    Raises ValidationError when its form was not in force on its day, when they said no for good
    since, and when it newly breaks a rule and deviation does not say why.
    """
    person = locked(consent.participant)
    demand_known(person, consent.given_on, "given_on")
    agreed = list(consent.clauses.filter(agreed=True).values_list("scope", flat=True))
    wrong = trouble(person, consent.document, consent.given_on)
    if words := wrong[0] if wrong else unasked(consent.document, agreed):
        raise ValidationError(f"{words}. Record the consent anew")
    sealed = seal(person.person, "consent.void", reason)
    with no_stays_last(person):
        with explained(person, deviation, by):
            back = restore(consent, "consent.restored", by=by, version=version, why=sealed)
        _answer(back, agreed, by)
        return _settled(back, by)


def _plan_booking(person: Participant, given_on: dt.date, by: User) -> None:
    """Say by when to book the interview, if one is what comes next."""
    now = Participant.objects.with_status().get(pk=person.pk)
    if now.status == Status.CONSENTED:
        amend(person, "participant.consented", by=by, contact_by=given_on + TIME_TO_BOOK)


def _check_signature(
    person: Participant, document: DocumentVersion, given_on: dt.date, scopes: list[str]
) -> None:
    """Raise ValidationError, beside its question, for a day, form or answers that cannot be."""
    if not scopes:
        raise ValidationError({"scopes": AGREED_TO_NOTHING})
    if given_on > clock.today():
        raise ValidationError({"given_on": "The date must be today or in the past"})
    demand_known(person, given_on, "given_on")
    if document.kind != DocumentKind.CONSENT:
        raise ValidationError({"document": "Choose a consent form"})
    if document.audience not in ("", person.group):
        theirs, ours = document.get_audience_display(), person.get_group_display()
        words = f"Form v{document.number} is for another group: {theirs}. Choose one for: {ours}"
        raise ValidationError({"document": words})
    if wrong := trouble(person, document, given_on):
        raise ValidationError({"document": ". ".join(wrong)})
    if words := unasked(document, scopes):
        raise ValidationError({"scopes": f"{words}. Tick what it asks"})


def unasked(document: DocumentVersion, scopes: Iterable[str]) -> str:
    """What was agreed to though the version does not ask it; "" when it asks all of it."""
    form = DocumentVersion.objects.get(pk=document.pk)
    beside = [scope for scope in Scope if scope in set(scopes) - set(form.clauses)]
    what = ", ".join(uncapped(str(scope.label)) for scope in beside)
    return f"Form v{form.number} does not ask them to {what}" if beside else ""


def trouble(
    person: Participant, document: DocumentVersion, given_on: dt.date
) -> tuple[str, str] | None:
    """(what is wrong, what to do) when the version was not in use for the person that day, else None."""
    form = DocumentVersion.objects.get(pk=document.pk)
    what = "Form" if form.kind == DocumentKind.CONSENT else "Sheet"
    named, check = f"{what} v{form.number}", "Check the version and date"
    if form.voided_at or not form.approved_on:
        now = "void" if form.voided_at else "a draft"
        return f"{named} is {now}", f"Choose the {what.lower()} in use"
    if given_on < form.approved_on:
        return f"{named} was approved on {said(form.approved_on)}", check
    site = person.case.site
    here = form.publications.in_use().filter(site=site).first()
    if here is None:
        return f"{named} is not in use at {site}", f"Choose the {what.lower()} in use there"
    if given_on < here.begins:
        begins = f"in use at {site} from" if here.since else "in force from"
        return f"{named} is {begins} {said(here.begins)}", check
    if here.ends and given_on >= here.ends:
        where = f" at {site}" if here.ends == here.ended_on else ""
        return (
            f"{named} was replaced{where} on {said(here.ends)}",
            f"Choose the {what.lower()} in use",
        )
    return None


def _check_order(consent: Consent, before: list[Consent]) -> None:
    """Raise ValidationError when only a time can tell whether they agreed before they withdrew.

    before are the rows whose place the consent takes.
    """
    gone = same_day(consent, before, _withdrawals(consent.participant))
    if gone and consent.given_time == UNKNOWN:
        words = f"They withdrew that day at {clock_words(gone.time)}. Enter when they agreed"
        raise ValidationError({"given_time": words})


def _answer(consent: Consent, scopes: list[str], by: User) -> None:
    """Write an answer to every clause of the version that they signed."""
    asked = DocumentVersion.objects.get(pk=consent.document_id).clauses
    answers = [Clause(consent=consent, scope=one, agreed=one in scopes) for one in asked]
    add_each(answers, "clause.answered", by=by)


def _settled(consent: Consent, by: User) -> Consent:
    """The consent, with the end that withdrawals give it."""
    settle(consent.participant, by)
    consent.refresh_from_db()
    return consent


def _withdrawals(person: Participant) -> list[Withdrawal]:
    standing = Withdrawal.objects.standing().filter(participant=person)
    return list(standing.prefetch_related("consents"))


def settle(person: Participant, by: User) -> None:
    """Give every standing consent of a person the end that their standing withdrawals say."""
    withdrawals = _withdrawals(person)
    for consent in person.consents.standing().order_by("pk"):
        on, time = end_of(consent, withdrawals)
        if (on, time) == (consent.withdrawn_on, consent.withdrawn_time):
            continue
        if on:
            amend(consent, "consent.withdrawn", by=by, withdrawn_on=on, withdrawn_time=time)
        else:
            amend(consent, "consent.given_back", by=by, withdrawn_on=None, withdrawn_time=None)
