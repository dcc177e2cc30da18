"""Consents taken by somebody to whom nobody had delegated anything at the site that day.

The investigator keeps a list of whom they delegated duties to: ICH E6(R2), 4.1.5. What a monitor holds
it against is the signature on each consent. A site that keeps no log yet has nothing to be held against.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import Case, Delegation
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from participants.models import Consent

SHOWN = 20  # the latest, on one page


def undelegated(reader: User) -> QuerySet[Consent]:
    """Those of the cases whose deviations the reader may see, the latest first."""
    log = Delegation.objects.standing().filter(site=OuterRef("participant__case__site"))
    lasting = Q(ends_on=None) | Q(ends_on__gte=OuterRef("given_on"))
    theirs = log.filter(lasting, person=OuterRef("taken_by"), since__lte=OuterRef("given_on"))
    seen = Case.objects.reached(reader, May.SEE_DEVIATIONS)
    mine = Consent.objects.standing().filter(participant__case__in=seen)
    found = mine.filter(Exists(log), ~Exists(theirs), participant__voided_at=None)
    return found.select_related("participant", "taken_by").latest_first()
