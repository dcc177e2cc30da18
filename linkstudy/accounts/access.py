"""The line above a view that says who may open it."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import IDENTITIES, May

View = Callable[..., HttpResponse]


class SignedIn(HttpRequest):
    """A request of somebody signed in: all that a view behind `requires` ever gets."""

    user: User


class Refused(PermissionDenied):
    """The person's role does not hold the capability; the page says whose does."""

    def __init__(self, capability: May):
        super().__init__(f"You may not {capability}")
        self.capability = capability


def requires(capability: May) -> Callable[[View], View]:
    """Answer 403 to other roles before anything is fetched. The view carries .capability."""

    def guard(view: View) -> View:
        @wraps(view)
        def run(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not cast(User, request.user).may(capability):
                raise Refused(capability)
            return view(request, *args, **kwargs)

        run.capability = capability  # type: ignore[attr-defined]
        return run

    return guard


def is_about_somebody(view: Callable[..., object] | None) -> bool:
    """Whether the view is of a page that shows or takes contact details."""
    return getattr(view, "capability", None) in IDENTITIES


def takes_files(view: View) -> View:
    """Let a form of this view bring a file: everywhere else what comes as one is passed over."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Open to strangers: signing in and choosing a password. A house test lists these views."""
    return login_not_required(view)
