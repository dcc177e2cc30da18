"""Amounts of money, as people write them."""

import re
from typing import Any

from linkstudy.forms.questions import Typed
from linkstudy.money import pounds
from linkstudy.typed import Slip, tidy

AMOUNT = re.compile(r"£?\s*(\d{1,6}|\d{1,3},\d{3})(?:\.(\d{2}))?")


class Pounds(Typed):
    """An amount between a penny and `most` pence: `20`, `£20`, `7.50`. The answer is in pence."""

    not_understood = "{called} must be an amount in pounds, like 20 or 7.50"

    def __init__(self, label: str = "", *, most: int, **more: Any):
        self.most = most
        super().__init__(label, **{"called": "The amount", "width": "w8"} | more)

    def widget_attrs(self, widget: Any) -> dict[str, str]:
        return super().widget_attrs(widget) | {"inputmode": "decimal"}

    def understand(self, text: str) -> int:
        found = AMOUNT.fullmatch(tidy(text))
        if not found:
            raise Slip
        pence = int(found[1].replace(",", "")) * 100 + int(found[2] or 0)
        if not 1 <= pence <= self.most:
            raise Slip(f"{self.called} must be between £0.01 and {pounds(self.most)}")
        return pence

    def prepare_value(self, value: Any) -> Any:
        return pounds(value) if isinstance(value, int) else super().prepare_value(value)
