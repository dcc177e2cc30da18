"""How axes counts wrong passwords for us: by account, and by the network they come from.

Both are asked before a password is hashed: decision 0004. Without a name of our own, tries
through allauth would be filed under none, and the right password would still get in.
"""

import datetime as dt
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from linkstudy import clock
from linkstudy.accounts.addresses import trace

# So many wrong passwords from one network, in so long.
FROM_A_NETWORK, SPAN = 30, dt.timedelta(minutes=5)


def name_tried(request: HttpRequest | None, credentials: dict | None) -> str | None:
    """What tries for the address that was typed are counted under, or None.

    It is a keyed digest: somebody may have typed the address of a person who takes part.
    """
    given = credentials or {}
    name = given.get("username") or given.get("email")
    if not name and request is not None:
        name = request.POST.get("login")
    return trace(name) if name else None


def network_of(request: HttpRequest) -> str | None:
    """The network address of a visitor, or None when it cannot be known.

    Behind a proxy it is what the proxy saw, which stands last: what stands before it is what
    the visitor says. Of IPv6 it is the part that a household or a firm is given.
    """
    seen = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        seen = request.headers.get("x-forwarded-for", "").rpartition(",")[2]
    try:
        address = ip_address(seen.strip())
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or ip_network((int(address), 64), False).network_address
    return str(address)


class Tries(AxesDatabaseHandler):
    """axes' own counting by account, and a limit to what one network may try."""

    def is_locked(self, request: HttpRequest, credentials: dict | None = None) -> bool:
        request.is_network_full = is_full(network_of(request))  # type: ignore[attr-defined]
        return request.is_network_full or super().is_locked(request, credentials)  # type: ignore[attr-defined]

    def user_login_failed(self, sender: Any, credentials: dict, request: Any = None, **more: Any):
        """Count the try, and keep nothing of what was typed or of the address that was asked."""
        asked, sent = request.GET, request.POST
        request.GET = request.POST = QueryDict()
        super().user_login_failed(sender, credentials, request, **more)
        request.GET, request.POST = asked, sent


def is_full(network: str | None) -> bool:
    """Whether too many wrong passwords came from there of late."""
    if network is None:
        return False
    tries = AccessAttempt.objects.filter(
        ip_address=network, attempt_time__gte=clock.real_now() - SPAN
    )
    counted = tries.aggregate(count=Sum("failures_since_start"))["count"] or 0
    return counted >= FROM_A_NETWORK


def locked_out(
    request: HttpRequest, original_response: HttpResponse | None = None, credentials=None
) -> HttpResponse:
    """The page after too many wrong passwords; the same for known and unknown addresses."""
    by_network = getattr(request, "is_network_full", False)
    response = render(request, "429.html", {"by_network": by_network}, status=429)
    response.headers["Retry-After"] = str(5 * 60 if by_network else 15 * 60)
    return response
