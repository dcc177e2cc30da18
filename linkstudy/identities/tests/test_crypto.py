"""What is sealed opens with its key at its place, and in no other way."""

import base64
import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkstudy.identities import crypto
from linkstudy.identities.crypto import Unreadable

KEY, OTHER, PLACE = b"k" * 32, b"o" * 32, "5:identity.name"


@given(st.text())
def test_a_text_comes_back_as_it_was(text):
    assert crypto.decrypt(KEY, crypto.encrypt(KEY, text, PLACE), PLACE) == text


def test_the_same_text_is_sealed_differently_each_time():
    sealed = {crypto.encrypt(KEY, "Mary", PLACE) for _ in range(50)}

    assert len(sealed) == 50
    assert not any("Mary" in one for one in sealed)


@pytest.mark.parametrize(
    ("key", "place"), [(OTHER, PLACE), (KEY, "6:identity.name"), (KEY, "5:identity.phone")]
)
def test_another_key_or_place_opens_nothing(key, place):
    with pytest.raises(Unreadable):
        crypto.decrypt(key, crypto.encrypt(KEY, "Mary", PLACE), place)


def test_no_single_bit_can_be_changed_unseen():
    sealed = base64.b64decode(crypto.encrypt(KEY, "Mary", PLACE)[3:])
    for bit in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Unreadable):
            crypto.decrypt(KEY, "e1:" + base64.b64encode(changed).decode(), PLACE)


@pytest.mark.parametrize("text", ["", "e1:", "e2:AAAA", "Mary", "e1:A", "e1:é", "e1:AAAA", "::"])
def test_what_was_never_sealed_is_unreadable(text):
    with pytest.raises(Unreadable):
        crypto.decrypt(KEY, text, PLACE)


def test_another_version_of_the_seal_is_unreadable():
    sealed = crypto.encrypt(KEY, "Mary", PLACE).replace("e1:", "e9:", 1)

    with pytest.raises(Unreadable):
        crypto.decrypt(KEY, sealed, PLACE)


def test_a_persons_key_opens_with_the_installations_at_its_person(settings):
    wrapped = crypto.wrap(KEY, "5")

    assert crypto.unwrap(wrapped, "5") == KEY
    for text, place in [(wrapped, "6"), ("", "5"), ("m9" + wrapped[2:], "5")]:
        with pytest.raises(Unreadable):
            crypto.unwrap(text, place)
    settings.KEYRING = dataclasses.replace(settings.KEYRING, masters={"m1": OTHER})
    with pytest.raises(Unreadable):
        crypto.unwrap(wrapped, "5")


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("phone", "07700 900123", "+44 7700 900123"),
        ("phone", "07700 900123", "+44 (0)7700 900-123"),
        ("phone", "07700 900123", "0044 7700 900123"),
        ("email", "Mary@Example.org", " mary@example.ORG "),
        ("name", "Mary  Example", "mary example"),
        ("name", "José", "Jose\u0301"),
        ("name", "Strasse", "Straße"),
    ],
)
def test_two_spellings_of_one_thing_are_found_together(kind, one, other):
    assert crypto.blind(kind, one) == crypto.blind(kind, other)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("phone", "07700 900123", "07700 900124"),
        ("name", "Mary Example", "Mary Exampel"),
        ("name", "Jose", "José"),
    ],
)
def test_two_things_are_kept_apart(kind, one, other):
    assert crypto.blind(kind, one) != crypto.blind(kind, other)
    assert crypto.blind("name", one) != crypto.blind("email", one)


def test_no_more_of_a_text_is_spelled_out_than_the_forms_keep():
    longest = "x" * crypto.LONGEST

    assert crypto.blind("name", longest + "y") == crypto.blind("name", longest + "z")
    assert crypto.blind("name", longest[1:] + "y") != crypto.blind("name", longest[1:] + "z")


def test_two_installations_share_no_index(settings):
    here = crypto.blind("name", "Mary")

    settings.KEYRING = dataclasses.replace(settings.KEYRING, index=OTHER)

    assert len(here) == len(crypto.blind("name", "Mary")) == 64
    assert crypto.blind("name", "Mary") != here


def test_a_commitment_proves_a_value_to_who_holds_the_persons_key():
    made = crypto.commit(KEY, "salt", "name", "Mary")

    assert crypto.commit(KEY, "salt", "name", "Mary") == made
    tries = [
        (OTHER, "salt", "name", "Mary"),
        (KEY, "sold", "name", "Mary"),
        (KEY, "salt", "phone", "Mary"),
        (KEY, "salt", "name", "Marc"),
    ]
    assert made not in {crypto.commit(*one) for one in tries}
