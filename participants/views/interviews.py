"""Booking and logging interviews."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cases.models import Topic
from cases.views.thinking import ticked
from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.corrections import put_right
from linkstudy.forms import carry_out, posted
from linkstudy.identities.service import unseal
from linkstudy.words import day_words
from participants import actions, briefs
from participants.briefs import Brief, brief
from participants.custody_page import way
from participants.forms.bookings import BookingForm, ChangeBookingForm, interviewers
from participants.forms.interviews import OTHER, InterviewForm, MissedForm
from participants.models import Decision, Interview, InterviewReflection
from participants.profile import acts_on
from participants.thanks_page import given
from participants.views.seen import interview_or_404, latest_decision, person_or_404
from participants.views.whom import ask_whom, asked_for, tiles, whom
from participants.vocabulary import MissedWhy, Recording, Wave

page_with_form = require_http_methods(["GET", "POST"])

# What the page says that asks whom it was with.
LOGGING = {"heading": "Log an interview", "question": "Who did you interview?"}
MISSING = {
    "heading": "Record a missed interview",
    "question": "Who were you going to interview?",
}


# What a page knows before anybody types: what the booking says, and nothing without one


def as_booked(about: Brief) -> dict:
    """Whom the page is about, and the day of the booking if it has come."""
    filled = {"who": about.person.study_id}
    if about.booking is None:
        return filled
    filled["seen"] = f"{about.person}={about.booking.version}"
    return filled | when_initial(about.booking.booked_on)


def when_initial(day: dt.date) -> dict:
    """The answers to "When?" that mean a day; none for one to come."""
    ago = (clock.today() - day).days
    if ago in (0, 1):
        return {"when": ["today", "yesterday"][ago]}
    return {"when": OTHER, "day": day} if ago > 0 else {}


def filled_in(about: Brief) -> dict:
    """Of an interview that took place as booked, recorded as they agreed to."""
    how = {"mode": about.booking.mode, "recording": about.recording} if about.booking else {}
    return as_booked(about) | how


# Logging


@page_with_form
@requires(May.LOG_INTERVIEW)
def log_interview(request: SignedIn) -> HttpResponse:
    bookings = briefs.bookings_of(request.user)
    before = asked_for(request, "before")
    about = whom(request, bookings, before)
    words = {"about": about, "tiles": tiles("participants:log_interview", bookings, about)}
    if not about and request.method == "GET":
        return ask_whom(request, bookings, **LOGGING, **words)
    if about and about.withdrew_on and not before and request.method == "GET":
        return render(request, "participants/nothing_to_log.html", words)
    form = interview_form(request, about, {"when": OTHER} if before else {})
    if form.is_bound and (done := carry_out(form, actions.log_interview, by=request.user)):
        return after_logging(request, done)
    return render(request, "participants/log_interview.html", words | {"form": form})


def interview_form(request: SignedIn, about: Brief | None, known: dict) -> InterviewForm:
    """The form about a person, filled in as booked; known is what else is known."""
    initial = filled_in(about) | known if about else {}
    form = InterviewForm(posted(request), initial=initial)
    form.tell(about)
    form.offer_topics(Topic.objects.standing())
    return form


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
    bookings = briefs.bookings_of(request.user)
    about = whom(request, bookings)
    words = {"about": about, "tiles": tiles("participants:log_missed", bookings, about)}
    if not about and request.method == "GET":
        return ask_whom(request, bookings, **MISSING, **words)
    form = MissedForm(posted(request), initial=as_booked(about) if about else {})
    form.tell(about)
    if form.is_bound and form.is_valid():
        if form.cleaned_data["missed_why"] == MissedWhy.WITHDREW:
            return redirect("participants:withdraw", form.person.slug)
        if done := carry_out(form, actions.log_missed, by=request.user):
            return after_missed(request, form, done)
    return render(request, "participants/log_missed.html", words | {"form": form})


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
    users = interviewers(person.case.site, request.user)
    wave = Wave.FOLLOW_UP if about.first_done else Wave.FIRST
    known = {"wave": wave, "interviewer": request.user.pk} | as_missed(about.missed, wave, users)
    form = BookingForm(posted(request), initial=known)
    form.offer(users, request.user)
    if not about.first_done:
        form.leave_out_wave()
    if form.is_bound and (
        booking := carry_out(form, actions.book, participant=person, by=request.user)
    ):
        messages.success(request, f"{person} is booked: {briefs.booking_words(booking)}")
        return redirect(person)
    return render(request, "participants/book.html", {"form": form, "about": about})


def as_missed(missed: Interview | None, wave: str, users: list[User]) -> dict:
    """How, where and by whom a booking was that was missed, as far as it can be so again."""
    if missed is None or missed.wave != wave:
        return {}
    how = {"mode": missed.mode, "setting": missed.setting}
    return how | ({"interviewer": missed.interviewer_id} if missed.interviewer in users else {})


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
    found = interview_or_404(request.user, slug, number, Interview.objects.with_undecided())
    latest = latest_decision(found) if found.has_decisions else None
    decision = None if latest is None or latest.voided_at else latest
    words = {
        "interview": found,
        "logged": list(found.topics.all()),
        "state": briefs.state_words(found),
        "decision": decision,
        "taken_back": None if decision else latest,
        "texts": texts(request.user, found, decision),
        "put_right": put_right(found, request.user, found.participant.person),
        "acts": [one for one in acts_on(found, "interview", [slug, number]) if is_apt(found, one)],
        "about": about_of(request, found),
    }
    words |= recording_of(request.user, found) | thoughts_on(found)
    if request.user.may(May.SEE_THANKS) and found.held_on:
        words["vouchers"] = given(found, request.user)
    return render(request, "participants/interview.html", words)


def thoughts_on(found: Interview) -> dict:
    """What was ticked about an interview that took place, and where more can be."""
    if found.held_on is None:
        return {}
    where = reverse(
        "participants:think_about_interview", args=[found.participant.slug, found.number]
    )
    return ticked(InterviewReflection.of(found)) | {"think_url": where}


def recording_of(user: User, found: Interview) -> dict:
    """The way of the recording, for who may see it; its steps stay on the page of a void interview."""
    if not user.may(May.SEE_RECORDINGS) or found.recording != Recording.AUDIO:
        return {}
    chain, steps = way(found, user)
    return {"steps": steps, "chain": chain}


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
