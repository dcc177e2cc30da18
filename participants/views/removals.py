"""After a withdrawal: what must go, place by place, and who still has to look."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.corrections import Record
from linkstudy.forms import carry_out, posted
from participants import actions
from participants.acts import removals as acts
from participants.forms.removals import CorrectRemovalForm, RemovalForm
from participants.models import Participant
from participants.removals import Due, asked, checklist, told_by_recordings
from participants.views.corrections import answer
from participants.views.seen import person_or_404, removal_or_404


@require_GET
@requires(May.SEE_PEOPLE)
def withdrawals(request: SignedIn) -> HttpResponse:
    """Everybody who asked for something to go, those with the earliest day first."""
    people = asked(Participant.objects.visible_to(request.user).standing())
    lists = [dues for person in people.select_related("owner") if (dues := checklist(person))]
    finished = [dues for dues in lists if all(one.done for one in dues)]
    waiting = [dues for dues in lists if not all(one.done for one in dues)]
    waiting.sort(key=lambda dues: min(one.by for one in dues if one.done is None))
    words = {"waiting": waiting, "finished": finished, "sentence": sentence(waiting)}
    return render(request, "participants/withdrawals.html", words)


def sentence(waiting: list[list[Due]]) -> str:
    """2 people wait for 5 places to be looked at, 1 of them late."""
    places = [one for dues in waiting for one in dues if one.done is None]
    if not places:
        return "Nothing that people asked to be taken out is waiting."
    late = sum(one.is_late for one in places)
    if len(places) == 1:
        return f"1 person waits for 1 place to be looked at{', and it is late' if late else ''}."
    who = "1 person waits" if len(waiting) == 1 else f"{len(waiting)} people wait"
    return f"{who} for {len(places)} places to be looked at, {late or 'none'} of them late."


def due_or_404(person: Participant, place: str) -> Due:
    """The place of a person's checklist that the address names."""
    found = next((one for one in checklist(person) if one.place == place), None)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@requires(May.WITHDRAW)
def remove(request: SignedIn, slug: str, place: str) -> HttpResponse:
    person = person_or_404(request.user, slug)
    due = due_or_404(person, place)
    form = RemovalForm(posted(request), initial={"on": clock.today()} | told_by_recordings(due))
    facts = {"participant": person, "place": due.place}
    if form.is_bound and carry_out(form, actions.remove, by=request.user, **facts):
        messages.success(request, f"Saved: {due.place.label.lower()} of {person} looked at")
        return redirect("participants:withdrawals")
    words = {"form": form, "person": person, "due": due}
    return render(request, "participants/remove.html", words)


record = Record("removal", removal_or_404, answer)
correct_removal = record.correct(acts.correct, CorrectRemovalForm, actions.correct_removal)
void_removal = record.void(acts.void, actions.void_removal)
restore_removal = record.restore(acts.restore, actions.restore_removal)
