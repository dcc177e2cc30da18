"""The update of June 2022, written from the example study: what the study's own newsletter tells."""

import datetime as dt

import pytest

from linkstudy.accounts.models import User
from linkstudy.testing.pages import held_by, text_of
from linkstudy.updates import actions
from linkstudy.updates.building import Builder
from linkstudy.updates.copies import draft
from linkstudy.updates.letters import in_plain_words
from linkstudy.updates.models import Update
from linkstudy.updates.reading import GOAL, reading
from linkstudy.updates.vocabulary import Part

pytestmark = pytest.mark.usefixtures("told")

# {section: {a fact that the study's own newsletter of June 2022 tells: words by which ours tells it}}.
# Names and terms are the newsletter's; whatever it says in sentences, ours says in its own.
FACTS = {
    Part.WELCOME: {
        "whom it is for": "for partners, public contributors and others",
        "where link workers work": "in primary care",
        "needs that are not medical": "needs that are not medical",
        "such as loneliness": "lonely",
        "worries about money": "money",
        "and about housing": "home",
        "one other name of theirs": "social prescribers",
        "and another": "community navigators",
    },
    Part.WHERE: {
        "who pays": "National Institute for Health Research (NIHR)",
        "who leads it": "Stephanie Tierney and Kamal Mahtani",
        "at which centre": "Centre for Evidence-Based Medicine",
        "in which department": "Nuffield Department of Primary Care Health Sciences",
        "of which university": "University of Oxford",
        "how many places": "6 link workers in different parts of the country",
    },
    Part.PUBLICATIONS: {
        "how many": "3 new publications",
        "who wrote the first": "Kerryn Husk, Stephanie Tierney and Kamal Mahtani are authors of a paper",
        "its title": "“Global developments in social prescribing”",
        "its journal": "BMJ Global Health",
        "what it gives": "in different parts of the world",
        "who is first author of the second": "Debra Westlake is first author of a paper",
        "the second's title": "Impact of COVID-19 on social prescribing across an Integrated Care System: A"
        " Researcher in Residence study",
        "the second's journal": "Health and Social Care in the Community",
        "collecting data": "how data on social prescribing were collected in the pandemic",
        "that its author wrote a blog too": "Debra Westlake also wrote a blog about it",
        "where the blog is": "on the study’s web page. Read it at https://socialprescribing.phc.ox.ac.uk/",
        "who wrote the third": "Bernard Gudgin wrote a blog",
        "who he is": "a member of our PPI group",
        "what it is about": "its focus on the link worker role",
        "that it looks back": "He looks back on the study",
    },
    Part.DATA: {
        "around how many cases": "around 6 link workers",
        "which are complete": "the 3rd and 4th",
        "in person": "in person with each link worker",
        "with health professionals": "people in health care",
        "with voluntary organisations": "people in voluntary groups",
        "with patients": "and patients",
        "a first topic": "Integrating link workers into a GP’s practice",
        "a second topic": "Making patients aware of the role of link workers",
        "a third topic": "Supporting link workers in primary care",
        "a fourth topic": "Meeting the expectations of a range of people",
    },
    Part.RECRUITING: {
        "how many were hoped for": "10 patients for each link worker",
        "that it is difficult": "harder than we thought",
        "that meetings are not memorable": "do not remember seeing a link worker",
        "what it may have to do with": "We wonder if this has to do with how patients see the link worker",
        "that it changed lives": "changed their life at a hard time",
        "that they moved on": "helped them to go on",
        "that listening is valued": "valued that somebody listened",
        "that it is not face to face": "mostly by phone",
        "how long it takes": "about 20 minutes",
        "that several were unsure": "Several patients were not sure",
        "that the role is not known": "Many people do not know what a link worker is",
    },
    Part.MEETINGS: {
        "when the advisory group met": "advisory group in April 2022",
        "of whom it is made": "interest in social prescribing",
        "health professionals": "health professionals",
        "link workers": "link workers and",
        "voluntary sector": "the voluntary sector",
        "what it gives": "suggestions and comments",
        "key issues of what is complete": "where data collection has ended",
        "preparing new sites": "Getting ready for the new sites",
        "when the PPI group met": "PPI group in May 2022",
        "a blog by members": "A blog by group members",
        "their contribution": "what they bring to the study",
        "their reflections": "what it has been like",
        "its aims": "why to write a blog",
        "its readers": "who it is for",
        "patients among them": "including patients",
        "policy makers": "policy makers",
        "practitioners": "people who deliver care",
        "how defined the role is": "How tightly should the link worker job be defined?",
        "in job descriptions": "job descriptions",
        "to feel embedded": "at home in a practice",
        "delineated tasks": "A clear list of tasks",
        "or a loose role": "A looser role",
        "for what a practice needs": "what each practice needs",
    },
    Part.TRAINING: {
        "about diversity": "diversity in research and public involvement",
        "by whom": "Dr Kate Fryer",
        "of which university": "University of Sheffield",
        "history": "History can keep groups away from research",
        "language": "The words we use matter",
        "trust": "trust in a community",
        "what can be done": "What helps",
        "partnership": "plan a project together with the people it is about",
        "local knowledge": "what is known locally",
        "who came along": "A community advocate",
        "what it is like": "how it is to sit in PPI groups",
        "how to reach people": "how researchers could reach more people",
        "when somebody meets a group": "In July 2022 Stephanie Tierney will meet a PPI group",
        "where": "in Sheffield",
        "whose group": "Dr Kate Fryer helps to co-ordinate",
        "about what": "the link worker study",
    },
    Part.TEAM: {
        "that each edition introduces somebody": "we introduce somebody of our team",
        "who it is": "Jordan Gorenberg",
        "what he is": "one of the researchers who collect and analyse our data",
        "what he does": "most of the interviews with patients",
        "where he comes from": "Alameda",
        "an island": "island in California",
        "near which city": "east of San Francisco",
        "in which city he plays": "music in Oxford",
        "as what": "house pianist",
        "for what": "the Silk Roads Project",
        "in which hall": "Sheldonian Theatre",
        "new songs": "new songs",
        "one band": "Green Templeton College Big Band",
        "another": "Oxford Keytones",
        "his own": "Gorenberg Quintet",
        "where to see it": "Instagram",
    },
    Part.CONTACT: {
        "where to read more": "web page: https://socialprescribing.phc.ox.ac.uk/",
        "whom to ask": "Dr Stephanie Tierney, stephanie.tierney@phc.ox.ac.uk",
        "or whom": "Prof. Kamal R. Mahtani, kamal.mahtani@phc.ox.ac.uk",
    },
}


@pytest.fixture
def june():
    return Update.objects.get(slug="2022-06")


@pytest.mark.parametrize("part", Part, ids=lambda part: part.value)
def test_it_says_what_the_newsletter_says(june, part):
    chapter = next(one for one in draft(june).chapters if one.part == part)
    text = " ".join(line for block in chapter.blocks for line in block.lines)

    assert {fact: words for fact, words in FACTS[part].items() if words not in text} == {}


def test_nothing_is_to_be_seen_to(june):
    lead = User.objects.get(email="ppi@example.org")

    assert Builder(june, lead).found == []


def test_it_is_read_by_somebody_of_11(june):
    text = in_plain_words(draft(june))

    assert GOAL == 11
    assert reading(text).age <= GOAL


def test_a_first_full_draft_takes_few_clicks(client, june):
    """From Today: More, Updates, Start an update, and the button under a form that is filled in."""
    lead = User.objects.get(email="ppi@example.org")
    client.force_login(lead)
    actions.void_update(update=june, version=june.version, reason="To try it", by=lead)
    for here, there in (("/", "/updates/"), ("/updates/", "/updates/start/")):
        assert f'href="{there}"' in client.get(here).content.decode()

    page = client.get("/updates/start/")
    made = client.post("/updates/start/", held_by(page), follow=True)

    again = Update.objects.standing().get(month=june.month)
    assert (again.first, again.last) == (dt.date(2022, 3, 29), dt.date(2022, 6, 14))
    assert "Nothing stands here yet" not in text_of(made)
    assert [one.part for one in draft(again).chapters] == list(Part)
