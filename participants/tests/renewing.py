"""People who signed a version that was replaced, and what the list of renewals says of them."""

import datetime as dt

from linkstudy.clock import LONDON, telling
from linkstudy.testing.factories import (
    a_booking,
    a_withdrawal,
    ago,
    an_interview,
)
from participants.models import Participant
from participants.renewals import outdated

URL = "/consents/renew/"
BOTH = ("consent-2-0", "information-2-0")


def on(day: str):
    """The study's clock, at 9:12 on a day."""
    return telling(dt.datetime.fromisoformat(f"{day} 09:12").replace(tzinfo=LONDON))


def need(person: Participant) -> tuple[str, str | None, str | None] | None:
    """(what they need, new form, new sheet) as of today; None for somebody who is up to date."""
    found = outdated(Participant.objects.standing()).filter(pk=person.pk)
    return found.values_list("need", "new_form", "new_sheet").first()


def interview_in_may(person, **facts):
    with on("2022-05-12"):
        an_interview(person, **facts)


def is_booked(person):
    a_booking(person, ago(-3))


def withdrew(person):
    interview_in_may(person)
    a_withdrawal(person)


def rows(page) -> list[tuple[str, str, str, str]]:
    """(need, ID, why, what to do) of each row."""
    return [
        (need.value, str(line.person), line.why, line.act[0])
        for need, lines in page.context["list"].lists
        for line in lines
    ]
