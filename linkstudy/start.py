"""What must hold before the first request is served."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from linkstudy import grants, guards


def demand() -> None:
    """Raise ImproperlyConfigured, with what to do, unless this installation may serve."""
    from linkstudy.audit import chain  # noqa: PLC0415  once the models stand

    guards.demand(connection)
    chain.demand()
    if settings.IS_LIVE and (found := list(grants.too_much(connection))):
        raise ImproperlyConfigured(" ".join(found))
