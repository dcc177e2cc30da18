"""Opening a one-time link in a browser, and choosing a password with it."""

import datetime as dt
import re

from django.test import Client

from linkstudy.accounts.models import Link, User

LINK, SET = "/account/link/", "/account/link/password/"
NEW = "seven otters in the canal"
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def look(link: Link | str, client: Client | None = None):
    secret = link if isinstance(link, str) else link.secret
    return (client or Client()).post(LINK, {"link": secret})


def choose(link: Link | str, client: Client | None = None, **answers: str):
    """Send the page with the new password."""
    secret = link if isinstance(link, str) else link.secret
    sent = {"code": secret, "password": NEW, "password_again": NEW} | answers
    return (client or Client()).post(SET, sent)


def heading(answer) -> str:
    found = re.search("<h1>(.*?)</h1>", answer.content.decode())
    return found[1] if found else ""


def told(answer) -> str:
    return answer.context["trouble"].words


def signs_in(user: User, password: str) -> bool:
    client = Client()
    client.post("/account/login/", {"login": user.email, "password": password})
    return "_auth_user_id" in client.session
