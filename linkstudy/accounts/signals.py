"""Signing in and out stand in the history too, and what came of trying."""

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from linkstudy.accounts.addresses import spelled, trace
from linkstudy.accounts.models import User
from linkstudy.audit.writing import record


@receiver(user_logged_in)
def signed_in(sender: object, user: User, **kwargs: object) -> None:
    record("user.signed_in", on=user, by=user)


@receiver(user_logged_out)
def signed_out(sender: object, user: User | None, **kwargs: object) -> None:
    if user is not None:
        record("user.signed_out", on=user, by=user)


@receiver(user_login_failed)
def sign_in_failed(
    sender: object, credentials: dict, request: HttpRequest | None = None, **kwargs: object
) -> None:
    """Every try is told, with an address of ours or of nobody's, and costs the same.

    Tries at a locked account are counted nowhere: nothing was checked.
    """
    if getattr(request, "axes_locked_out", False):
        return
    address = str(credentials.get("email", ""))
    user = User.objects.filter(email=spelled(address)).first()
    if user is None:
        changes = {"address": [None, {"trace": trace(address)}]}
        record("user.sign_in_failed", on=User(id=""), by=None, changes=changes)
    elif user.is_current:
        record("user.sign_in_failed", on=user, by=None)
    else:
        record("user.sign_in_refused", on=user, by=None)
