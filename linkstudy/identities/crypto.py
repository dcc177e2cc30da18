"""AES-256-GCM with the place of a value bound to it, wrapped keys, and the blind index."""

import base64
import hashlib
import hmac
import secrets
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

LONGEST = 500  # characters; the forms keep no longer name, phone or e-mail


class Unreadable(Exception):
    """The text was moved, changed, or its key is gone. It has no words about the text."""


def encrypt(key: bytes, text: str, place: str) -> str:
    """Encrypt text for one place, as "e1:" and base64 of nonce and ciphertext."""
    nonce = secrets.token_bytes(12)
    sealed = AESGCM(key).encrypt(nonce, text.encode(), place.encode())
    return "e1:" + base64.b64encode(nonce + sealed).decode()


def decrypt(key: bytes, sealed: str, place: str) -> str:
    """Raises Unreadable unless the text was encrypted with this key for this place."""
    try:
        version, _, body = sealed.partition(":")
        raw = base64.b64decode(body, validate=True)
        if version != "e1":
            raise Unreadable
        return AESGCM(key).decrypt(raw[:12], raw[12:], place.encode()).decode()
    except (InvalidTag, ValueError) as trouble:
        raise Unreadable from trouble


def wrap(key: bytes, place: str) -> str:
    """A data key wrapped by the installation's current master: "key id:e1:..."."""
    current = settings.KEYRING.current
    text = base64.b64encode(key).decode()
    return f"{current}:{encrypt(settings.KEYRING.masters[current], text, place)}"


def unwrap(wrapped: str, place: str) -> bytes:
    """Raises Unreadable when the key was destroyed, moved, or its master is not here."""
    name, _, sealed = wrapped.partition(":")
    master = settings.KEYRING.masters.get(name)
    if master is None:
        raise Unreadable
    return base64.b64decode(decrypt(master, sealed, place))


def normal(kind: str, text: str) -> str:
    """One spelling for what a person would call the same phone, e-mail or name.

    Only the first 500 characters count: one spelling of some texts takes the square of their length.
    """
    text = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    if kind == "phone":
        digits = "".join(letter for letter in text if letter.isdecimal())
        digits = digits.removeprefix("00")
        return "0" + digits.removeprefix("44").lstrip("0") if digits.startswith("44") else digits
    return " ".join(text.split())


def blind(kind: str, text: str) -> str:
    """HMAC-SHA256 under the installation's index key, as 64 hexadecimal digits."""
    body = f"{kind}\n{normal(kind, text)}".encode()
    return hmac.new(settings.KEYRING.index, body, hashlib.sha256).hexdigest()


def commit(key: bytes, salt: str, place: str, text: str) -> str:
    """A commitment to a value: it proves the value to who holds the person's key, tells nobody else."""
    own = hmac.new(key, b"commitment", hashlib.sha256).digest()
    return hmac.new(own, f"{salt}\n{place}\n{text}".encode(), hashlib.sha256).hexdigest()
