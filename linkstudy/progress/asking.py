"""What the address of a figure asks for."""

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from cases.forms.as_at import AsAtForm
from cases.models import Case
from cases.views.seen import case_or_404
from cases.vocabulary import Group
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.figures.figure import Asked, Figure, counts_only
from linkstudy.figures.files import LABELS, kinds_of
from participants.vocabulary import Wave

DIGITS = 5  # no case's number has more


def as_at(reader: User, query: QueryDict) -> AsAtForm:
    """The day asked for; for a reader of counts always today: two days could tell a small count."""
    return AsAtForm(QueryDict() if counts_only(reader) else query)


def asked(reader: User, query: QueryDict) -> Asked:
    """What ?at=, ?case=, ?group= and ?wave= ask for; what is no group or wave is left aside, as a page
    says where it asks.

    A reader of counts has no figures of one case: beside those of all they could tell a small one.
    Raises Http404 for a case that the reader may not see.
    """
    group, wave = query.get("group", ""), query.get("wave", "")
    return Asked(
        reader,
        as_at(reader, query).day,
        None if counts_only(reader) else _case(reader, query.get("case", "")),
        group if group in Group.values else Group.PATIENT.value,
        wave if wave in Wave.values else Wave.FIRST.value,
    )


def asked_exactly(reader: User, query: QueryDict) -> Asked:
    """The same for a file, which cannot say what it left aside. Raises Http404 for what is no day, case,
    group or wave."""
    unknown = query.get("group", Group.PATIENT) not in Group.values
    unknown |= query.get("wave", Wave.FIRST) not in Wave.values
    unknown |= bool(query.get("case", "")) and not str(query["case"]).isdecimal()
    if unknown or not as_at(reader, query).is_valid():
        raise Http404
    return asked(reader, query)


def _case(reader: User, number: str) -> Case | None:
    if not number.isdecimal():
        return None
    if len(number) > DIGITS:
        raise Http404
    return case_or_404(reader, May.SEE_PROGRESS, int(number))


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
