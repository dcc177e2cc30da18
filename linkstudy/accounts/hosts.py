"""Where people open the product, as a command is told it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import CommandError
from django.http.request import validate_host


def site(address: str) -> str:
    """Where people open the product, such as https://study.example.org. Raises CommandError."""
    hosts = settings.ALLOWED_HOSTS
    parts = urlsplit(address or f"https://{hosts[0].lstrip('.')}")
    if parts.scheme != "https" or not parts.hostname or parts.path not in {"", "/"}:
        raise CommandError("Give --address as in https://study.example.org")
    if not validate_host(parts.hostname, hosts):
        raise CommandError(
            f"{parts.hostname} is not in ALLOWED_HOSTS. Add it there, or give another"
        )
    return f"https://{parts.netloc}"
