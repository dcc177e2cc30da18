"""Questions and forms: our own words for every error, and nothing typed is lost."""

import pytest
from crispy_forms.layout import Column, Fieldset, Layout, Row
from crispy_forms.utils import render_crispy_form
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import QueryDict

from cases.actions import add_topic, open_site
from linkstudy.accounts.models import User
from linkstudy.audit.writing import Stale
from linkstudy.forms import (
    Choice,
    Day,
    Folded,
    LongText,
    Minutes,
    Option,
    Pick,
    Revealing,
    StudyForm,
    Text,
    Tick,
    TimeOfDay,
    carry_out,
)
from linkstudy.forms.saving import CLASH
from linkstudy.forms.study import CHECK, LEFT, LOST
from linkstudy.testing.factories import a_user


@pytest.fixture(autouse=True)
def on_the_day(study_clock):
    study_clock("2022-06-14 09:12")


class InterviewForm(StudyForm):
    layout = Layout("who", Revealing("when", "day"), "minutes", Folded("Add a note", "note"))
    who = Choice("Who?", [("1", "C5-PT-03"), ("2", "C5-HP-04")], missing="Select who")
    when = Choice(
        "When?",
        [("today", Option("Today", "14 June")), ("other", Option("Other date", reveals=True))],
        missing="Select when",
        row=3,
    )
    day = Day("Interview date", missing="Enter the interview date", when_needed=True)
    minutes = Minutes("How long?", missing="Enter how long the interview lasted, in minutes")
    note = LongText("Note", called="The note", hint="No names")

    def clean(self):
        super().clean()
        if self.cleaned_data.get("when") == "other":
            self.need("day")


class NameForm(StudyForm):
    versioned = True
    layout = Layout("name", "role")
    name = Text("Name", missing="Enter a name")
    role = Pick("Role", [("pi", "PI"), ("monitor", "Monitor")], missing="Choose a role")


GOOD = {"who": "1", "when": "today", "minutes": "45", "note": ""}


def post(**answers):
    data = QueryDict(mutable=True)
    for name, value in answers.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


# The form ------------------------------------------------------------------------------------


def test_a_form_is_drawn_label_hint_error_box_and_keeps_what_was_typed():
    form = InterviewForm(post(**GOOD | {"minutes": "many", "note": "a\0b <b>"}))

    html = render_crispy_form(form)

    places = [
        html.index(mark)
        for mark in ("How long?</label>", "The length must be a number, like 45", 'value="many"')
    ]
    assert places == sorted(places)
    assert html.index(">No names<") < html.index("Remove the hidden character")
    assert "a\ufffdb &lt;b&gt;" in html
    assert html.count("The length must be a number") == 1
    assert html.count('aria-invalid="true"') == 2
    assert "<details" in html.partition("id_note")[0]
    assert "required" not in html
    assert "\0" not in html


def test_lines_come_back_as_lines_when_another_answer_is_wrong():
    html = render_crispy_form(InterviewForm(post(**GOOD | {"minutes": "", "note": "a\r\nb"})))

    assert ">\na\nb</textarea>" in html


def test_optional_questions_say_so_and_no_other_is_marked():
    html = render_crispy_form(InterviewForm())

    assert html.count("(optional)") == 1
    assert "Note (optional)</label>" in html
    assert "*" not in html


def test_what_opens_and_what_is_folded():
    html = render_crispy_form(InterviewForm())
    filled = render_crispy_form(InterviewForm(post(**GOOD | {"note": "Kept"})))

    assert html.count('class="opt reveals"') == 1
    assert '<details class="folded"><summary>Add a note</summary>' in html
    assert '<details class="folded" open><summary>Add a note</summary>' in filled


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/12/2042", []),
        ("1/1/2043", ["1 January 2043 is more than 20 years ahead. Check the year"]),
    ],
)
def test_a_day_in_another_generation_is_a_slip(study_clock, typed, said):
    class Planned(StudyForm):
        ends_on = Day("When is it to end?", future=True)

    study_clock("2022-06-14 09:12")
    form = Planned({"ends_on": typed})

    assert form.errors.get("ends_on", []) == said


def test_rows_columns_and_fieldsets_have_our_own_shape():
    class Sided(StudyForm):
        layout = Layout(
            Fieldset("Times", Row(Column("start", css_class="x"), "end", css_class="y"))
        )
        start = TimeOfDay("Start")
        end = TimeOfDay("End")

    html = render_crispy_form(Sided())

    assert '<fieldset class="part"> <legend>Times</legend>' in " ".join(html.split())
    assert '<div class="abreast y">' in html
    assert '<div class="x">' in html


def test_a_form_without_a_layout_draws_its_fields_in_order():
    class Plain(StudyForm):
        name = Text("Name")
        agreed = Tick(says="I agree")

    html = render_crispy_form(Plain())

    assert html.index('name="name"') < html.index('name="agreed"')
    assert html.count('name="token"') == 1


def test_an_answer_another_one_makes_necessary_is_asked_for():
    form = InterviewForm(post(**GOOD | {"when": "other"}))

    assert form.errors == {"day": ["Enter the interview date"]}


def test_a_wrong_answer_is_not_also_called_missing():
    form = InterviewForm(post(**GOOD | {"when": "other", "day": "soon"}))

    assert form.errors == {"day": ["The date must be a date, like 10 June 2022"]}


def test_a_form_keeps_the_words_of_its_class():
    """A form copies its fields; the copy fails as loudly."""
    with pytest.raises(LookupError):
        InterviewForm().fields["who"].error_messages["invalid_choice"]


def test_each_form_has_its_own_token():
    one, other = InterviewForm()["token"].value(), InterviewForm()["token"].value()

    assert len({one, other}) == 2
    assert len(one) == 32


@pytest.mark.parametrize("token", ["", "x", "0" * 33, "a\0b"])
def test_a_broken_token_is_replaced(token):
    form = InterviewForm(post(**GOOD | {"token": token}))

    assert form.is_valid()
    assert len(form.once()["token"]) == 32
    assert form.once()["token"] != token


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 5000, "²"])
def test_a_form_that_lost_its_version_says_so(version):
    form = NameForm(post(name="A", role="pi", version=version))

    assert form.errors == {"version": [LOST]}


# carry_out -----------------------------------------------------------------------------------


def test_the_action_gets_answers_token_and_context():
    form = InterviewForm(post(**GOOD | {"token": "a" * 32}))

    got = carry_out(form, lambda **given: given, by="Asha")

    assert got == {
        "by": "Asha",
        "token": "a" * 32,
        "sent": {"typed": form.typed()},
        "who": "1",
        "when": "today",
        "day": None,
        "minutes": 45,
        "note": "",
    }


def test_the_action_of_a_versioned_form_gets_the_version_seen():
    form = NameForm(post(name="Asha", role="pi", version="3", token="b" * 32))

    assert carry_out(form, lambda **given: given, by="Asha") == {
        "by": "Asha",
        "sent": {"typed": form.typed()},
        "token": "b" * 32,
        "version": 3,
        "name": "Asha",
        "role": "pi",
    }


def test_an_incomplete_form_runs_no_action():
    ran = []

    assert (
        carry_out(InterviewForm(post(who="1")), lambda **given: ran.append(given), by=None) is None
    )
    assert ran == []


class SiteForm(StudyForm):
    """A choice that is gone once somebody made it."""

    number = Choice("Which number?", missing="Select a number")

    def answers(self):
        number = self.cleaned_data["number"]
        return {"number": int(number), "name": f"Region {number}"}


def offering(token: str, *numbers: str, number: str = "3") -> SiteForm:
    form = SiteForm(post(token=token, number=number))
    form.fields["number"].choices = [(number, number) for number in numbers]
    return form


def test_a_form_sent_again_is_answered_as_at_first_though_its_choice_is_gone(db):
    first = carry_out(offering("a" * 32, "3"), open_site, by=None)

    assert carry_out(offering("a" * 32), open_site, by=None) == first
    assert carry_out(offering("b" * 32), open_site, by=None) is None
    assert carry_out(offering("a" * 32), open_site, by=a_user()) is None
    assert carry_out(offering("a" * 32), add_topic, by=None) is None


def test_a_form_that_was_used_for_other_answers_is_saved_when_it_is_sent_again(db):
    first = carry_out(offering("a" * 32, "3"), open_site, by=None)
    form = offering("a" * 32, "3", "4", number="4")

    assert carry_out(form, open_site, by=None) is None
    words = "This form was already used, with other answers. Check what was saved"
    assert form.non_field_errors() == [f"{words}, then save again to keep these"]
    assert form["number"].value() == "4"
    again = offering(form["token"].value(), "4", number=form["number"].value())
    assert carry_out(again, open_site, by=None).number == 4
    assert first.number == 3


def test_a_refusal_stands_beside_the_field_it_names():
    def refuse(**given):
        raise ValidationError({"minutes": ["Too long"], "case": ["It is closed"]})

    form = InterviewForm(post(**GOOD))

    assert carry_out(form, refuse, by=None) is None
    assert form.errors == {"minutes": ["Too long"], "__all__": ["It is closed"]}


def test_a_refusal_of_the_whole_stands_above_the_form():
    def refuse(**given):
        raise ValidationError(["C5-PT-03 withdrew on 1 June", "Nothing more may be logged"])

    form = InterviewForm(post(**GOOD))
    carry_out(form, refuse, by=None)

    assert form.non_field_errors() == ["C5-PT-03 withdrew on 1 June", "Nothing more may be logged"]


@pytest.mark.django_db
def test_the_models_own_messages_are_put_in_our_words():
    def refuse(**given):
        User(name="", email="nobody", role="king").full_clean()

    form = NameForm(post(name="Asha", role="pi", version="1"))
    carry_out(form, refuse, by=None)

    assert form.errors == {
        "name": ["Enter a name"],
        "role": [CHECK],
        "__all__": [CHECK, CHECK],
    }


def test_a_constraint_without_words_is_put_in_ours():
    def refuse(**given):
        raise ValidationError("Constraint “minutes_in_range” is violated.")

    form = InterviewForm(post(**GOOD))
    carry_out(form, refuse, by=None)

    assert form.non_field_errors() == [CHECK]


def test_a_clash_in_the_database_is_said_and_logged_without_values(caplog):
    def clash(**given):
        raise IntegrityError("Key (email)=(asha@example.org) already exists.")

    form = InterviewForm(post(**GOOD))
    carry_out(form, clash, by=None)

    assert form.non_field_errors() == [CLASH]
    assert [record.getMessage() for record in caplog.records] == [
        f"Two writes clashed in {clash.__qualname__}"
    ]


def overtaken(changed, **row):
    """An action that finds somebody else's version of a user."""

    def change(**given):
        raise Stale(User(version=4, **row), "Tom Reid", changed)

    return change


def test_somebody_elses_change_is_shown_and_typing_is_kept():
    form = NameForm(post(name="Asha P", role="pi", version="3"))
    changed = {"name": ("Asha", "Asha Patel"), "role": ("pi", "monitor"), "email": ("a", "b")}

    carry_out(form, overtaken(changed, name="Asha Patel", role="monitor"), by=None)

    said = "Tom Reid changed this while you were typing. Nothing is saved yet"
    assert form.non_field_errors() == [said]
    assert form.stale == [("Name", "Asha Patel", "Asha P"), ("Role", "Monitor", LEFT)]
    assert form.overtaken_by == "Tom Reid"
    assert form["role"].value() == "monitor"
    assert form["name"].value() == "Asha P"
    assert form["version"].value() == "4"


def test_sealed_text_is_not_shown_in_the_comparison():
    form = NameForm(post(name="Asha P", role="pi", version="3"))

    carry_out(form, overtaken({"name_id": (b"1", b"2")}, name=b"\x01sealed"), by=None)

    assert form.stale == [("Name", "Changed, not shown here", "Asha P")]


def test_a_change_elsewhere_in_the_row_leaves_nothing_to_compare():
    form = NameForm(post(name="Asha P", role="pi", version="3"))

    carry_out(form, overtaken({"email": ("a", "b")}), by=None)

    assert form.stale == []
