"""Writes about accounts."""

from linkstudy.accounts.models import User
from linkstudy.audit.writing import Actor, action, add


@action
def add_user(*, email: str, name: str, role: str, password: str | None, by: Actor | None) -> User:
    """An account. password=None leaves one that cannot sign in with a password."""
    user = User(email=email.strip().lower(), name=name, role=role)
    user.set_password(password)
    return add(user, "user.added", by=by)
