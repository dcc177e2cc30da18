"""Words that came from the data, in a text: found, held against the data, taken or kept."""

from hypothesis import given
from hypothesis import strategies as st

from linkstudy.updates.tokens import Token, keep, kept, pieces, plain, stale, tokens, told, use

TEXT = "We met [[patients=23]] patients and [[voluntary=17]] others. [[patients=23]] is many."
words = st.text(st.characters(exclude_characters="[]|=\n"), min_size=1, max_size=80)
keys = st.sampled_from(["patients", "a", "patients-goal", "x" * 31])
TOKENS = st.builds(str, st.builds(Token, keys, words))


def test_a_text_is_read_into_words_and_tokens():
    assert pieces(TEXT) == [
        "We met ",
        Token("patients", "23"),
        " patients and ",
        Token("voluntary", "17"),
        " others. ",
        Token("patients", "23"),
        " is many.",
    ]
    assert pieces("[[a=b|c]]") == [Token("a", "b", "c")]
    assert pieces("") == []


def test_readers_see_what_it_says():
    assert plain(TEXT) == "We met 23 patients and 17 others. 23 is many."


def test_a_token_is_out_of_date_once_the_data_say_something_else():
    assert stale(TEXT, {"patients": "23", "voluntary": "17"}) == []
    assert stale(TEXT, {"patients": "24", "voluntary": "17"}) == [Token("patients", "23")]
    assert stale(TEXT, {"patients": "23"}) == [Token("voluntary", "17")]


def test_what_the_data_say_is_taken_everywhere_in_the_text():
    now = {"patients": "24", "voluntary": "17"}

    assert plain(use(TEXT, "patients", now)) == "We met 24 patients and 17 others. 24 is many."
    assert stale(use(TEXT, "patients", now), now) == []
    assert use(TEXT, "patients", {}) == TEXT


def test_what_stands_is_kept_until_the_data_move_again():
    text = keep(TEXT, "patients", {"patients": "24", "voluntary": "17"})

    assert plain(text) == plain(TEXT)
    assert stale(text, {"patients": "24", "voluntary": "17"}) == []
    assert stale(text, {"patients": "23", "voluntary": "17"}) == []
    assert stale(text, {"patients": "25", "voluntary": "17"}) == [Token("patients", "23", "24")]


def test_what_stands_is_kept_only_while_the_data_say_what_it_was_kept_despite():
    text = keep(TEXT, "patients", {"patients": "24", "voluntary": "17"})

    assert kept(text, {"patients": "24", "voluntary": "17"}) == [Token("patients", "23", "24")]
    assert [kept(text, facts) for facts in ({"patients": "23"}, {"patients": "25"}, {})] == [[]] * 3
    assert kept("[[patients=24|24]] [[voluntary=17]]", {"patients": "24"}) == []


def test_keeping_what_the_data_say_needs_no_note():
    assert keep("[[patients=23|24]]", "patients", {"patients": "23"}) == "[[patients=23]]"


def test_a_token_holds_no_mark_of_tokens_and_is_not_long():
    assert told("reason", {"reason": "a [b] c=d|e\nf"}) == "[[reason=a  b  c d e f]]"
    assert told("reason", {"reason": "x" * 90}) == f"[[reason={'x' * 80}]]"
    assert told("reason", {}) == ""


@given(st.lists(st.one_of(st.text(max_size=90), TOKENS), max_size=8))
def test_no_letter_of_a_text_is_lost(parts):
    text = "".join(parts)

    assert "".join(map(str, pieces(text))) == text


def test_what_the_data_say_nothing_of_any_more_is_kept_as_the_authors_own_words():
    text = keep(TEXT, "patients", {"voluntary": "17"})

    assert (plain(text), [one.key for one in tokens(text)].count("patients")) == (plain(TEXT), 0)


@given(keys, words, words)
def test_a_token_is_read_as_it_was_written(key, said, despite):
    token = Token(key, said, despite)

    assert pieces(f"Before {token} after") == ["Before ", token, " after"]


@given(st.text(max_size=90), keys, words)
def test_taking_and_keeping_change_nothing_but_tokens(text, key, now):
    facts = {key: now}
    strange = [one for one in pieces(text) if not (isinstance(one, Token) and one.key == key)]

    for changed in (use(text, key, facts), keep(text, key, facts)):
        kept = [one for one in pieces(changed) if not (isinstance(one, Token) and one.key == key)]
        assert kept == strange
