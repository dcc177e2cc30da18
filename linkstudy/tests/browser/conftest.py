import pytest

from linkstudy.accounts.passwords import DEMO_PASSWORD
from linkstudy.demo.story import tell
from linkstudy.testing.browser import *  # noqa: F403 - what every browser test needs


@pytest.fixture
def example_study(transactional_db, settings):
    """The whole example study, with its clock standing."""
    settings.IS_DEMO = True
    tell(DEMO_PASSWORD)
