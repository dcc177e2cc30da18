"""What the address of a figure asks for."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from cases.forms.as_at import AsAtForm
from cases.views.seen import case_or_404
from cases.vocabulary import Group
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach
from linkstudy.figures.figure import Asked, Figure
from linkstudy.figures.files import LABELS, kinds_of
from participants.vocabulary import Wave

DIGITS = 5  # no case's number has more


def as_at(reader: User, query: QueryDict) -> AsAtForm:
    """The day asked for; for a reader of counts always today: two days could tell a small count."""
    counts = reader.reach(May.SEE_PROGRESS) == Reach.COUNTS
    return AsAtForm(QueryDict() if counts else query)


def asked(reader: User, query: QueryDict) -> Asked:
    """What ?at=, ?case=, ?group= and ?wave= ask for; what is no group or wave is left aside.

    A reader of counts has no figures of one case: beside those of all they could tell a small one.
    Raises Http404 for a case that the reader may not see.
    """
    number, group, wave = query.get("case", ""), query.get("group", ""), query.get("wave", "")
    counts = reader.reach(May.SEE_PROGRESS) == Reach.COUNTS
    is_number = number.isdecimal() and len(number) <= DIGITS and not counts
    case = case_or_404(reader, May.SEE_PROGRESS, int(number)) if is_number else None
    return Asked(
        reader,
        as_at(reader, query).day,
        case,
        group if group in Group.values else Group.PATIENT.value,
        wave if wave in Wave.values else Wave.FIRST.value,
    )


def address(asked: Asked, **also: str) -> str:
    """?at=2022-06-14&case=5 and so on: what was asked, so that it shows the same tomorrow. A reader of
    counts has today's figures alone."""
    said = {} if asked.counts else {"at": asked.day.isoformat()}
    said |= {"case": str(asked.case.number)} if asked.case else {}
    said |= {"group": asked.group} if asked.group != Group.PATIENT else {}
    said |= {"wave": asked.wave} if asked.wave != Wave.FIRST else {}
    said |= also
    return f"?{urlencode(said)}" if said else ""


def files(name: str, asked: Asked, figure: Figure) -> list[tuple[str, str]]:
    """(CSV, its address) and so on, of each kind of file that there is of the figure."""
    return [
        (LABELS[kind], reverse("progress:figure_file", args=[name, kind]) + address(asked))
        for kind in kinds_of(figure)
    ]
