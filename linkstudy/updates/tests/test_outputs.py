"""Publications: what they are, how far they are on a day, and who made them."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from linkstudy.accounts.policy import Role
from linkstudy.audit.tests.lifting import sql
from linkstudy.testing.factories import a_user, ago
from linkstudy.testing.pages import held_by, problems, text_of
from linkstudy.testing.updates import a_maker, a_step, an_output
from linkstudy.updates import actions
from linkstudy.updates.forms.outputs import AddOutputForm
from linkstudy.updates.models import Contributor, Output, OutputStep

pytestmark = pytest.mark.django_db
ADD = "/publications/add/"


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def stage_on(output: Output, day: dt.date) -> tuple[str | None, dt.date | None]:
    found = Output.objects.with_stage(day).get(pk=output.pk)
    return found.stage, found.stage_on


# How far


def test_how_far_it_is_follows_from_its_steps_on_each_day():
    output = an_output(stage="submitted", on=ago(9))
    a_step(output, "out", ago(2))
    a_step(output, "accepted", ago(2))

    assert stage_on(output, ago(10)) == (None, None)
    assert stage_on(output, ago(9)) == ("submitted", ago(9))
    assert stage_on(output, ago(0)) == ("out", ago(2))


def test_what_is_not_out_yet_stands_first_and_then_the_latest():
    for title, stage, days in [
        ("A", "out", 5),
        ("B", "preparing", 9),
        ("C", "out", 2),
        ("D", "submitted", 3),
    ]:
        an_output(title, stage=stage, on=ago(days))

    rows = Output.objects.with_stage(ago(0)).newest_first()

    assert [one.title for one in rows] == ["D", "B", "C", "A"]


def test_a_stage_is_reached_once_and_not_to_come():
    output = an_output(stage="submitted")

    with pytest.raises(ValidationError) as again:
        a_step(output, "submitted")
    with pytest.raises(ValidationError) as to_come:
        a_step(output, "out", ago(-1))

    words = "“Submitted” is recorded already. Correct that step instead"
    assert again.value.message_dict == {"stage": [words]}
    assert to_come.value.message_dict == {"on": ["The date must be today or in the past"]}


def test_a_step_is_corrected_taken_back_and_restored():
    output = an_output()
    step = output.steps.get()

    right = actions.correct_step(step=step, version=1, why="It was earlier", on=ago(5), by=None)
    gone = actions.void_step(step=right, version=right.version, reason="Not sent", by=None)
    back = actions.restore_step(step=gone, version=gone.version, reason="It was sent", by=None)

    assert (back.number, back.on, back.stage) == (1, ago(5), "submitted")
    assert [one.pk for one in OutputStep.objects.standing()] == [back.pk]
    with pytest.raises(ValidationError, match="Nothing is different"):
        actions.correct_step(step=back, version=back.version, why="It was earlier", by=None)


def test_a_step_is_not_restored_beside_another_that_says_the_same():
    output = an_output()
    gone = actions.void_step(step=output.steps.get(), version=1, reason="Not sent", by=None)
    a_step(output, "submitted")

    with pytest.raises(ValidationError, match="“Submitted” is recorded already"):
        actions.restore_step(step=gone, version=2, reason="It was sent", by=None)


# Who made it


def test_names_stand_in_their_order_and_one_of_the_team_is_known_by_name(study):
    output = an_output(names=["Zoe Zed", "ben example", "Ann Other"])

    made = [(one.place, one.name, one.user) for one in output.contributors.all()]

    assert made == [
        (1, "Zoe Zed", None),
        (2, "ben example", study.researcher2),
        (3, "Ann Other", None),
    ]


def test_a_researcher_takes_nobody_of_another_site_for_a_name(study):
    output = an_output(names=["Ann Example", "Ben Example"], by=study.researcher)

    assert [one.user for one in output.contributors.all()] == [study.researcher, None]


def test_a_name_is_added_after_the_last_corrected_and_taken_back(study):
    output = an_output()
    more = a_maker(output)

    right = actions.correct_contributor(
        contributor=more, version=1, why="First author", place=1, account=study.pi, by=None
    )
    gone = actions.void_contributor(contributor=right, version=right.version, reason="No", by=None)
    again = actions.restore_contributor(
        contributor=gone, version=gone.version, reason="Yes", by=None
    )

    assert (more.place, again.place, again.user) == (2, 1, study.pi)
    with pytest.raises(ValidationError, match="This name is among them already"):
        a_maker(output, "Ada Example")
    with pytest.raises(ValidationError, match="This name is among them already"):
        actions.correct_contributor(
            contributor=again, version=again.version, why="Another", name="Ada Example", by=None
        )


def test_a_name_is_not_restored_beside_itself():
    output = an_output()
    gone = actions.void_contributor(contributor=a_maker(output), version=1, reason="No", by=None)
    a_maker(output)

    with pytest.raises(ValidationError, match="This name is among them already"):
        actions.restore_contributor(contributor=gone, version=2, reason="Yes", by=None)


# What it is


def test_a_doi_belongs_to_one_publication():
    one, other = an_output(doi="10.1136/x"), an_output("Another")
    taken = {"doi": ["A publication with this DOI is already there"]}

    with pytest.raises(ValidationError) as refused:
        actions.correct_output(output=other, version=1, why="Found it", doi="10.1136/x", by=None)
    assert refused.value.message_dict == taken
    gone = actions.void_output(output=one, version=1, reason="Twice", by=None)
    actions.correct_output(output=other, version=1, why="Found it", doi="10.1136/x", by=None)
    with pytest.raises(ValidationError) as refused:
        actions.restore_output(output=gone, version=2, reason="Not twice", by=None)
    assert refused.value.message_dict == taken


def test_a_blog_goes_with_a_paper_and_not_with_itself():
    paper = an_output()
    blog = an_output("A blog", kind="blog", parent=paper)

    with pytest.raises(ValidationError) as circle:
        actions.correct_output(output=paper, version=1, why="No", parent=blog, by=None)
    with pytest.raises(ValidationError) as held:
        actions.void_output(output=paper, version=1, reason="No", by=None)
    gone = actions.void_output(output=blog, version=1, reason="No", by=None)
    with pytest.raises(ValidationError) as void:
        an_output("Another blog", parent=gone)

    assert circle.value.message_dict == {"parent": ["It cannot go with itself. Choose another"]}
    assert held.value.messages == ["A blog goes with it. Correct or void that one first"]
    assert void.value.message_dict == {"parent": ["A blog is void. Choose another"]}


def test_nothing_is_added_to_a_void_publication():
    output = an_output()
    step = actions.void_step(step=output.steps.get(), version=1, reason="No", by=None)
    maker = actions.void_contributor(
        contributor=output.contributors.get(), version=1, reason="No", by=None
    )
    gone = actions.void_output(output=output, version=1, reason="Twice", by=None)
    step.output = maker.output = gone

    tries = [
        lambda: a_step(gone),
        lambda: a_maker(gone),
        lambda: actions.restore_step(step=step, version=2, reason="Yes", by=None),
        lambda: actions.restore_contributor(contributor=maker, version=2, reason="Yes", by=None),
    ]
    for one in tries:
        with pytest.raises(ValidationError, match="This publication is void"):
            one()
    with pytest.raises(ValidationError, match="is not void any more"):
        actions.restore_output(output=an_output("Other"), version=1, reason="Yes", by=None)


# Pages


def test_a_publication_is_added_on_a_page_and_shown_with_who_made_it(login, study):
    client = login(study.ppi)
    paper = an_output("A paper")
    page = client.get(ADD)
    sent = held_by(
        page,
        kind="blog",
        title="What we learned",
        names="Bernard Gudgin\n\n  Megan   Lloyd ",
        stage="out",
        on="1 June",
        venue="The study’s website",
        doi="https://doi.org/10.1136/ABC.5",
        web_address="https://www.example.org/blog",
        parent=paper.slug,
    )

    shown = text_of(client.post(ADD, sent, follow=True))

    made = Output.objects.get(title="What we learned")
    assert (made.doi, made.parent, made.slug) == ("10.1136/abc.5", paper, "what-we-learned")
    assert [one.name for one in made.contributors.all()] == ["Bernard Gudgin", "Megan Lloyd"]
    assert "Blog, The study’s website. Published 1 June 2022" in shown
    assert "Goes with A paper" in shown
    assert "Bernard Gudgin and 0 more" not in shown


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (
            {"names": "\n".join(f"N {n}" for n in range(101))},
            {"names": ["These are 101 names. The most we can keep is 100"]},
        ),
        (
            {"names": "x" * 151},
            {"names": ["“xxxxxxxxxxxxxxxxxxxx…” is 151 characters. Put each name on its own line"]},
        ),
        ({"names": "A\nA"}, {"names": ["A stands there twice. Write each name once"]}),
        ({"doi": "not one"}, {"doi": ["The DOI must look like 10.1234/journal.5678"]}),
        (
            {"web_address": "javascript:alert(1)"},
            {"web_address": ["The address must look like https://example.org"]},
        ),
    ],
)
def test_what_is_typed_wrongly_is_said_beside_the_question(answers, said):
    good = {"kind": "blog", "title": "T", "names": "A", "stage": "out", "on": "1 June 2022"}
    form = AddOutputForm(good | answers)
    form.offer_parents()

    assert dict(form.errors) == said


def test_the_list_says_who_how_far_and_what_is_void(login, study):
    client = login(study.researcher)
    an_output("A paper", names=["A", "B", "C", "D", "E"])
    gone = an_output("Twice")
    actions.void_output(output=gone, version=1, reason="Recorded twice", by=None)

    shown, void = (text_of(client.get(f"/publications/{end}")) for end in ("", "?void"))

    assert "A paper Paper A, B, C and 2 more Submitted 13 June 2022" in shown
    assert ("Twice" in shown, "1 void" in shown) == (False, True)
    assert ("Twice" in void, "A paper" in void) == (True, False)


def test_an_empty_list_says_what_will_stand_there(login):
    assert "None yet. Papers, blogs and talks will be listed here" in text_of(
        login(Role.RESEARCHER).get("/publications/")
    )


def test_correcting_keeps_a_void_parent_and_an_account_of_another_site(login, study):
    paper = an_output("A paper")
    blog = an_output("A blog", parent=paper, names=["Ben Example"])
    sql(
        "UPDATE updates_output SET voided_at = recorded_at, void_reason = 'x' WHERE id = %s",
        paper.pk,
    )
    client = login(study.researcher)

    page = client.get(f"/publications/{blog.slug}/correct/")
    maker = client.get(f"/publications/{blog.slug}/names/1/correct/")

    assert held_by(page)["parent"] == paper.slug
    assert held_by(maker)["account"] == str(study.researcher2.number)
    assert problems(client.post(page.request["PATH_INFO"], held_by(page, title=""))) == {
        "title": ["Enter its title"],
        "why": ["Enter why it was wrong"],
    }


# In the database


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE updates_output SET slug = 'other'",
        "UPDATE updates_output SET web_address = 'javascript:x'",
        "UPDATE updates_output SET parent_id = id",
        "UPDATE updates_outputstep SET stage = 'out'",
        "UPDATE updates_contributor SET name = 'Other'",
        "DELETE FROM updates_contributor",
    ],
)
def test_the_database_refuses(change):
    an_output()

    with pytest.raises(IntegrityError), transaction.atomic():
        sql(change)


def test_rows_say_what_they_are():
    output = an_output(doi="10.1136/x")
    step, maker = output.steps.get(), output.contributors.get()

    assert (str(step), str(maker)) == (
        "Link workers in practice: Submitted",
        "Ada Example, of Link workers in practice",
    )
    assert (step.about, maker.about, output.about) == ("output link-workers-in-practice",) * 3
    assert (output.doi_link, an_output("X").doi_link) == ("https://doi.org/10.1136/x", "")
    assert a_user() not in [one.user for one in Contributor.objects.all()]
