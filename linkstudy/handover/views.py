"""Reports: as a page with text to copy, in Word, and their tables as files."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from cases.forms.as_at import AsAtForm
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.figures.figure import Figure
from linkstudy.figures.files import LABELS, kinds_of
from linkstudy.handover.accrual import AccrualForm, accrual
from linkstudy.handover.asking import PeriodForm
from linkstudy.handover.checklists.filled import filled
from linkstudy.handover.checklists.lists import CHECKLISTS, Checklist
from linkstudy.handover.due import due
from linkstudy.handover.files import answer
from linkstudy.handover.logs import LOGS
from linkstudy.handover.monitoring import monitoring
from linkstudy.handover.nihr import nihr
from linkstudy.handover.report import Report
from linkstudy.rows import Picked

ROWS = 50  # of a log, on a page


@dataclass(frozen=True)
class Kind:
    """A kind of report.

    lead     what it is for
    form     reads from the address what it is about
    made     makes it of what the form read
    choose   the words above the form
    more     (words, address) of what belongs to it
    """

    lead: str
    form: Callable[[QueryDict], Any]
    made: Callable[[User, Any], Report]
    choose: str = "Choose the period"
    more: Callable[[Any], list[tuple[str, str]]] = lambda asked: []


def _as_at(route: str, day: dt.date, *args: str) -> str:
    return f"{reverse(route, args=args)}?at={day.isoformat()}"


def _curve(day: dt.date) -> str:
    """The figure of patient interviews against the plan over time."""
    return _as_at("progress:figure_file", day, "interviews", "png")


def of_day(checklist: Checklist, reader: User, asked: AsAtForm) -> Report:
    return filled(checklist, reader, asked.day)


KINDS = {
    "due": Kind(
        "What the study has to report, to whom and when.", AsAtForm, lambda _, at: due(at.day)
    ),
    "nihr": Kind(
        "Planned against actual recruitment, for the funder’s form. Counts under 5 are shown: it is"
        " for the funder, not for the public.",
        PeriodForm,
        lambda reader, asked: nihr(reader, *asked.period),
        more=lambda asked: [("Curve of patients (PNG)", _curve(asked.period[1]))],
    ),
    "accrual": Kind(
        "Recruits by month and site, for the network. Check its template: this holds counts alone.",
        AccrualForm,
        accrual,
        "Choose the period and who counts",
    ),
    **{
        name: Kind(
            "What the data know is filled in; the rest is for you to write.",
            AsAtForm,
            partial(of_day, checklist),
            "Choose the day",
        )
        for name, checklist in CHECKLISTS.items()
    },
    "monitoring": Kind(
        "For the sponsor’s monitor: consents, versions, delegations, deviations and amendments.",
        AsAtForm,
        lambda reader, asked: monitoring(reader, asked.day),
        "Choose the day",
        lambda asked: [
            (log.title, _as_at(f"handover:{name}", asked.day)) for name, log in LOGS.items()
        ],
    ),
}


@dataclass(frozen=True)
class Way:
    """A report that there is: what it holds, to whom it goes, and how often they ask for it."""

    title: str
    name: str
    to_whom: str
    holds: str
    capability: May = May.SEE_REPORTS


WAYS = [
    Way(
        "Progress report",
        "handover:nihr",
        "Funder (NIHR)",
        "Planned against actual recruitment of a period, by group and by case; sites; changes of plan",
    ),
    Way(
        "Monthly accrual",
        "handover:accrual",
        "NIHR network",
        "Recruits by month and site of their consent",
    ),
    Way("COREQ", "handover:coreq", "Journals", "Interviews and who took part, item by item"),
    Way("SRQR", "handover:srqr", "Journals", "How qualitative work was done, item by item"),
    Way(
        "RAMESES II",
        "handover:rameses",
        "Journals",
        "How a realist evaluation was done, recruited and sampled, item by item",
    ),
    Way(
        "Monitoring",
        "handover:monitoring",
        "Sponsor’s monitor",
        "Consent log, versions of documents, delegation log, deviations, amendments by case",
    ),
    Way(
        "Report on involvement (GRIPP2)",
        "meetings:gripp2",
        "Journals and funder",
        "What public contributors advised, and what changed",
        May.SEE_INVOLVEMENT,
    ),
]


@require_GET
@requires(May.SEE_REPORTS)
def home(request: SignedIn) -> HttpResponse:
    """What reports there are, to whom they go, and when they are due."""
    asked = AsAtForm(request.GET)
    made = due(asked.day)
    part = made.parts[0]
    words = {
        "as_at": asked,
        "form": asked,
        "day": asked.day,
        "report": made,
        "part": part,
        "links": _links("due", part.taken, asked),
        "word": _address("due", made.name, "docx", asked),
        "ways": [way for way in WAYS if request.user.may(way.capability)],
    }
    return render(request, "handover/home.html", words)


@require_GET
@requires(May.SEE_REPORTS)
def report(request: SignedIn, of: str) -> HttpResponse:
    """A report, part by part, with the ways to take it along."""
    kind = KINDS[of]
    asked = kind.form(request.GET)
    made = kind.made(request.user, asked)
    words = {
        "kind": kind,
        "more": kind.more(asked),
        "form": asked,
        "report": made,
        "parts": [(part, _links(of, part.taken, asked)) for part in made.parts],
        "word": _address(of, made.name, "docx", asked),
    }
    return render(request, "handover/report.html", words)


@require_GET
@requires(May.SEE_REPORTS)
def report_file(request: SignedIn, of: str, name: str, kind: str) -> HttpResponse:
    """A report in Word, or one of its tables or pictures."""
    made = KINDS[of].made(request.user, KINDS[of].form(request.GET))
    return answer(made, name, kind)


@require_GET
@requires(May.SEE_REPORTS)
def log(request: SignedIn, of: str) -> HttpResponse:
    """A log with a row a person, page by page, as known at the end of a day."""
    asked = AsAtForm(request.GET)
    found = LOGS[of](request.user, asked.day)
    page = Paginator(Picked(found.rows), ROWS).get_page(request.GET.get("page"))
    words = {"log": found, "as_at": asked, "form": asked, "page": page}
    return render(request, "handover/log.html", words | {"entries": found.entries(page)})


def _links(of: str, figure: Figure | None, asked: Any) -> list[tuple[str, str]]:
    """(CSV, its address) and so on, of each file of a figure; none where there is none."""
    if figure is None:
        return []
    name = figure.table.name
    return [(LABELS[kind], _address(of, name, kind, asked)) for kind in kinds_of(figure)]


def _address(of: str, name: str, kind: str, asked: Any) -> str:
    """With the days that were shown, so that it holds the same tomorrow."""
    said = {"at": asked.day.isoformat()} if isinstance(asked, AsAtForm) else asked.query
    url = reverse(f"handover:{of}_file", args=[name, kind])
    return f"{url}?{urlencode(said, doseq=True)}"
