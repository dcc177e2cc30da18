"""Tags, filters, the frame around pages, and what they are made of."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Role
from linkstudy.forms import Choice, StudyForm, Text
from linkstudy.forms.facets import with_answers
from linkstudy.frame import Entry, frame
from linkstudy.icons import SHAPES
from linkstudy.templatetags.ui import STATUSES, problems
from linkstudy.tests.source import ROOT, TEMPLATES, source_of

AFTERNOON = dt.datetime(2022, 6, 14, 13, 0, tzinfo=dt.UTC)  # 2pm in London
RESEARCHER = User(name="Asha Patel", role=Role.RESEARCHER)
STATIC = ROOT / "static"


@pytest.fixture(autouse=True)
def on_the_day(study_clock):
    study_clock("2022-06-14 09:12")


def draw(source, **context):
    """The text of a template, white space put in order."""
    return " ".join(Template(source).render(Context(context)).split())


def text_of(source, **context):
    return " ".join(re.sub("<[^>]+>", " ", draw(source, **context)).split())


# Tags ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHAPES)
def test_every_icon_is_drawn_and_hidden_from_screen_readers(name):
    html = draw("{% icon name %}", name=name)

    assert html.startswith('<svg class="ic" viewBox="0 0 16 16" aria-hidden="true"')
    assert SHAPES[name] in html


def test_an_unknown_icon_is_a_mistake():
    with pytest.raises(KeyError):
        draw('{% icon "sparkles" %}')


@pytest.mark.parametrize(("word", "drawn"), STATUSES.items())
def test_every_status_is_a_shape_and_its_word(word, drawn):
    name, tone = drawn

    assert text_of("{% status word %}", word=word) == word
    assert f'class="ic t-{tone}"' in draw("{% status word %}", word=word)
    assert SHAPES[name] in draw("{% status word %}", word=word)


def test_the_eight_words_of_a_participant_are_known():
    eight = ["Invited", "Deciding", "Consented", "Booked", "Interviewed", "Declined"]

    assert list(STATUSES)[:8] == [*eight, "Not eligible", "Withdrew"]


def test_a_status_of_a_pages_own_brings_its_icon():
    html = draw('{% status words "ring" "brand" %}', words="Opens <4 July>")

    assert html.endswith("Opens &lt;4 July&gt;</span>")
    assert 'class="ic t-brand"' in html


def test_a_pill_escapes_its_words():
    assert draw('{% pill words "warn" %}', words="<b>") == (
        '<span class="pill p-warn">&lt;b&gt;</span>'
    )
    assert SHAPES["clock"] in draw('{% pill "Today" "info" "clock" %}')


@pytest.mark.parametrize(
    ("done", "of", "width"),
    [(7, 10, "70.0"), (6, 5, "100.0"), (-1, 5, "0.0"), (0, 0, "0.0"), (1, 3, "33.3")],
)
def test_a_bar_is_as_long_as_its_share(done, of, width):
    html = draw('{% bar done of tone="short" size="big" %}', done=done, of=of)

    assert re.findall(r'width="([\d.]+)"', html) == ["100", width]
    assert 'class="bar big b-short"' in html


def test_a_card_has_a_heading_that_names_it_and_escapes():
    html = draw(
        '{% card title=t kind="side" level=3 %}<p>{{ x }}</p>{% endcard %}', t="A & B", x="<i>"
    )

    assert html == (
        '<section class="card side" aria-labelledby="card-a-b"> <h3 id="card-a-b">A &amp; B</h3> '
        "<p>&lt;i&gt;</p> </section>"
    )
    assert '<h2 id="card-x" class="vh">' in draw(
        '{% card title="x" heading="hidden" %}{% endcard %}'
    )


def test_a_card_without_its_end_is_a_mistake():
    with pytest.raises(TemplateSyntaxError):
        draw('{% card title="x" %}')


def test_crumbs_lead_back():
    html = draw('{% crumbs "Cases" "/cases/" "Case 5" "/cases/5/" %}')

    assert re.findall(r'href="([^"]+)">([^<]+)', html) == [
        ("/cases/", "Cases"),
        ("/cases/5/", "Case 5"),
    ]


def asked(query):
    return RequestFactory().get(f"/participants/?{query}")


@pytest.mark.parametrize(
    ("changes", "query"),
    [
        ({"sort": ["id"]}, "?case=1&case=2&q=a%26b&sort=id"),
        ({"q": []}, "?case=1&case=2"),
        ({"case": [], "q": []}, "?"),
        ({"case": ["3"]}, "?case=3&q=a%26b"),
        ({"page": ["2"]}, "?case=1&case=2&q=a%26b&page=2"),
    ],
)
def test_a_link_changes_one_part_of_the_query(changes, query):
    assert with_answers(asked("case=1&case=2&q=a%26b&page=4").GET, **changes) == query


def paged(number, count=158):
    page = Paginator(range(count), 25).get_page(number)
    return draw('{% pager page "person" "people" %}', page=page, request=asked("case=5"))


def test_the_pager_says_what_is_shown_and_leads_on():
    html = paged(3)

    assert "Showing 51 to 75 of 158 people." in html
    assert re.findall('href="([^"]+)" (?:aria-current|rel)="([a-z]+)"', html) == [
        ("?case=5&amp;page=2", "prev"),
        ("?case=5&amp;page=3", "page"),
        ("?case=5&amp;page=4", "next"),
    ]


@pytest.mark.parametrize("number", ["-1", "1000000000", "x", "9" * 5000])
def test_a_page_that_is_not_there_shows_one_that_is(number):
    assert "of 158 people." in paged(number)


@pytest.mark.parametrize(
    ("count", "words"), [(1, "Showing 1 person."), (25, "Showing all 25 people.")]
)
def test_one_page_needs_no_pager(count, words):
    page = Paginator(range(count), 25).get_page(1)
    assert text_of('{% pager page "person" "people" %}', page=page, request=asked("")) == words


def test_many_pages_are_cut_short():
    assert "…" in paged(10, count=2000)


# Filters -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "value", "words"),
    [
        ("{{ v|day }}", dt.date(2022, 6, 14), "14 June 2022"),
        ("{{ v|day }}", dt.datetime(2022, 6, 13, 23, 30, tzinfo=dt.UTC), "14 June 2022"),
        ('{{ v|day:"short" }}', dt.date(2022, 6, 4), "4 June"),
        ('{{ v|day:"weekday" }}', dt.date(2022, 6, 14), "Tuesday 14 June 2022"),
        ('{{ v|day:"brief" }}', dt.date(2022, 6, 14), "Tue 14 June"),
        ("{{ v|day }}", None, ""),
        ("{{ v|clock }}", dt.time(14), "2pm"),
        ("{{ v|clock }}", dt.time(16, 30), "4:30pm"),
        ("{{ v|clock }}", dt.time(9, 5), "9:05am"),
        ("{{ v|clock }}", dt.time(12), "midday"),
        ("{{ v|clock }}", dt.time(0), "midnight"),
        ("{{ v|clock }}", dt.time(0, 30), "12:30am"),
        ("{{ v|clock }}", AFTERNOON, "2pm"),
        ("{{ v|clock }}", None, ""),
        ("{{ v|when }}", AFTERNOON, "Today, 2pm"),
        ("{{ v|when }}", AFTERNOON + dt.timedelta(days=1), "Tomorrow, 2pm"),
        ("{{ v|when }}", AFTERNOON - dt.timedelta(days=1), "Yesterday, 2pm"),
        ("{{ v|when }}", AFTERNOON + dt.timedelta(days=3), "17 June 2022, 2pm"),
        ("{{ v|when }}", None, ""),
    ],
)
def test_days_and_times_are_words(source, value, words):
    assert draw(source, v=value) == words


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("Call C5-PT-03 back", 'Call <span class="nw">C5-PT-03</span> back'),
        (
            "C12-LW, C5-HP-104-W1",
            '<span class="nw">C12-LW</span>, <span class="nw">C5-HP-104-W1</span>',
        ),
        ("by 4 July", 'by <span class="nw">4 July</span>'),
        ("on 14 June 2022.", 'on <span class="nw">14 June 2022</span>.'),
        ("C5-XX-03, 4 Julyish, the 14th", "C5-XX-03, 4 Julyish, the 14th"),
        ("<b>C5-PT-03", '&lt;b&gt;<span class="nw">C5-PT-03</span>'),
    ],
)
def test_study_ids_and_dates_stay_on_one_line(words, drawn):
    assert draw("{% filter unbroken %}{{ words }}{% endfilter %}", words=words) == drawn


def test_a_study_id_in_an_attribute_is_left_alone():
    source = '{% filter unbroken %}<a title="C5-PT-03">C5-PT-03</a>{% endfilter %}'

    assert draw(source) == '<a title="C5-PT-03"><span class="nw">C5-PT-03</span></a>'


def test_what_a_person_may_do_is_asked_in_words():
    source = '{% if user|may:"log interview" %}yes{% else %}no{% endif %}'

    assert draw(source, user=RESEARCHER) == "yes"
    assert draw(source, user=User(name="M", role=Role.MONITOR)) == "no"
    assert draw(source, user=AnonymousUser()) == "no"


def test_a_capability_that_nobody_defined_is_a_mistake():
    with pytest.raises(KeyError):
        draw('{{ user|may:"fly" }}', user=RESEARCHER)


def test_every_template_asks_for_capabilities_that_exist():
    asked_for = {
        words for path in TEMPLATES for words in re.findall(r'\|may:"([^"]*)"', source_of(path))
    }

    known = {name.lower().replace("_", " ") for name in May.__members__}
    assert asked_for <= known


class Two(StudyForm):
    who = Choice("Who?", [("a", "A")], missing="Select who")
    name = Text("Name", missing="Enter a name")

    def clean(self):
        super().clean()
        self.add_error(None, "The whole is wrong")
        self.add_error("token", "Lost")


def test_problems_are_listed_in_the_order_of_the_questions():
    assert problems(Two({"x": "1"})) == [
        ("", "The whole is wrong"),
        ("", "Lost"),
        ("id_who_0", "Select who"),
        ("id_name", "Enter a name"),
    ]
    assert problems(None) == []


# The frame -----------------------------------------------------------------------------------


def framed(user, path="/"):
    request = RequestFactory().get(path)
    request.user = user
    return frame(request)


def test_the_way_around_shows_what_the_person_may_see():
    labels = {
        role: [entry.label for entry in framed(User(name="A", role=role))["nav"]] for role in Role
    }

    everything = ["Today", "Progress", "Cases", "Participants"]
    assert labels == {
        Role.RESEARCHER: [*everything, "Meetings"],
        Role.PI: [*everything, "Meetings", "Updates"],
        Role.ADMINISTRATOR: [*everything, "Meetings", "Updates"],
        Role.PPI_LEAD: ["Today", "Progress", "Meetings", "Updates"],
        Role.MONITOR: everything,
    }


def test_the_page_one_is_on_is_marked():
    assert framed(RESEARCHER, "/cases/")["nav"][2] == Entry("Cases", "/cases/", "page")
    assert framed(RESEARCHER, "/cases/5/")["nav"][2] == Entry("Cases", "/cases/", "true")
    assert framed(RESEARCHER, "/cases/5/")["nav"][0] == Entry("Today", "/", "")


def test_only_who_may_log_sees_the_button():
    assert framed(RESEARCHER)["may_log"] is True
    assert framed(User(name="M", role=Role.MONITOR))["may_log"] is False


def test_nobody_signed_in_sees_no_way_around():
    assert sorted(framed(AnonymousUser())) == ["is_about_somebody", "is_demo", "study_now"]


def test_an_error_page_of_a_request_without_a_user_is_framed_too():
    assert sorted(frame(RequestFactory().get("/"))) == ["is_about_somebody", "is_demo", "study_now"]


# What pages are made of ----------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["sourceMappingURL", "data:", "@import", "http:", "https:"])
def test_vendored_styles_ask_for_nothing_else(asked):
    """A data: image is blocked by the policy, also while the sheets that hide it still load."""
    sheet = (STATIC / "vendor" / "bootstrap.min.css").read_text()

    assert sheet.partition("*/")[2].count(asked) == 0


def test_the_only_scripts_are_small():
    scripts = sorted(STATIC.rglob("*.js"))

    assert [path.name for path in scripts] == ["autosave.js", "comfort.js"]
    assert sum(path.stat().st_size for path in scripts) < 8192
