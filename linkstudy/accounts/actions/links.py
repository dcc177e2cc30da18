"""One-time links, and the passwords that they lead to."""

from django.contrib.auth.hashers import is_password_usable
from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts import limits, links
from linkstudy.accounts.actions.rules import check_manager, check_state, now
from linkstudy.accounts.addresses import spelled, trace
from linkstudy.accounts.models import LIFETIMES, Link, LinkRequest, Purpose, State, User
from linkstudy.audit.writing import action, add, amend, amend_each


def close_links(user: User, by: User | None) -> None:
    """End the person's links that nobody used."""
    waiting = Link.objects.filter(user=user).waiting()
    amend_each(list(waiting), "link.ended", by=by, related=["user"], ended_at=clock.real_now())


@action
def make_link(*, user: User, reason: str = "", by: User | None) -> Link:
    """A link with which somebody chooses a password. It carries its secret this once.

    Links made before it end. by=None is the person at the sign-in page, or the server's keeper.
    """
    check_manager(by, user)
    held = now(user)
    check_state(held, State.ACTIVE, State.INVITED)
    close_links(held, by)
    purpose = Purpose.RESET if is_password_usable(held.password) else Purpose.INVITATION
    secret, made_at = links.new_secret(), clock.real_now()
    link = Link(
        user=held,
        purpose=purpose,
        digest=links.digest(secret),
        made_at=made_at,
        expires_at=made_at + LIFETIMES[purpose],
    )
    add(link, "link.made", by=by, reason=reason)
    link.secret = secret
    return link


@action
def use_link(*, secret: str, password: str, by: None = None) -> Link:
    """Choose a password with a link. password is hashed already: that is slow, and others wait.

    Raises Unusable when the link does not work any more.
    """
    link = links.usable(secret)
    used = amend(link, "link.used", by=link.user, used_at=clock.real_now())
    amend(link.user, "user.password_set", by=link.user, password=password)
    return used


@action
def change_password(*, password: str, by: User) -> User:
    """Another password of one's own, hashed already. Other sessions and waiting links end."""
    close_links(by, by)
    return amend(now(by), "user.password_changed", by=by, password=password)


@action
def ask_for_link(*, email: str, by: None = None) -> LinkRequest:
    """Somebody asks at the sign-in page. It is written down alike for every address.

    Raises ValidationError when too many asked before.
    """
    if limits.reached(email):
        raise ValidationError(limits.WORDS)
    return add(LinkRequest(trace=trace(email)), "link.asked", by=None)


@action
def answer_request(*, request: LinkRequest, email: str, by: None = None) -> Link | None:
    """A link for whoever asked; None for an address of nobody's, and when one was made since."""
    user = User.objects.filter(email=spelled(email)).first()
    if user is None or not user.is_current or user.links.filter(made_at__gte=request.at).exists():
        return None
    return make_link(user=user, reason="Asked for at the sign-in page", by=None)
