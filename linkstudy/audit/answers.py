"""What is kept of a form that was sent, to know it again: nothing that can be guessed.

A form's one-time token is random and is not kept. Whoever has the database, and the key file as
well, cannot try answers against a digest that is keyed by it.
"""

import hashlib
import hmac
import json
from typing import Any

from django.db import models

from linkstudy.audit.reading import lineage, plain

# What is hashed with a salt of its own each time shows nothing of being the same.
SALTED = {"password"}


def trace_of(token: str) -> str:
    """What a token is known by, as 40 hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()[:40]


def digest_of(facts: dict[str, Any], token: str) -> str:
    """What was answered about what, as 64 hexadecimal digits."""
    told = {name: _told(value) for name, value in facts.items() if name not in SALTED}
    body = json.dumps(told, sort_keys=True, default=str)
    return hmac.new(token.encode(), body.encode(), hashlib.sha256).hexdigest()


def _told(value: Any) -> Any:
    """A fact as JSON has it; a row by its kind and the key of the first that stated the same.

    A form that corrected a row, sent again, finds another row in its place.
    """
    match value:
        case models.Model():
            return [value._meta.label_lower, str(lineage(value)[-1].pk)]
        case dict():
            return {str(name): _told(one) for name, one in value.items()}
        case list() | tuple() | models.QuerySet():
            return [_told(one) for one in value]
    return plain(value)
