"""Several people of the list, changed together, and put back."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from cases.models import Membership
from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.forms import carry_out, posted
from participants import actions
from participants.asked import ticked_in
from participants.filters import PeopleFilter
from participants.forms.together import RemindForm, TogetherForm, WhoForm
from participants.models import Participant
from participants.vocabulary import Channel, ContactOutcome

A_FEW = 24  # people to start from
page_with_form = require_http_methods(["GET", "POST"])


def back(request: SignedIn) -> str:
    """The list as it was when people were ticked there: with the filters that it knows."""
    held = PeopleFilter(QueryDict(request.GET.get("back", "")), request.user).known_address
    return f"{reverse('participants:people')}{held if held != '?' else ''}"


def ticked(request: SignedIn) -> tuple[list[Participant], bool]:
    """The people who were ticked, as far as the reader sees them and they stand; whether any were.

    When nobody was, the reader's own are there to be ticked, those with the next step first.
    """
    asked = request.POST if request.method == "POST" else request.GET
    everybody = Participant.objects.visible_to(request.user).standing()
    seen = everybody.select_related("case", "owner")
    if found := list(seen.filter(study_id__in=ticked_in(asked))):
        return found, True
    mine = seen.filter(owner=request.user, contact_by__isnull=False).order_by("contact_by", "pk")
    return list(mine[:A_FEW]), False


def owners(people: list[Participant]) -> list[User]:
    """Who works at the sites of all of them, by name."""
    there: dict[int, set[User]] = {person.case.site_id: set() for person in people}
    members = Membership.objects.in_force().filter(site__in=there).select_related("user")
    for one in members:
        if one.user.may(May.RECORD):
            there[one.site_id].add(one.user)
    everywhere = set.intersection(*there.values()) if there else set()
    return sorted(everywhere, key=lambda user: user.name)


@page_with_form
@requires(May.RECORD)
def together(request: SignedIn) -> HttpResponse:
    people, are_ticked = ticked(request)
    form = TogetherForm(posted(request))
    form.offer_people(people, are_ticked=are_ticked)
    form.offer_owners(owners(people))
    if form.is_bound and carry_out(form, actions.change_together, by=request.user):
        return done(request, f"{many(form)} changed.")
    words = {"form": form, "people": people, "back": back(request)}
    return render(request, "participants/together.html", words)


@page_with_form
@requires(May.RECORD)
def remind(request: SignedIn) -> HttpResponse:
    """A contact with each of several people: as it stands, a letter of today."""
    people, are_ticked = ticked(request)
    usual = {"on": clock.today(), "channel": Channel.LETTER, "outcome": ContactOutcome.NO_ANSWER}
    form = RemindForm(posted(request), initial=usual)
    form.offer_people(people, are_ticked=are_ticked)
    if form.is_bound and carry_out(form, actions.remind_together, by=request.user):
        return done(request, f"Reminder logged for {many(form)}.")
    words = {"form": form, "people": people, "back": back(request)}
    return render(request, "participants/remind.html", words)


def many(form: WhoForm) -> str:
    count = len(form.cleaned_data["who"])
    return f"{count} {'person' if count == 1 else 'people'}"


def done(request: SignedIn, words: str) -> HttpResponse:
    """Back to the list, where it can be undone."""
    kept = back(request).partition("?")[2]
    asked = f"?{urlencode({'back': kept})}" if kept else ""
    undo = reverse("participants:put_back") + asked
    messages.success(request, format_html('{} <a href="{}">Undo</a>', words, undo))
    return redirect(back(request))


@page_with_form
@requires(May.RECORD)
def put_back(request: SignedIn) -> HttpResponse:
    """Take back what one changed together a moment ago, of whoever nobody changed since."""
    asked = Q(pk__in=actions.undoable(request.user)) | Q(study_id__in=ticked_in(request.POST))
    seen = Participant.objects.visible_to(request.user).standing().select_related("owner")
    people = list(seen.filter(asked))
    form = WhoForm(posted(request))
    form.offer_people(people)
    if form.is_bound and carry_out(form, actions.put_back, by=request.user):
        messages.success(request, "Put back as it was")
        return redirect(back(request))
    words = {"form": form, "people": people, "back": back(request)}
    return render(request, "participants/put_back.html", words)
