"""Browsers say here when a page broke its content policy: a mistake of ours, or an attack.

Anybody can send anything, so little is believed and less is kept: the name of a rule and of a
page that exist, and a few lines a minute at most.
"""

import datetime as dt
import json
import logging
from collections import deque
from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from linkstudy import clock

ADDRESS = "/content-policy-reports/"
LONGEST = 10_000  # bytes that are looked at
MOST, SPAN = 10, dt.timedelta(minutes=1)  # reports that each process looks at, in how long
RULES = {
    *("base-uri", "connect-src", "default-src", "font-src", "form-action", "frame-ancestors"),
    *("frame-src", "img-src", "manifest-src", "media-src", "object-src", "script-src"),
    *("script-src-attr", "script-src-elem", "style-src", "style-src-attr", "style-src-elem"),
    *("worker-src",),
}
log = logging.getLogger(__name__)
looked_at: deque[dt.datetime] = deque(maxlen=MOST)


def reports(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Takes reports, which come without a token, and answers nothing."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path != ADDRESS or request.method != "POST":
            return get_response(request)
        now = clock.real_now()
        if len(looked_at) < MOST or now - looked_at[0] > SPAN:
            looked_at.append(now)
            note(request.read(LONGEST))
        return HttpResponse(status=204)

    return answer


def note(body: bytes) -> None:
    """Write a line to the log, if the report is about a rule and a page that exist."""
    try:
        report = json.loads(body)["csp-report"]
        rule = report.get("effective-directive") or report["violated-directive"]
        page = resolve(urlsplit(report["document-uri"]).path).view_name
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, Resolver404):
        return
    if str(rule) in RULES:
        log.warning("The page %s broke its content policy: %s", page, rule)
