"""Who a session or a password stands for: nobody whose access was suspended or has ended."""

from allauth.account.auth_backends import AuthenticationBackend

from linkstudy.accounts.models import User


class CurrentPeople(AuthenticationBackend):
    """allauth's own, asked at every request: sessions end with the access."""

    def user_can_authenticate(self, user: User | None) -> bool:
        return user is not None and user.is_current
