"""Every answer carries the headers, whichever status it has and whoever gave it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from linkstudy.reports import ADDRESS
from linkstudy.testing.factories import an_interview

pytestmark = pytest.mark.django_db
POLICY = [
    "base-uri 'none'",
    "connect-src 'self'",
    "default-src 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self'",
    f"report-uri {ADDRESS}",
    "script-src 'self'",
    "style-src 'self'",
]
EVERYWHERE = {
    "Content-Security-Policy": POLICY,  # its parts come in any order
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(),"
    " browsing-topics=()",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
FILE = "/static/css/base.css"
TOO_MUCH = {"login": "x" * (4 * 1024 * 1024 + 1)}


@pytest.fixture
def strict(settings):
    """A client that checks tokens, over TLS, of an installation whose page /broken/ fails."""
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.ROOT_URLCONF = "linkstudy.tests.failing"
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def headers(response):
    held = {name: response.headers.get(name) for name in EVERYWHERE}
    policy = held["Content-Security-Policy"] or ""
    return held | {"Content-Security-Policy": sorted(policy.split("; "))}


def last_changed(client):
    response = client.get(FILE, secure=True)
    list(response)  # read to its end, so that it closes
    return response.headers["Last-Modified"]


PAGES = {
    "200": (200, lambda c: c.get("/account/login/", secure=True)),
    "200 of HEAD": (200, lambda c: c.head("/account/login/", secure=True)),
    "301 to the address with a slash": (301, lambda c: c.get("/account/login", secure=True)),
    "302 to the sign-in page": (302, lambda c: c.get("/policy/", secure=True)),
    "400 for another host": (
        400,
        lambda c: c.get("/account/login/", headers={"Host": "evil.example"}, secure=True),
    ),
    "403 for a form without its token": (403, lambda c: c.post("/account/login/", secure=True)),
    "404": (404, lambda c: c.get("/nothing/", secure=True)),
    "404 of a file": (404, lambda c: c.get("/static/nothing.css", secure=True)),
    "405 of a page": (405, lambda c: c.put("/account/login/", secure=True)),
    "405 of all": (405, lambda c: c.generic("TRACE", "/account/login/", secure=True)),
    "413": (413, lambda c: c.post("/account/login/", TOO_MUCH, secure=True)),
    "500": (500, lambda c: c.get("/broken/", secure=True)),
}
FILES = {
    "200": (200, lambda c: c.get(FILE, secure=True)),
    "304": (
        304,
        lambda c: c.get(FILE, headers={"If-Modified-Since": last_changed(c)}, secure=True),
    ),
    "405": (405, lambda c: c.post(FILE, secure=True)),
}


@pytest.mark.parametrize("case", PAGES)
def test_every_page_carries_the_headers_and_is_kept_by_nobody(strict, case):
    status, ask = PAGES[case]

    response = ask(strict)

    assert response.status_code == status
    assert headers(response) == EVERYWHERE
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("case", FILES)
def test_every_file_carries_the_headers_and_may_be_kept(strict, case):
    status, ask = FILES[case]

    response = ask(strict)

    assert response.status_code == status
    assert headers(response) == EVERYWHERE
    assert "no-store" not in response.headers.get("Cache-Control", "")
    list(response)  # read to its end, so that it closes
    assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize("host", ["testserver", "evil.example"])
def test_without_tls_every_header_is_there_but_the_promise_of_it(strict, host):
    response = strict.get("/account/login/", headers={"Host": host})

    assert response.status_code == {"testserver": 301, "evil.example": 400}[host]
    assert headers(response) == EVERYWHERE | {"Strict-Transport-Security": None}
    assert response.headers["Cache-Control"] == "no-store"


def test_a_refusal_and_a_spreadsheet_carry_the_headers(strict, login, settings):
    an_interview()
    for role, path, body, status in [
        ("monitor", "/participants/export/", None, 403),
        ("administrator", "/participants/export/", {"purpose": "meeting", "kind": "csv"}, 200),
    ]:
        client = login(role)
        response = client.post(path, body, secure=True) if body else client.get(path, secure=True)

        assert response.status_code == status
        list(response)
        assert headers(response) == EVERYWHERE
        assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("stated", "status"),
    [("4194305", 413), ("9" * 5000, 413), ("²", 200), ("-1", 200), ("many", 200), ("", 200)],
)
def test_what_is_too_much_to_send_is_refused_before_it_is_read(stated, status):
    response = Client().get("/account/login/", CONTENT_LENGTH=stated)

    assert response.status_code == status


def test_a_file_that_comes_with_a_form_is_passed_over():
    request = RequestFactory().post("/", {"note": "Kept", "file": file_of(b"x" * 1000)})

    assert (request.POST.dict(), dict(request.FILES)) == ({"note": "Kept"}, {})


def test_a_file_is_refused_by_its_size_before_any_of_it_is_read():
    response = Client(enforce_csrf_checks=True).post(
        "/account/login/", {"file": file_of(b"x" * 4 * 1024 * 1024)}
    )

    assert response.status_code == 413


def file_of(content: bytes):
    return SimpleUploadedFile("notes.txt", content)


@pytest.mark.parametrize("key", ["a\0b", "\0" * 32, "A" * 32, "x" * 31, "é" * 32, "x" * 4000])
def test_a_cookie_that_no_session_has_is_passed_over(key):
    client = Client()
    client.cookies["session"] = key

    assert client.get("/policy/").url == "/account/login/?next=/policy/"
    assert client.get("/account/login/").status_code == 200
