"""Reports ask the database little, however many people there are, of today and of an earlier day."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linkstudy.handover.checklists.lists import CHECKLISTS
from linkstudy.testing.grown import grown

pytestmark = pytest.mark.django_db
MOST = 15
PAGES = [
    "",
    "nihr/",
    "accrual/",
    *(f"checklists/{name}/" for name in CHECKLISTS),
    "monitoring/",
    "monitoring/consents/",
    "monitoring/deviations/",
]


@pytest.mark.parametrize("then", ["", "?at=1/6/2022&end=1/6/2022"], ids=["today", "earlier"])
def test_a_report_of_many_people_asks_few_questions(login, study_clock, then):
    study_clock("2022-05-14 09:12")
    made = grown(200, cases=12)
    study_clock("2022-06-14 09:12")
    browser = login(made.pi)
    browser.get("/reports/")

    asked = {}
    for page in PAGES:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(f"/reports/{page}{then}").status_code == 200
        asked[page] = len(queries)

    assert {page: count for page, count in asked.items() if count > MOST} == {}
