"""Who has given no reply for 14 days.

That is somebody who is still asked, in a case that has not closed, and of whom nobody has heard since
our last letter or attempt to reach them, 14 days ago or more. To reply, to be reached, to get in
touch and to agree is to be heard of. Those who wait for a decision count as everybody else does.
"""

import datetime as dt
from functools import cache

from django.db.models import Case as SqlCase
from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThanOrEqual

from linkstudy import clock
from linkstudy.once import Once
from participants.attempts import is_asked_in, of_those_asked
from participants.models import Consent, ContactAttempt
from participants.vocabulary import UNANSWERED

DAYS = 14


def with_quiet(people: QuerySet) -> QuerySet:
    """Annotate is_quiet of people with_status(): that they have given no reply for 14 days."""
    last, found = clock.today() - dt.timedelta(days=DAYS), _since()
    has_replied = Q(replied_on__isnull=False, replied_on__gte=F("invited_on"))
    unheard = ~has_replied & ~Q(found["has_answered"]) & ~Q(found["has_agreed"])
    letter = SqlCase(When(unheard, then=F("invited_on")), output_field=DateField())
    is_long = Q(LessThanOrEqual(Coalesce(found["tried_on"], letter), last))
    no_letter_since = Q(invited_on=None) | Q(invited_on__lte=last)
    return people.annotate(is_quiet=of_those_asked(is_asked_in() & no_letter_since & is_long))


@cache
def _since() -> dict[str, Once]:
    """The day of the last of our attempts since somebody was last heard of, or None; and whether they
    answered or agreed since the letter that invited them by name."""
    mine, letter = {"participant": OuterRef("pk")}, OuterRef("invited_on")
    tries = ContactAttempt.objects.unanswered().filter(**mine).order_by("-on").values("on")[:1]
    answers = ContactAttempt.objects.standing().exclude(outcome__in=UNANSWERED)
    found = {
        "tried_on": Subquery(tries, output_field=DateField()),
        "has_answered": Exists(answers.filter(on__gte=letter, **mine)),
        "has_agreed": Exists(Consent.objects.standing().filter(given_on__gte=letter, **mine)),
    }
    return {name: Once(asked, "participants.Participant") for name, asked in found.items()}
