"""Fieldwork in a case: its page, debriefs and documents collected, and what puts them right."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from cases import actions
from cases.acts import fieldwork as acts
from cases.fieldwork import Fieldwork
from cases.forms.as_at import AsAtForm
from cases.forms.fieldwork import (
    CollectForm,
    CorrectCollectedForm,
    CorrectDebriefForm,
    DebriefForm,
    RedactForm,
)
from cases.models import CollectedDocument, Debrief, DebriefReflection
from cases.views.seen import case_or_404, numbered_or_404
from cases.views.thinking import ticked
from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.corrections import Record, answered, put_right
from linkstudy.forms import StudyForm, carry_out, held, posted


@require_GET
@requires(May.SEE_CASES)
def fieldwork(request: SignedIn, number: int) -> HttpResponse:
    """Hours and days with the link worker, debriefs and documents of one case."""
    case = case_or_404(request.user, May.SEE_CASES, number)
    as_at = AsAtForm(request.GET)
    words = {"case": case, "as_at": as_at, "form": as_at, "page": Fieldwork(case, as_at.day)}
    return render(request, "cases/fieldwork.html", words)


@require_GET
@requires(May.SEE_CASES)
def debrief(request: SignedIn, number: int, debrief: int) -> HttpResponse:
    """One debrief."""
    found = numbered_or_404(Debrief, request.user, May.SEE_CASES, number, debrief)
    words = {"debrief": found, "case": found.case, "put_right": put_right(found, request.user)}
    words |= ticked(DebriefReflection.of(found))
    return render(request, "cases/debrief.html", words)


@require_GET
@requires(May.SEE_CASES)
def collected(request: SignedIn, number: int, document: int) -> HttpResponse:
    """One document that the study was given."""
    found = numbered_or_404(CollectedDocument, request.user, May.SEE_CASES, number, document)
    words = {"document": found, "case": found.case, "put_right": put_right(found, request.user)}
    return render(request, "cases/collected.html", words)


def written(
    request: SignedIn, number: int, form: StudyForm, action: Callable[..., Any], **words: str
) -> HttpResponse:
    """The page that writes something new down in a case."""
    case = case_or_404(request.user, May.LOG_OBSERVATION, number)
    if form.is_bound and (made := carry_out(form, action, case=case, by=request.user)):
        messages.success(request, f"{acts.thing(made).name} saved")
        return redirect("cases:fieldwork", number)
    return render(request, "cases/log_fieldwork.html", {"case": case, "form": form} | words)


@requires(May.LOG_OBSERVATION)
def log_debrief(request: SignedIn, number: int) -> HttpResponse:
    """Write down a talk with the link worker about a day."""
    form = DebriefForm(posted(request), initial={"day": clock.today()})
    return written(
        request,
        number,
        form,
        actions.log_debrief,
        heading="Log a debrief",
        lead=f"A talk with the link worker of Case {number} about a day. You held it.",
        button="Save debrief",
        care="What was said is kept nowhere here. Recordings stay where recordings are kept.",
    )


@requires(May.LOG_OBSERVATION)
def collect(request: SignedIn, number: int) -> HttpResponse:
    """Write down that the study was given a paper or file."""
    form = CollectForm(posted(request), initial={"received_on": clock.today()})
    return written(
        request,
        number,
        form,
        actions.collect_document,
        heading="Add a document collected",
        lead=f"A paper or file that the study was given in Case {number}. You collected it.",
        button="Save document",
        care="No file is kept here, only where it lies. Write no names.",
    )


@requires(May.LOG_OBSERVATION)
def redact_collected(request: SignedIn, number: int, document: int) -> HttpResponse:
    """Say when what is confidential in a document was made unreadable."""
    may = May.LOG_OBSERVATION
    found = numbered_or_404(CollectedDocument, request.user, may, number, document)
    form = RedactForm(posted(request), initial=held(found) | {"redacted_on": clock.today()})
    return answered(request, acts.redact(found), form, actions.redact_document, {"document": found})


def debrief_to_put_right(user: User, number: int, debrief: int) -> Debrief:
    return numbered_or_404(Debrief, user, May.VOID, number, debrief)


def document_to_put_right(user: User, number: int, document: int) -> CollectedDocument:
    return numbered_or_404(CollectedDocument, user, May.VOID, number, document)


talk = Record("debrief", debrief_to_put_right)
correct_debrief = talk.correct(acts.correct, CorrectDebriefForm, actions.correct_debrief)
void_debrief = talk.void(acts.void, actions.void_debrief)
restore_debrief = talk.restore(acts.restore, actions.restore_debrief)

paper = Record("document", document_to_put_right)
correct_collected = paper.correct(acts.correct, CorrectCollectedForm, actions.correct_collected)
void_collected = paper.void(acts.void, actions.void_collected)
restore_collected = paper.restore(acts.restore, actions.restore_collected)
