"""The administrator of the small study, on a morning in June."""

import pytest


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def office(login, study):
    """A browser of the administrator."""
    return login(study.administrator)
