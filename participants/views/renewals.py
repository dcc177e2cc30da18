"""Consents to renew, and telling those who need not sign."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cases.models import DocumentVersion
from cases.vocabulary import DocumentKind
from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.corrections import Record
from linkstudy.forms import carry_out, posted
from linkstudy.words import uncapped
from participants import actions
from participants.acts import notices as acts
from participants.forms.notices import CorrectNoticeForm, NoticeForm
from participants.models import Participant
from participants.renewals_list import Renewals
from participants.views.corrections import answer
from participants.views.seen import notice_or_404, person_or_404


@require_GET
@requires(May.SEE_PEOPLE)
def renewals(request: SignedIn) -> HttpResponse:
    """Who must sign again, who only needs telling and who is finished."""
    found = Renewals(request.GET, request.user)
    return render(request, "participants/renewals.html", {"list": found})


def sheet_or_404(slug: str, person: Participant) -> DocumentVersion:
    """The information sheet that an address names, as it is used at the person's site."""
    sheets = DocumentVersion.objects.standing().published_for(person.case.site)
    found = sheets.filter(kind=DocumentKind.INFORMATION, slug=slug).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@requires(May.RECORD)
def tell(request: SignedIn, slug: str, sheet: str) -> HttpResponse:
    """Somebody who need not sign was told of a new sheet."""
    person = person_or_404(request.user, slug)
    found = sheet_or_404(sheet, person)
    form = NoticeForm(posted(request), initial={"on": clock.today()})
    facts = {"participant": person, "document": found, "by": request.user}
    if form.is_bound and carry_out(form, actions.tell, **facts):
        messages.success(request, f"Saved: {person} was told of {uncapped(str(found))}")
        return redirect("participants:renewals")
    words = {"form": form, "person": person, "sheet": found, "what": uncapped(str(found))}
    return render(
        request, "participants/tell.html", words | {"back": reverse("participants:renewals")}
    )


record = Record("notice", notice_or_404, answer)
correct_notice = record.correct(acts.correct, CorrectNoticeForm, actions.correct_notice)
void_notice = record.void(acts.void, actions.void_notice)
restore_notice = record.restore(acts.restore, actions.restore_notice)
