"""The pages for what went wrong: our words, drawn without the database or a context processor.

Somebody whom the request already knows keeps the way around. One page asks the database: who
was refused learns who can help, and was let in by the database a moment ago.

A reference stands on pages that somebody may have to look up; it is written to the log. The
page for what was not found carries none, so that another site's rows answer, to the byte,
like rows that do not exist.
"""

import logging
import secrets
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from linkstudy.accounts.access import is_about_somebody
from linkstudy.accounts.policy import May, who_may
from linkstudy.forms.recall import recalled
from linkstudy.frame import known

REFERRED = {400, 413, 500, 503}
UNSHOWN = {"csrfmiddlewaretoken", "token", "version", "next", "code", "link"}
LAST_RESORT = (
    '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>There is a problem – linkstudy'
    "</title><h1>Sorry, there is a problem</h1><p>Go back, look whether it was saved, then try again. Reference {}.</p></html>"
)
MOMENT = 5  # seconds
log = logging.getLogger(__name__)


def reference_for(status: int) -> str:
    """A short code to quote, written to the log."""
    code = secrets.token_hex(3).upper()
    log.warning("Reference %s: answered %s", code, status)
    return code


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """(question, answer) of what was posted, in words, without passwords and the form's own marks.

    Nothing of a form about who somebody is: decision 0011.
    """
    view = view_of(request)
    if is_about_somebody(view):
        return []
    shown = [name for name in request.POST if name not in UNSHOWN and "password" not in name]
    sent = {name: request.POST.getlist(name) for name in shown}
    in_words = recalled(view, sent)
    if in_words is not None:
        return in_words
    texts = [(name, ", ".join(values)) for name, values in sent.items()]
    return [(name.replace("_", " ").capitalize(), text) for name, text in texts if text]


def view_of(request: HttpRequest) -> Callable[..., object] | None:
    try:
        return resolve(request.path_info).func
    except Resolver404:
        return None


def given_back(request: HttpRequest, template: str, status: int, **words: object) -> HttpResponse:
    """A page that gives back what was typed, to copy, or says why it does not."""
    words = {
        **known(request),
        "typed": typed(request),
        "is_kept_back": request.method == "POST" and is_about_somebody(view_of(request)),
        "is_saving": request.method == "POST",
        **words,
    }
    if status in REFERRED:
        words["reference"] = reference_for(status)
    return HttpResponse(render_to_string(template, words), status=status)


def page(request: HttpRequest, status: int, **words: object) -> HttpResponse:
    """The page for an HTTP status: 400 403 404 405 413 429 500 503."""
    words = known(request) | {"status": status} | words
    if status in REFERRED:
        words["reference"] = reference_for(status)
    return HttpResponse(render_to_string(f"{status}.html", words), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 for more than DATA_UPLOAD_MAX_MEMORY_SIZE."""
    if isinstance(exception, RequestDataTooBig):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2
        return page(request, 413, megabytes=most)
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: which role can open the page, if the policy knows.

    A refusal stands in the log, not in the history: decision 0002.
    """
    capability: May | None = getattr(exception, "capability", None)
    if capability:
        log.warning("Refused: person %s may not %s", request.user.pk, capability)
    roles = [role.label for role in who_may(capability)] if capability else []
    return page(request, 403, capability=capability, roles=roles)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the same bytes for a row of another site and for none."""
    return page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: must not fail itself, whatever is broken."""
    try:
        return given_back(request, "500.html", 500)
    except Exception:  # whatever is broken, somebody waits for an answer
        log.exception("The error page failed")
        return HttpResponse(LAST_RESORT.format(reference_for(500)), status=500)


def busy(request: HttpRequest) -> HttpResponse:
    """503 for now: nothing was done, and it is worth trying again in a few seconds."""
    response = given_back(request, "503.html", 503)
    response.headers["Retry-After"] = str(MOMENT)
    return response


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For a form whose token no longer holds."""
    return given_back(request, "ui/form_expired.html", 403, again=request.get_full_path())


def access_over(request: HttpRequest, words: str) -> HttpResponse:
    """For somebody whose access was suspended or has ended since they signed in."""
    return given_back(request, "ui/access_over.html", 403, words=words)


def signed_out(request: HttpRequest) -> HttpResponse:
    """For a form that was sent after the session ended."""
    return given_back(request, "ui/signed_out.html", 403, again=request.get_full_path())
