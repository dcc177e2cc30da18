"""What the addresses of the coverage map name, and the bodies of its files."""

from linkstudy.tests.whole_house.bodies.registry import Answers, names, post
from linkstudy.tests.whole_house.bodies.set_up import SPARE, slug
from linkstudy.tests.whole_house.places import Place

PURPOSE = {"purpose": "meeting", "kind": "csv"}

names("progress:figure_file", name="interviews", kind="csv")
names("progress:topic", slug="1")
names("progress:theory", slug="pt1")
names("progress:sampled", slug=slug(SPARE, "sampling"))


@post("progress:export_topics", "coverage.exported", status=200)
def export_topics(at: Place) -> Answers:
    return PURPOSE


@post("progress:export_theories", "coverage.exported", status=200)
def export_theories(at: Place) -> Answers:
    return PURPOSE
