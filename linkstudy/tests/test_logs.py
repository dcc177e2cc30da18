"""The log says where something went wrong, and with nobody's words."""

import logging
import sys

from django.db import DataError, OperationalError

from linkstudy.logs import Discreet

NAME = "Mary Example"
PLAIN = Discreet("{levelname} {message}", style="{")


def logged(error: BaseException) -> str:
    """An error as the log holds it."""
    record = logging.makeLogRecord({"levelname": "ERROR", "msg": "Internal Server Error: /"})
    record.exc_info = (type(error), error, error.__traceback__)
    return PLAIN.format(record)


def raised(error: BaseException, cause: BaseException | None = None) -> BaseException:
    try:
        raise error from cause
    except type(error):
        return sys.exc_info()[1]


def test_an_error_is_told_by_its_place_and_its_kind():
    lines = logged(raised(ValueError(NAME))).splitlines()

    assert lines[0] == "ERROR Internal Server Error: /"
    assert lines[1].startswith(f'  File "{__file__}", line ')
    assert lines[2:] == ["    raise error from cause", "builtins.ValueError"]


def refused() -> OperationalError:
    """An error that another led to, which a third had gone before."""
    try:
        try:
            raise KeyError(NAME)
        except KeyError:
            raise DataError(NAME)  # noqa: B904 - as libraries do
    except DataError as cause:
        return raised(OperationalError(NAME), cause)


def test_what_led_to_an_error_is_told_in_the_same_way():
    text = logged(refused())

    assert [line for line in text.splitlines()[1:] if not line.startswith(" ")] == [
        "builtins.KeyError",
        "django.db.utils.DataError",
        "django.db.utils.OperationalError",
    ]
    assert NAME not in text


def test_a_message_without_an_error_stays_as_it_is():
    record = logging.makeLogRecord(
        {"levelname": "WARNING", "msg": "Reference 1A", "exc_info": None}
    )

    assert PLAIN.format(record) == "WARNING Reference 1A"
    assert PLAIN.formatException((None, None, None)) == ""
