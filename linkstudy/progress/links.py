"""From a number to the rows that make it, and from a thing to do to the page that does it."""

import datetime as dt

from django.urls import reverse
from django.utils.http import urlencode

from cases.models import Case
from cases.vocabulary import Measure
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from participants.models import Participant


def rows_of(case: Case | None, day: dt.date, *measures: Measure) -> str:
    """The list whose length is the figure of a measure, or the sum of those of several groups of
    people, in one case or in all, as at a day."""
    at = day.isoformat()
    if measures == (Measure.OBSERVATION,):
        name, numbers = ("observations", [case.number]) if case else ("observation_days", [])
        return f"{reverse(f'cases:{name}', args=numbers)}?{urlencode({'at': at})}"
    narrowed = {"case": case.number} if case else {}
    groups = [measure.value for measure in measures]
    asked = narrowed | {"group": groups, "status": "interviewed", "at": at}
    return f"{reverse('participants:people')}?{urlencode(asked, doseq=True)}"


def people_of(case: Case | None = None, **narrowed: str) -> str:
    """The list of participants of a case, or of all."""
    asked = ({"case": case.number} if case else {}) | narrowed
    return f"{reverse('participants:people')}?{urlencode(asked)}"


def tasks(owner: str = "") -> str:
    """Everything that is owed, or what one person owes."""
    return f"{reverse('progress:tasks')}{'?' if owner else ''}{urlencode({'owner': owner} if owner else {})}"


def log(user: User, person: Participant) -> str:
    """Where to write down the person's interview; their page for those who may not."""
    if not user.may(May.LOG_INTERVIEW):
        return person.get_absolute_url()
    # What is left to answer for a booking starts at the minutes; a browser puts the cursor there.
    return f"{reverse('participants:log_interview')}?{urlencode({'who': person.slug})}#id_minutes"


def step(user: User, person: Participant, name: str) -> str:
    """A page that records something of the person; their own page for those who may not."""
    if not user.may(May.RECORD):
        return person.get_absolute_url()
    return reverse(f"participants:{name}", args=[person.slug])
