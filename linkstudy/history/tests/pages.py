"""What tests of histories read on a page."""

import html
import re

NAME, PHONE = "Mary Canary", "07700 900123"  # of the fixture `person`


def text_of(page) -> str:
    bare = re.sub(r"<[^>]+>", " ", page.content.decode().split("<main", 1)[1])
    return " ".join(html.unescape(bare).split())


def sentences(page) -> list[str]:
    return [event.sentence for event in page.context["events"]]


def details(page) -> list[list[tuple[str, str, str]]]:
    return [
        [(one.label, one.old, one.new) for one in event.details] for event in page.context["events"]
    ]
