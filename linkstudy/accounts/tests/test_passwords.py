"""Which passwords are taken, and what is said of the others."""

import pytest
from django.contrib.auth.password_validation import get_default_password_validators
from django.core.exceptions import ValidationError

from linkstudy.accounts.models import User
from linkstudy.accounts.passwords import DEMO_PASSWORD, common, is_common, tidy
from linkstudy.team.passwords import NotAboutYouOrTheStudy
from linkstudy.testing.factories import PASSWORD, a_site, a_study

COMMON = (
    "Many people choose this password, or one much like it. "
    "Use a few words that do not belong together"
)
# Common ones of 12 characters and more, and common ones made longer in the usual ways.
GUESSED = [
    "password1234",
    "Password1234!",
    "P@ssw0rd2022!!",
    "Pa55w0rd-Pa55w0rd",
    "passwordpassword",
    "qwertyuiop123",
    "qwertyuiop[]",
    "zxcvbnm,./asdf",
    "1qaz2wsx3edc",
    "qazwsxedcrfv",
    "1q2w3e4r5t6y",
    "123456789012",
    "0987654321098",
    "987654321987654321",
    "abcdefghijkl",
    "zyxwvutsrqponm",
    "aaaaaaaaaaaa",
    "abababababab",
    "abcabcabcabc",
    "11112222333344",
    "19451945194519",
    "monkeydragon1",
    "iloveyou2022!",
    "letmein-letmein",
    "sunshine_coffee",
    "Liverpool2022",
    "Summer2022!!!",
    "Winter2023Winter",
    "welcome12345",
    "trustno1trustno1",
    "hunter2hunter2",
    "january2026!!",
    "!!!football!!!",
    "superman_batman",
    "qwerty-qwerty",
    "qwerty.123456",
    "professional",
    "international",
    "heterosexual",
    "finalfantasy",
    "justinbieber",
    "christopher1",
    "🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘",
]
GOOD = [
    PASSWORD,
    "seven otters in the canal",
    "839201746382",
    "x7#kP2vQ9!mL",
    "my dog has fleas",
    "ÜberraschungenÜ",
    "日本語のパスワードです。",
    "kettle under the blue stairs",
    "    x    y    z  w",
    "washable purple kettle",
    "feast of yellow yeast",
    "quiet harbour 17 lanterns",
    "q\0uiet\nst\tone harbour",
    "n" + "o" * 10 + " but why so long " * 60,
]


@pytest.fixture
def asha(db) -> User:
    return User(name="Asha Patel-O'Brien", email="ap.obrien7@example.org")


def said(password: str, user: User | None = None) -> list[str]:
    """What the installed checks say of a password."""
    found = []
    for check in get_default_password_validators():
        try:
            check.validate(password, user)
        except ValidationError as refused:
            found += refused.messages
    return found


@pytest.mark.parametrize("password", GUESSED)
def test_a_password_that_others_try_first_is_refused(db, password):
    assert said(password) == [COMMON]


def test_the_list_behind_it_is_the_frameworks_whole_one():
    assert len(common()) == 19_640
    assert sum(len(one) >= 12 for one in common()) < 250  # of which far too few are long enough
    assert len(GUESSED) > 40


@pytest.mark.parametrize("password", GOOD)
def test_a_password_that_nobody_guesses_is_taken(asha, password):
    assert said(password, asha) == []


@pytest.mark.parametrize(
    ("password", "has"),
    [("x7#kP2vQ9!m", 11), ("q", 1), ("", 0)],
)
def test_a_short_password_is_refused_with_both_numbers(db, password, has):
    assert said(password)[0] == f"Use 12 characters or more. Yours has {has}"


@pytest.mark.parametrize(
    ("password", "word", "more"),
    [
        ("AshaPatel-2022!", "patel", 6),
        ("patel likes teas", "patel", 1),
        ("obrien7 obrien7!", "obrien7", 10),
        ("linkstudy linkstudy.", "linkstudy", 10),
        ("researcher no 17", "researcher", 6),
        ("AP.OBrien7@example.org", "ap.obrien7@example.org", 12),
        ("asha@example.org 1", "example.org", 9),
        ("Monitor of things.", "monitor", 1),
    ],
)
def test_ones_own_words_do_not_count(asha, password, word, more):
    characters = "character" if more == 1 else "characters"
    assert said(password, asha) == [
        (
            f"Others could guess “{word}”, so it does not count. Leave it out, or add {more} more"
            f" {characters}"
        )
    ]


def test_the_studys_words_and_sites_do_not_count_either(asha):
    assert said("northumberland 77", asha) == []
    a_study()
    a_site(7, "Northumberland")

    assert said("northumberland 77", asha) == [
        (
            "Others could guess “northumberland”, so it does not count. Leave it out, or add 9 more"
            " characters"
        )
    ]


def test_own_words_inside_a_long_password_do_no_harm(asha):
    assert said("asha washes seven purple kettles", asha) == []


def test_the_examples_password_is_refused(db):
    assert said(DEMO_PASSWORD) == ["This is the example study's password. Choose another"]


def test_every_check_says_what_it_asks():
    assert [check.get_help_text() for check in get_default_password_validators()] == [
        "Not the example study's password.",
        "12 characters or more.",
        "Not one that many people choose.",
        "Your own name, address and study do not count.",
    ]


def test_a_password_is_the_same_from_every_keyboard():
    assert tidy("u\u0308ber") == tidy("über")
    assert tidy("  spaces stay  ") == "  spaces stay  "


def test_a_check_without_a_person_knows_everybodys_words(db):
    with pytest.raises(ValidationError):
        NotAboutYouOrTheStudy().validate("linkstudy linkstudy.")


def test_a_text_of_one_megabyte_is_judged_at_once():
    assert is_common("a" * 10**6)
