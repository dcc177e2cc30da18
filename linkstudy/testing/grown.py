"""A study that has run for more than a year, of any size: for the times that pages take.

Like `many`, in bulk past the actions, and with everything that pages about people look at: letters
and replies, attempts, consents on a form that was replaced since, interviews and what became of
their recordings, vouchers, withdrawals, follow-ups due, and the history of it all.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import connection, transaction

from cases.models import Case, DocumentVersion, InvitationBatch, Publication, Reminder
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import Role
from linkstudy.testing.factories import a_form, a_plan, a_protocol, a_user, ago, an_organisation
from linkstudy.testing.grown_events import Life, gone, held, said_no, tried, write
from linkstudy.testing.many import new_cases, new_keys
from participants.models import Clause, Consent, Participant
from participants.models.people import study_id
from participants.vocabulary import Group, Scope

CASES, RESEARCHERS = 40, 10
# How twenty people stand. A wave is a first interview so long ago that the follow-up is due.
STANDS = [
    *("interviewed", "booked", "invited", "interviewed", "consented"),
    *("interviewed", "wave", "declined", "interviewed", "deciding"),
    *("interviewed", "followed up", "invited", "interviewed", "consented"),
    *("interviewed", "wave", "declined", "interviewed", "interviewed"),
]
BATCHES = 8  # of each case
TURN = 150  # days since a form was replaced
DAYS = {
    "days_to_upload": 1,
    "days_to_send": 3,
    "days_to_return": 10,
    "days_to_check": 5,
    "days_to_pseudonymise": 5,
    "days_to_release": 5,
    "days_to_destroy": 5,
    "days_to_remove": 28,
}


@dataclass(frozen=True)
class Grown:
    """What `grown` made: who reads it, and somebody of whom everything is known."""

    researcher: User
    pi: User
    person: Participant


@transaction.atomic
def grown(people: int, cases: int = CASES) -> Grown:
    """So many people in so many cases, each at a site of its own; a researcher has every tenth."""
    team = [a_user(name=f"Researcher {one}") for one in range(1, min(RESEARCHERS, cases) + 1)]
    made = new_cases(cases, team, opens=500)
    a_plan(cases_planned=cases)
    a_protocol(effective_from=ago(600), **DAYS)
    forms = _forms(made)
    lives = [
        Life(one, STANDS[place % len(STANDS)], place // len(STANDS))
        for place, one in enumerate(_people(people, made, _letters(made)))
    ]
    _consents(lives, forms)
    held(lives)
    said_no(lives)
    tried(lives)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # else PostgreSQL, before its autovacuum, plans for empty tables
    return Grown(team[0], a_user(Role.PI), lives[0].person)


def _forms(cases: list[Case]) -> list[DocumentVersion]:
    """The form in use, and the one that it replaced in the middle of the study."""
    sites = [one.site for one in cases]
    turn = ago(TURN)
    old = a_form("8.0", approved_on=ago(600), replaced_on=turn, sites=sites[:1])
    new = a_form("9.0", approved_on=turn, sites=sites[:1])
    write(Publication(document=form, site=site) for form in (old, new) for site in sites[1:])
    return [new, old]


def _letters(cases: list[Case]) -> dict[tuple[int, int], InvitationBatch]:
    """{(case's key, number): batch}; most practices were reminded of theirs."""
    batches = write(
        InvitationBatch(
            case=case,
            number=number + 1,
            turn=1,
            practice=practice,
            route="letter",
            sent_on=ago(480 - 50 * number),
            searched=400,
            excluded=40,
            sent_out=300,
            remind_on=ago(460 - 50 * number),
        )
        for case, practice in ((one, an_organisation(one.site)) for one in cases)
        for number in range(BATCHES)
    )
    write(
        Reminder(batch=one, number=one.number, sent_on=one.remind_on, sent_out=200)
        for one in batches
        if one.number < BATCHES or one.case.number % 4
    )
    return {(one.case_id, one.number): one for one in batches}


def _people(
    count: int, cases: list[Case], letters: dict[tuple[int, int], InvitationBatch]
) -> list[Participant]:
    """Block by block of twenty in turn for each case, in each block in turn for each group."""
    rows = []
    for place, key in enumerate(new_keys(count)):
        block = place // len(STANDS)
        case, turn = cases[block % len(cases)], block // len(cases) * len(STANDS)
        turn += place % len(STANDS)
        group, number = list(Group)[turn % len(Group)], turn // len(Group) + 1
        life = Life(Participant(), STANDS[place % len(STANDS)], block)
        replied = None if life.stands == "invited" else ago((life.signed or 20) + 10)
        batch = letters[case.pk, 1] if life.held > 250 and place % 3 else None
        rows.append(
            Participant(
                study_id=study_id(case.number, group, number),
                case=case,
                group=group,
                number=number,
                person=key,
                joined_via="letter",
                batch=batch if replied and batch and batch.sent_on <= replied else None,
                invited_on=ago((life.signed or 20) + 30),
                replied_on=replied,
                contact_by=None if life.held else ago(place % 12 - 10),
                owner=case.lead,
            )
        )
    return write(rows, "participant.added")


def _consents(lives: list[Life], forms: list[DocumentVersion]) -> None:
    """Everybody's agreement, to follow-ups too but for one in six; half of those who had signed the
    old form signed again; and who took theirs back."""
    signed = [(one, one.signed) for one in lives if one.signed]
    again = [
        (one, 100) for one, days in signed if days > TURN and one.turn % 2 and one.left is None
    ]
    every = [*signed, *again]
    consents = write(
        (
            Consent(
                participant=one.person,
                document=forms[days > TURN],
                given_on=ago(days),
                how="paper",
                taken_by=one.person.owner,
                withdrawn_on=None if one.left is None else ago(one.left),
                withdrawn_time=None if one.left is None else dt.time(9),
            )
            for one, days in every
        ),
        "consent.given",
    )
    write(
        Clause(consent=row, scope=scope, agreed=scope != Scope.FOLLOW_UP or one.turn % 6 != 5)
        for (one, _), row in zip(every, consents, strict=True)
        for scope in Scope
    )
    gone([(one, row) for (one, _), row in zip(every, consents, strict=True) if row.withdrawn_on])
