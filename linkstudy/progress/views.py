"""The pages that draw on the whole study. They only read."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from cases.converters import Sent
from cases.forms.as_at import AsAtForm
from cases.models import Case, InvitationBatch
from cases.views.seen import batch_or_404, case_or_404
from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.limits import waiting
from linkstudy.accounts.policy import May
from linkstudy.corrections import put_right
from linkstudy.figures import recruitment as counting
from linkstudy.figures.figure import Asked
from linkstudy.figures.letters import letters_sent, reminded
from linkstudy.progress import words
from linkstudy.progress.asking import as_at
from linkstudy.progress.case_page import CasePage, in_full
from linkstudy.progress.cases_page import case_lines
from linkstudy.progress.day import MOST, days_page
from linkstudy.progress.duties import duties
from linkstudy.progress.letters import BatchPage, lines
from linkstudy.progress.looked import looked, remember
from linkstudy.progress.meetings import near_meetings
from linkstudy.progress.owed import in_turn, owed
from linkstudy.progress.progress_page import ProgressPage
from linkstudy.progress.scope import Scope
from linkstudy.progress.tasks import Tasks
from linkstudy.setup.first import FirstSteps

ROWS = 25


@require_GET
@requires(May.SEE_TODAY)
def today(request: SignedIn) -> HttpResponse:
    """What a person has to do today; what they can open, when they have no people of their own."""
    user = request.user
    if user.may(May.WITHDRAW):
        words_of_it = {
            "page": days_page(user, whole=False),
            "steps": FirstSteps(user) if user.may(May.SET_UP) else None,
            "meetings": near_meetings(user),
            "waiting": waiting() if user.may(May.MANAGE_TEAM) else [],
        }
        return render(request, "progress/today.html", words_of_it)
    figures = counting.recruitment(user, clock.today()) if user.may(May.SEE_PROGRESS) else None
    sentence = words.verdict(figures) if figures else "You have no part in the study yet."
    told = {
        "sentence": sentence,
        "duties": duties(user),
        "figures": figures,
        "items": in_turn(owed(Scope(user), MOST)) if user.may(May.KEEP_MEETINGS) else [],
        "meetings": near_meetings(user),
    }
    return render(request, "progress/today_without_people.html", told)


@require_GET
@requires(May.SEE_TODAY)
def tasks(request: SignedIn) -> HttpResponse:
    """Everything that is owed: of which kind, by whom and by when."""
    return render(request, "progress/tasks.html", {"list": Tasks(request.GET, request.user)})


@require_GET
@requires(May.SEE_PROGRESS)
def recruitment(request: SignedIn) -> HttpResponse:
    """How far recruitment is, against the plan in force on the day, and where it may end."""
    form, found = as_at(request.user, request.GET), looked(request, request.user)
    since = found.since(clock.today())
    page = ProgressPage(Asked(request.user, form.day), request.GET.get("page"), since)
    context = {"page": page, "figures": page.figures, "as_at": form, "form": form}
    response = render(request, "progress/recruitment.html", context)
    if page.is_today:
        remember(response, request.user, found.at(clock.study_now()))
    return response


@require_GET
@requires(May.SEE_CASES)
def cases(request: SignedIn) -> HttpResponse:
    """The cases that the person may see."""
    figures = counting.recruitment(request.user, clock.today())
    rows = [row for row in figures.rows if row.case]
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": case_lines(figures, list(page)),
        "plan": figures.plan,
        "lead": words.cases_and_stages(figures),
    }
    return render(request, "progress/cases.html", context)


@require_GET
@requires(May.SEE_CASES)
def case(request: SignedIn, number: int) -> HttpResponse:
    """One case: where it stands, what comes next, who is in it."""
    found = case_or_404(request.user, May.SEE_CASES, number, in_full(clock.today()))
    context = {"case": found, "page": CasePage(request.user, found)}
    return render(request, "progress/case.html", context)


@require_GET
@requires(May.SEE_CASES)
def letters(request: SignedIn, number: int) -> HttpResponse:
    """What practices sent out in a case, up to a day as known at its end."""
    found = case_or_404(request.user, May.SEE_CASES, number)
    form, mine = AsAtForm(request.GET), Case.objects.filter(pk=found.pk)
    every = InvitationBatch.objects.filter(case=found).select_related("case", "practice")
    rows = every.standing(clock.end_of(form.day)).filter(sent_on__lte=form.day)
    page = Paginator(rows.order_by("-sent_on", "-number"), ROWS).get_page(request.GET.get("page"))
    context = {
        "case": found,
        "as_at": form,
        "form": form,
        "day": form.day,
        "page": page,
        "lines": lines(page, form.day),
        "is_today": form.day == clock.today(),
        "taken_back": every.current().exclude(voided_at=None).order_by("-sent_on", "-number"),
        "sums": letters_sent(mine, form.day).get(found.pk),
        "reminded": reminded(mine, form.day).get(found.pk, 0),
    }
    return render(request, "progress/letters.html", context)


@require_GET
@requires(May.SEE_CASES)
def batch(request: SignedIn, number: int, sent: Sent) -> HttpResponse:
    """What one practice sent out on a day, its reminders and who answered."""
    found = batch_or_404(request.user, May.SEE_CASES, number, sent)
    if found.slug != str(sent):
        return redirect(found)
    context = {
        "batch": found,
        "case": found.case,
        "page": BatchPage(request.user, found),
        "put_right": put_right(found, request.user),
    }
    return render(request, "progress/batch.html", context)
