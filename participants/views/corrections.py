"""Putting right, taking back and restoring what was recorded of a person, with a reason.

One like the other: what the address names, what the page says, what may be typed, and the one
action.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.corrections import Act, answered
from linkstudy.forms import RestoreForm, StudyForm, VoidForm, held, posted
from participants import actions
from participants.acts import consents, contacts, deviations, interviews, leaving, people
from participants.briefs import brief
from participants.forms.corrections import (
    CorrectAttemptForm,
    CorrectConsentForm,
    CorrectDeclineForm,
    CorrectDeviationForm,
    CorrectInterviewForm,
    CorrectMissedForm,
    CorrectWithdrawalForm,
    VoidWithdrawalForm,
)
from participants.models import Participant
from participants.standing import uncovered, uncovered_words, what_stands
from participants.views.seen import (
    attempt_or_404,
    consent_or_404,
    deviation_or_404,
    interview_or_404,
    person_or_404,
    refusal_or_404,
    withdrawal_or_404,
)

page_with_form = require_http_methods(["GET", "POST"])


def answer(
    request: SignedIn, act: Act, form: StudyForm, action: Callable[..., Any], **rows: Any
) -> HttpResponse:
    """The page beside what is known of the person, or the way back once it is saved.

    Interviews that no consent covers any more are said.
    """
    [row] = rows.values()
    person = row if isinstance(row, Participant) else row.participant
    before = uncovered(person) if form.is_bound else []
    return answered(
        request,
        act,
        form,
        action,
        rows,
        template="participants/act.html",
        after=lambda _: uncovered_words(person, before),
        about=brief(request.user, person.study_id),
    )


# Interviews, missed interviews and bookings

PUT_RIGHT = {
    "done": (CorrectInterviewForm, actions.correct_interview),
    "missed": (CorrectMissedForm, actions.correct_missed),
}


@page_with_form
@requires(May.VOID)
def correct_interview(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found = interview_or_404(request.user, slug, number)
    if interviews.happened(found) == "booked":
        return redirect("participants:change_booking", slug, number)
    form_class, action = PUT_RIGHT[interviews.happened(found)]
    form = form_class(posted(request))
    form.fill(found)
    return answer(request, interviews.correct(found), form, action, interview=found)


@page_with_form
@requires(May.VOID)
def void_interview(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found = interview_or_404(request.user, slug, number)
    form = VoidForm(posted(request), initial=held(found))
    act = interviews.void(found)
    return answer(request, act, form, actions.void_interview, interview=found)


@page_with_form
@requires(May.VOID)
def restore_interview(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found = interview_or_404(request.user, slug, number)
    form = RestoreForm(posted(request), initial=held(found))
    act = interviews.restore(found)
    return answer(request, act, form, actions.restore_interview, interview=found)


# Consents


@page_with_form
@requires(May.VOID)
def correct_consent(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found = consent_or_404(request.user, slug, number)
    form = CorrectConsentForm(posted(request))
    form.fill(found)
    act = consents.correct(found)
    return answer(request, act, form, actions.correct_consent, consent=found)


@page_with_form
@requires(May.VOID)
def void_consent(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found = consent_or_404(request.user, slug, number)
    form = VoidForm(posted(request), initial=held(found))
    return answer(request, consents.void(found), form, actions.void_consent, consent=found)


@page_with_form
@requires(May.VOID)
def restore_consent(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found = consent_or_404(request.user, slug, number)
    form = RestoreForm(posted(request), initial=held(found))
    act = consents.restore(found)
    return answer(request, act, form, actions.restore_consent, consent=found)


# Getting in touch


@page_with_form
@requires(May.VOID)
def correct_attempt(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found = attempt_or_404(request.user, slug, number)
    form = CorrectAttemptForm(posted(request))
    form.fill(found)
    act = contacts.correct(found)
    return answer(request, act, form, actions.correct_attempt, attempt=found)


@page_with_form
@requires(May.VOID)
def void_attempt(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found = attempt_or_404(request.user, slug, number)
    form = VoidForm(posted(request), initial=held(found))
    return answer(request, contacts.void(found), form, actions.void_attempt, attempt=found)


@page_with_form
@requires(May.VOID)
def restore_attempt(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found = attempt_or_404(request.user, slug, number)
    form = RestoreForm(posted(request), initial=held(found))
    act = contacts.restore(found)
    return answer(request, act, form, actions.restore_attempt, attempt=found)


# Where the protocol was not kept


@page_with_form
@requires(May.VOID)
def correct_deviation(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found = deviation_or_404(request.user, slug, number)
    form = CorrectDeviationForm(posted(request))
    form.fill(found)
    act = deviations.correct(found)
    return answer(request, act, form, actions.correct_deviation, deviation=found)


@page_with_form
@requires(May.VOID)
def void_deviation(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found = deviation_or_404(request.user, slug, number)
    form = VoidForm(posted(request), initial=held(found))
    act = deviations.void(found)
    return answer(request, act, form, actions.void_deviation, deviation=found)


@page_with_form
@requires(May.VOID)
def restore_deviation(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found = deviation_or_404(request.user, slug, number)
    form = RestoreForm(posted(request), initial=held(found))
    act = deviations.restore(found)
    return answer(request, act, form, actions.restore_deviation, deviation=found)


# Saying no


@page_with_form
@requires(May.VOID)
def correct_refusal(request: SignedIn, slug: str) -> HttpResponse:
    found = refusal_or_404(request.user, slug)
    form = CorrectDeclineForm(posted(request))
    form.fill(found)
    act = leaving.correct_refusal(found)
    return answer(request, act, form, actions.correct_refusal, refusal=found)


@page_with_form
@requires(May.VOID)
def void_refusal(request: SignedIn, slug: str) -> HttpResponse:
    found = refusal_or_404(request.user, slug)
    form = VoidForm(posted(request), initial=held(found))
    act = leaving.void_refusal(found)
    return answer(request, act, form, actions.void_refusal, refusal=found)


@page_with_form
@requires(May.VOID)
def restore_refusal(request: SignedIn, slug: str) -> HttpResponse:
    found = refusal_or_404(request.user, slug)
    form = RestoreForm(posted(request), initial=held(found))
    act = leaving.restore_refusal(found)
    return answer(request, act, form, actions.restore_refusal, refusal=found)


# Withdrawing


@page_with_form
@requires(May.VOID)
def correct_withdrawal(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found = withdrawal_or_404(request.user, slug, number)
    form = CorrectWithdrawalForm(posted(request))
    form.fill(found)
    act = leaving.correct_withdrawal(found)
    return answer(request, act, form, actions.correct_withdrawal, withdrawal=found)


@page_with_form
@requires(May.VOID)
def void_withdrawal(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found = withdrawal_or_404(request.user, slug, number)
    form = VoidWithdrawalForm(posted(request), initial=held(found))
    act = leaving.void_withdrawal(found)
    return answer(request, act, form, actions.void_withdrawal, withdrawal=found)


@page_with_form
@requires(May.VOID)
def restore_withdrawal(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found = withdrawal_or_404(request.user, slug, number)
    form = RestoreForm(posted(request), initial=held(found))
    act = leaving.restore_withdrawal(found)
    return answer(request, act, form, actions.restore_withdrawal, withdrawal=found)


# People added by mistake


@page_with_form
@requires(May.VOID)
def void_participant(request: SignedIn, slug: str) -> HttpResponse:
    found = person_or_404(request.user, slug)
    standing = what_stands(found)
    if request.method == "GET" and standing:
        words = {"person": found, "standing": standing}
        return render(request, "participants/still_standing.html", words)
    form = VoidForm(posted(request), initial=held(found))
    return answer(request, people.void(found), form, actions.void_participant, participant=found)


@page_with_form
@requires(May.VOID)
def restore_participant(request: SignedIn, slug: str) -> HttpResponse:
    found = person_or_404(request.user, slug)
    form = RestoreForm(posted(request), initial=held(found))
    act = people.restore(found)
    return answer(request, act, form, actions.restore_participant, participant=found)
