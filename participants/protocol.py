"""What breaks a rule of the protocol in force that day, in a sentence.

A rule can be broken for a reason, which is kept as a deviation. Consent is no such rule: the gate
has no override. Each function answers None when nothing is broken, or when no settings hold.

The papers' day is that of the invitation by name, or of the letters that somebody answered. Without
one, somebody who came by a letter, a text, an email or the link worker's hand-out had the papers
before they replied, nobody knows how long, so that nothing is held against them; whoever came
another way got them when they replied.
Where a time is not known, the longest that it can have been counts.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import Protocol
from cases.vocabulary import FollowUpAnchor
from linkstudy.clock import LONDON
from linkstudy.words import uncapped
from participants.attempts import tried
from participants.consents import UNKNOWN, said
from participants.follow_up import counted_from, window
from participants.models import (
    Consent,
    ContactAttempt,
    Deviation,
    Participant,
    Refusal,
    Withdrawal,
)
from participants.vocabulary import AgeBand, JoinedVia, RefusalReason, Rule, Wave, WithdrawalLevel

PAPERS_CAME_FIRST = (JoinedVia.LETTER, JoinedVia.TEXT, JoinedVia.EMAIL, JoinedVia.LINK_WORKER)
# Noes that nobody said.
NOT_THEIRS = (RefusalReason.NO_REPLY, RefusalReason.RETURNED, RefusalReason.NOT_ELIGIBLE)
ENDLESS = 200  # years; the oldest of an open band
BOOKED, HELD = "Follow-up booked for", "Follow-up held on"
Moment = tuple[dt.date, dt.time]


@dataclass(frozen=True)
class Breach:
    """A rule that is broken: what was done, and what to ask the person who did it."""

    rule: Rule
    protocol: Protocol
    on: dt.date
    what: str
    ask: str


def papers_on(person: Participant) -> dt.date | None:
    """The day on which the person got the papers, as far as it is known."""
    if person.invited_on:
        return person.invited_on
    if person.batch:
        return person.batch.now.sent_on
    return None if person.joined_via in PAPERS_CAME_FIRST else person.replied_on


def consent_breaches(
    person: Participant, given_on: dt.date, given_time: dt.time, itself: Consent | None = None
) -> list[Breach]:
    """What agreeing breaks. itself is the row, where it stands already."""
    time = None if given_time == UNKNOWN else given_time
    found = against_their_wish(person, given_on, time, itself), too_soon(person, given_on, time)
    return [one for one in found if one]


def too_soon(person: Participant, given_on: dt.date, given_time: dt.time | None) -> Breach | None:
    """Consent before the time to think was over."""
    rules, papers = Protocol.objects.in_force(given_on), papers_on(person)
    if rules is None or papers is None or not rules.cooling_off_hours:
        return None
    had = _instant(given_on, given_time or dt.time.max) - _instant(papers, dt.time(0))
    if had >= dt.timedelta(hours=rules.cooling_off_hours):
        return None
    hours = setting(Rule.COOLING_OFF, rules)
    return Breach(
        Rule.COOLING_OFF,
        rules,
        given_on,
        f"Agreed on {said(given_on)}, less than {hours} after the papers of {said(papers)}",
        f"The protocol gives {hours} between the papers and consent, and {person} got the papers"
        f" on {said(papers)}. Check the date, or say why it was sooner",
    )


def _instant(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, tzinfo=LONDON).astimezone(dt.UTC)


def against_their_wish(
    person: Participant,
    given_on: dt.date,
    given_time: dt.time | None,
    itself: Consent | None = None,
) -> Breach | None:
    """Consent of somebody who had asked for no more contact, and not agreed again since. itself is
    its row, where it stands already."""
    rules, moment = Protocol.objects.in_force(given_on), (given_on, given_time or dt.time.max)
    asked = max((one for one in _wished_for_none(person) if one <= moment), default=None)
    others = person.consents.standing().exclude(pk=itself.pk if itself else None)
    if rules is None or asked is None or _is_agreed_between(others, asked, moment):
        return None
    return Breach(
        Rule.NO_CONTACT,
        rules,
        given_on,
        f"Agreed on {said(given_on)}, after they asked on {said(asked[0])} for no more contact",
        f"{person} asked on {said(asked[0])} for no more contact. Check that it is the right person,"
        " or say how they came to agree",
    )


def disturbed(person: Participant, on: dt.date, rules: Protocol) -> Breach | None:
    """A contact with somebody who gave a no for good on an earlier day, and did not agree between the
    two: on the day itself they said it in a contact. After a withdrawal from all contact there is
    none at all."""
    since = Consent.objects.standing().filter(
        participant=OuterRef("participant"), given_on__gte=OuterRef("on"), given_on__lte=on
    )
    noes = Refusal.objects.standing().filter(participant=person, may_contact_again=False, on__lt=on)
    no = noes.exclude(Exists(since) | Q(reason__in=NOT_THEIRS)).order_by("on").last()
    if no is None:
        return None
    return Breach(
        Rule.NO_CONTACT,
        rules,
        on,
        f"In touch on {said(on)}, after they asked on {said(no.on)} for no more contact",
        f"{person} asked on {said(no.on)} for no more contact. Check that it is the right person,"
        " or say why you got in touch",
    )


def _wished_for_none(person: Participant) -> list[Moment]:
    """From when on they asked not to be contacted: with a no that they gave, from the beginning of
    its day."""
    no = Refusal.objects.standing().filter(participant=person, may_contact_again=False)
    no = no.exclude(reason__in=NOT_THEIRS)
    gone = Withdrawal.objects.standing().filter(
        participant=person, level=WithdrawalLevel.NO_CONTACT
    )
    return [*((one.on, dt.time.min) for one in no), *((one.on, one.time) for one in gone)]


def _is_agreed_between(consents: QuerySet[Consent], asked: Moment, moment: Moment) -> bool:
    given = consents.values_list("given_on", "given_time")
    return any(asked < one <= moment for one in given)


def attempt_breaches(
    person: Participant,
    on: dt.date,
    time: dt.time | None,
    past: Sequence[ContactAttempt] | None = None,
) -> list[Breach]:
    """What getting in touch with somebody breaks. past are the contacts before it, where it stands
    already."""
    if (rules := Protocol.objects.in_force(on)) is None:
        return []
    before = tried(person, on, time, past)
    found = disturbed(person, on, rules), too_often(person, on, before, rules)
    return [one for one in found if one]


def too_often(person: Participant, on: dt.date, before: int, rules: Protocol) -> Breach | None:
    """One more attempt to reach somebody, after so many, than the protocol allows without an answer."""
    if before < rules.most_contact_attempts:
        return None
    return Breach(
        Rule.ATTEMPTS,
        rules,
        on,
        f"Attempt {before + 1} to reach them, after {before} without an answer",
        f"{person} has not answered {_many(before, 'attempt')}, and the protocol allows"
        f" {rules.most_contact_attempts}. Say why you tried once more",
    )


def out_of_window(person: Participant, wave: str, day: dt.date, did: str) -> Breach | None:
    """A follow-up on a day on which it does not fall, unless that is told, as of a booking that then
    took place."""
    return next(iter(untold(person, [misplaced(person, wave, day, did)])), None)


def misplaced(person: Participant, wave: str, day: dt.date, did: str) -> Breach | None:
    """A follow-up, booked or held as did says, on a day on which it does not fall."""
    rules = Protocol.objects.in_force(day)
    if wave != Wave.FOLLOW_UP or rules is None or (first := counted_from(person, rules)) is None:
        return None
    span = window(first, rules)
    if span.holds(day):
        return None
    before = day < span.opens
    edge = f"before it could be from {said(span.opens)}" if before else f"after {said(span.closes)}"
    return Breach(
        Rule.FOLLOW_UP,
        rules,
        day,
        f"{did} {said(day)}, {edge}",
        f"The protocol has the follow-up of {person} between {said(span.opens)} and"
        f" {said(span.closes)}. Check the day, or say why it is {'earlier' if before else 'later'}",
    )


def untold(person: Participant, breaches: Iterable[Breach | None]) -> list[Breach]:
    """Those of which no deviation of the rule and day stands already."""
    told = set(Deviation.objects.standing().filter(participant=person).values_list("rule", "on"))
    return [one for one in breaches if one and (one.rule, one.on) not in told]


def wrong_age(person: str, band: str, on: dt.date) -> Breach | None:
    """Somebody of a band of ages of which the protocol takes nobody."""
    rules = Protocol.objects.in_force(on)
    if rules is None or not band:
        return None
    youngest, oldest = _ages(band)
    if oldest >= rules.least_age and (rules.most_age is None or youngest <= rules.most_age):
        return None
    taken, label = setting(Rule.AGE, rules), AgeBand(band).label
    return Breach(
        Rule.AGE,
        rules,
        on,
        f"Aged {label}, and the protocol takes people of {taken}",
        f"The protocol takes people aged {taken}, and {person} is {label}. Check the age, or say"
        " why they take part",
    )


def _ages(band: str) -> tuple[int, int]:
    """The youngest and oldest of a band, in years: 18-29, 80+."""
    youngest, _, oldest = band.rstrip("+").partition("-")
    return int(youngest), int(oldest or ENDLESS)


def setting(rule: str, rules: Protocol) -> str:
    """What the protocol says of a rule: 24 hours; 9 to 12 months after the person’s first interview."""
    if rule == Rule.COOLING_OFF:
        return _many(rules.cooling_off_hours, "hour")
    if rule == Rule.ATTEMPTS:
        return _many(rules.most_contact_attempts, "attempt")
    if rule == Rule.AGE:
        most = rules.most_age
        return f"{rules.least_age} and over" if most is None else f"{rules.least_age} to {most}"
    if rule == Rule.NO_CONTACT:
        return "nobody is asked again who wants no more contact"
    anchor = uncapped(FollowUpAnchor(rules.follow_up_anchor).label)
    return f"{rules.follow_up_min_months} to {rules.follow_up_max_months} months after {anchor}"


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
