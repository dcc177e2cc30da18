"""How cells and answers are said, and how answers that somebody types are understood."""

import pytest
from django.db import IntegrityError, transaction

from linkstudy.testing.sampling import a_benchmark, a_cell
from participants.models import SamplingCell, Share
from participants.sampled import ages, answer_typed, cell_words, codes_words, fifths


@pytest.mark.parametrize(
    ("group", "asked", "words"),
    [
        ("PT", {"gender": ["man"], "age_band": ["18-29", "30-39"]}, "Men aged 18 to 39"),
        ("PT", {"age_band": ["70-79", "80+"]}, "Patients aged 70 and over"),
        ("PT", {"gender": ["woman", "other"]}, "Women or people of another gender"),
        (
            "PT",
            {"ethnic_group": ["asian", "black"]},
            "Patients, Asian or Asian British or Black, Black British, Caribbean or African",
        ),
        (
            "PT",
            {"gender": ["man"], "deprivation": ["1", "2"]},
            "Men, from the most deprived two fifths",
        ),
        ("HP", {"title": ["gp", "nurse"]}, "Health professionals: GP or practice nurse"),
        ("VS", {"title": ["voluntary_lead"]}, "Voluntary sector: voluntary sector lead"),
    ],
)
def test_a_cell_is_called_by_what_it_asks_for(group, asked, words):
    assert cell_words(group, asked) == words


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (["18-29"], "18 to 29"),
        (["30-39", "18-29", "40-49"], "18 to 49"),
        (["18-29", "50-59", "80+"], "18 to 29, 50 to 59 or 80 and over"),
        (["60-69", "70-79", "80+"], "60 and over"),
        (["80+"], "80 and over"),
    ],
)
def test_ages_beside_each_other_are_said_as_one(codes, words):
    assert ages(codes) == words


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (["1"], "most deprived fifth"),
        (["1", "2"], "most deprived two fifths"),
        (["5", "4", "3"], "least deprived three fifths"),
        (["2", "4"], "second fifth or fourth fifth"),
        (
            ["1", "2", "3", "4", "5"],
            "most deprived fifth, second fifth, third fifth, fourth fifth or least deprived fifth",
        ),
    ],
)
def test_fifths_are_counted_from_either_end(codes, words):
    assert fifths(codes) == words


def test_answers_head_a_column():
    assert codes_words("age_band", ["18-29", "30-39"]) == "18 to 39"
    assert codes_words("gender", ["man", "woman"]) == "Women or men"
    assert codes_words("deprivation", ["5"]) == "Least deprived fifth"
    assert codes_words("ethnic_group", ["white"]) == "White"
    assert codes_words("title", ["gp"]) == "GP"


@pytest.mark.parametrize(
    ("attribute", "typed", "code"),
    [
        ("age_band", "18 to 29", "18-29"),
        ("age_band", "18\N{EN DASH}29", "18-29"),
        ("age_band", "80 And Over", "80+"),
        ("age_band", "18", "18-29"),
        ("gender", "Women", "woman"),
        ("gender", "man", "man"),
        ("gender", "another gender", "other"),
        ("ethnic_group", "Black", "black"),
        ("ethnic_group", "Black, Black British, Caribbean or African", "black"),
        ("deprivation", "1", "1"),
        ("deprivation", "Most deprived", "1"),
        ("age_band", "", None),
        ("age_band", "8", "80+"),
        ("gender", "wo", "woman"),
        ("gender", "not_said", None),
        ("ethnic_group", "purple", None),
    ],
)
def test_an_answer_is_understood_by_its_code_its_words_or_their_start(attribute, typed, code):
    assert answer_typed(attribute, typed) == code


def test_rows_say_what_they_are(db):
    cell, named = a_cell(), a_cell(gender=["woman"], name="Women")
    share = a_benchmark().shares.first()

    assert (str(cell), str(named)) == ("Men", "Women")
    assert cell.asked == {"gender": frozenset({"man"})}
    assert (str(share), share.about) == ("Woman: 51", "benchmark 1")


@pytest.mark.parametrize(
    "facts",
    [
        {"group": "HP"},
        {"title": "gp"},
        {"gender": ""},
        {"gender": "purple"},
        {"least": None},
        {"least": 0},
        {"most": 2},
        {"most": 1001},
    ],
)
def test_the_database_wants_a_cell_that_can_be(db, facts):
    cell = a_cell()

    with pytest.raises(IntegrityError), transaction.atomic():
        SamplingCell.objects.filter(pk=cell.pk).update(**facts)


def test_a_share_is_written_once(db):
    a_benchmark()

    with pytest.raises(IntegrityError), transaction.atomic():
        Share.objects.update(number=7)
