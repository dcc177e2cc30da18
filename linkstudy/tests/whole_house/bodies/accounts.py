"""Bodies of the pages about accounts."""

from linkstudy.testing.factories import PASSWORD
from linkstudy.tests.whole_house.bodies.registry import Answers, post
from linkstudy.tests.whole_house.places import Place

CHOSEN = dict.fromkeys(["password", "password_again"], "seven otters in the canal")


@post("account_login", "user.signed_in")
def sign_in(at: Place) -> Answers:
    return {"login": at.login, "password": PASSWORD}


@post("account_logout", "user.signed_out")
def sign_out(at: Place) -> Answers:
    return {}


@post("accounts:account", "link.ended", "user.password_changed")
def account(at: Place) -> Answers:
    return {"password_now": PASSWORD} | CHOSEN


@post("accounts:letter", "user.letter_stopped", own=True)
def letter(at: Place) -> Answers:
    return {"takes_letter": "no"}


@post("accounts:forgotten", "link.asked")
def forgotten(at: Place) -> Answers:
    return {"email": at.login}


@post("accounts:link", status=200)
def link(at: Place) -> Answers:
    return {"link": f"https://study.example.org/account/link/#{at.secret}"}


@post(
    "accounts:set_password",
    "link.used",
    "user.password_set",
    stands="accounts:link",
    refuses="We do not know this link",
)
def set_password(at: Place) -> Answers:
    return {"code": at.secret} | CHOSEN
