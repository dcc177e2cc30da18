"""Vouchers for tests: as in factories, through the actions."""

from typing import Any

from cases.models import Site
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.testing.factories import a_site, an_interview, by_for
from participants import actions
from participants.models import Interview, Purchase, Thanks


def a_purchase(site: Site | None = None, by: User | None = None, **facts: Any) -> Purchase:
    """Ten vouchers of 20 pounds, bought today for a site."""
    given = {"on": clock.today(), "each": 2000, "count": 10} | facts
    return actions.buy_vouchers(site=site or a_site(), by=by, **given)


def a_voucher(interview: Interview | None = None, by: User | None = None, **facts: Any) -> Thanks:
    """20 pounds handed over today, out of what the site has."""
    interview = interview or an_interview()
    given = {"on": clock.today(), "pence": 2000, "how": "handed"} | facts
    by = by_for(interview.participant.case, by)
    return actions.thank(interview=interview, by=by, **given)
