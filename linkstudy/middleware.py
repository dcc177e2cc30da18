"""What stands around every view: sign-in, headers, and a page for an answer without one."""

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from linkstudy import errors
from linkstudy.accounts.actions import turn_away
from linkstudy.accounts.links import OVER
from linkstudy.accounts.models import User

UNUSED = ["camera", "geolocation", "microphone", "payment", "usb", "browsing-topics"]
KNOWN = ("GET", "HEAD", "POST")
ALWAYS = {
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def access(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Whoever's access was suspended or has ended is signed out, whatever page they ask for."""

    def answer(request: HttpRequest) -> HttpResponse:
        key = request.session.get(SESSION_KEY)
        if key is None or request.user.is_authenticated:
            return get_response(request)
        # A session that only lost its password is empty by now; this one lost its person.
        over = request.session.get(SESSION_KEY) is not None and User.objects.filter(pk=key).first()
        return turned_away(request, over) if over else get_response(request)

    return answer


def turned_away(request: HttpRequest, user: User) -> HttpResponse:
    """Sign the person out, with a page that says why."""
    turn_away(by=user)
    request.session.flush()
    trouble = OVER[user.state]
    return errors.access_over(request, f"{trouble.heading}. {trouble.words}")


class SignInRequired(LoginRequiredMiddleware):
    """Every view needs a sign-in; a form sent after the session ended gives its text back."""

    def handle_no_permission(  # type: ignore[override]  # a page, not only a redirect
        self, request: HttpRequest, view_func: Callable
    ) -> HttpResponse:
        if request.method == "POST":
            return errors.signed_out(request)
        return super().handle_no_permission(request, view_func)


def in_words(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer; one to a wrong method, which comes without a body, gets a page."""
    if not isinstance(response, HttpResponseNotAllowed):
        return response
    spoken = errors.page(request, 405)
    spoken.headers["Allow"] = response.headers["Allow"]
    return spoken


def methods(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """No page knows another method than these three; HEAD is answered as GET, by headers alone."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method not in KNOWN:
            return HttpResponseNotAllowed(KNOWN)
        asked, request.method = request.method, request.method.replace("HEAD", "GET")
        response = get_response(request)
        request.method = asked  # so that the server leaves the body out
        return response

    return answer


def headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Pages are never kept by a browser or a proxy: a shared computer shows nothing afterwards."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = in_words(request, get_response(request))
        for name, value in ALWAYS.items():
            response.headers[name] = value
        response.headers["Cache-Control"] = "no-store"  # files under static/ never come here
        return response

    return answer
