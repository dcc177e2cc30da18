"""Money: whole pence in the database, where sums are exact on every one, and pounds for people."""

from decimal import Decimal
from typing import Any

from django.db import models


class Pence(models.PositiveIntegerField):
    """An amount in pence, which pages and the history say in pounds."""


def pounds(pence: Any) -> str:
    """£20, £7.50, £1,000."""
    amount = Decimal(pence) / 100
    return f"£{amount:,.0f}" if amount == int(amount) else f"£{amount:,.2f}"
