"""What the addresses of the coverage map name, and the bodies of its files."""

from cases.models import ProgrammeTheory, Topic
from linkstudy.tests.whole_house.bodies.registry import Answers, names, post
from linkstudy.tests.whole_house.places import Place

PURPOSE = {"purpose": "meeting", "kind": "csv"}

names("progress:topic", slug=lambda at: Topic.objects.get(pk=at.topic_key).slug)
names("progress:theory", slug=lambda at: ProgrammeTheory.objects.get(pk=at.theory).slug)


@post("progress:export_topics", "coverage.exported", status=200)
def export_topics(at: Place) -> Answers:
    return PURPOSE


@post("progress:export_theories", "coverage.exported", status=200)
def export_theories(at: Place) -> Answers:
    return PURPOSE
