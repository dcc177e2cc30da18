"""Which words in a text tell of somebody by study ID, and which only look as if."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cases.study_ids import demand_no_study_ids, study_ids
from cases.vocabulary import Group

# What a text says, and the study ID in it.
HELD = """
5 pt 3
C5.PT.3
C5_PT_03
C5/PT/03
pt3 of case 5
Case 5, patient 3
C5-PT-03
c5pt03
C5 – PT – 03
C 5 PT 3
C5-LW
5_hp_12
c5 vs 3
5-vs-3
C12-PT-100
case 5 - patient no. 3
case 5 (patient 3
Case five, patient three
patient 3 in case 5
patient 3, case 5
patient 3 of the 5th case
fifth case, link worker 1
case 5's health professional 2
third patient in case 5
LW of case 5
PT-03
HP 2
pt3
Patient 3
participant #12
"""
NOT_HELD = """
Case 5 took part
In case 5, 3 patients took part
cases 3 and 4
We met 12 patients in case 5
10 patients for each case
23 vs 24
3 vs. 4
COVID-19
the link worker in case 3
We saw each patient 3 times
A patient 3 weeks later
Patient 3.5
patients 12 and older
Part 3 of 5
Public contributor 1
At 5pm 3 people came
"""


@pytest.mark.parametrize("held", HELD.strip().splitlines())
def test_a_study_id_is_found_however_it_is_put(held):
    found = list(study_ids(f"We met\n{held}) in June."))

    assert found == [held.replace("–", "-")]


@pytest.mark.parametrize("text", NOT_HELD.strip().splitlines())
def test_what_is_none_is_left_alone(text):
    assert list(study_ids(text)) == []


def test_of_a_transcript_the_study_id_is_found():
    assert list(study_ids("See C5-PT-03-W1 and C5_PT_04_W1.")) == ["C5-PT-03", "C5_PT_04"]


@given(st.integers(1, 9999), st.sampled_from(Group.values), st.integers(1, 99999), st.data())
def test_each_is_found_however_it_is_parted(case, group, number, data):
    parted = st.text("-_. /", min_size=1, max_size=3)
    typed = f"C{case}{data.draw(parted)}{group}{data.draw(parted)}{number}"

    assert list(study_ids(typed)) == [typed]


def test_an_answer_that_holds_one_is_refused_beside_its_question():
    demand_no_study_ids(text="Nobody", other="")
    with pytest.raises(ValidationError) as refused:
        demand_no_study_ids(text="pt3 and C5-LW", other="Nobody")

    assert refused.value.message_dict == {
        "text": ["Take out the study ID pt3", "Take out the study ID C5-LW"]
    }
