"""Which passwords are good enough, and what to say of the others.

Length is what counts: 12 characters or more, any characters, no rules about kinds of them.
Refused besides are passwords that others would try first: common ones also when they are made
longer in the usual ways, and those that leave little once the person's own words are taken
out. The framework's list of common passwords alone would not do: of its 19,640 only 190 have
12 characters.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from linkstudy.accounts.policy import Role

DEMO_PASSWORD = "link-worker-example-2022"  # noqa: S105  printed by the demo, refused elsewhere
LEAST, MOST = 12, 1000  # characters
FEWEST = 5  # different characters
PIECE = 4  # characters that make a word worth looking at
MOST_OTHERS = 8  # digits and signs around a common word
ROWS = ["abcdefghijklmnopqrstuvwxyz", "1234567890" * 3, "qwertyuiop", "asdfghjkl", "zxcvbnm"]
LEET = [str.maketrans("013457@$!", f"o{one}eastasi") for one in "il"]
EVERYBODYS = ["linkstudy", "link", "worker", "study", "research", *Role.values]


def tidy(password: str) -> str:
    """The password as every keyboard sends it: accents are one character, nothing is cut."""
    return unicodedata.normalize("NFC", password)


class NotTheDemoPassword:
    """Refuse the demo's password: everybody who read its source knows it."""

    def validate(self, password: str, user: object = None) -> None:
        if password == DEMO_PASSWORD:
            raise ValidationError("This is the example study's password. Choose another")

    def get_help_text(self) -> str:
        return "Not the example study's password."


class LongEnough:
    """Refuse what is shorter than LEAST."""

    def validate(self, password: str, user: object = None) -> None:
        if len(password) < LEAST:
            raise ValidationError(f"Use {LEAST} characters or more. Yours has {len(password)}")

    def get_help_text(self) -> str:
        return f"{LEAST} characters or more."


class NotCommon:
    """Refuse what many people choose, also when it was made longer in a usual way."""

    def validate(self, password: str, user: object = None) -> None:
        if is_common(password):
            raise ValidationError(
                "Many people choose this password, or one much like it. "
                "Use a few words that do not belong together"
            )

    def get_help_text(self) -> str:
        return "Not one that many people choose."


class NotAboutYou:
    """Words about the person do not count: without them there must still be LEAST characters."""

    def validate(self, password: str, user: object = None) -> None:
        words = sorted(set(self.words(user)), key=len, reverse=True)
        rest, found = password.casefold(), ""
        for word in words:
            found = found or (word if word in rest else "")
            rest = rest.replace(word, "")
        if found and len(rest) < LEAST:
            more = LEAST - len(rest)
            raise ValidationError(
                f"Others could guess “{found}”, so it does not count. Leave it out, or add"
                f" {more} more character" + ("s" if more != 1 else "")
            )

    def words(self, user: object) -> Iterator[str]:
        """What is easy to guess about the person: their name, their address, everybody's words."""
        name, address = (str(getattr(user, part, "")) for part in ("name", "email"))
        mailbox, _, domain = address.casefold().partition("@")
        if address:
            yield from (address.casefold(), domain)
        yield from pieces([name, mailbox, *EVERYBODYS])

    def get_help_text(self) -> str:
        return "Your own name, address and study do not count."


def pieces(texts: Iterable[str], least: int = 3) -> Iterator[str]:
    """The words of the texts that are long enough to look for, in small letters."""
    for text in texts:
        for word in re.split(r"[\W_]+", text.casefold()):
            if len(word) >= least:
                yield word


@cache
def common() -> frozenset[str]:
    """The framework's list of passwords that people choose, in small letters."""
    return frozenset(CommonPasswordValidator().passwords)


def is_common(password: str) -> bool:
    """Whether a password is common, or a common one dressed up."""
    text = password.casefold()
    if len(set(text)) < FEWEST:
        return True
    return text in common() or any(is_known(unit(bare)) for bare in undressed(text))


def undressed(text: str) -> Iterator[str]:
    """The text without leet and without what stands between its letters."""
    for table in ({}, *LEET):
        yield re.sub(r"[\W_]", "", text).translate(table)
        core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text).translate(table)
        letters = re.sub(r"[\W\d_]", "", core)
        if len(text) - len(letters) <= MOST_OTHERS:
            yield letters


def unit(text: str) -> str:
    """The part that a text repeats: abc of abcabcabc; the text itself when it repeats nothing."""
    return text[: (text + text).find(text, 1)]


def is_known(text: str) -> bool:
    """Whether the text is a known piece, or two of them."""
    if is_piece(text):
        return True
    places = range(PIECE, len(text) - PIECE + 1)
    return any(is_piece(text[:place]) and is_piece(text[place:]) for place in places)


def is_piece(text: str) -> bool:
    """A common password, or a walk along a row of the keyboard or the alphabet."""
    walks = [row for row in ROWS if text in row or text in row[::-1]]
    return len(text) >= PIECE and (text in common() or walks != [])
