"""Who is there in tests of the team, in the small study on the morning of 14 June 2022."""

import pytest
from django.test import Client

from linkstudy.accounts.models import User


@pytest.fixture
def ann(study) -> User:
    """The researcher of site 1."""
    return study.researcher


@pytest.fixture
def cole(study) -> User:
    """A colleague of Ann, where the scene is `ann_and_cole`."""
    return User.objects.get(name="Cole Example")


@pytest.fixture
def chris(study) -> User:
    return study.administrator


@pytest.fixture
def office(chris, login) -> Client:
    """Somebody who manages the team."""
    return login(chris)
