"""Booking and logging interviews."""

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cases.models import Case, Topic
from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.corrections import put_right
from linkstudy.forms import carry_out
from linkstudy.identities.service import unseal
from linkstudy.words import day_words
from participants import actions, briefs
from participants.briefs import Brief, brief
from participants.forms.bookings import BookingForm, ChangeBookingForm, interviewers
from participants.forms.interviews import OTHER, AboutSomebody, InterviewForm, MissedForm
from participants.models import Decision, Interview, Participant
from participants.models.people import understood
from participants.profile import acts_on
from participants.views.seen import interview_or_404, person_or_404, posted
from participants.vocabulary import MissedWhy, Wave

page_with_form = require_http_methods(["GET", "POST"])


# Whom a page is about


def asked_for(request: SignedIn, name: str = "who") -> Brief | None:
    """The person named in the address. Raises Http404 when the user may not see them."""
    typed = request.GET.get(name, "")
    if not typed:
        return None
    found = brief(request.user, understood(typed[:40]) or "")
    if found is None:
        raise Http404
    return found


def own_case(user: User, bookings: list[Interview]) -> int | None:
    """The case that "pt 6" is meant in: of today's bookings, else the user's only one."""
    today = {one.participant.case.number for one in bookings if one.booked_on == clock.today()}
    numbers = today or set(Case.objects.visible_to(user).values_list("number", flat=True)[:2])
    return numbers.pop() if len(numbers) == 1 else None


def tiles(request: SignedIn, bookings: list[Interview], chosen: Brief | None):
    """(person, second line) of everybody on offer: booked, named in the address, or chosen before."""
    rows = {
        str(one.participant): (
            one.participant,
            f"{briefs.booking_words(one)}. {briefs.consent_words(briefs.consent_of(one.participant))}",
        )
        for one in bookings
    }
    sent = brief(request.user, understood(request.POST.get("who", "")[:40]) or "")
    for found in (chosen, sent):
        if found and str(found.person) not in rows:
            booked = f"{found.booked}. " if found.booked else ""
            line = f"{booked}{briefs.consent_words(found.consent)}"
            rows = {str(found.person): (found.person, line)} | rows
    return list(rows.values())


def offer(
    form: AboutSomebody, request: SignedIn, bookings: list[Interview], chosen: Brief | None
) -> None:
    people = Participant.objects.visible_to(request.user).select_related("case__site", "person")
    form.offer(tiles(request, bookings, chosen), people, own_case(request.user, bookings))


def when_initial(day: dt.date | None) -> dict:
    """The answers to "When?" that mean the day of a booking; today's without one."""
    ago = (clock.today() - day).days if day else 0
    if ago in (0, 1):
        return {"when": ["today", "yesterday"][ago]}
    return {"when": OTHER, "day": day} if ago > 0 else {"when": "today"}


# Logging


def filled_in(chosen: Brief | None, bookings: list[Interview]) -> dict:
    """What the page knows before anybody types: from the booking and the consent."""
    shown = {str(one.participant): one for one in bookings}
    if chosen is None:
        return {"who": OTHER, "when": "today"}
    if chosen.booking:
        shown[str(chosen.person)] = chosen.booking
    booking = chosen.booking
    return {
        "who": str(chosen.person),
        "filled": str(chosen.person),
        "seen": " ".join(f"{name}={one.version}" for name, one in shown.items()),
        "mode": booking.mode if booking else None,
        "recording": chosen.recording,
    } | when_initial(booking.booked_on if booking else None)


def earlier(found: Brief) -> dict:
    """The answers for an interview before somebody withdrew."""
    return {"who": OTHER, "someone": str(found.person), "when": OTHER}


@page_with_form
@requires(May.LOG_INTERVIEW)
def log_interview(request: SignedIn) -> HttpResponse:
    chosen, before = asked_for(request), asked_for(request, "before")
    if chosen and chosen.withdrew_on:
        return render(request, "participants/nothing_to_log.html", {"about": chosen})
    bookings = briefs.bookings_of(request.user)
    if request.method == "GET" and not bookings and nobody_yet(request.user):
        return first_of_all(request, "Log an interview")
    if chosen is None and before is None and bookings and bookings[0].booked_on == clock.today():
        chosen = brief(request.user, bookings[0].participant.study_id)
    initial = earlier(before) if before else filled_in(chosen, bookings)
    form = InterviewForm(posted(request), initial=initial)
    offer(form, request, bookings, chosen)
    form.tell(chosen)
    form.offer_topics(Topic.objects.standing())
    if chosen and chosen.held and not chosen.booking:
        form.asked = ("second",)
    if form.is_bound and (done := carry_out(form, actions.log_interview, by=request.user)):
        return after_logging(request, done)
    if form.person:
        chosen = brief(request.user, form.person.study_id)
    words = {"form": form, "about": chosen or before, "bookings": bookings}
    return render(request, "participants/log_interview.html", words)


def nobody_yet(user: User) -> bool:
    """Whether there is nobody whom the person could have interviewed."""
    return not Participant.objects.visible_to(user).exists()


def first_of_all(request: SignedIn, heading: str) -> HttpResponse:
    """The page in place of a form that could be about nobody: what comes first, or who does it."""
    has_case = Case.objects.reached(request.user, May.RECORD).exists()
    words = {"heading": heading, "has_case": has_case}
    return render(request, "participants/nobody_yet.html", words)


def after_logging(request: SignedIn, done: Interview) -> HttpResponse:
    """The page that says what was saved, or the next form."""
    if "another" not in request.POST:
        return redirect("participants:logged", done.participant.slug, done.number)
    messages.success(request, f"Saved: {summary(done)}. {count_now(done)}")
    return redirect("participants:log_interview")


def summary(done: Interview) -> str:
    """C5-PT-03, 14 June 2022, 45 minutes, video."""
    day, how = day_words(done.held_on), briefs.uncapped(done.get_mode_display())
    return f"{done.participant}, {day}, {done.minutes} minutes, {how}"


def count_now(done: Interview) -> str:
    """Case 5 now has 3 of 10 patients."""
    person = done.participant
    counted = briefs.done_and_planned(person.case, person.group)
    return f"Case {person.case.number} now has {briefs.count_words(person, *counted)}"


@require_GET
@requires(May.LOG_INTERVIEW)
def logged(request: SignedIn, slug: str, number: int) -> HttpResponse:
    done = interview_or_404(request.user, slug, number)
    if done.state != "done":
        return redirect(done)
    words = {
        "interview": done,
        "summary": summary(done),
        "count": count_now(done),
        "bookings": [(one, briefs.booking_words(one)) for one in briefs.bookings_of(request.user)],
    }
    return render(request, "participants/logged.html", words)


@page_with_form
@requires(May.LOG_INTERVIEW)
def log_missed(request: SignedIn) -> HttpResponse:
    chosen = asked_for(request)
    bookings = briefs.bookings_of(request.user)
    if request.method == "GET" and not bookings and nobody_yet(request.user):
        return first_of_all(request, "Record a missed interview")
    if chosen is None and bookings:
        chosen = brief(request.user, bookings[0].participant.study_id)
    booked_on = chosen.booking.booked_on if chosen and chosen.booking else None
    initial = {"who": str(chosen.person) if chosen else OTHER} | when_initial(booked_on)
    form = MissedForm(posted(request), initial=initial)
    offer(form, request, bookings, chosen)
    if form.is_bound and form.is_valid():
        if form.cleaned_data["missed_why"] == MissedWhy.WITHDREW:
            return redirect("participants:withdraw", form.person.slug)
        if done := carry_out(form, actions.log_missed, by=request.user):
            return after_missed(request, form, done)
    return render(request, "participants/log_missed.html", {"form": form, "about": chosen})


def after_missed(request: SignedIn, form: MissedForm, missed: Interview) -> HttpResponse:
    day = day_words(missed.missed_on)
    messages.success(request, f"Saved: the interview with {missed.participant} on {day} was missed")
    if form.cleaned_data["again"] == "yes":
        return redirect("participants:book", missed.participant.slug)
    return redirect(missed.participant)


# Booking


@page_with_form
@requires(May.RECORD)
def book(request: SignedIn, slug: str) -> HttpResponse:
    person = person_or_404(request.user, slug)
    about = brief(request.user, person.study_id)
    wave = Wave.FOLLOW_UP if about.first_done else Wave.FIRST
    initial = {"wave": wave, "interviewer": request.user.pk}
    form = BookingForm(posted(request), initial=initial)
    form.offer(interviewers(person.case.site, request.user), request.user)
    if not about.first_done:
        form.leave_out_wave()
    if form.is_bound and (
        booking := carry_out(form, actions.book, participant=person, by=request.user)
    ):
        messages.success(request, f"{person} is booked: {briefs.booking_words(booking)}")
        return redirect(person)
    return render(request, "participants/book.html", {"form": form, "about": about})


@page_with_form
@requires(May.RECORD)
def change_booking(request: SignedIn, slug: str, number: int) -> HttpResponse:
    booking = interview_or_404(request.user, slug, number)
    if request.method == "GET" and booking.state != "booked":
        messages.warning(request, "This interview is not booked any more")
        return redirect(booking)
    initial = {
        "version": booking.version,
        "booked_on": booking.booked_on,
        "booked_time": booking.booked_time,
        "mode": booking.mode,
        "setting": booking.setting,
        "interviewer": booking.interviewer_id,
    }
    form = ChangeBookingForm(posted(request), initial=initial)
    users = interviewers(booking.participant.case.site, booking.interviewer)
    form.offer(users, request.user)
    if form.is_bound and (
        changed := carry_out(form, actions.change_booking, booking=booking, by=request.user)
    ):
        words = f"{changed.participant} is booked: {briefs.booking_words(changed)}"
        messages.success(request, words)
        return redirect(changed)
    words = {"form": form, "interview": booking, "about": about_of(request, booking)}
    return render(request, "participants/change_booking.html", words)


def about_of(request: SignedIn, interview: Interview) -> Brief | None:
    return brief(request.user, interview.participant.study_id)


# Looking at one


@require_GET
@requires(May.SEE_PEOPLE)
def interview(request: SignedIn, slug: str, number: int) -> HttpResponse:
    found = interview_or_404(request.user, slug, number)
    decision = found.decisions.standing().first()
    words = {
        "interview": found,
        "topics": list(found.topics.all()),
        "state": briefs.state_words(found),
        "decision": decision,
        "texts": texts(request.user, found, decision),
        "put_right": put_right(found, request.user, found.participant.person),
        "acts": [one for one in acts_on(found, "interview", [slug, number]) if is_apt(found, one)],
        "about": about_of(request, found),
    }
    return render(request, "participants/interview.html", words)


def is_apt(found: Interview, act: tuple[str, str]) -> bool:
    """A booking is changed, not corrected."""
    return found.state != "booked" or act[0] != "Correct"


def texts(user: User, found: Interview, decision: Decision | None) -> dict[str, str]:
    """The note and the reasons, opened for those who may read them."""
    if not user.may(May.READ_NOTES):
        return {}
    person = found.participant.person
    return {
        "kept": unseal(person, "decision.why", decision.why) if decision else "",
        "note": unseal(person, "interview.note", found.note),
        "reason": unseal(person, "interview.void", found.void_reason),
    }
