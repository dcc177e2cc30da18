"""Which words say that there are fewer than 5 people, and which only look as if."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkstudy.updates.few import few

# What a text says | the words that count people in it.
COUNTS = """
2 doctors helped | 2 doctors
Two GPs said no | Two GPs
3 older patients took part | 3 older patients
Only 3 took part | 3 took
4 volunteers came | 4 volunteers
Of our patients, 4 said no | 4 said
a single patient | single patient
Three (3) patients | Three (3) patients
4 interviewees | 4 interviewees
2 members of our PPI group | 2 members
4 of the 10 patients | 4 of the 10 patients
Patients: 4 | Patients: 4
1 in 4 people | 1 in 4 people
3 patients | 3 patients
Two nurses and one carer came. | Two nurses; one carer
2 link workers left, 3 managers did not. | 2 link workers; 3 managers
1 link worker told us | 1 link worker
3 new, frail and lonely men | 3 new, frail and lonely men
two of the carers | two of the carers
3 out of 10 patients | 3 out of 10 patients
2 to 6 patients | 2 to 6 patients
2-6 patients | 2-6 patients
between 2 and 4 contributors | 4 contributors
fewer than 3 women | 3 women
0 patients said so | 0 patients
A couple of volunteers | couple of volunteers
We met one older woman. | one older woman
One of our patients was glad. | One of our patients
Patients (3) and nurses (2) | Patients (3; nurses (2
Patients who took part: 3 | Patients who took part: 3
The number of patients is now only 3. | patients is now only 3
Patients 4 | Patients 4
Patients, 4; nurses, 12 | Patients, 4
Among these patients, only 3 live alone. | 3 live
We recruited 4. | 4
We interviewed 3 in June. | 3 in
12 patients: 4 women, 8 men | 4 women
We met patients. Two of us went. | Two of us
We asked 12 patients, 4 of whom said no. | 4 of whom
We asked 12 patients. Two told us why. | Two told
We asked 12 patients, and two of them were out. | two of them
2 were unwell | 2 were
3 more said no | 3 more
On that day 3 patients came. | 3 patients
In the practice 2 nurses left. | 2 nurses
3 patients' stories | 3 patients'
One patient's story | One patient's
3 people's stories | 3 people's
3 link worker managers | 3 link worker managers
On 4 May, 3 patients came. | 3 patients
Cases 1 and 2 are over; 3 patients wait. | 3 patients
We hope that 3 patients come. | 3 patients
"""
# No count of people under 5.
OTHERS = """
3 June
On 3 June patients came
In June 2022 patients came
2 meetings with patients
2 meetings
2 of our meetings with patients
case 3
Case 3 took part
case 3 patients told us a lot
cases 1, 2 and 3 patients told us a lot
No. 3 patients know
3 publications
6 months
10 patients per case
We hope to talk with 10 patients for each link worker
We plan 4 health professionals for each case
We follow one link worker in each place
Each case is one link worker at one site
23 patients
1,204 patients
24 patients and 17 people from voluntary groups
We have now finished with the 3rd and 4th of them
3 in 10 patients said so
the third patient
No one came. Everyone said so. No one person knew.
One thing patients told us
one GP practice and one patient leaflet
one meeting with patients
2 GP practices
2 women's groups
3 patient interviews
4 million people
twenty-one patients
4% of patients
£4 for patients
at 2 pm patients came
at 2pm patients came
aged 3
Public contributor 1 told us
Public contributors 1 and 2 told us
Step 2: tell patients
1. Patients came first
It is one of the papers about patients
Two papers came out. Two of them are about patients' views.
One is a paper on patients, two are blogs.
one-to-one talks with patients
In 4 practices, patients told us more.
He is a member of our PPI group
One of the researchers who collect our data
Of our patients, 2 clear ideas came
Of what patients say, one thing stands out
What patients told us: 3 things matter
3 times patients said so
One day people came
Some patients told us this. Others valued that somebody listened.
Several patients were not sure
It began with a patient and 3 questions
The 4 that were blogs came out
Which one said so?
2 different sites, and patients from both
Ideas for patients and 2 papers
"""


@pytest.mark.parametrize("row", COUNTS.strip().splitlines())
def test_a_count_of_people_is_found(row):
    text, _, said = row.rpartition(" | ")

    assert list(few(text)) == said.split("; ")


@pytest.mark.parametrize("text", OTHERS.strip().splitlines())
def test_what_counts_nobody_is_left_alone(text):
    assert list(few(text)) == []


def test_a_line_that_goes_on_is_read_on_and_the_next_one_is_not():
    assert list(few("We met 3\nolder patients")) == ["3 older patients"]
    assert list(few("Our sites: 2\nPatients told us")) == []


@given(st.text(st.sampled_from("2 3one,.'’()-\npatientsofa"), max_size=60))
def test_any_text_can_be_read(text):
    assert all(text.replace("\n", " ").count(found) for found in few(text))


def test_a_quotation_mark_behind_a_number_is_no_word():
    assert list(few("' OR '1'='1")) == []
    assert list(few("We met 3 ' patients")) == []
