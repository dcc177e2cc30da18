"""Every row that the history tells has a name, and an address of this site where it has one."""

import pytest
from django.db.models import Model
from django.urls import resolve

from linkstudy.tests.whole_house.watching import told_models


@pytest.mark.parametrize("model", told_models(), ids=lambda model: model.__name__)
def test_every_row_has_a_name_and_its_address_is_a_page(model: type[Model], world):
    rows = list(model._base_manager.order_by("pk"))

    assert [row for row in rows if not str(row)] == []
    addresses = [row.get_absolute_url() for row in rows if hasattr(row, "get_absolute_url")]
    assert [url for url in addresses if not resolve(url).view_name] == []
