"""Every write about people's safety."""

from linkstudy.safety.actions.notes import (
    close_note,
    correct_note,
    raise_note,
    restore_note,
    void_note,
)
from linkstudy.safety.actions.visits import check_in, come_back, expect_later, set_off
from linkstudy.safety.actions.words import fail_word, take_up_word

__all__ = [
    "check_in",
    "close_note",
    "come_back",
    "correct_note",
    "expect_later",
    "fail_word",
    "raise_note",
    "restore_note",
    "set_off",
    "take_up_word",
    "void_note",
]
