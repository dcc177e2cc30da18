"""Safety notes: the list, one of them, raising one and what becomes of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from cases.models import Case
from cases.views.seen import case_or_404
from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.corrections import Record, answered, put_right
from linkstudy.forms import carry_out, held, posted
from linkstudy.identities.service import unseal
from linkstudy.safety import actions
from linkstudy.safety.acts import notes as acts
from linkstudy.safety.forms import CloseNoteForm, CorrectNoteForm, NoteForm, opened
from linkstudy.safety.models import SafetyNote
from participants.models import Participant
from participants.views.seen import person_or_404

ROWS = 25


def note_or_404(user: User, note: str) -> SafetyNote:
    """The note of an address, if the person may read it: the row that stands, else the last."""
    rows = SafetyNote.objects.visible_to(user).current().filter(slug=note)
    found = rows.select_related("case", "participant", "writer", "key").first()
    if found is None:
        raise Http404
    return found


@require_GET
@requires(May.RAISE_SAFETY)
def notes(request: SignedIn) -> HttpResponse:
    """The notes that the person may read: those that are open first, those that are void last."""
    rows = SafetyNote.objects.visible_to(request.user).current()
    is_void = ExpressionWrapper(Q(voided_at__isnull=False), BooleanField())
    is_closed = ExpressionWrapper(Q(closed_on__isnull=False), BooleanField())
    found = rows.select_related("case", "participant", "writer")
    found = found.alias(is_void=is_void, is_closed=is_closed)
    found = found.order_by("is_void", "is_closed", "-happened_on", "-pk")
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    words = {"page": page, "open_count": rows.standing().open().count()}
    return render(request, "safety/notes.html", words)


@require_GET
@requires(May.RAISE_SAFETY)
def note(request: SignedIn, note: str) -> HttpResponse:
    """One note, opened."""
    found = note_or_404(request.user, note)
    words = {
        "note": found,
        "text": opened(found),
        "reason": unseal(found.key, "safety.void", found.void_reason),
        "put_right": put_right(found, request.user, found.key),
    }
    return render(request, "safety/note.html", words)


def raised(request: SignedIn, case: Case, person: Participant | None) -> HttpResponse:
    """The page that writes a note down."""
    form = NoteForm(posted(request), initial={"happened_on": clock.today()})
    rows = {"case": case, "participant": person}
    if form.is_bound and (made := carry_out(form, actions.raise_note, by=request.user, **rows)):
        messages.success(request, "Safety note saved. Principal investigators are told of it")
        return redirect(made)
    return render(request, "safety/raise.html", {"case": case, "person": person, "form": form})


@requires(May.RAISE_SAFETY)
def raise_about(request: SignedIn, slug: str) -> HttpResponse:
    """Raise a note about a participant."""
    person = person_or_404(request.user, slug)
    return raised(request, person.case, person)


@requires(May.RAISE_SAFETY)
def raise_in_case(request: SignedIn, number: int) -> HttpResponse:
    """Raise a note about a visit in a case."""
    return raised(request, case_or_404(request.user, May.RAISE_SAFETY, number), None)


@requires(May.RAISE_SAFETY)
def close_note(request: SignedIn, note: str) -> HttpResponse:
    """Say that nothing is left to do."""
    found = note_or_404(request.user, note)
    form = CloseNoteForm(posted(request), initial=held(found) | {"closed_on": clock.today()})
    return answered(request, acts.close(found), form, actions.close_note, {"note": found})


record = Record("note", note_or_404, may=May.RAISE_SAFETY)
correct_note = record.correct(acts.correct, CorrectNoteForm, actions.correct_note)
void_note = record.void(acts.void, actions.void_note)
restore_note = record.restore(acts.restore, actions.restore_note)
