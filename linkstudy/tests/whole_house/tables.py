"""The groups of a place: one that meets, with members, one that is closed, and a void one."""

from cases.models import Case
from linkstudy.identities.kinds import Kind
from linkstudy.testing.factories import SmallStudy, ago
from linkstudy.testing.tables import a_group, a_member, a_naming
from meetings import actions
from meetings.models import Member

KNOWN, VOID, GONE = 1, 2, 3  # numbers of members; the case's lead is the fourth
KEPT = {Kind.NAME: "Pat Example", Kind.PHONE: "07700 900456"}


def some_groups(case: Case, study: SmallStudy) -> dict[str, str]:
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
    return {"group": meets.slug, "closed_group": closed.slug, "void_group": gone.slug}


def keep(member: Member, study: SmallStudy) -> None:
    """Keep a member's contact details."""
    version = member.person.version
    actions.keep_member_contact(member=member, values=KEPT, version=version, by=study.ppi)
