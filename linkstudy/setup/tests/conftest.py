"""A browser of the administrator of a small study, on the morning of 14 June 2022."""

import pytest

from linkstudy.testing.factories import a_study


@pytest.fixture
def study(db, study_clock):
    study_clock("2022-06-14 09:12")
    return a_study()


@pytest.fixture
def office(login, study):
    """A browser of the administrator."""
    return login(study.administrator)
