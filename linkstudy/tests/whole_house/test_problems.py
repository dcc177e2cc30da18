"""What is wrong with a form is told in the order in which the page asks."""

import re

import pytest

from linkstudy.tests.whole_house.asking import BY_NAME, address, sheet_of
from linkstudy.tests.whole_house.bodies import POSTS

SUMMARY = re.compile(r'id="errors".*?</ul>', re.DOTALL)


@pytest.mark.parametrize("bad", ["", "\0"], ids=["empty", "broken"])
@pytest.mark.parametrize("name", sorted(POSTS))
def test_problems_are_told_in_the_order_of_the_page(name, bad, world):
    route, at = BY_NAME[name], world.places[0]
    browser = world.opener(route, at).browser
    form = sheet_of(route, at, browser).form
    held = {one.name: one.value for one in form.questions.values() if one.kind == "hidden"}

    answer = browser.send(
        "POST", address(route, at), {**dict.fromkeys(form.questions, bad), **held}
    )

    summary = "".join(SUMMARY.findall(answer.text))
    anchors = re.findall(r'href="#([^"]+)"', summary)
    places = [answer.text.find(f' id="{anchor}"') for anchor in anchors]
    assert (places, -1 in places) == (sorted(places), False)
    assert bool(summary) == answer.has_problems
