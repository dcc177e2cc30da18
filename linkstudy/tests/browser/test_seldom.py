"""Pages to which the example study links seldom: void rows, open visits, views, what is to go."""

import pytest

from linkstudy.testing.factories import a_study
from linkstudy.testing.proofs import proof
from linkstudy.tests.routes import SELDOM, SELDOM_AT_TABLES, SELDOM_IN_THE_OFFICE, SELDOM_TOLD
from linkstudy.tests.whole_house.asking import BY_NAME, address
from linkstudy.tests.whole_house.bodies.set_up import spare_rows
from linkstudy.tests.whole_house.bodies.updates import shelf
from linkstudy.tests.whole_house.places import a_place

pytestmark = [pytest.mark.browser, proof("pages"), pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("who", "names"),
    [("researcher", SELDOM), ("ppi", SELDOM_AT_TABLES), ("administrator", SELDOM_IN_THE_OFFICE)],
    ids=["field", "tables", "office"],
)
def test_every_such_page_is_accessible_and_fits(
    who, names, page, sign_in, faults, settings, study_clock
) -> None:
    settings.IS_DEMO = True  # the server's clock stands too
    study_clock("2022-06-14 09:12")
    study = a_study()
    place = a_place(study.cases[0], study)
    spare_rows()
    sign_in(getattr(study, who))
    found, said = [], {}

    for name in names:
        url = address(BY_NAME[name], place)
        said[name] = (page.goto(url).status, page.url.endswith(url))
        found += faults(name)

    assert said == dict.fromkeys(names, (200, True))
    assert found == [], "\n".join(found)


def test_so_is_every_such_page_of_what_partners_are_told(
    page, sign_in, faults, settings, study_clock
) -> None:
    settings.IS_DEMO = True
    study_clock("2022-06-14 09:12")
    study = a_study()
    place = a_place(study.cases[0], study)
    shelf()
    sign_in(study.ppi)
    found, said = [], {}

    for name in SELDOM_TOLD:
        url = address(BY_NAME[name], place)
        said[name] = (page.goto(url).status, page.url.endswith(url))
        found += faults(name)

    assert said == dict.fromkeys(SELDOM_TOLD, (200, True))
    assert found == [], "\n".join(found)
