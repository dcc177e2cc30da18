"""Whether somebody who left may still be contacted, in the words of whoever is about to do it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from linkstudy.words import clock_words
from participants.consents import said
from participants.models import Consent, Participant, Withdrawal
from participants.vocabulary import WithdrawalLevel

ALLOWED = {
    WithdrawalLevel.NO_CONTACT: "Nobody is to contact them any more",
    WithdrawalLevel.NO_FOLLOW_UP: "They give no more interviews. We may still write to them, for"
    " example with results",
    WithdrawalLevel.REMOVE_UNANALYSED: "They give no more interviews, and what nobody has analysed"
    " is taken out. Contact them about that alone",
    WithdrawalLevel.REMOVE_ALL: "They give no more interviews, and all that can be is taken out."
    " Contact them about that alone",
}


@dataclass(frozen=True)
class Care:
    """What to know before getting in touch: what they said, and what they allow."""

    words: str
    allowed: str
    is_closed: bool = False


def care(person: Participant) -> Care | None:
    """What to know today of somebody who withdrew or said no; None of everybody else."""
    if gone := left(person):
        level = WithdrawalLevel(gone.level)
        words = f"{person} withdrew on {said(gone.on)}"
        return Care(words, ALLOWED[level], is_closed=level == WithdrawalLevel.NO_CONTACT)
    if no := person.refusals.standing().first():
        allowed = (
            "We may contact them again"
            if no.may_contact_again
            else "They are not to be asked again"
        )
        return Care(f"{person} said no on {said(no.on)}", allowed)
    return None


def left(person: Participant) -> Withdrawal | None:
    """The withdrawal that counts today: of those that they have not agreed again since, the one that
    goes furthest about being contacted, else the last."""
    agreed = person.consents.not_withdrawn().latest_first().first()
    since = (agreed.given_on, agreed.given_time) if agreed else None
    standing = person.withdrawals.standing().order_by("on", "time")
    gone = [one for one in standing if since is None or (one.on, one.time) > since]
    closing = [one for one in gone if one.level == WithdrawalLevel.NO_CONTACT]
    return (closing or gone or [None])[-1]


def silent(key: str) -> Q:
    """That the person whom a column names asked for no more contact, and agrees to nothing any more."""
    mine = {"participant": OuterRef(key)}
    asked = Withdrawal.objects.standing().filter(level=WithdrawalLevel.NO_CONTACT, **mine)
    return Q(Exists(asked)) & ~Q(Exists(Consent.objects.not_withdrawn().filter(**mine)))


def closed_by(person: Participant, on: dt.date, time: dt.time | None) -> str:
    """Why nobody was to contact the person at that moment, and what to do; "" when they might be.

    A contact of that day without a time counts as made after they withdrew.
    """
    gone = left(person)
    if gone is None or gone.level != WithdrawalLevel.NO_CONTACT:
        return ""
    if (on, time or dt.time.max) < (gone.on, gone.time):
        return ""
    moment = f"{said(gone.on)} at {clock_words(gone.time)}"
    return (
        f"{person} withdrew on {moment} and is not to be contacted any more. A contact from before"
        " then, or one that they made, can be recorded"
    )
