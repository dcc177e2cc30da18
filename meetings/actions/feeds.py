"""Private addresses of calendars: made, replaced and ended by the person whose diary it is."""

from linkstudy.accounts.links import digest, new_secret
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, add
from meetings.models import Feed


@action
def make_feed(*, user: User, by: User) -> Feed:
    """A new address, whose secret is on the row this once. The one before works no more."""
    secret = new_secret()
    made = add(Feed(user=user, digest=digest(secret)), "feed.made", by=by)
    made.secret = secret
    return made


@action
def end_feed(*, user: User, by: User) -> Feed:
    """No address of theirs works any more."""
    return add(Feed(user=user), "feed.ended", by=by)
