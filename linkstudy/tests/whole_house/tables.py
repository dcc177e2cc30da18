"""The groups of a place: one that meets, with members, one that is closed, and a void one."""

from typing import Any

from cases.models import Case
from linkstudy.identities.kinds import Kind
from linkstudy.testing.events import an_event
from linkstudy.testing.factories import SmallStudy, ago
from linkstudy.testing.tables import (
    a_group,
    a_member,
    a_naming,
    a_payment,
    a_rate,
    accepted,
    some_advice,
)
from linkstudy.tests.whole_house.meetings import some_meetings
from meetings import actions
from meetings.models import Event, Group, Member, Rate, ReportText

KNOWN, VOID, GONE = 1, 2, 3  # numbers of members; the case's lead is the fourth
KEPT = {Kind.NAME: "Pat Example", Kind.PHONE: "07700 900456"}


OFFERED, ACCEPTED, PAID, TAKEN_BACK = 1, 2, 3, 4  # numbers of payments of who is known


def some_groups(case: Case, study: SmallStudy) -> dict[str, Any]:
    """Members: one who is known and may be named (1; another answer, 2, is void), a void one,
    one who left, and the case's lead by their account."""
    by = study.ppi
    meets, closed, gone = (
        a_group(f"{words} of case {case.number}", purpose="To advise")
        for words in ("Group", "Old group", "No group")
    )
    actions.close_group(group=closed, version=1, on=ago(3), by=by)
    actions.void_group(group=gone, version=1, reason="Entered twice", by=by)
    known, void, left, _ = (
        a_member(meets, **facts)
        for facts in ({"needs": ["captions"]}, {}, {}, {"user": case.lead, "seat": "researcher"})
    )
    keep(known, study)
    a_naming(known)
    twice = a_naming(known, on=ago(9))
    actions.void_naming(naming=twice, version=1, reason="Said by another", by=by)
    actions.void_member(member=void, version=1, reason="Never sat there", by=by)
    actions.leave_group(member=left, version=1, left_on=ago(5), by=by)
    some_meetings(meets, case, study)
    feed = actions.make_feed(user=case.lead, by=case.lead).secret
    slugs = {
        "feed": feed,
        "group": meets.slug,
        "closed_group": closed.slug,
        "void_group": gone.slug,
    }
    return slugs | some_advice_and_payments(meets, known, study) | some_events(study)


def some_events(study: SmallStudy) -> dict[str, str]:
    """A training session that nobody has written up, and one that is void: they are the whole study's."""
    if not Event.objects.exists():
        _, gone = an_event("Event"), an_event("No event")
        actions.void_event(event=gone, version=1, reason="Entered twice", by=study.ppi)
    event, gone = Event.objects.order_by("pk")
    return {"event": event.slug, "void_event": gone.slug}


def some_advice_and_payments(group: Group, member: Member, study: SmallStudy) -> dict[str, Any]:
    """Numbers of advice that has changed nothing yet, of void advice, and of a rate that no
    payment rests on; and payments of the member in every state."""
    by = study.ppi
    advice, gone = (some_advice(group) for _ in range(2))
    actions.void_contribution(contribution=gone, version=1, reason="Said twice", by=by)
    if not ReportText.objects.exists():
        actions.write_section(section="aim", version=0, text="To listen to people", by=by)
    if not Rate.objects.exists():
        a_rate()
    later = Rate.objects.count() - 1
    unused = a_rate(3000, starts_on=ago(-30 - later))
    _, agreed, paid, wrong = (a_payment(member) for _ in range(4))
    accepted(agreed, by)
    actions.pay(payment=accepted(paid, by), version=2, paid_on=ago(1), by=study.administrator)
    actions.void_payment(payment=wrong, version=1, reason="Offered twice", by=by)
    return {"advice": advice.number, "void_advice": gone.number, "rate": unused.number}


def keep(member: Member, study: SmallStudy) -> None:
    """Keep a member's contact details."""
    version = member.person.version
    actions.keep_member_contact(member=member, values=KEPT, version=version, by=study.ppi)
