"""Lists of codes for what leaves the team: made, taken away, and looked up."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cases.models import Case
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.codes import spaced
from linkstudy.exports import download, write
from linkstudy.forms import carry_out, posted
from participants import actions
from participants.forms.codes import CodesFileForm, FindCodeForm, MakeCodesForm
from participants.models import Code, CodeList, Participant
from participants.removals import left_in
from participants.resources import CodesSheet

page_with_form = require_http_methods(["GET", "POST"])


def seen_codes(request: SignedIn):
    """Codes of people whom the reader may see."""
    people = Participant.objects.visible_to(request.user)
    return Code.objects.filter(participant__in=people).select_related("participant", "code_list")


@page_with_form
@requires(May.EXPORT)
def codes(request: SignedIn) -> HttpResponse:
    """The lists that were made, and the form that makes another."""
    form = MakeCodesForm(posted(request))
    cases = Case.objects.reached(request.user, May.EXPORT).select_related("site")
    form.offer(list(cases.order_by("number")))
    if form.is_bound and (made := carry_out(form, actions.make_codes, by=request.user)):
        return redirect("participants:code_list", made.number)
    here = CodeList.objects.filter(pk__in=seen_codes(request).values("code_list"))
    words = {"form": form, "lists": here.select_related("made_by")[:25]}
    return render(request, "participants/codes.html", words)


@page_with_form
@requires(May.EXPORT)
def code_list(request: SignedIn, number: int) -> HttpResponse | FileResponse:
    """One list: which code stands for which recording, and the file that leaves."""
    rows = list(seen_codes(request).filter(code_list__number=number))
    if not rows:
        raise Http404
    people = Participant.objects.filter(codes__code_list__number=number)
    stay = set(left_in(people).values_list("pk", flat=True))
    going = [row for row in rows if row.participant_id in stay]
    form = CodesFileForm(posted(request))
    if form.is_bound and form.is_valid():
        return taken_away(request, rows[0].code_list, going, form.cleaned_data["kind"])
    shown = [(spaced(row.code), row) for row in rows]
    words = {"form": form, "list": rows[0].code_list, "rows": shown}
    words |= {"left_out": len(rows) - len(going)}
    return render(request, "participants/code_list.html", words)


def taken_away(request: SignedIn, made: CodeList, rows: list[Code], kind: str) -> FileResponse:
    """Write the file, record that it leaves, and hand it out."""
    sheet = CodesSheet()
    about = [("What this is", f"Codes for {made.get_purpose_display().lower()}")]
    codes = ({"code": spaced(row.code)} for row in rows)
    file = write(kind, sheet, codes, about)
    with file.unless_sent():
        actions.note_codes(
            code_list=made,
            by=request.user,
            kind=kind,
            rows=file.rows,
            columns=sheet.names(),
            sha256=file.digest,
        )
        return download(file, kind, f"codes-{made.number}")


@page_with_form
@requires(May.EXPORT)
def find_code(request: SignedIn) -> HttpResponse:
    """Whose recording a code stands for. Each look is told."""
    form = FindCodeForm(posted(request))
    words: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data["text"]
        found = seen_codes(request).filter(code=typed).first()
        actions.find_code(code=found, by=request.user)
        words |= {"found": found, "typed": spaced(typed), "is_asked": True}
    return render(request, "participants/find_code.html", words)
