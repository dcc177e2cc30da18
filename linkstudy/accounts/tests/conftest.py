"""An administrator, somebody they invited, and her link."""

import pytest

from linkstudy.accounts import actions
from linkstudy.accounts.models import Link, User
from linkstudy.accounts.policy import Role
from linkstudy.testing.factories import a_user


@pytest.fixture
def chris(db) -> User:
    return a_user(Role.ADMINISTRATOR, name="Chris Example")


@pytest.fixture
def asha(chris) -> User:
    return a_user(email="asha@example.org", name="Asha Example", password=None)


@pytest.fixture
def link(asha, chris) -> Link:
    return actions.make_link(user=asha, by=chris)
