"""What was advised, what changed because of it, and the report drafted from both."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from docx import Document

from linkstudy.audit.models import Entry
from linkstudy.audit.writing import Stale
from linkstudy.testing.factories import a_study, ago
from linkstudy.testing.tables import (
    a_group,
    a_member,
    a_payment,
    accepted,
    some_advice,
)
from meetings import actions
from meetings.models import Contribution, ReportText
from meetings.report import MISSING, drafts, facts, report
from meetings.report_word import gripp2
from meetings.tests.words import words_of
from meetings.vocabulary import Section

CHANGED = {"changed": "The letter says it in one line", "evidence": "Letter v2"}


def change(row: Contribution, lead, days: int = 5, **facts) -> Contribution:
    return actions.record_change(
        contribution=row,
        version=row.version,
        changed_on=ago(days),
        by=lead,
        **CHANGED | facts,
    )


def test_advice_is_of_a_group_or_of_one_of_its_members():
    group = a_group()
    member = a_member(group)

    assert [one.whose for one in (some_advice(group), some_advice(group, member=member))] == [
        "PPI group",
        "Public contributor 1",
    ]
    stranger = a_member(a_group("Advisory group"))
    with pytest.raises(ValidationError), transaction.atomic():
        some_advice(group, member=stranger)


def test_advice_is_of_a_day_that_was(lead):
    member = a_member()
    for given, words in [
        ({"on": ago(-1)}, "The day must be today or in the past"),
        (
            {"on": ago(101), "member": member},
            "Public contributor 1 joined on 6 March 2022. Check the day",
        ),
    ]:
        with pytest.raises(ValidationError) as refused:
            some_advice(member.group, **given)
        assert words_of(refused) == {"on": [words]}


def test_what_changed_is_said_once_and_then_corrected(lead):
    row = some_advice()
    for day, words in [
        (-1, "The day must be today or in the past"),
        (21, "It was advised on 25 May 2022. Enter that day or a later one"),
    ]:
        with pytest.raises(ValidationError) as refused:
            change(row, lead, day)
        assert words_of(refused) == {"changed_on": [words]}

    used = change(row, lead)
    assert (used.changed, used.evidence) == ("The letter says it in one line", "Letter v2")
    with pytest.raises(ValidationError) as refused:
        change(used, lead)
    assert words_of(refused) == ["What changed is written down already. Correct it instead"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.update(changed="Something else")

    put_right = actions.correct_contribution(
        contribution=used, version=2, why="Another letter", evidence="Letter v3", by=lead
    )
    assert (put_right.number, put_right.evidence, put_right.changed) == (
        1,
        "Letter v3",
        used.changed,
    )
    with pytest.raises(ValidationError) as refused:
        actions.correct_contribution(
            contribution=put_right,
            version=put_right.version,
            why="A slip of mine",
            on=ago(3),
            changed_on=ago(4),
            by=lead,
        )
    words = "It was advised on 11 June 2022. Enter that day or a later one"
    assert words_of(refused) == {"changed_on": [words]}


def test_advice_is_taken_back_and_restored(lead):
    row = some_advice()
    gone = actions.void_contribution(contribution=row, version=1, reason="Said twice", by=lead)
    with pytest.raises(ValidationError) as refused:
        change(gone, lead)
    assert words_of(refused) == ["This advice is void. Restore it first"]

    back = actions.restore_contribution(contribution=gone, version=2, reason="Said once", by=lead)
    assert (back.number, back.voided_at, back.replaces) == (1, None, row)


def test_a_void_group_gives_no_advice(lead):
    group = a_group()
    actions.void_group(group=group, version=1, reason="A mistake", by=lead)

    with pytest.raises(ValidationError) as refused:
        some_advice(group)
    assert words_of(refused) == {"group": ["This group is void. Restore it first"]}


# The report


def test_a_report_about_nothing_says_so():
    assert drafts(facts()) == {
        Section.AIM: f"Patients and members of the public were involved in the study.\n{MISSING}",
        Section.METHODS: "No public contributor is recorded in a group yet.",
        Section.RESULTS: "Nothing is recorded yet that changed because of advice.",
        Section.DISCUSSION: MISSING,
        Section.REFLECTIONS: MISSING,
    }


def test_a_report_is_drafted_from_what_is_recorded(lead):
    a_study()
    group = a_group(purpose="To say what matters to patients")
    a_member(a_group("Team meeting", "team"))
    a_member(a_group("Advisory group", "advisory"), seat="health")
    member = a_member(group)
    change(some_advice(group), lead)
    change(some_advice(group, stage="sharing", advised="Write for everyone"), lead, evidence="")
    some_advice(group, member=member, on=ago(2), stage="sharing", advised="Write a blog!")
    paid = accepted(a_payment(member))
    actions.pay(payment=paid, version=2, paid_on=ago(1), by=lead)

    assert drafts(facts()) == {
        Section.AIM: "Patients and members of the public were involved in the test study.\n"
        f"PPI group: To say what matters to patients\n{MISSING}",
        Section.METHODS: "1 public contributor took part in the PPI group.\n"
        "This group advised from 25 May 2022 to 12 June 2022, on inviting people (1) and sharing what"
        " was found (2).\nPublic contributors were offered payment for 2 hours of work.",
        Section.RESULTS: "2 of 3 pieces of advice from the PPI group changed something.\n"
        "25 May 2022, inviting people: The letter says it in one line. See Letter v2.\n"
        "25 May 2022, sharing what was found: The letter says it in one line.",
        Section.DISCUSSION: "This advice has changed nothing yet:\n"
        f"12 June 2022: Write a blog!\n{MISSING}",
        Section.REFLECTIONS: "1 payment was offered, 0 declined; £57.50 was paid.\n" + MISSING,
    }


def test_only_what_the_public_had_its_say_in_is_counted(lead):
    a_study()
    mixed, theirs = a_group("Advisory group", "advisory", purpose="To advise"), a_group()
    others = a_group("Exchange", "exchange", purpose="To learn from each other")
    a_member(mixed)
    professional = a_member(mixed, seat="health")
    change(some_advice(mixed, on=ago(20)), lead)
    change(some_advice(mixed, on=ago(30), member=professional), lead)
    some_advice(others, on=ago(40))
    some_advice(theirs, on=ago(10), advised="Write plainly")
    a_payment(professional)

    assert drafts(facts()) == {
        Section.AIM: "Patients and members of the public were involved in the test study.\n"
        f"Advisory group: To advise\n{MISSING}",
        Section.METHODS: "1 public contributor took part in the advisory group and the PPI group.\n"
        "These groups advised from 25 May 2022 to 4 June 2022, on inviting people (2).",
        Section.RESULTS: "1 of 2 pieces of advice from the advisory group and the PPI group changed"
        " something.\n25 May 2022, inviting people: The letter says it in one line. See Letter v2.",
        Section.DISCUSSION: "This advice has changed nothing yet:\n"
        f"4 June 2022: Write plainly.\n{MISSING}",
        Section.REFLECTIONS: MISSING,
    }


def test_advice_and_the_report_hold_no_study_id(lead):
    row = some_advice()
    with pytest.raises(ValidationError) as given:
        some_advice(advised="Ask C5-PT-03 again")
    with pytest.raises(ValidationError) as changed:
        change(row, lead, changed="5 pt 3 was asked", evidence="Case 5, patient 4")
    why = {"why": "Misheard", "advised": "Ask pt3"}
    with pytest.raises(ValidationError) as corrected:
        actions.correct_contribution(contribution=row, version=1, by=lead, **why)
    with pytest.raises(ValidationError) as written:
        actions.write_section(section="aim", version=0, text="We asked C5-LW.", by=lead)

    assert [one.value.message_dict for one in (given, changed, corrected, written)] == [
        {"advised": ["Take out the study ID C5-PT-03"]},
        {
            "changed": ["Take out the study ID 5 pt 3"],
            "evidence": ["Take out the study ID Case 5, patient 4"],
        },
        {"advised": ["Take out the study ID pt3"]},
        {"text": ["Take out the study ID C5-LW"]},
    ]


def test_two_payments_are_counted_as_two():
    member = a_member()
    a_payment(member)
    a_payment(member)

    told = drafts(facts())[Section.REFLECTIONS].splitlines()[0]
    assert told == "2 payments were offered, 0 declined; £0 was paid."


def test_somebodys_text_takes_the_place_of_the_draft_and_earlier_ones_stay(lead):
    first = actions.write_section(section="aim", version=0, text="We listened.", by=lead)
    second = actions.write_section(section="aim", version=1, text="We listened more.", by=lead)

    assert [str(one) for one in (first, second)] == ["Aim, version 1", "Aim, version 2"]
    assert second.get_absolute_url() == "/meetings/gripp2/"
    texts = [(part.title, part.number, part.text) for part in report() if part.written]
    assert texts == [("Aim", 2, "We listened more.")]
    with pytest.raises(ValidationError) as refused:
        actions.write_section(section="aim", version=2, text="We listened more.", by=lead)
    assert words_of(refused) == ["Nothing is different. Change what was wrong, or leave the page"]
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportText.objects.update(text="We did not")
    assert Entry.objects.filter(verb="report.written").count() == 2


def test_who_writes_a_section_that_somebody_else_wrote_meanwhile_is_shown_both(lead):
    actions.write_section(section="aim", version=0, text="We listened.", by=lead)

    with pytest.raises(Stale) as stale:
        actions.write_section(section="aim", version=0, text="Something else", by=lead)

    assert (stale.value.who, stale.value.current.version) == (lead.name, 1)
    assert stale.value.changed["text"] == (None, "We listened.")


def test_what_asks_a_writer_for_words_stands_in_no_file(lead):
    actions.write_section(section="results", version=0, text=f"Much.\n{MISSING}", by=lead)

    made = Document(io.BytesIO(gripp2(report())))

    assert [one.text for one in made.paragraphs][2:] == [
        "1. Aim",
        "Patients and members of the public were involved in the study.",
        "2. Methods",
        "No public contributor is recorded in a group yet.",
        "3. Study results",
        "Much.",
        "4. Discussion and conclusions",
        "Nothing is recorded for this section yet.",
        "5. Reflections and critical perspective",
        "Nothing is recorded for this section yet.",
    ]


def test_the_report_is_a_word_file_with_headings(lead):
    actions.write_section(section="aim", version=0, text="=1+1\n<b>We</b> listened.", by=lead)

    made = Document(io.BytesIO(gripp2(report())))

    assert [(one.style.name, one.text) for one in made.paragraphs][:4] == [
        ("Title", "Patient and public involvement: GRIPP2 short form"),
        ("Normal", "As recorded on 14 June 2022."),
        ("Heading 1", "1. Aim"),
        ("Normal", "=1+1"),
    ]
    headings = [one.text for one in made.paragraphs if one.style.name == "Heading 1"]
    assert headings == [
        "1. Aim",
        "2. Methods",
        "3. Study results",
        "4. Discussion and conclusions",
        "5. Reflections and critical perspective",
    ]
    assert made.core_properties.language == "en-GB"
