"""Putting right, taking back and restoring what was recorded of a person, with a reason."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.corrections import Act, Record, answered
from linkstudy.forms import StudyForm, VoidForm, held, posted
from participants import actions
from participants.acts import consents, contacts, deviations, interviews, leaving, people
from participants.briefs import brief
from participants.forms.attempts import RestoreAttemptForm
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
from participants.forms.deviations import RestoreBreakingForm
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


def answer(
    request: SignedIn,
    act: Act,
    form: StudyForm,
    action: Callable[..., Any],
    rows: Mapping[str, Any],
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


@require_http_methods(["GET", "POST"])
@requires(May.VOID)
def correct_interview(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found = interview_or_404(request.user, slug, number)
    if interviews.happened(found) == "booked":
        return redirect("participants:change_booking", slug, number)
    form_class, action = PUT_RIGHT[interviews.happened(found)]
    form = form_class(posted(request))
    form.fill(found)
    return answer(request, interviews.correct(found), form, action, {"interview": found})


interview = Record("interview", interview_or_404, answer)
void_interview = interview.void(interviews.void, actions.void_interview)
restore_interview = interview.restore(
    interviews.restore, actions.restore_interview, RestoreBreakingForm
)

consent = Record("consent", consent_or_404, answer)
correct_consent = consent.correct(consents.correct, CorrectConsentForm, actions.correct_consent)
void_consent = consent.void(consents.void, actions.void_consent)
restore_consent = consent.restore(consents.restore, actions.restore_consent, RestoreBreakingForm)

attempt = Record("attempt", attempt_or_404, answer)
correct_attempt = attempt.correct(contacts.correct, CorrectAttemptForm, actions.correct_attempt)
void_attempt = attempt.void(contacts.void, actions.void_attempt)
restore_attempt = attempt.restore(contacts.restore, actions.restore_attempt, RestoreAttemptForm)

deviation = Record("deviation", deviation_or_404, answer)
correct_deviation = deviation.correct(
    deviations.correct, CorrectDeviationForm, actions.correct_deviation
)
void_deviation = deviation.void(deviations.void, actions.void_deviation)
restore_deviation = deviation.restore(deviations.restore, actions.restore_deviation)

refusal = Record("refusal", refusal_or_404, answer)
correct_refusal = refusal.correct(
    leaving.correct_refusal, CorrectDeclineForm, actions.correct_refusal
)
void_refusal = refusal.void(leaving.void_refusal, actions.void_refusal)
restore_refusal = refusal.restore(
    leaving.restore_refusal, actions.restore_refusal, RestoreBreakingForm
)

withdrawal = Record("withdrawal", withdrawal_or_404, answer)
correct_withdrawal = withdrawal.correct(
    leaving.correct_withdrawal, CorrectWithdrawalForm, actions.correct_withdrawal
)
void_withdrawal = withdrawal.void(
    leaving.void_withdrawal, actions.void_withdrawal, VoidWithdrawalForm
)
restore_withdrawal = withdrawal.restore(
    leaving.restore_withdrawal, actions.restore_withdrawal, RestoreBreakingForm
)


# People added by mistake


@require_http_methods(["GET", "POST"])
@requires(May.VOID)
def void_participant(request: SignedIn, slug: str) -> HttpResponse:
    found = person_or_404(request.user, slug)
    standing = what_stands(found)
    if request.method == "GET" and standing:
        words = {"person": found, "standing": standing}
        return render(request, "participants/still_standing.html", words)
    form = VoidForm(posted(request), initial=held(found))
    return answer(
        request, people.void(found), form, actions.void_participant, {"participant": found}
    )


participant = Record("participant", person_or_404, answer)
restore_participant = participant.restore(
    people.restore, actions.restore_participant, RestoreBreakingForm
)
