"""Days, lengths and times as people type them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkstudy import typed

TODAY = dt.date(2022, 6, 14)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("10/6", dt.date(2022, 6, 10)),
        ("10 6 22", dt.date(2022, 6, 10)),
        ("10.6.22", dt.date(2022, 6, 10)),
        ("10-06-2022", dt.date(2022, 6, 10)),
        (" 10 / 6 / 2022. ", dt.date(2022, 6, 10)),
        ("2022-06-10", dt.date(2022, 6, 10)),
        ("10 June", dt.date(2022, 6, 10)),
        ("10th of June, 2022", dt.date(2022, 6, 10)),
        ("10 jun 22", dt.date(2022, 6, 10)),
        ("1 sept 2021", dt.date(2021, 9, 1)),
        ("Friday 10 June", dt.date(2022, 6, 10)),
        ("fri", dt.date(2022, 6, 10)),
        ("Tuesday", TODAY),
        ("today", TODAY),
        ("Yesterday", dt.date(2022, 6, 13)),
        ("tomorrow", dt.date(2022, 6, 15)),
        ("10/8", dt.date(2021, 8, 10)),
        ("21/6", dt.date(2022, 6, 21)),
        ("29/2", dt.date(2020, 2, 29)),
        ("١٠/٦/٢٠٢٢", dt.date(2022, 6, 10)),
    ],
)
def test_a_day_is_understood(text, day):
    assert typed.day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("10/8", dt.date(2022, 8, 10)),
        ("10/6", dt.date(2022, 6, 10)),
        ("10/5", dt.date(2023, 5, 10)),
        ("fri", dt.date(2022, 6, 17)),
        ("tue", TODAY),
        ("29/2", dt.date(2024, 2, 29)),
    ],
)
def test_a_day_ahead_is_understood(text, day):
    assert typed.day(text, TODAY, ahead=True) == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31/6", "June has 30 days. Enter a real date"),
        ("31/06/2022", "June has 30 days. Enter a real date"),
        ("0/6", "June has 30 days. Enter a real date"),
        ("29/2/2022", "February 2022 has 28 days. Enter a real date"),
        (
            "6/13/2022",
            "There are 12 months. Enter the day first, then the month, like 10/6/2022",
        ),
        ("10/6/20022", "The year must be between 2000 and 2100"),
        ("10/6/1999", "The year must be between 2000 and 2100"),
        ("10/6/0", "The year must be between 2000 and 2100"),
        ("20022-06-10", "The year must be between 2000 and 2100"),
        ("Monday 10 June 2022", "10 June 2022 is a Friday. Check the date"),
        ("soon", ""),
        ("10", ""),
        ("10 Jupiter", ""),
        ("110/6", ""),
        ("1" * 5000, ""),
        ("", ""),
    ],
)
def test_a_day_that_is_none_is_refused(text, words):
    with pytest.raises(typed.Slip) as slip:
        typed.day(text, TODAY)

    assert str(slip.value) == words


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("45 min", 45),
        ("45 minutes.", 45),
        ("45m", 45),
        ("1h 5", 65),
        ("1h5m", 65),
        ("1 hour and 5 minutes", 65),
        ("2 hrs", 120),
        ("1:05", 65),
        ("٤٥", 45),
        ("9" * 30, 10**18),
    ],
)
def test_a_length_is_understood(text, minutes):
    assert typed.minutes(text) == minutes


@pytest.mark.parametrize("text", ["", ".", "long", "45 seconds", "-5", "4,5", "½"])
def test_a_length_that_is_none_is_refused(text):
    with pytest.raises(typed.Slip):
        typed.minutes(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("45", 45),
        ("1,200", 1200),
        (" 4 5. ", 45),
        ("-3", -3),
        ("9" * 5000, 10**18),
        ("-" + "9" * 5000, -(10**18)),
    ],
)
def test_a_number_is_understood(text, number):
    assert typed.whole(text) == number


@pytest.mark.parametrize("text", ["4,5", "4.5", "²", "=1+1", "1e3", "", "forty"])
def test_a_number_that_is_none_is_refused(text):
    with pytest.raises(typed.Slip):
        typed.whole(text)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2pm", dt.time(14)),
        ("2 PM", dt.time(14)),
        ("2 p.m.", dt.time(14)),
        ("4.30pm", dt.time(16, 30)),
        ("12am", dt.time(0)),
        ("12pm", dt.time(12)),
        ("noon", dt.time(12)),
        ("14:00", dt.time(14)),
        ("1430", dt.time(14, 30)),
        ("9", dt.time(9)),
        ("9:30", dt.time(9, 30)),
    ],
)
def test_a_time_is_understood(text, time):
    assert typed.time_of_day(text) == time


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2:30", "Add am or pm to the time, like 2pm"),
        ("24:00", ""),
        ("13pm", ""),
        ("0am", ""),
        ("9:75", ""),
        ("half past two", ""),
        ("", ""),
    ],
)
def test_a_time_that_is_none_is_refused(text, words):
    with pytest.raises(typed.Slip) as slip:
        typed.time_of_day(text)

    assert str(slip.value) == words


def read(reader, *args, **options):
    """What the reader says: a value, or the words of its Slip."""
    try:
        return reader(*args, **options)
    except typed.Slip as slip:
        return str(slip)


@given(st.text(max_size=60), st.dates(dt.date(2001, 1, 1), dt.date(2099, 1, 1)), st.booleans())
def test_whatever_is_typed_gives_a_value_or_a_slip(text, today, ahead):
    assert isinstance(read(typed.whole, text), int | str)
    assert isinstance(read(typed.minutes, text), int | str)
    assert isinstance(read(typed.time_of_day, text), dt.time | str)
    assert isinstance(read(typed.day, text, today, ahead=ahead), dt.date | str)


@given(st.dates(dt.date(2010, 1, 1), dt.date(2090, 1, 1)), st.integers(-300, 30))
def test_a_day_without_its_year_is_found_again(today, step):
    day = today + dt.timedelta(days=step)

    assert typed.day(f"{day.day}/{day.month}", today) == day
