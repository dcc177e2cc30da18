"""Opening sites, the organisations there and who works there."""

import datetime as dt
from typing import Any

from cases.models import Membership, Organisation, Site
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, add


@action
def open_site(*, number: int, name: str, by: User | None) -> Site:
    return add(Site(number=number, name=name), "site.opened", by=by)


@action
def join_site(*, user: User, site: Site, since: dt.date, by: User | None) -> Membership:
    """From that day the person sees and writes the site's people."""
    return add(Membership(user=user, site=site, since=since), "membership.began", by=by)


@action
def add_organisation(*, by: User | None, **facts: Any) -> Organisation:
    return add(Organisation(**facts), "organisation.added", by=by)
