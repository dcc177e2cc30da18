"""An update as its readers get it: paragraphs and lists, on the web, in Word and in plain words."""

import datetime as dt
import io
import re

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from linkstudy.accounts.policy import Role
from linkstudy.testing.pages import text_of
from linkstudy.testing.updates import a_picture, a_profile, an_update
from linkstudy.updates import actions
from linkstudy.updates.copies import Block, Chapter, Copy, blocks, draft
from linkstudy.updates.letters import in_plain_words

TEXT = "Lead:\n1. One\n2. Two\n\n• Red\n- Blue\nAnd so on.\n\n\nEnd"


def test_a_text_is_paragraphs_and_lists():
    assert blocks(TEXT) == [
        Block("paragraph", ("Lead:",)),
        Block("numbers", ("One", "Two")),
        Block("bullets", ("Red", "Blue")),
        Block("paragraph", ("And so on.",)),
        Block("paragraph", ("End",)),
    ]
    assert blocks("1. a\n\n2. b") == [Block("numbers", ("a", "b"))]
    assert blocks("• a\n\n• b") == [Block("bullets", ("a",)), Block("bullets", ("b",))]
    assert blocks(" \n") == []


@given(st.text())
def test_no_word_of_a_text_is_lost(text):
    kept = "".join(line for block in blocks(text) for line in block.lines)
    marks = re.sub(r"(?m)^\s*(?:[•*–-]|\d{1,3}[.)])\s+(?=\S)", "", "\n".join(text.splitlines()))

    assert "".join(kept.split()) == "".join(marks.split())


def test_plain_words_underline_headings_and_mark_lists():
    corrected = [(dt.date(2022, 7, 1), "A number")]
    made = Copy("June", "Our study", [Chapter("data", "Data", blocks(TEXT))], corrected)

    assert in_plain_words(made, why="You asked.") == (
        "June\n====\n\nOur study\n\nCorrected on 1 July 2022: A number\n\nData\n----\n\nLead:\n\n"
        "1. One\n2. Two\n\n- Red\n- Blue\n\nAnd so on.\n\nEnd\n\nYou asked.\n"
    )


@pytest.fixture
def update(study, study_clock):
    study_clock("2022-06-14 09:12")
    picture = a_picture(a_profile("Robin Example"))
    made = an_update(dt.date(2022, 6, 1), study.ppi)
    for section in made.sections.all():
        text = "Robin Example.\n1. One\n• Red" if section.part == "team" else "We go on."
        actions.write_section(section=section, version=1, text=text, by=study.ppi)
    return made, picture


@pytest.mark.django_db
def test_it_is_seen_as_it_is_read_before_it_goes_out(update, login, study):
    made, picture = update
    client = login(study.pi)
    actions.leave_out(section=made.sections.get(part="data"), version=2, by=study.ppi)

    page, large = (client.get(f"/updates/2022-06/preview/{how}") for how in ("", "?large"))
    email = client.get("/updates/2022-06/email/")

    assert 'src="/updates/people/robin-example/picture.jpg" alt="A blue field"' in page.text
    assert ('class="paper"' in page.text, 'class="paper large"' in large.text) == (True, True)
    assert "Data collection" not in text_of(page)
    assert "Meet the team ------------- Robin Example. 1. One - Red" in text_of(email)
    assert [one.picture for one in draft(made).chapters if one.picture] == [picture]


@pytest.mark.django_db
@pytest.mark.parametrize(("how", "size"), [("", None), ("?large", 20)])
def test_word_has_headings_lists_and_the_picture_with_its_description(
    update, login, study, how, size
):
    answer = login(study.ppi).get(f"/updates/2022-06/update.docx{how}")

    found = Document(io.BytesIO(answer.content))
    texts = [(one.style.name, one.text) for one in found.paragraphs]
    assert texts[:3] == [
        ("Title", "June 2022 update"),
        ("Normal", "The test study"),
        ("Heading 1", "Welcome"),
    ]
    assert ("Normal", "1. One") in texts
    assert ("List Bullet", "Red") in texts
    assert 'descr="A blue field"' in found.element.xml
    held = found.styles["Normal"].font.size
    assert (held.pt if held else None) == size
    name = f"update-2022-06{'-large' if how else ''}.docx"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.django_db
def test_an_empty_update_says_so(study, login, study_clock):
    study_clock("2022-06-14 09:12")
    made = an_update(dt.date(2022, 6, 1), study.ppi)
    for section in made.sections.all():
        actions.leave_out(section=section, version=1, by=study.ppi)

    page = login(Role.ADMINISTRATOR).get("/updates/2022-06/preview/")

    assert "Nothing is in this update yet." in text_of(page)
