"""Names of people in a text, in all the ways in which somebody may write them."""

import pytest

from linkstudy.updates.named import is_in, may_be_names, people_in, spelled

NAME = "Ann Example-Quill"
WAYS = """
Ann Example-Quill
Ann  Example-Quill
Ann Example Quill
ann example-quill
Ann Example‑Quill
Ann Éxample-Quill
Ann M. Example-Quill
A. Example-Quill
A Example Quill
Ms Example-Quill
Ms. Example-Quill
Professor Example Quill
Example-Quill, Ann
Ann Example-Quill’s blog
"""
OTHERS = """
Ann
Ann Example
Joann Example-Quill
Ann Example-Quilliam
a example-quill
Example-Quill and Ann
Ms Quilliam
"""


def found(text, names=(NAME,), but=()):
    return list(people_in(names, spelled(text), but))


@pytest.mark.parametrize("way", WAYS.strip().splitlines())
def test_somebody_is_found_however_they_are_written(way):
    said = spelled(way.removesuffix("’s blog"))

    assert found(f"We thank {way}.") == [" ".join(said.split())]


@pytest.mark.parametrize("text", OTHERS.strip().splitlines())
def test_nobody_else_is(text):
    assert found(f"We thank {text}.") == []


def test_a_name_of_one_word_is_found_as_it_is_written_or_by_title():
    assert found("We thank Rose, and a rose.", ["Rose"]) == ["Rose"]
    assert found("We thank ms rose.", ["Rose"]) == ["ms rose"]
    assert found("A rose.", ["Rose"]) == []


def test_a_title_that_was_given_with_a_name_is_none_of_it():
    assert found("Ann Quill wrote it", ["Dr Ann Quill"]) == ["Ann Quill"]


def test_where_somebody_else_stands_whole_nobody_is_found():
    assert found("Ann Quill wrote it", ["Ann"], ["Ann Quill"]) == []
    assert found("Ann Quill wrote it, and Ann", ["Ann"], ["Ann Quill"]) == ["Ann"]


def test_a_place_is_found_however_its_signs_are_typed():
    assert is_in("St John's Surgery", spelled("at St John’s\nSurgery"))
    assert is_in("St John's Surgery", spelled("at St  Johns Surgery"))
    assert not is_in("Spring", spelled("It is spring"))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("We met Ann Quill.", "Ann Quill"),
        ("We met Ann Example Quill’s friend.", "Ann Example-Quill"),
        ("We met Ann Example-Quill.", "Ann Example Quill"),
        ("Quill, Ann met us.", "Ann Quill"),
        ("Ann van Quill met us.", "Ann van Quill"),
        ("A. Quill met us.", "A Quill"),
        ("Ann O'Quill met us.", "Ann O’Quill"),
    ],
)
def test_words_that_could_be_a_name_are_given_as_it_could_be_kept(text, kept):
    assert kept in may_be_names(text)


def test_words_that_are_none_are_not():
    assert may_be_names("they went; Ann went (Quill) off and see, now, kim, Lee") == {}
