"""The report on involvement: read, written, and as a Word file."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.forms import carry_out, posted
from meetings import actions
from meetings.acts.involvement import crumbs
from meetings.forms.gripp2 import SectionForm
from meetings.report import coded, part_of, report
from meetings.report_word import gripp2 as as_word
from meetings.vocabulary import Section

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@requires(May.SEE_INVOLVEMENT)
def gripp2(request: SignedIn) -> HttpResponse:
    """The five sections as they stand."""
    parts = report()
    words = {"parts": parts, "coded": coded(parts), "crumbs": crumbs()}
    return render(request, "meetings/gripp2.html", words)


@require_GET
@requires(May.SEE_INVOLVEMENT)
def gripp2_word(request: SignedIn) -> HttpResponse:
    """The file leaves the team: while a study ID stands in it, the page says where instead."""
    parts = report()
    if coded(parts):
        return redirect("meetings:gripp2")
    name = f"gripp2-{clock.today():%Y-%m-%d}.docx"
    response = HttpResponse(as_word(parts), content_type=WORD)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "POST"])
@requires(May.KEEP_MEETINGS)
def write_section(request: SignedIn, section: str) -> HttpResponse:
    """Write a section, beside what the record says of it today."""
    if section not in Section.values:
        raise Http404
    part = part_of(Section(section))
    form = SectionForm(posted(request), initial={"text": part.text, "version": part.number})
    if form.is_bound and carry_out(form, actions.write_section, section=section, by=request.user):
        messages.success(request, f"Saved: {part.title}")
        return redirect("meetings:gripp2")
    words = {"form": form, "part": part, "crumbs": crumbs()}
    return render(request, "meetings/write_section.html", words)
