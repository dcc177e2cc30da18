"""What tests of the team's pages share: addresses, and what came back."""

import datetime as dt

from django.test import Client

from linkstudy.accounts.models import User
from linkstudy.testing.pages import held_by

TEAM, INVITE = "/team/", "/team/invite/"
NEW = {"name": "Nia Example", "email": "Nia@Example.org", "role": "researcher", "sites": ["1"]}
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def address(user: User, more: str = "") -> str:
    return f"/team/{user.number}/{more}"


def hand_over(client: Client, user: User, *, follow: bool = False, **answers: str):
    """Open the page that hands over somebody's work, and send it with these answers."""
    url = address(user, "hand-over/")
    return client.post(url, held_by(client.get(url), **answers), follow=follow)


def told(client: Client, answer) -> list[str]:
    """What the page says to which an answer leads."""
    return [str(one) for one in client.get(answer.headers["Location"]).context["messages"]]
