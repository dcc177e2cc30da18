"""The morning of 14 June 2022, and who writes about tables."""

import datetime as dt

import pytest

from linkstudy.clock import LONDON, telling
from linkstudy.testing.tables import a_ppi_lead

NOW = dt.datetime(2022, 6, 14, 9, 12, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def june(db):
    with telling(NOW):
        yield


@pytest.fixture
def lead():
    return a_ppi_lead()
