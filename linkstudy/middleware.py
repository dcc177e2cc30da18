"""Headers that every answer carries, and a page for the one answer that has none."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from linkstudy import errors

UNUSED = ["camera", "geolocation", "microphone", "payment", "usb", "browsing-topics"]
ALWAYS = {
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def in_words(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer; one to a wrong method, which comes without a body, gets a page."""
    if not isinstance(response, HttpResponseNotAllowed):
        return response
    spoken = errors.page(request, 405)
    spoken.headers["Allow"] = response.headers["Allow"]
    return spoken


def headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Pages are never kept by a browser or a proxy: a shared computer shows nothing afterwards."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = in_words(request, get_response(request))
        for name, value in ALWAYS.items():
            response.headers[name] = value
        response.headers["Cache-Control"] = "no-store"  # files under static/ never come here
        return response

    return answer
