"""The question for the address of a page."""

import re
from typing import Any

from django.core.exceptions import ValidationError

from linkstudy.forms.questions import Text

ADDRESS = re.compile(r"https?://[^\s/?#\"<>]+\.[^\s\"<>]+", re.IGNORECASE)


class WebAddress(Text):
    """The address of a page, as https://…"""

    def __init__(self, label: str = "", *, most: int = 500, **more: Any):
        super().__init__(label, most=most, **more)

    def clean(self, value: Any) -> str:
        address = super().clean(value)
        if address and not ADDRESS.fullmatch(address):
            raise ValidationError(f"{self.called} must look like https://example.org")
        return str(address)
