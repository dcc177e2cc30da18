"""Views of the list of people: saved under a name that is an address, and changed."""

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.forms import carry_out, held, posted
from participants import actions
from participants.filters import PeopleFilter
from participants.forms.views import ChangeViewForm, ViewForm
from participants.saved import kept, view_called
from participants.views.people import people_page

page_with_form = require_http_methods(["GET", "POST"])


@require_GET
@requires(May.SEE_PEOPLE)
def view(request: SignedIn, view: str) -> HttpResponse:
    """The list as it is kept under the name; what is filtered further is a list without one."""
    found = view_called(request.user, view, own="own" in request.GET)
    if found is None or found.removed_at:
        raise Http404
    query = QueryDict(found.query, mutable=True)
    query.setlist("page", request.GET.getlist("page"))
    filters = PeopleFilter(query, request.user, place=reverse("participants:people"))
    return people_page(request, filters, found)


@page_with_form
@requires(May.SAVE_VIEWS)
def save_view(request: SignedIn) -> HttpResponse:
    """The list that the query string asks for, under a name."""
    query = kept(PeopleFilter(request.GET, request.user))
    form = ViewForm(posted(request), initial={"shared": "no"})
    if form.is_bound and (
        saved := carry_out(form, actions.save_view, query=query, by=request.user)
    ):
        messages.success(request, f"View saved: {saved}")
        return redirect(saved)
    filters = PeopleFilter(QueryDict(query), request.user)
    return render(request, "participants/save_view.html", {"form": form, "filters": filters})


@page_with_form
@requires(May.SAVE_VIEWS)
def change_view(request: SignedIn, view: str) -> HttpResponse:
    """Rename, share or remove it."""
    found = view_called(request.user, view, own="own" in request.GET)
    if found is None:
        raise Http404
    shared = "yes" if found.is_shared else "no"
    form = ChangeViewForm(posted(request), initial=held(found, "name") | {"shared": shared})
    form.offer(is_own=found.owner == request.user)
    if form.is_bound and (
        saved := carry_out(form, actions.change_view, view=found, by=request.user)
    ):
        messages.success(request, f"View {'removed' if saved.removed_at else 'saved'}: {saved}")
        return redirect("participants:people" if saved.removed_at else saved)
    return render(request, "participants/change_view.html", {"form": form, "view": found})
