"""The pages that correct, void, restore and decide, each at a record that waits for it."""

import pytest

from linkstudy.accounts.policy import Role, reach
from linkstudy.testing.factories import a_study
from linkstudy.tests.routes import PUT_RIGHT
from linkstudy.tests.whole_house.asking import BY_NAME, address
from linkstudy.tests.whole_house.places import a_place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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
        by_researcher = reach(Role.RESEARCHER, route.view.capability)
        sign_in(study.researcher if by_researcher else study.pi)
        said[name] = (
            page.goto(address(route, place)).status,
            page.url.endswith(address(route, place)),
        )
        found += faults(name)

    assert said == dict.fromkeys(PUT_RIGHT, (200, True))
    assert found == [], "\n".join(found)
