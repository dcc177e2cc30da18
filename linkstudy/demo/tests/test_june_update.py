"""The update of June 2022, written from the example study: what the study's own newsletter tells."""

import datetime as dt

import pytest

from linkstudy.accounts.models import User
from linkstudy.testing.pages import held_by, text_of
from linkstudy.updates import actions
from linkstudy.updates.copies import draft
from linkstudy.updates.letters import in_plain_words
from linkstudy.updates.models import Update
from linkstudy.updates.reading import GOAL, reading
from linkstudy.updates.vocabulary import Part

pytestmark = pytest.mark.usefixtures("told")

# {section: what the newsletter of June 2022 says there, in our words}.
FACTS = {
    Part.WELCOME: [
        "for partners, public contributors and others",
        "needs that are not medical",
        "lonely",
        "worry about money or a home",
        "social prescribers or community navigators",
    ],
    Part.WHERE: [
        "paid for by the National Institute for Health Research (NIHR)",
        "led by Stephanie Tierney and Kamal Mahtani",
        "Centre for Evidence-Based Medicine",
        "Nuffield Department of Primary Care Health Sciences",
        "University of Oxford",
        "6 link workers in different parts of the country",
    ],
    Part.PUBLICATIONS: [
        "3 new publications",
        "Kerryn Husk, Stephanie Tierney and Kamal Mahtani wrote a paper",
        "“Global developments in social prescribing”",
        "BMJ Global Health",
        "in different parts of the world",
        "Debra Westlake wrote a paper",
        (
            "“Impact of COVID-19 on social prescribing across an Integrated Care System: A Researcher"
            " in Residence study”"
        ),
        "Health and Social Care in the Community",
        "how data on social prescribing were collected in the pandemic",
        "There is also a blog about it",
        "Bernard Gudgin wrote a blog",
        "a member of our PPI group",
        "its focus on the link worker role",
    ],
    Part.DATA: [
        "collecting data around 6 link workers",
        "finished with the 3rd and 4th of them",
        "We spend time with each link worker",
        "people in health care, people in voluntary groups, and patients",
        "Integrating link workers into a GP’s practice",
        "Making patients aware of the role of link workers",
        "Supporting link workers in primary care",
        "Meeting the expectations of a range of people",
    ],
    Part.RECRUITING: [
        "We hope to talk with 10 patients for each link worker",
        "harder than we thought",
        "do not remember seeing a link worker",
        "changed their life at a hard time",
        "helped them to go on",
        "valued that somebody listened",
        "mostly by phone, about 20 minutes",
        "Several patients were not sure that the person whom they met was a link worker",
        "Many people do not know what a link worker is",
    ],
    Part.MEETINGS: [
        "advisory group in April 2022",
        "interest in social prescribing: health professionals, link workers and the voluntary sector",
        "suggestions and comments as the research goes on",
        "where data collection has ended",
        "Getting ready for the new sites",
        "PPI group in May 2022",
        "A blog by group members",
        "what they bring to the study and what it has been like",
        "why to write a blog, and who it is for",
        "including patients, policy makers and people who deliver care",
        "How tightly should the link worker job be defined?",
        "be part of the team",
        "A clear list of tasks",
        "A looser role lets them fit what each practice needs",
    ],
    Part.TRAINING: [
        "diversity in research and public involvement",
        "Dr Kate Fryer, University of Sheffield",
        "History can keep groups away from research",
        "The words we use matter, and so does trust in a community",
        "plan a project together with the people it is about, and use what is known locally",
        "A community advocate told us how it is to sit in PPI groups",
        "how researchers could reach more people",
        "In July 2022 Stephanie Tierney will meet a PPI group in Sheffield",
        "Dr Kate Fryer helps to co-ordinate",
        "It is about the link worker study",
    ],
    Part.TEAM: [
        "we introduce somebody of our team",
        "Jordan Gorenberg, one of the researchers who collect and analyse our data",
        "most of the interviews with patients",
        "Alameda",
        "I lead a jazz quintet of my own",
    ],
    Part.CONTACT: [
        "web page: https://socialprescribing.phc.ox.ac.uk/",
        "Dr Stephanie Tierney, stephanie.tierney@phc.ox.ac.uk",
        "Prof. Kamal R. Mahtani, kamal.mahtani@phc.ox.ac.uk",
    ],
}


@pytest.fixture
def june():
    return Update.objects.get(slug="2022-06")


@pytest.mark.parametrize("part", Part, ids=lambda part: part.value)
def test_it_says_what_the_newsletter_says(june, part):
    chapter = next(one for one in draft(june).chapters if one.part == part)
    text = " ".join(line for block in chapter.blocks for line in block.lines)

    assert [fact for fact in FACTS[part] if fact not in text] == []


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
