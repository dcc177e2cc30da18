"""Questions: every error in our own words, and answers as people type them."""

import datetime as dt
import inspect

import pytest
from django import forms
from django.core import validators
from django.core.exceptions import ValidationError

from linkstudy.forms import (
    Choice,
    Choices,
    Day,
    LongText,
    Minutes,
    Number,
    Pick,
    Text,
    Tick,
    TimeOfDay,
    questions,
    study,
)

FRAMEWORK = {
    str(words)
    for module in (forms.fields, forms.models)
    for field in vars(module).values()
    if inspect.isclass(field) and issubclass(field, forms.Field)
    for words in field.default_error_messages.values()
} | {
    str(check.message)
    for check in vars(validators).values()
    if inspect.isclass(check) and hasattr(check, "message")
}
BAD = [
    "",
    "   ",
    "a\0b",
    "\u202eevil\u202c",
    "x" * 2_000_000,
    "9" * 5000,
    "=1+1",
    "🙂",
    "31/6/2022",
    "-1",
    "\ud800",
    None,
    ["a", "b"],
    {"a": 1},
]


@pytest.fixture(autouse=True)
def on_the_day(study_clock):
    study_clock("2022-06-14 09:12")


def words_of(field, value):
    """The error messages for a value, or what it is understood as."""
    try:
        return field.clean(value)
    except ValidationError as refusal:
        return refusal.messages


# Every field's words are ours ----------------------------------------------------------------


def every_kind():
    """One required field of every class of the house, hidden ones too."""
    kinds = {
        kind
        for module in (questions, study)
        for kind in vars(module).values()
        if inspect.isclass(kind) and issubclass(kind, forms.Field)
    }
    needs = {"Tick": {"says": "I agree"}, "Typed": None, "Question": None, "Field": None}
    for kind in sorted(kinds, key=lambda kind: kind.__name__):
        extra = needs.get(kind.__name__, {})
        if extra is not None and kind.__module__.startswith("linkstudy"):
            yield kind, extra


@pytest.mark.parametrize("bad", BAD, ids=range(len(BAD)))
@pytest.mark.parametrize(("kind", "extra"), list(every_kind()))
def test_no_message_of_the_framework_comes_out_of_a_field(kind, extra, bad):
    for missing in ("Enter an answer", ""):
        field = kind("A question", missing=missing, **extra)

        said = words_of(field, bad)

        if isinstance(said, list):
            assert FRAMEWORK.isdisjoint(said)


def test_the_house_has_these_kinds_of_question():
    assert [kind.__name__ for kind, _ in every_kind()] == [
        "Choice",
        "Choices",
        "Day",
        "Hidden",
        "LongText",
        "Minutes",
        "Number",
        "Pick",
        "Text",
        "Tick",
        "TimeOfDay",
        "YesNo",
    ]


def test_a_cause_without_words_of_ours_fails_loudly():
    field = Text("A question", missing="Enter an answer")

    with pytest.raises(LookupError, match="No words of our own for the cause 'invalid'"):
        field.error_messages["invalid"]


# Each kind of question -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "typed", "answer"),
    [
        (Text(), "  Cafe\u0301  ", "Café"),
        (Text(), "", ""),
        (Text(), "🙂 =1+1", "🙂 =1+1"),
        (LongText(), "one\r\ntwo\tthree\n", "one\ntwo\tthree"),
        (Number(), "1,200", 1200),
        (Number(), "", None),
        (Minutes(), "1h 5", 65),
        (Day(), "10 June", dt.date(2022, 6, 10)),
        (Day(future=True), "10 August", dt.date(2022, 8, 10)),
        (TimeOfDay(), "4.30pm", dt.time(16, 30)),
        (Choice(choices=[("a", "A")]), "a", "a"),
        (Choice(choices=[("a", "A")]), "", ""),
        (Pick(choices=[("North", [("a", "A")])]), "a", "a"),
        (Choices(choices=[("a", "A"), ("b", "B")]), ["a", "b"], ["a", "b"]),
        (Choices(choices=[("a", "A")]), None, []),
        (Tick(says="Yes"), "on", True),
        (Tick(says="Yes"), None, False),
    ],
)
def test_an_answer_is_understood(field, typed, answer):
    assert field.clean(typed) == answer


PAST = "The interview date must be today or in the past"


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        (Text(missing="Enter a name"), " ", "Enter a name"),
        (Text(), "a\0b", "Remove the hidden character, shown as \ufffd, after “a”"),
        (Text(), "\u202eab", "Remove the hidden character, shown as \ufffd, at the start"),
        (Text(), "two\nlines", "Remove the hidden character, shown as \ufffd, after “two”"),
        (Text(), "\ufffd", "Remove the hidden character, shown as \ufffd, at the start"),
        (
            LongText(called="The note"),
            "x" * 2_000_000,
            "The note is 2,000,000 characters. The most we can keep is 5,000",
        ),
        (Number(called="The count"), "many", "The count must be a number, like 45"),
        (Number(called="The count", like=6), "many", "The count must be a number, like 6"),
        (
            Number(called="The count", most=2000, unit="letters"),
            "9" * 40,
            "The count must be between 0 and 2,000 letters",
        ),
        (Number(called="The count"), "9" * 5000, "The count must be a number, like 45"),
        (Day(), "1" * 41, "The date must be a date, like 10 June 2022"),
        (Minutes(), "long", "The length must be a number, like 45"),
        (Minutes(), "0", "The length must be between 1 and 300 minutes"),
        (Minutes(), "5h 1", "The length must be between 1 and 300 minutes"),
        (Day(), "31/6/2022", "June has 30 days. Enter a real date"),
        (Day(), "soon", "The date must be a date, like 10 June 2022"),
        (Day(past_words=PAST), "tomorrow", PAST),
        (Day(past_words=PAST), "21/6", PAST),
        (Day(future_words="Too late"), "yesterday", "Too late"),
        (Day(future_words="Too late"), "10/6", "Too late"),
        (TimeOfDay(), "half", "The time must be a time, like 2pm or 4:30pm"),
        (TimeOfDay(), "2:30", "Add am or pm to the time, like 2pm"),
        (Choice(missing="Select one"), "", "Select one"),
        (Choice(missing="Select one"), "x", "Select one"),
        (Choice(unknown="Not here"), "x", "Not here"),
        (Choice(), "x", "Select one of the answers shown"),
        (Choices(missing="Select some"), [], "Select some"),
        (Choices(), "x", questions.GONE),
        (Tick(says="Yes", missing="Confirm it"), "", "Confirm it"),
    ],
)
def test_a_wrong_answer_is_refused_in_our_words(field, typed, words):
    assert words_of(field, typed) == [words]


@pytest.mark.parametrize("field", [Text(), LongText()])
@pytest.mark.parametrize("mark", "\u061c\u200e\u200f\u202a\u202e\u2066\u2069\ufffe\uffff\x85")
def test_no_text_turns_the_direction_of_writing_or_holds_what_is_no_character(field, mark):
    assert words_of(field, f"Ann{mark} Example") == [
        "Remove the hidden character, shown as \ufffd, after “Ann”"
    ]


@pytest.mark.parametrize("break_", "\n\t\u2028\u2029")
def test_a_line_holds_no_break(break_):
    assert words_of(Text(), f"Ann{break_}Example") == [
        "Remove the hidden character, shown as \ufffd, after “Ann”"
    ]


@pytest.mark.parametrize(
    "name",
    [
        "\u05d3\u05d5\u05d3 \u05db\u05d4\u05df",
        "\u0645\u062d\u0645\u062f",
        "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627",
        "\U0001f469\u200d\u2695\ufe0f",
        "\u0e2a\u0e21\u0e0a\u0e32\u0e22",
    ],
)
def test_names_in_every_script_are_kept_as_they_are(name):
    assert (words_of(Text(), name), words_of(LongText(), name)) == (name, name)


def test_a_text_is_measured_as_it_was_typed_before_it_is_brought_into_one_spelling():
    """Bringing 40,000 marks on one letter into one spelling keeps a server busy for seconds."""
    two_characters = "e\u0301"  # one, in one spelling

    assert words_of(Text(called="The name", most=10), two_characters * 5) == "\u00e9" * 5
    assert words_of(Text(called="The name", most=10), two_characters * 6) == [
        "The name is 12 characters. The most we can keep is 10"
    ]


def test_offered_answers_come_back_as_themselves():
    pick, choices = Pick(missing="Choose one"), Choices()
    first, second = object(), object()
    pick.offer([("1", "One", first), ("2", "Two", second)])
    choices.offer([("1", "One", first), ("2", "Two", second)])

    assert pick.clean("2") is second
    assert choices.clean(["1", "2"]) == [first, second]
    assert list(pick.choices) == [("", "Choose one"), ("1", "One"), ("2", "Two")]


def test_a_list_may_go_without_an_empty_answer():
    pick = Pick()
    pick.offer([("1", "One", 1)], first="")

    assert list(pick.choices) == [("1", "One")]
    assert pick.clean("") is None


@pytest.mark.parametrize(
    ("field", "stored", "words"),
    [
        (Text(), "North", "North"),
        (Text(), None, "Nothing"),
        (Minutes(), 45, "45"),
        (Day(), dt.date(2022, 6, 10), "10 June 2022"),
        (TimeOfDay(), dt.time(14), "2pm"),
        (Choice(choices=[("a", "Audio")]), "a", "Audio"),
        (Choice(choices=[("a", "Audio")]), "gone", "gone"),
        (Choice(choices=[("a", "Audio")]), "", "Nothing"),
        (Pick(choices=[("Sites", [("a", "North")])]), "a", "North"),
        (Choices(choices=[("a", "Audio"), ("q", "Quotes")]), ["a", "q"], "Audio, Quotes"),
        (Choices(choices=[("a", "Audio")]), "a", "Audio"),
        (Choices(), [], "Nothing"),
        (Tick(says="Yes"), True, "Ticked"),
        (Tick(says="Yes"), False, "Not ticked"),
    ],
)
def test_a_stored_value_is_said_in_words(field, stored, words):
    assert field.say(stored) == words


def test_an_offered_row_is_said_by_its_label():
    choice, row = Choice(), object()
    choice.offer([("1", "North", row)])

    assert choice.say(row) == "North"
