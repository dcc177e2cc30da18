"""What stands around every view: sign-in, headers, limits, and a page for an answer without one."""

import re
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from whitenoise.middleware import WhiteNoiseFileResponse

from linkstudy import errors
from linkstudy.accounts.actions import turn_away
from linkstudy.accounts.hashing import Busy
from linkstudy.accounts.links import OVER
from linkstudy.accounts.models import User

UNUSED = ["camera", "geolocation", "microphone", "payment", "usb", "browsing-topics"]
KNOWN = ("GET", "HEAD", "POST")
OURS = re.compile("[a-z0-9]{32}")  # a session's key
ALWAYS = {
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": settings.X_FRAME_OPTIONS,
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


def is_in_use(exception: Exception) -> bool:
    """Whether others wrote to SQLite for so long that this one's turn to write did not come."""
    return getattr(exception.__cause__, "sqlite_errorname", "") == "SQLITE_BUSY"


class Files:
    """The few views that take a file get it in memory: none is ever laid down on the disk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: object, kwargs: object
    ) -> None:
        if getattr(view, "takes_files", False):
            request.upload_handlers = [MemoryFileUploadHandler(request)]


class InTurn:
    """Who finds others hashing passwords already, or writing all the time, is asked to come back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        is_busy = isinstance(exception, Busy) or is_in_use(exception)
        return errors.busy(request) if is_busy else None


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


def promise(request: HttpRequest) -> dict[str, str]:
    """That browsers come by TLS alone from now on: said over TLS, as browsers hear it nowhere else."""
    if not (settings.SECURE_HSTS_SECONDS and request.is_secure()):
        return {}
    words = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"
    return {"Strict-Transport-Security": words}


def headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """The first of all but the content policy, so that no answer goes without.

    Pages are never kept by a browser or a proxy: a shared computer shows nothing afterwards.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = in_words(request, get_response(request))
        for name, value in (ALWAYS | promise(request)).items():
            response.headers[name] = value
        if not isinstance(response, WhiteNoiseFileResponse):  # files are the same for everybody
            response.headers["Cache-Control"] = "no-store"
        return response

    return answer


def sizes(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """What is too much to send is refused by its stated length, before any of it is read."""

    def answer(request: HttpRequest) -> HttpResponse:
        stated = request.headers.get("content-length") or "0"
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if stated.isdecimal() and (len(stated) > 18 or int(stated) > most):
            return errors.bad_request(request, RequestDataTooBig())
        return get_response(request)

    return answer


def cookies(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """A session's cookie that we cannot have given is none: PostgreSQL cannot even look it up."""

    def answer(request: HttpRequest) -> HttpResponse:
        given = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if given and not OURS.fullmatch(given):
            del request.COOKIES[settings.SESSION_COOKIE_NAME]
        return get_response(request)

    return answer
