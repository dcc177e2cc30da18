"""allauth, closed to strangers and in our own words."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from linkstudy.accounts.models import User


class Adapter(DefaultAccountAdapter):
    """Nobody signs up by themselves; an administrator adds people."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The email address or the password is not right",
        "too_many_login_attempts": "Too many tries. Wait 15 minutes and try again",
        "account_inactive": "The email address or the password is not right",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Every answer is a page, whatever the request says it is."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: object) -> User | None:
        """The user, or None; somebody whose access is over is answered like a wrong password."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_current else None

    def add_message(self, *args: object, **kwargs: object) -> None:
        """allauth's own messages stay off the page: signing in needs no applause."""
