"""The stylesheets and the pages fit: nothing is styled that nobody uses, and nothing used is bare."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from linkstudy.tests.source import ROOT, SOURCE, TEMPLATES, source_of, tree_of

STYLES = sorted((ROOT / "static" / "css").glob("*.css"))
COLOUR = re.compile("#[0-9a-f]{6}")
CLASS = r"\.(-?[a-zA-Z][\w-]*)"
# The beginnings of classes whose rest a tag fills in: {% pill words tone %}, {{ field.row }}.
FAMILIES = ("t-", "p-", "b-", "row", "told-")
# Bootstrap's own, which our stylesheets need not name.
BOOTSTRAP = {"row"}


def without_comments(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)


def rules(path: Path) -> list[str]:
    """The selectors of a stylesheet."""
    heads = re.findall(r"([^{}]+)\{", without_comments(path))
    return [head.strip() for head in heads if not head.strip().startswith("@")]


STYLED = {name for path in STYLES for rule in rules(path) for name in re.findall(CLASS, rule)}


def in_attributes(text: str) -> Iterator[str]:
    """The classes that class="…", a card's kind="…" and a bar's size="…" name, up to what a tag fills in."""
    for value in re.findall(r'(?:class|kind|size)="((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)"', text, re.S):
        bare = re.sub(r"\{\{.*?\}\}|\{\w*\}", "*", re.sub(r"\{%.*?%\}", " ", value))
        yield from (word.rstrip("*") for word in bare.split() if word[0] != "*")


def constants(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def keywords(path: Path, *names: str) -> Iterator[str]:
    """The words given as width="w4" or css_class="part"."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.keyword) and node.arg in names:
            yield from (
                word
                for constant in ast.walk(node.value)
                if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
                for word in constant.value.split()
            )


IN_TEMPLATES = {word for path in TEMPLATES for word in in_attributes(source_of(path))}
IN_CODE = {word for path in SOURCE for text in constants(path) for word in in_attributes(text)}
WIDTHS = {word for path in SOURCE for word in keywords(path, "width", "css_class")}
# Words that stand alone in a string may become a class: "ax halo", "done".
ALONE = {
    word
    for path in SOURCE
    for text in constants(path)
    if text and set(text.split()) <= STYLED | {"form-control"}
    for word in text.split()
}


def test_every_rule_is_for_something_that_a_page_has():
    used = IN_TEMPLATES | IN_CODE | WIDTHS | ALONE
    dead = {
        name for name in STYLED - used if not name.startswith(FAMILIES) and name != "form-control"
    }

    assert dead == set()


def test_every_class_of_a_page_is_styled():
    bare = (IN_TEMPLATES | IN_CODE | WIDTHS) - STYLED - BOOTSTRAP

    assert {name for name in bare if name not in FAMILIES} == set()


def test_every_token_is_defined_and_used():
    text = "\n".join(without_comments(path) for path in STYLES)
    defined = set(re.findall(r"(--[\w-]+):", text))
    used = set(re.findall(r"var\((--[\w-]+)\)", text))

    assert used - defined == set()
    assert {name for name in defined - used if not name.startswith("--bs-")} == set()


def test_every_page_loads_every_stylesheet():
    loaded = (ROOT / "templates" / "ui" / "styles.html").read_text()

    ours = {path.name for path in STYLES}
    assert set(re.findall(r"css/(\w+\.css)", loaded)) == ours
    frames = [path for path in TEMPLATES if "<head>" in source_of(path)]
    assert [path.name for path in frames if "ui/styles.html" not in source_of(path)] == []
    assert len(frames) == 2


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_table_stands_in_the_room_that_decides_how_it_is_read(path):
    text = source_of(path)

    assert len(re.findall(r'class="fit[^>]*>\s*<table', text)) == text.count("<table")


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_stylesheet_fetches_nothing(path):
    assert re.findall(r"url\(|@import", path.read_text()) == []


def test_all_that_a_page_loads_is_small():
    assert sum(path.stat().st_size for path in STYLES) < 56 * 1024


def test_the_dark_differs_in_colours_alone():
    """What the browser's tests ask again in the dark rests on it."""
    sheets = "".join(without_comments(path) for path in sorted((ROOT / "static").rglob("*.css")))
    [dark] = re.findall(r"prefers-color-scheme[^{]*\{\s*:root \{([^{}]*)\}\s*\}", sheets)
    set_there = [one.split(":") for one in dark.split(";") if one.strip()]

    assert [name.strip() for name, value in set_there if not COLOUR.fullmatch(value.strip())] == []
    assert [name.strip() for name, _ in set_there if not name.strip().startswith("--")] == []
    assert len(re.findall("prefers-color-scheme", sheets)) == 1
