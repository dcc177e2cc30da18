"""The study itself, and topics."""

from typing import Any

from django.urls import reverse

from cases import actions
from cases.models import Study, Topic
from linkstudy.setup.forms.study import AddTopic, CorrectStudy, CorrectTopic, DescribeStudy
from linkstudy.setup.kind import Deed, Kind, Said, correcting, state_of, voiding
from linkstudy.telling import address
from linkstudy.words import day_words


def maybe_day(on: Any) -> str:
    """The day in words, or that nobody has entered one."""
    return day_words(on) if on else "Not entered"


def study_facts(study: Study) -> list[tuple[str, Said | str]]:
    return [
        ("Full title", study.title),
        ("Started on", maybe_day(study.started_on)),
        ("To end on", maybe_day(study.planned_end_on)),
        ("Sponsor", study.sponsor or "Not entered"),
        ("Funder’s reference", study.funder_ref or "Not entered"),
        ("IRAS ID", study.iras_id or "Not entered"),
        ("CPMS ID", study.cpms_id or "Not entered"),
        ("Ethics committee", study.rec_name or "Not entered"),
        ("Its reference", study.rec_reference or "Not entered"),
        ("Favourable opinion", maybe_day(study.favourable_opinion_on)),
        ("Led by", study.led_by or "Not entered"),
        ("Web page", study.web_page or "Not entered"),
        ("Whom partners may ask", study.contacts or "Not entered"),
    ]


class TheStudy(Kind):
    """The one study: its page needs no list, and its address no name."""

    @property
    def list_url(self) -> str:
        return reverse("set_up:study:row")

    @property
    def add_url(self) -> str:
        return reverse("set_up:study:correct")

    def url(self, row: Any) -> str:
        return self.list_url

    def history_url(self, row: Any) -> str:
        return address(row.about)

    def deed_url(self, row: Any, name: str) -> str:
        return reverse(f"set_up:study:{name}")

    def find(self, slug: str) -> Any:
        return self.rows().first()


STUDY = TheStudy(
    place="study",
    model=Study,
    one="study",
    many="The study",
    lead="What the study is called, when it runs and by which numbers others know it.",
    rows=Study.objects.all,
    columns=(),
    facts=study_facts,
    state=lambda study: Said("Described", icon="done", tone="good"),
    add=Deed(
        link="Describe the study",
        heading="Describe the study",
        button="Save the study",
        form=DescribeStudy,
        action=actions.describe_study,
        done="{row} is described",
        notes=("What you do not know yet can stay empty. You can add it later, with a reason",),
    ),
    deeds={
        "correct": correcting(
            CorrectStudy,
            actions.correct_study,
            "study",
            offered=lambda study: True,
        )
    },
)

TOPICS = Kind(
    place="topics",
    model=Topic,
    one="topic",
    many="Topics",
    lead="What data collection makes the team think about. Interviews, days and debriefs tick them.",
    rows=Topic.objects.all,
    columns=(("Topic", str),),
    facts=lambda topic: [("Topic", topic.name)],
    state=lambda topic: state_of(topic, Said("In use", icon="done", tone="good")),
    add=Deed(
        link="Add a topic",
        heading="Add a topic",
        button="Add topic",
        form=AddTopic,
        action=actions.add_topic,
        done="Topic added: {row}",
    ),
    deeds={
        "correct": correcting(CorrectTopic, actions.correct_topic, "topic"),
        **voiding("topic", "Nobody can tick it any more"),
    },
)
