"""What was kept of rules that were broken."""

import datetime as dt

from linkstudy.identities.service import unseal
from participants.models import Deviation


def kept() -> list[tuple[str, dt.date, str, str]]:
    """(rule, day, what, why) of each deviation that stands."""
    return [
        (one.rule, one.on, one.what, unseal(one.participant.person, "deviation.reason", one.reason))
        for one in Deviation.objects.standing().select_related("participant__person")
    ]
