"""What axes asks us: which account a try was for, and what to answer when it is locked.

Without a callable of our own, tries through allauth would be filed under no name, and the
right password would still get in.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linkstudy.accounts.addresses import MOST, spelled


def name_tried(request: HttpRequest | None, credentials: dict | None) -> str | None:
    """The address that was typed, in one spelling, or None."""
    given = credentials or {}
    name = given.get("username") or given.get("email")
    if not name and request is not None:
        name = request.POST.get("login")
    return spelled(name)[:MOST] if name else None


def locked_out(
    request: HttpRequest, original_response: HttpResponse | None = None, credentials=None
) -> HttpResponse:
    """The page after ten wrong passwords; it is the same for known and unknown addresses."""
    return render(request, "429.html", status=429)
