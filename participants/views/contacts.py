"""Recording a contact: from somebody's page, in a few taps."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.forms import carry_out, posted
from linkstudy.words import uncapped
from participants import actions
from participants.attempts import with_waits
from participants.briefs import Brief, brief, short
from participants.forms.attempts import AttemptForm
from participants.forms.consents import now_in_london
from participants.models import ContactAttempt, Participant
from participants.protocol import attempt_breaches
from participants.reach import care
from participants.views.seen import person_or_404
from participants.vocabulary import ContactOutcome
from participants.waves import settings_of


@require_http_methods(["GET", "POST"])
@requires(May.RECORD)
def record(request: SignedIn, slug: str) -> HttpResponse:
    person = person_or_404(request.user, slug)
    now = now_in_london()
    form = AttemptForm(posted(request), initial={"on": clock.today(), "time": now})
    breaches = attempt_breaches(person, clock.today(), now)
    form.is_broken = bool(breaches)
    if form.is_bound and (
        made := carry_out(form, actions.record_attempt, participant=person, by=request.user)
    ):
        messages.success(request, saved(made))
        return redirect(next_page(made, brief(request.user, person.study_id)), person.slug)
    words = {
        "form": form,
        "about": brief(request.user, person.study_id),
        "care": care(person),
        "breaches": breaches,
        "latest": person.attempts.standing().latest_first()[:3],
    }
    return render(request, "participants/record_contact.html", words)


def saved(made: ContactAttempt) -> str:
    """Saved: phone, no answer. We remind you on 16 June."""
    how, came = made.get_channel_display(), uncapped(made.get_outcome_display())
    said = f"Saved for {made.participant}: {uncapped(how)}, {came}"
    people = Participant.objects.with_status().filter(pk=made.participant_id)
    if with_waits(people, settings_of(), few=True).filter(waits=True).exists():
        return f"{said}. They wait for a decision now: nobody has reached them"
    by_day = people.get().contact_by
    return f"{said}. Be in touch by {short(by_day)}" if by_day else said


def next_page(made: ContactAttempt, about: Brief | None) -> str:
    """Where what they said is recorded."""
    agreed = about is not None and about.consent is not None
    if made.outcome == ContactOutcome.DECLINED:
        return "participants:withdraw" if agreed else "participants:refuse"
    if made.outcome == ContactOutcome.INTERESTED:
        return "participants:book" if agreed else "participants:consent"
    return "participants:person"
