"""The morning of 14 June 2022."""

import pytest


@pytest.fixture(autouse=True)
def on_14_june(db, study_clock):
    study_clock("2022-06-14 09:12")
