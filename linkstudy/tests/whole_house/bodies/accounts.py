"""Bodies of the pages about accounts."""

from linkstudy.testing.factories import PASSWORD
from linkstudy.tests.whole_house.bodies.registry import Answers, post
from linkstudy.tests.whole_house.places import Place


@post("account_login", "user.signed_in")
def sign_in(at: Place) -> Answers:
    return {"login": at.login, "password": PASSWORD}


@post("account_logout", "user.signed_out")
def sign_out(at: Place) -> Answers:
    return {}
