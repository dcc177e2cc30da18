"""The coverage map, the list that proves its numbers, and its file."""

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from cases.forms.as_at import AsAtForm
from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.exports import download, write
from linkstudy.forms import posted
from linkstudy.progress.actions import note_coverage
from linkstudy.progress.asking import as_at
from linkstudy.progress.coverage import MANY, MODELS, ONE, Coverage, list_url, narrowed
from linkstudy.progress.resources import CoverageSheet
from linkstudy.progress.touches import COLUMNS, Asked, By, touches
from linkstudy.words import listed
from participants.forms.exports import FileForm

ROWS = 25


@require_GET
@requires(May.SEE_PROGRESS)
def coverage(request: SignedIn, by: By) -> HttpResponse:
    """Which topics or theories have come up, in which cases and groups, and when last."""
    form = as_at(request.user, request.GET)
    page = Coverage(request.user, by, form.day)
    other = next(one for one in MANY if one != by)
    words = {
        "as_at": form,
        "form": form,
        "page": page,
        "one": ONE[by],
        "many": MANY[by],
        "columns": COLUMNS,
        "other": MANY[other],
        "other_url": reverse(f"progress:coverage_of_{other}"),
        "export": reverse(f"progress:export_{by}"),
        "is_today": form.day == clock.today(),
    }
    return render(request, "progress/coverage.html", words)


@require_GET
@requires(May.SEE_PEOPLE)
def touched(request: SignedIn, by: By, slug: str) -> HttpResponse:
    """What touched on one topic or theory, newest first; in one case or group, if asked for."""
    subject = get_object_or_404(MODELS[by], slug=slug)
    as_at = AsAtForm(request.GET)
    case, group = _place(request.GET)
    found = narrowed(touches(Asked(request.user, by, as_at.day, subject.pk)), case, group)
    words = {
        "subject": subject,
        "one": ONE[by],
        "back": reverse(f"progress:coverage_of_{by}"),
        "whole": list_url(by, subject) if case or group else "",
        "narrowed": listed(
            [words for words in (case and f"Case {case}", COLUMNS.get(group)) if words]
        ),
        "day": as_at.day,
        "page": Paginator(found, ROWS).get_page(request.GET.get("page")),
    }
    return render(request, "progress/touched.html", words)


def _place(query: QueryDict) -> tuple[str, str]:
    """The case and group that an address asks for; "" for what is none."""
    case, group = query.get("case", ""), query.get("group", "")
    return case if case.isdecimal() else "", group if group in COLUMNS else ""


@requires(May.EXPORT)
def export_coverage(request, by: By):
    """What the file is for; then the file."""
    as_at, form = AsAtForm(request.GET), FileForm(posted(request))
    page = Coverage(request.user, by, as_at.day)
    if request.method == "POST" and form.is_valid():
        return spreadsheet(request, page, form)
    words = {
        "form": form,
        "day": as_at.day,
        "many": MANY[by],
        "back": reverse(f"progress:coverage_of_{by}"),
        "columns": CoverageSheet().meanings(),
    }
    return render(request, "progress/export_coverage.html", words)


def spreadsheet(request: SignedIn, page: Coverage, form: FileForm) -> FileResponse:
    """Write the file, record that it leaves, and hand it out."""
    kind, of = form.cleaned_data["kind"], MANY[page.by]
    about = [
        ("What this is", f"How often {of} came up, by case and group"),
        ("As at", page.day.isoformat()),
        ("Purpose", form.purpose_words),
        ("Made by", request.user.name),
    ]
    file = write(kind, CoverageSheet(), page.rows(), about)
    with file.unless_sent():
        note_coverage(
            by=request.user,
            list=of,
            day=page.day.isoformat(),
            purpose=form.purpose_words,
            kind=kind,
            rows=file.rows,
            sha256=file.digest,
        )
        return download(file, kind, f"coverage-{page.by}")
