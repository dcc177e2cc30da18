"""The page that shows what pages are made of: nothing is missing on it, and it is made of the real parts."""

import html
import re

import pytest
from django import forms as django_forms

from linkstudy.accounts.policy import Role
from linkstudy.components import examples, tokens
from linkstudy.components.forms import EveryQuestion, states
from linkstudy.components.specimens import SOURCES
from linkstudy.forms.questions import Question
from linkstudy.forms.study import Hidden
from linkstudy.icons import SHAPES
from linkstudy.telling import Event
from linkstudy.templatetags.ui import STATUSES, register
from linkstudy.testing.factories import a_user
from linkstudy.tests.source import APPS, ROOT

pytestmark = pytest.mark.django_db
NOT_DRAWN = {
    "ui/act.html": "the frame of a whole page, which the page names in words",
    "ui/facets.html": "can be sent, which no example may; its answers are ui/tick.html",
    "ui/form.html": "can be sent, which no example may; the page names it in words",
    "bootstrap5/errors.html": "is empty: the summary above the heading says all errors",
}


@pytest.fixture(autouse=True)
def on_14_june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def opened(login):
    return login(Role.MONITOR).get("/components/")


@pytest.fixture
def body(opened) -> str:
    return opened.content.decode()


def shown() -> str:
    """All that the page's groups of tags show, as templates write it."""
    return "\n".join(source for _, *some in SOURCES.values() for source in some)


# What exists and the page does not show


@pytest.mark.parametrize("name", [*register.tags, *register.filters])
def test_every_tag_and_filter_is_shown(name):
    assert re.search(rf"\{{% (filter )?{name}\b|\|{name}\b", shown())


@pytest.mark.parametrize("name", SHAPES)
def test_every_icon_is_shown(name, body):
    assert f'{{% icon "{name}" %}}' in shown()
    assert SHAPES[name] in body


@pytest.mark.parametrize("word", STATUSES)
def test_every_status_word_is_shown(word, body):
    assert f'{{% status "{word}" %}}' in shown()
    assert f"</svg>{word}</span>" in body


def question_classes(base: type = Question) -> set[type]:
    """The kinds of question that some form of the product asks."""
    asked = set()
    for form in form_classes(django_forms.BaseForm):
        asked |= {type(field) for field in form.base_fields.values() if isinstance(field, base)}
    return asked - {Hidden}


def form_classes(base: type) -> set[type]:
    found = set()
    for child in base.__subclasses__():
        ours = child.__module__.split(".")[0] in APPS
        if ours and ".tests" not in child.__module__ and child is not EveryQuestion:
            found.add(child)
        found |= form_classes(child)
    return found


def test_every_kind_of_question_stands_in_the_example_form():
    example = {type(field) for field in EveryQuestion.base_fields.values()}

    assert question_classes() - example == set()


def test_every_template_of_the_house_is_drawn_by_the_page_or_an_example_of_an_error_page(
    login, opened
):
    client = login(Role.MONITOR)
    drawn = {template.name for template in opened.templates}
    for name, _ in examples.error_pages():
        drawn |= {one.name for one in client.get(f"/components/error/?of={name}").templates}

    parts = {f"ui/{path.name}" for path in (ROOT / "templates" / "ui").glob("*.html")}
    layouts = {
        str(path.relative_to(ROOT / "templates"))
        for path in (ROOT / "templates" / "bootstrap5").rglob("*.html")
    }
    assert (parts | layouts) - drawn - NOT_DRAWN.keys() == set()


def test_every_error_page_of_the_product_is_linked(body):
    statuses = {path.stem for path in (ROOT / "templates").glob("[0-9]*.html")}

    assert statuses <= {name for name, _ in examples.error_pages()}
    assert [
        name for name, _ in examples.error_pages() if f"?of={name.replace('/', '%2F')}" not in body
    ] == []


# What it is made of


@pytest.mark.parametrize(("name", "words"), examples.error_pages())
def test_every_example_of_an_error_page_is_the_page_itself(login, name, words):
    answer = login(Role.PI).get("/components/error/", {"of": name})

    heading = re.search("<h1>(.*?)</h1>", answer.content.decode())[1]
    assert answer.status_code == 200
    assert heading == words


def test_an_example_of_an_error_page_says_in_the_demo_when_its_clock_stands(login, settings):
    settings.IS_DEMO = True

    page = login(Role.PI).get("/components/error/")

    assert "Example data. The clock stands at 9:12am on 14 June 2022." in page.content.decode()


@pytest.mark.parametrize("query", ["", "?of=", "?of=../base", "?of=base", "?of=%00", "?of=ui/card"])
def test_what_is_no_error_page_is_answered_with_the_first_one(login, query):
    answer = login(Role.PI).get(f"/components/error/{query}")

    assert "<h1>We could not read that</h1>" in answer.content.decode()


def test_the_forms_stand_in_every_state(body):
    text = " ".join(html.unescape(re.sub("<[^>]+>", " ", body)).split())

    assert states()["wrong"].form.errors.keys() == EveryQuestion.base_fields.keys() - {
        "token",
        "version",
        "when",
        "ends",
        "topics",
    }
    assert states()["empty"].form.errors == {}
    assert body.count('id="example-errors"') == 1
    assert "June has 30 days. Enter a real date" in text
    assert "What Tom Reid saved, and what you typed" in text
    assert 'value="C5-PT-03"' in body
    assert "<form" not in body.partition("<main")[2]  # nothing on it can be sent


def test_no_form_of_the_page_is_taken_for_the_pages_own(body):
    """The title says Error:, and script moves the cursor, where a page's own form was refused."""
    assert "<title>Components – linkstudy</title>" in body
    assert 'id="errors"' not in body


def test_examples_lead_nowhere_but_to_the_page_itself(body):
    inside = body.partition("<main")[2].partition("</main>")[0]
    away = set(re.findall(r'href="([^"#?][^"]*)"', inside))

    assert {url for url in away if not url.startswith("/components/error/")} == {"/history/study/"}


@pytest.mark.parametrize("role", Role)
def test_everybody_with_a_role_may_look(login, role):
    assert login(role).get("/components/").status_code == 200


def test_whoever_has_none_may_not(login):
    assert login(a_user(role="")).get("/components/").status_code == 403


def test_events_on_it_are_those_of_histories():
    assert [type(event) for event in examples.events()] == [Event] * 3


# Colours and type


@pytest.mark.parametrize(
    "pair", tokens.pairs(), ids=lambda pair: f"{pair.front.name}-{pair.back.name}"
)
def test_every_colour_reaches_its_contrast_in_both_schemes(pair):
    assert min(pair.light, pair.dark) >= pair.least


def test_colours_are_read_from_the_stylesheet():
    named = {colour.name: (colour.light, colour.dark) for colour in tokens.colours()}

    assert named["card"] == ("#ffffff", "#16202a")
    assert named["focus"] == ("#ffdd00", "#ffdd00")
    assert tokens.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert tokens.contrast("#12436d", "#12436d") == 1


def test_sizes_of_type_are_read_from_the_stylesheet():
    assert tokens.sizes()[0] == ("h1", "1.75rem", "700", "1.2")
    assert tokens.step("nothing") == ("1rem", "400", "1.5")


def test_the_house_style_is_short_enough_to_be_read():
    assert len(examples.RULES) <= 15
    assert [rule for _, rule in examples.RULES if len(rule) > 200] == []
