"""Every template is drawn by something, and every tag and filter of the house is in one."""

import re
from pathlib import Path

import allauth
import crispy_bootstrap5
import pytest

from linkstudy.templatetags.ui import register
from linkstudy.tests.source import SOURCE, TEMPLATES, source_of

PAGES = {str(path.relative_to("templates")): source_of(path) for path in TEMPLATES}
NAMED = set(re.findall(r'"([\w/]+\.html)"', "\n".join([*map(source_of, SOURCE), *PAGES.values()])))
# Found by a rule: a page takes the place of one that came with a package, or is for a status.
THEIRS = [Path(package.__file__).parent / "templates" for package in (allauth, crispy_bootstrap5)]
ERROR = re.compile(r"[45]\d\d\.html")


def is_found_by_rule(name: str) -> bool:
    return bool(ERROR.fullmatch(name)) or any((folder / name).exists() for folder in THEIRS)


def test_every_template_is_drawn_by_something():
    assert [name for name in sorted(PAGES.keys() - NAMED) if not is_found_by_rule(name)] == []


def test_every_template_that_is_named_exists():
    assert NAMED - PAGES.keys() == set()


@pytest.mark.parametrize("name", sorted(register.tags))
def test_every_tag_is_used(name):
    used = [path for path, text in PAGES.items() if re.search(rf"{{%\s*{name}\b", text)]

    assert used


@pytest.mark.parametrize("name", sorted(register.filters))
def test_every_filter_is_used(name):
    use = re.compile(rf"\|{name}\b|{{%\s*filter {name}\b")

    assert [path for path, text in PAGES.items() if use.search(text)]


def test_no_tag_is_given_a_variable_in_braces():
    """{% card title="About {{ person }}" %} would show the braces."""
    inside = re.compile(r"{%(?:(?!%}).)*{{")

    assert [path for path, text in PAGES.items() if inside.search(text)] == []
