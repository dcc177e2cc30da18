"""The administrator of the small study."""

import pytest


@pytest.fixture
def office(login, study):
    """A browser of the administrator."""
    return login(study.administrator)
