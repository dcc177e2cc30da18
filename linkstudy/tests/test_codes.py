"""Codes that leave the house: random, and every slip of the pen is caught."""

import itertools
import math

import pytest

from linkstudy.codes import LENGTH, RANDOM, USED, check_character, new_code, spaced, tidy, trouble

CODES = [new_code() for _ in range(200)]


def test_codes_are_long_enough_and_no_words():
    kept = len(USED) / 37  # of the check characters, those that do not lead to another draw
    assert RANDOM * math.log2(len(USED)) + math.log2(kept) > 40
    assert set(USED) & set("AEIOU01LI2SZ*") == set()
    assert len(set(CODES)) == len(CODES)
    assert {len(code) for code in CODES} == {LENGTH}


def test_the_check_character_is_the_standards():
    """A blood donation number under ISBT 128, which uses the same system."""
    assert check_character("G123489654321") == "Y"


@pytest.mark.parametrize("code", CODES[:40], ids=range(40))
def test_every_wrong_character_is_caught(code):
    for place, other in itertools.product(range(LENGTH), USED):
        wrong = code[:place] + other + code[place + 1 :]
        assert (trouble(wrong) == "") == (wrong == code)


@pytest.mark.parametrize("code", CODES, ids=range(len(CODES)))
def test_every_swap_of_two_characters_is_caught(code):
    for one, other in itertools.combinations(range(LENGTH), 2):
        swapped = list(code)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        wrong = "".join(swapped)
        assert (trouble(wrong) == "") == (wrong == code)


def test_codes_are_understood_however_they_are_spaced():
    code = CODES[0]
    assert [tidy(text) for text in (code.lower(), spaced(code), f" {code[:3]} {code[3:]}")] == [
        code
    ] * 3


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("K7MO", "No code has “O”. Check it"),
        ("K7M", "A code has 10 characters. This has 3"),
        ("", "A code has 10 characters. This has 0"),
        ("3333333333", "One character is wrong, or two are swapped. Check it"),
    ],
)
def test_what_is_no_code_is_explained(typed, words):
    assert trouble(typed) == words
