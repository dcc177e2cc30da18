"""Whom a page about an interview is for. The page is about one person, whom its address names.

Another person is another page: what is filled in or typed for one never stands in another's.
"""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cases.models import Case
from linkstudy import clock
from linkstudy.accounts.access import SignedIn
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from participants import briefs
from participants.briefs import Brief, brief
from participants.forms.whom import WhomForm
from participants.models import Interview, Participant
from participants.models.people import LONGEST, understood

OTHER = "other"  # in place of a study ID: somebody who is not booked


@dataclass(frozen=True)
class Tile:
    """Somebody on offer: who they are, what is known, and where their page lies."""

    words: str
    line: str
    url: str
    is_chosen: bool


def asked_for(request: SignedIn, name: str = "who") -> Brief | None:
    """The person named in the address. Raises Http404 when the user may not see them."""
    typed = request.GET.get(name, "")
    if typed in ("", OTHER):
        return None
    found = known(request.user, typed)
    if found is None:
        raise Http404
    return found


def known(user: User, typed: str) -> Brief | None:
    return brief(user, understood(typed[: LONGEST + 1]) or "")


def whom(request: SignedIn, bookings: list[Interview], before: Brief | None = None) -> Brief | None:
    """Whom the answers name, or else the address, or else the first of the bookings if of today."""
    if request.method == "POST":
        return known(request.user, request.POST.get("who", ""))
    if before:
        return before
    today = [one for one in bookings if one.booked_on == clock.today()]
    if today and not {"who", "someone"} & set(request.GET):
        return brief(request.user, today[0].participant.study_id)
    return asked_for(request)


def own_case(user: User, bookings: list[Interview]) -> int | None:
    """The case that "pt 6" is meant in: of today's bookings, else the user's only one."""
    today = {one.participant.case.number for one in bookings if one.booked_on == clock.today()}
    numbers = today or set(Case.objects.visible_to(user).values_list("number", flat=True)[:2])
    return numbers.pop() if len(numbers) == 1 else None


def tiles(page: str, bookings: list[Interview], chosen: Brief | None) -> list[Tile]:
    """Everybody on offer: whom the page is about, and those booked."""
    url, about = reverse(page), chosen.person if chosen else None
    rows = {
        one.participant: (
            f"{briefs.booking_words(one)}. {briefs.consent_words(briefs.consent_of(one.participant))}"
        )
        for one in bookings
    }
    if chosen and about not in rows:
        booked = f"{chosen.booked}. " if chosen.booked else ""
        rows = {about: f"{booked}{chosen.consent_line}"} | rows
    return [
        Tile(briefs.who_words(one), line, f"{url}?who={one.slug}", one == about)
        for one, line in rows.items()
    ]


def ask_whom(request: SignedIn, bookings: list[Interview], **words: Any) -> HttpResponse:
    """The page that asks whom it was with; what comes first where there is nobody yet."""
    people = Participant.objects.visible_to(request.user)
    if not bookings and not people.exists():
        has_case = Case.objects.reached(request.user, May.RECORD).exists()
        return render(request, "participants/nobody_yet.html", words | {"has_case": has_case})
    asked = request.GET if "someone" in request.GET else None
    form = WhomForm(asked, people, own_case(request.user, bookings))
    if form.is_bound and form.is_valid() and form.person:
        return redirect(f"{request.path}?who={form.person.slug}")
    return render(request, "participants/whom.html", words | {"form": form})
