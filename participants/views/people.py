"""The list of people, one of them, and writing them down."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.forms import carry_out, posted
from participants import actions
from participants.filters import PeopleFilter
from participants.forms.people import AddForm, ChangeForm
from participants.models import SavedView
from participants.models.people import understood
from participants.profile import profile, profiled
from participants.saved import kept, tabs
from participants.steps import line
from participants.views.seen import person_or_404
from participants.waves import settings_of


@require_GET
@requires(May.SEE_PEOPLE)
def people(request):
    return people_page(request, PeopleFilter(request.GET, request.user))


def people_page(request: SignedIn, filters: PeopleFilter, saved: SavedView | None = None):
    """The list, under the address of a view or as it is asked for."""
    page = filters.page()
    views = tabs(filters, saved)
    words = {
        "filters": filters,
        "page": page,
        "lines": [line(one, needs_form=one.pk in filters.signing) for one in page],
        "views": views,
        "view": next((tab for tab in views if tab.is_current), None),
        "can_save": kept(filters) and not any(tab.is_current for tab in views),
    }
    return render(request, "participants/people.html", words)


@require_GET
@requires(May.SEE_PEOPLE)
def find(request, typed):
    """A study ID in another spelling leads to its one address, whether or not there is such a row."""
    code = understood(typed)
    if code is None:
        raise Http404
    return redirect("participants:person", code.lower())


@require_GET
@requires(May.SEE_PEOPLE)
def person(request, slug):
    protocol = settings_of()
    seen = person_or_404(request.user, slug, profiled(protocol))
    return render(request, "participants/person.html", {"p": profile(request.user, seen, protocol)})


@requires(May.RECORD)
def add(request):
    asked = {name: request.GET.get(name, "") for name in ("case", "letters")}
    form = AddForm(posted(request), user=request.user, **asked)
    if request.method == "POST":
        person = carry_out(form, actions.add_participant, by=request.user)
        if person:
            messages.success(request, f"{person} added")
            return redirect(person)
    return render(request, "participants/add.html", {"form": form})


@requires(May.RECORD)
def change(request, slug):
    person = person_or_404(request.user, slug)
    form = ChangeForm(posted(request), person=person, user=request.user)
    if request.method == "POST":
        known = {"participant": person, "by": request.user}
        if carry_out(form, actions.change_participant, **known):
            messages.success(request, f"Details of {person} saved")
            return redirect(person)
    return render(request, "participants/change.html", {"form": form, "person": person})
