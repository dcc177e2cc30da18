"""Who comes to the door, and how they send what they send."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach, Role, reach
from linkstudy.audit.writing import amend
from linkstudy.testing.factories import SmallStudy, a_user

SECRET = "c" * 32  # of the cookie that a form's token must match
URLENCODED = "application/x-www-form-urlencoded"
BOUNDARY = "x" * 20
PARTED = f"multipart/form-data; boundary={BOUNDARY}"


class File(bytes):
    """An answer that is a file."""


def parted(filled: Mapping[str, Any]) -> bytes:
    """A body with files, as a browser sends it."""
    pairs = [(name, one) for name, given in filled.items() for one in each(given)]
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'.encode()
        + (b'; filename="picture.png"' if isinstance(one, File) else b"")
        + b"\r\n\r\n"
        + (one if isinstance(one, File) else str(one).encode(errors="surrogatepass"))
        for name, one in pairs
    ]
    return b"\r\n".join([*parts, f"--{BOUNDARY}--\r\n".encode()])


def each(given: Any) -> list[Any]:
    return list(given) if isinstance(given, list | tuple) else [given]


Body = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Answer:
    """What came back: the whole body, also of a file, and the headers with the cookies."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The page; nothing for a file."""
        is_page = self.headers.get("Content-Type", "").startswith("text/html")
        return self.body.decode() if is_page else ""

    @property
    def heading(self) -> str:
        found = re.search("<h1[^>]*>(.*?)</h1>", self.text, re.DOTALL)
        return " ".join(found[1].split()) if found else ""

    @property
    def leads_to(self) -> str:
        return self.headers.get("Location", "")

    @property
    def has_problems(self) -> bool:
        """Whether it is a form that was not taken."""
        return 'id="errors"' in self.text


class Door(Client):
    """Brings a request in and the answer out, and keeps nothing of how the page was made."""

    def request(self, **asked: Any) -> Any:
        return self.handler(self._base_environ(**asked))


class Browser:
    """Sends forms as browsers do, and is asked for its token like everybody.

    It comes anew each time with its session and its token: no message of one page waits for the
    next, and an answer hangs on nothing but what was asked.
    """

    def __init__(self, user: User | None = None):
        self.client = Door(enforce_csrf_checks=True)
        if user is not None:
            self.client.force_login(user)
        self.cookies = {name: one.value for name, one in self.client.cookies.items()}
        self.cookies[settings.CSRF_COOKIE_NAME] = SECRET

    def open(self, address: str) -> Answer:
        return self.send("GET", address)

    def send(self, method: str, address: str, body: Body | None = None) -> Answer:
        """A request with a valid token, wherever one could be asked for."""
        if method in {"GET", "HEAD"}:
            return self.ask(method, address)
        sent = {"csrfmiddlewaretoken": SECRET} | dict(body or {})
        if any(isinstance(one, File) for value in sent.values() for one in each(value)):
            return self.send_raw(method, address, parted(sent), {"x-csrftoken": SECRET}, PARTED)
        pairs = urlencode(sent, doseq=True).encode()
        return self.send_raw(method, address, pairs, {"x-csrftoken": SECRET})

    def send_raw(
        self,
        method: str,
        address: str,
        body: bytes,
        headers: dict[str, str] | None = None,
        kind: str = URLENCODED,
    ) -> Answer:
        """A request whose body is these bytes, with no token but one that stands in them."""
        return self.ask(method, address, body, kind, headers=headers)

    def ask(self, method: str, address: str, *body: Any, **more: Any) -> Answer:
        self.client.cookies = SimpleCookie(self.cookies)
        return answer(self.client.generic(method, address, *body, **more))


def answer(response: Any) -> Answer:
    headers = dict(response.headers)
    cookies = response.cookies.output(header="", sep="\n")
    body = b"".join(response) if response.streaming else response.content
    return Answer(
        response.status_code, headers | ({"Set-Cookie": cookies} if cookies else {}), body
    )


@dataclass(frozen=True)
class Actor:
    """Somebody at the door.

    user     None for those whom the product takes for a stranger
    cases    the numbers of the cases at whose sites they work
    is_over  their access was stopped while they held a session
    """

    name: str
    browser: Browser
    user: User | None = None
    cases: tuple[str, ...] = ()
    is_over: bool = False

    def reach(self, capability: May) -> Reach | None:
        return reach(self.user.role, capability) if self.user else None


def ten(study: SmallStudy) -> list[Actor]:
    """One of each kind, as the threat model lists them. All but the stranger hold a session."""
    gone, demoted = a_user(sites=study.sites[:1]), a_user(sites=study.sites[:1])
    with_old_session = {user: Browser(user) for user in (gone, demoted)}
    for browser in with_old_session.values():
        assert browser.open("/participants/").status == 200
    amend(gone, "user.changed", by=None, is_active=False)
    demoted = amend(demoted, "user.changed", by=None, role=Role.PPI_LEAD)
    return [
        Actor("anonymous", Browser()),
        *(
            Actor(user.role, Browser(user), user, cases)
            for user, cases in [
                (study.researcher, ("1",)),
                (study.pi, ()),
                (study.administrator, ()),
                (study.ppi, ()),
                (study.monitor, ()),
            ]
        ),
        Actor("elsewhere", Browser(study.researcher2), study.researcher2, ("71",)),
        unplaced(),
        Actor("disabled", with_old_session[gone], is_over=True),
        Actor("demoted", with_old_session[demoted], demoted),
    ]


def unplaced() -> Actor:
    user = a_user()
    return Actor("unplaced", Browser(user), user)
