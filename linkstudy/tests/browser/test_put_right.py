"""The pages that correct, void, restore and decide, each at a record that waits for it."""

import pytest

from linkstudy.accounts.models import User
from linkstudy.testing.factories import SmallStudy, a_study
from linkstudy.testing.proofs import proof
from linkstudy.tests.routes import PUT_RIGHT, Route
from linkstudy.tests.whole_house.asking import BY_NAME, address
from linkstudy.tests.whole_house.places import a_place

pytestmark = [pytest.mark.browser, proof("pages"), pytest.mark.django_db(transaction=True)]


def first_who_may(study: SmallStudy, route: Route) -> User:
    """The researcher of the place, else the first of the team whose role may open the page."""
    team = (study.researcher, study.pi, study.administrator)
    return next(one for one in team if one.may(route.view.capability))


def test_every_page_that_puts_a_record_right_is_accessible_and_fits(
    page, sign_in, faults, settings, study_clock
) -> None:
    settings.IS_DEMO = True  # the server's clock stands too
    study_clock("2022-06-14 09:12")
    study = a_study()
    place = a_place(study.cases[0], study)
    found, said = [], {}

    for name in PUT_RIGHT:
        route = BY_NAME[name]
        sign_in(first_who_may(study, route))
        said[name] = (
            page.goto(address(route, place)).status,
            page.url.endswith(address(route, place)),
        )
        found += faults(name)

    assert said == dict.fromkeys(PUT_RIGHT, (200, True))
    assert found == [], "\n".join(found)
