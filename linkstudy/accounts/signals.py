"""Signing in and out stand in the history too."""

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver

from linkstudy.accounts.models import User
from linkstudy.audit.writing import record


@receiver(user_logged_in)
def signed_in(sender: object, user: User, **kwargs: object) -> None:
    record("user.signed_in", on=user, by=user)


@receiver(user_logged_out)
def signed_out(sender: object, user: User | None, **kwargs: object) -> None:
    if user is not None:
        record("user.signed_out", on=user, by=user)
