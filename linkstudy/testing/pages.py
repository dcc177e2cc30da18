"""What tests of pages share: what a browser would send back, and what a reader sees."""

import html
import re
from typing import Any

from django.forms import CheckboxInput, CheckboxSelectMultiple

BOXES = (CheckboxInput, CheckboxSelectMultiple)  # nothing is sent of one without a tick


def held_by(page: Any, **more: Any) -> dict[str, Any]:
    """What a browser sends of a page's form as it came, with some other answers."""
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    boxes = {name for name, field in form.fields.items() if isinstance(field.widget, BOXES)}
    sent = {name: value for name, value in values.items() if value or name not in boxes}
    return {name: "" if value is None else value for name, value in sent.items()} | more


def problems(page: Any) -> dict[str, list[str]]:
    """{question: its messages} of a page's form, in the order in which the page tells them."""
    form = page.context["form"]
    said = {"__all__": list(form.non_field_errors())}
    said |= {field.name: list(field.errors) for field in form}
    return {name: messages for name, messages in said.items() if messages}


def text_of(page: Any) -> str:
    """What a reader sees, with single spaces; what is held on one line is part of its sentence."""
    body = page.content.decode().split("<main", 1)[1].split("</main>")[0]
    body = re.sub(r'<span class="nw">([^<]*)</span>', r"\1", body)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
