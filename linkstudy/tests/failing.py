"""Routes for tests of what goes wrong: the product's own and one that fails."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from linkstudy.urls import *  # noqa: F403 - its handlers and routes
from linkstudy.urls import urlpatterns as own


class Broken(Exception):
    """What went wrong."""


@login_not_required
def fail(request: HttpRequest) -> HttpResponse:
    raise Broken


urlpatterns = [*own, path("broken/", fail)]
