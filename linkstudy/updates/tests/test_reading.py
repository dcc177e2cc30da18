"""How hard a text is to read, held against texts and words that were counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkstudy.updates.reading import Reading, hardest, reading, sentences, syllables, words
from linkstudy.updates.tests.spoken import LEARNED, UNSEEN, spoken

LONG = sorted(word for word in spoken(LEARNED) if len(word) > 2)
# Sentences, words and syllables, counted by hand.
COUNTED = {
    "We met our advisory group in April 2022. They gave us useful ideas. Dr. Fryer spoke too.": (
        3,
        17,
        29,
    ),
    "Publications\n\nThree are new:\n1. A paper\n2. A blog": (4, 8, 12),
    "Link workers help people. “Where are we?” they ask. We do not know!": (3, 13, 15),
    "The link worker’s role is new to many GPs, e.g. in the north.": (1, 14, 17),
    "Write to us at team@example.org or see https://www.example.org/updates. Thank you.": (2, 8, 8),
    "Well-being matters": (1, 3, 5),
}


@pytest.mark.parametrize("text", COUNTED)
def test_a_text_counts_to_what_was_counted_by_hand(text):
    found = reading(text)

    assert (found.sentences, found.words, found.syllables) == COUNTED[text]


@pytest.mark.parametrize(("word", "count"), spoken(LEARNED).items())
def test_a_word_is_counted_as_it_is_spoken(word, count):
    assert syllables(word) == count


def test_words_that_the_counter_never_saw_are_counted_right_but_for_two_in_a_hundred():
    wrong = {word for word, count in spoken(UNSEEN).items() if syllables(word) != count}

    assert len(spoken(UNSEEN)) == 139
    assert wrong == {"physiotherapist", "psychiatrist", "initiation"}


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("2022", 4),
        ("1,200", 4),
        ("People’s", 2),
        ("people's", 2),
        ("group’s", 1),
        ("society’s", 4),
        ("NIHR", 4),
        ("GPs", 2),
        ("Hmm", 1),
    ],
)
def test_numbers_and_apostrophes_are_words_too(word, count):
    assert syllables(word) == count


def test_the_grade_is_what_flesch_and_kincaid_say():
    found = Reading(sentences=3, words=17, syllables=28)

    assert found.grade == 6.1  # 0.39 * 17 / 3 + 11.8 * 28 / 17 - 15.59
    assert (found.age, found.is_plain) == (11, True)


def test_an_easy_text_has_no_grade_below_nothing():
    assert reading("We do. We can.").grade == 0.0
    assert reading("We do. We can.").age == 5


@pytest.mark.parametrize("text", ["", "  \n ", "…", "—", "https://www.example.org"])
def test_nothing_to_read_has_no_age(text):
    assert reading(text) == Reading(0, 0, 0)
    assert (reading(text).grade, reading(text).age) == (0.0, 0)


def test_a_heading_and_the_items_of_a_list_stand_for_themselves():
    assert sentences("Meetings\r\nWe met. We talked\n• once") == [
        "Meetings",
        "We met",
        "We talked",
        "once",
    ]


def test_the_hardest_sentences_come_first_and_plain_ones_not_at_all():
    text = (
        "We met. Understanding organisational implementation necessitates interdisciplinary"
        " collaboration. The advisory group discussed preparations for collecting information"
        " with Dr. Fryer. You can help."
    )

    assert hardest(text) == [
        "Understanding organisational implementation necessitates interdisciplinary collaboration",
        "The advisory group discussed preparations for collecting information with Dr. Fryer",
    ]
    assert hardest(text, 1) == hardest(text)[:1]


@given(st.text(max_size=300))
def test_any_text_is_counted_and_every_sentence_has_words(text):
    found = reading(text)

    assert found.words == sum(len(words(one)) for one in sentences(text))
    assert found.sentences <= found.words <= found.syllables


@given(st.lists(st.sampled_from(LONG), min_size=1), st.integers(1, 5))
def test_saying_it_twice_makes_it_no_harder(some, times):
    text = " ".join(some).capitalize() + ". "

    assert reading(text * times).grade == reading(text).grade
