import datetime as dt

import pytest

from linkstudy.testing.updates import an_update
from linkstudy.updates.tests.sent import approve, write


@pytest.fixture
def approved(study):
    """The update of June 2022, whose every section says that we go on."""
    made = an_update(dt.date(2022, 6, 1), study.ppi)
    write(made, study.ppi)
    return approve(made, study)


@pytest.fixture
def lead(login, study):
    return login(study.ppi)
