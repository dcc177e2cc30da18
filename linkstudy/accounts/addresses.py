"""E-mail addresses in one spelling: what a person types at any door finds the one account."""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from linkstudy.identities import crypto

MOST = 254  # characters of an address


def spelled(address: str) -> str:
    """The one spelling of an address: no capitals, no look-alike forms, a domain in ASCII.

    Whatever is typed gives some text, so that a door can look it up; `is_address` says
    whether that text is an address.
    """
    text = unicodedata.normalize("NFKC", address[: 4 * MOST])
    text = unicodedata.normalize("NFKC", text.casefold()).strip()
    name, at, domain = text.rpartition("@")
    return f"{name}{at}{_domain(domain)}" if at else text


def _domain(domain: str) -> str:
    """A domain as mail programs send it: bücher.example is xn--bcher-kva.example."""
    try:
        return domain.strip(".").encode("idna").decode()
    except UnicodeError:
        return domain


def is_address(text: str) -> bool:
    """Whether a spelled text is an address that every mail server takes."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return text.isascii() and len(text) <= MOST


def trace(address: str) -> str:
    """A keyed digest that counts tries for an address without keeping it."""
    return crypto.blind("sign-in", spelled(address))
