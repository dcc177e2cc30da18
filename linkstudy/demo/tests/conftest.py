"""The story takes seconds to tell, so the tests of a module share one telling."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from linkstudy.accounts.passwords import DEMO_PASSWORD
from linkstudy.clock import DEMO_NOW, telling
from linkstudy.demo import story


@pytest.fixture(scope="module")
def told_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The example study, until the module's tests are done."""
    with django_db_blocker.unblock(), transaction.atomic():
        story.tell(DEMO_PASSWORD)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def told(told_once: None, db: None) -> Iterator[None]:
    """The example study, with the clock where its story ends."""
    with telling(DEMO_NOW):
        yield
