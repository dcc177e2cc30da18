"""Addresses that need no account: each carries a name under the installation's own key.

A ticket opens one page and nothing else: an update that went out, or the page on which one partner
stops them. It holds a month or a number, and says of nobody who they are.
"""

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.urls import reverse

from linkstudy.updates.models import Partner, Update

TO_READ = Signer(salt="updates.read", sep="~")
TO_LEAVE = Signer(salt="updates.leave", sep="~")


def reading(update: Update) -> str:
    """The ticket with which everybody reads an update."""
    return TO_READ.sign(update.slug)


def leaving(partner: Partner) -> str:
    """The ticket with which a partner stops updates."""
    return TO_LEAVE.sign(partner.slug)


def read_by(signer: Signer, ticket: str) -> str:
    """What a ticket names, or "" for one that nobody gave out."""
    try:
        return str(signer.unsign(ticket))
    except BadSignature:
        return ""


def reading_address(request: HttpRequest, update: Update) -> str:
    return request.build_absolute_uri(reverse("updates:read", args=[reading(update)]))


def leaving_address(request: HttpRequest, partner: Partner) -> str:
    return request.build_absolute_uri(reverse("updates:leave", args=[leaving(partner)]))
