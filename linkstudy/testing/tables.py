"""Groups and their members for tests: as in factories, through the actions."""

from typing import Any

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import Role
from linkstudy.testing.factories import a_user, ago
from meetings import actions
from meetings.models import Contribution, Group, Member, Naming, Payment, Rate


def a_group(name: str = "PPI group", kind: str = "ppi", **facts: Any) -> Group:
    return actions.add_group(name=name, kind=kind, by=None, **facts)


def a_member(group: Group | None = None, by: User | None = None, **facts: Any) -> Member:
    """A public contributor who joined a hundred days ago."""
    given = {"seat": "public", "joined_on": ago(100)} | facts
    return actions.add_member(group=group or Group.objects.first() or a_group(), by=by, **given)


def a_naming(member: Member | None = None, by: User | None = None, **facts: Any) -> Naming:
    """Agreed ten days ago to be named in minutes and updates, as Pat Example."""
    given = {"on": ago(10), "places": ["minutes", "updates"], "known_as": "Pat Example"} | facts
    return actions.agree_naming(member=member or a_member(), by=by, **given)


def a_ppi_lead() -> User:
    return User.objects.filter(role=Role.PPI_LEAD).first() or a_user(Role.PPI_LEAD)


def some_advice(group: Group | None = None, by: User | None = None, **facts: Any) -> Contribution:
    """Advised twenty days ago on inviting people, by the group as a whole."""
    given = {
        "on": ago(20),
        "stage": "recruitment",
        "advised": "Say in the letter what a link worker does",
    } | facts
    group = group or Group.objects.first() or a_group()
    return actions.record_advice(group=group, by=by, **given)


def a_rate(hourly: int = 2500, **facts: Any) -> Rate:
    """25 pounds an hour for a year already."""
    return actions.set_rate(hourly=hourly, by=None, **{"starts_on": ago(365)} | facts)


def a_payment(member: Member | None = None, by: User | None = None, **facts: Any) -> Payment:
    """Two hours of a meeting twenty days ago and 7.50 for the bus, offered ten days ago."""
    if not Rate.objects.standing().exists():
        a_rate()
    given = {
        "on": ago(20),
        "work": "meeting",
        "minutes": 120,
        "expenses": 750,
        "offered_on": ago(10),
    } | facts
    member = member or a_member()
    others = [str(one.number) for one in member.payments.all()]
    return actions.offer_payment(member=member, apart_from=others, by=by, **given)


def accepted(payment: Payment, by: User | None = None) -> Payment:
    """They accepted it five days ago."""
    return actions.answer_payment(
        payment=payment, version=payment.version, answer="accepted", answered_on=ago(5), by=by
    )
