"""Questionnaires: handed out, come back or not, and which are overdue."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cases.models import Case
from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.corrections import Record
from linkstudy.forms import carry_out, held, posted
from linkstudy.words import day_words
from participants import actions
from participants.acts import questionnaires as acts
from participants.briefs import brief
from participants.consents import no_questionnaire
from participants.forms.questionnaires import (
    CorrectQuestionnaireForm,
    HandOutForm,
    OutcomeForm,
    QuestionnairesFilter,
    lacking,
    pairs_for,
)
from participants.left import left
from participants.models import Participant
from participants.questionnaires import listed
from participants.views.corrections import answer
from participants.views.seen import person_or_404, questionnaire_or_404

ROWS = 25
page_with_form = require_http_methods(["GET", "POST"])


@require_GET
@requires(May.SEE_PEOPLE)
def questionnaires(request: SignedIn) -> HttpResponse:
    """What is overdue first, then what is out."""
    cases = Case.objects.reached(request.user, May.SEE_PEOPLE).select_related("site")
    asked = QuestionnairesFilter(request.GET, list(cases))
    rows, sentence = listed(request.user, asked)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    words = {"asked": asked, "form": asked, "page": page, "sentence": sentence}
    return render(request, "participants/questionnaires.html", words)


@page_with_form
@requires(May.RECORD)
def hand_out(request: SignedIn, slug: str) -> HttpResponse:
    """Write down that somebody was given a questionnaire."""
    person = person_or_404(request.user, slug)
    pairs, known = lacking(person), pairs_for(person)
    if request.method == "GET" and not pairs:
        messages.warning(request, nothing_to_give(person))
        return redirect(person)
    form = HandOutForm(posted(request), initial={"given_on": clock.today()})
    form.offer(pairs or known, known)
    if form.is_bound and (
        given := carry_out(form, actions.hand_out, participant=person, by=request.user)
    ):
        waits = left(person, given.given_on) or f"To come back by {day_words(given.due_on)}"
        messages.success(request, f"Saved for {person}: {given.name}. {waits}")
        return redirect(person)
    lacks = no_questionnaire(person, clock.today())
    words = {"form": form, "about": brief(request.user, person.study_id), "lacks": lacks}
    return render(request, "participants/hand_out.html", words)


def nothing_to_give(person: Participant) -> str:
    """Why there is no questionnaire that they could be given."""
    if pairs_for(person):
        return f"{person} was given every questionnaire already"
    return "No questionnaire is set up for them. An administrator does that under Set up"


@page_with_form
@requires(May.RECORD)
def settle_questionnaire(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Write down what came of a questionnaire."""
    found = questionnaire_or_404(request.user, slug, number)
    person = found.participant
    if request.method == "GET" and not found.is_open:
        messages.warning(request, "It is known already what came of it. Correct that instead")
        return redirect(person)
    form = OutcomeForm(posted(request), initial=held(found) | {"on": clock.today()})
    if form.is_bound and (
        saved := carry_out(form, actions.settle_questionnaire, questionnaire=found, by=request.user)
    ):
        came = saved.state.label.lower()
        messages.success(request, f"Saved for {person}: {found.name}, {came}")
        return redirect(person)
    words = {"form": form, "questionnaire": found, "about": brief(request.user, person.study_id)}
    return render(request, "participants/settle_questionnaire.html", words)


record = Record("questionnaire", questionnaire_or_404, answer)
correct_questionnaire = record.correct(
    acts.correct, CorrectQuestionnaireForm, actions.correct_questionnaire
)
void_questionnaire = record.void(acts.void, actions.void_questionnaire)
restore_questionnaire = record.restore(acts.restore, actions.restore_questionnaire)
