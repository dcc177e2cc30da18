"""What the address of a figure asks for."""

from django.http import QueryDict

from cases.forms.as_at import AsAtForm
from cases.views.seen import case_or_404
from cases.vocabulary import Group
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach
from linkstudy.figures.figure import Asked
from participants.vocabulary import Wave

DIGITS = 5  # no case's number has more


def as_at(reader: User, query: QueryDict) -> AsAtForm:
    """The day asked for; for a reader of counts always today: two days could tell a small count."""
    counts = reader.reach(May.SEE_PROGRESS) == Reach.COUNTS
    return AsAtForm(QueryDict() if counts else query)


def asked(reader: User, query: QueryDict) -> Asked:
    """What ?at=, ?case=, ?group= and ?wave= ask for; what is no group or wave is left aside.

    Raises Http404 for a case that the reader may not see.
    """
    number, group, wave = query.get("case", ""), query.get("group", ""), query.get("wave", "")
    is_number = number.isdecimal() and len(number) <= DIGITS
    case = case_or_404(reader, May.SEE_PROGRESS, int(number)) if is_number else None
    return Asked(
        reader,
        as_at(reader, query).day,
        case,
        group if group in Group.values else Group.PATIENT.value,
        wave if wave in Wave.values else Wave.FIRST.value,
    )
