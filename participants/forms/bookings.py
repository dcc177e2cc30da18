"""Agreeing on a day for an interview."""

import datetime as dt
from typing import Any, cast

from crispy_forms.layout import Layout

from cases.models import Membership, Site
from cases.vocabulary import Setting
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, reach
from linkstudy.forms import Choice, Day, Option, Pick, TimeOfDay
from linkstudy.words import day_words
from participants import briefs
from participants.forms.deviations import Deviating, OnceBroken
from participants.places import last_there
from participants.vocabulary import Wave

FUTURE = "The day must be today or later"


def interviewers(site: Site, also: User | None = None) -> list[User]:
    """Who logs interviews at the site today, by name; and whoever the booking names already."""
    members = Membership.objects.in_force().filter(site=site).select_related("user")
    users = {one.user for one in members if one.user.may(May.LOG_INTERVIEW)}
    return sorted(users | ({also} if also else set()), key=lambda user: user.name)


def ever_interviewers(site: Site, also: User) -> list[tuple[str, str, User]]:
    """(key, name, who) of who interviews at the site, and whom the record names; and then, with their
    last day there, of who did and has left: what they did can still be told."""
    today, stays = clock.today(), dict[User, list[dt.date | None]]()
    for one in Membership.objects.filter(site=site, since__lte=today).select_related("user"):
        stays.setdefault(one.user, []).append(one.until)
    now = {also} | {
        who
        for who, untils in stays.items()
        if who.may(May.LOG_INTERVIEW) and any(day is None or day >= today for day in untils)
    }
    left = [
        (with_last_day(who, untils), who)
        for who, untils in stays.items()
        if who not in now and reach(who.role, May.LOG_INTERVIEW)
    ]
    here = [(str(one), one) for one in now]
    named = [pair for part in (here, left) for pair in sorted(part, key=lambda pair: pair[0])]
    return [(str(one.pk), words, one) for words, one in named]


def with_last_day(user: User, untils: list[dt.date | None]) -> str:
    """Leah Example, until 12 June 2022."""
    last = last_there(user, untils)
    return f"{user}, until {day_words(last)}" if last and last <= clock.today() else str(user)


class ChangeBookingForm(Deviating):
    """Day, time, way, place and interviewer of a booking."""

    versioned = True
    layout = Layout("booked_on", "booked_time", "mode", "setting", "interviewer", OnceBroken())
    booked_on = Day(
        "Which day?",
        missing="Enter the day of the interview",
        called="The day",
        hint="For example, fri, 17/6 or 17 June 2022",
        future_words=FUTURE,
    )
    booked_time = TimeOfDay(
        "At what time?",
        missing="Enter the time of the interview",
        hint="For example, 2pm or 4:30pm",
    )
    mode = Choice(
        "How will it take place?", briefs.MODES, missing="Select how it will take place", row=3
    )
    setting = Pick("Where?", [("", "Not decided"), *Setting.choices])
    interviewer = Pick("Who will interview?", missing="Select who will interview")

    def offer(self, users: list[User], user: User) -> None:
        """Say who can be the interviewer; user is called you."""
        rows = [(str(one.pk), f"You, {one}" if one == user else str(one), one) for one in users]
        cast(Pick, self.fields["interviewer"]).offer(rows, first="")


class BookingForm(ChangeBookingForm):
    """A new booking. wave is asked of people who had their first interview."""

    versioned = False
    layout = Layout("wave", *ChangeBookingForm.layout.fields)
    wave = Choice(
        "Which interview?",
        [
            (Wave.FIRST, Option("First interview", "One more sitting")),
            (
                Wave.FOLLOW_UP,
                Option("Follow-up interview", "In the later round, as the protocol says"),
            ),
        ],
        missing="Select which interview this is",
        row=2,
    )

    def leave_out_wave(self) -> None:
        """For people who had no interview yet: this one is the first."""
        del self.fields["wave"]
        self.layout = ChangeBookingForm.layout

    def answers(self) -> dict[str, Any]:
        return {"wave": Wave.FIRST} | super().answers()
