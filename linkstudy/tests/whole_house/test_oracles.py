"""Those who judge the house are tried on what they must find: a proof that finds nothing proves it."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from cases.models import Topic
from linkstudy.accounts.policy import May
from linkstudy.audit.tests.lifting import lift_guards, sql
from linkstudy.tests.whole_house.actors import Answer
from linkstudy.tests.whole_house.asking import BY_NAME
from linkstudy.tests.whole_house.bodies.registry import Post
from linkstudy.tests.whole_house.canaries import PEOPLE, Net
from linkstudy.tests.whole_house.cells import Cell, not_done, wrong
from linkstudy.tests.whole_house.crawling import route_of
from linkstudy.tests.whole_house.hands import Case, table
from linkstudy.tests.whole_house.judging import Judge, broken_promises
from linkstudy.tests.whole_house.pages import Page
from linkstudy.tests.whole_house.values import Bad
from linkstudy.tests.whole_house.watching import NOTHING
from participants.models import Interview

HTML = {"Content-Type": "text/html; charset=utf-8"}
POST = Post(("topic.added",), lambda at: {})
FORM = '<form method="post"><input name="name" value="{}"><input name="token" type="hidden"></form>'
ERRORS = '<div id="errors"></div>'


def page(body: str = "", status: int = 200, **headers: str) -> Answer:
    return Answer(status, HTML | headers, body.encode())


def troubles(answer: Answer, done=NOTHING, **of_the_body) -> list[str]:
    bad = Bad("blank", "name", "", **{"filled": {"name": ["Trust"]}} | of_the_body)
    form = Page(FORM.format("")).forms[0]
    return list(Judge(POST, ["Elsewhere"]).troubles(bad, answer, form, done))


def test_a_form_that_comes_back_with_words_and_with_what_was_typed_is_right():
    assert troubles(page(ERRORS + FORM.format("Trust"))) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>Enter a valid date</p>", ["says “Enter a valid…”", "says “Enter a valid date…”"]),
        ("<p>Traceback (most recent call last)</p>", ["shows its inside: Traceback (most recent"]),
        ("<p>C9-PT-01 of Elsewhere</p>", ["names Elsewhere"]),
    ],
)
def test_words_that_no_page_holds_are_found(body, words):
    assert troubles(page(ERRORS + FORM.format("Trust") + body)) == words


def test_what_a_header_says_of_another_site_is_found():
    assert troubles(page(ERRORS + FORM.format("Trust"), Location="/Elsewhere/")) == [
        "names Elsewhere"
    ]


def test_an_error_of_ours_is_found():
    assert troubles(page("Sorry", 500)) == [
        "answered 500",
        "answered 500 , neither taken nor a form with words",
    ]


def test_typing_that_does_not_come_back_is_found():
    assert troubles(page(ERRORS)) == ["the form did not come back"]
    assert troubles(page(ERRORS + FORM.format("Trus"))) == [
        "name came back as ['Trus'], not as ['Trust']"
    ]


def test_what_was_half_saved_is_found():
    half = replace(NOTHING, verbs=["topic.added"])

    assert troubles(page(ERRORS + FORM.format("Trust")), half) == ["half saved: ['topic.added'] []"]


def test_an_answer_of_another_status_is_found():
    assert troubles(page("", 403), says=400) == ["answered 403, not 400"]


def test_what_was_taken_wrongly_is_found():
    reached = replace(NOTHING, abouts={"Elsewhere"}, untold=[("cases.topic", "1")])

    assert troubles(page("", 302), reached) == [
        "was taken: []",
        "said it was saved, and was not",
        "changed ('cases.topic', '1') untold",
        "reached Elsewhere",
    ]


def test_a_row_that_its_history_does_not_tell_is_found(world):
    topic = Topic.objects.first()
    sql("UPDATE cases_topic SET name = 'Something else' WHERE id = %s", topic.pk)
    changed = {("cases.topic", str(topic.pk)): {}}

    assert list(broken_promises(replace(NOTHING, changed=changed))) == [
        f"the history of cases.topic {topic.pk} does not add up to the row"
    ]


def test_an_interview_without_consent_and_a_broken_chain_are_found(world):
    lift_guards()
    done = Interview.objects.done().filter(participant__consents__isnull=False).first()
    sql("UPDATE participants_consent SET given_on = '2029-01-01'")
    sql("UPDATE audit_entry SET verb = 'user.removed' WHERE seq = 3")
    kind = ("participants.interview", str(done.pk))
    wrote = replace(NOTHING, verbs=["interview.logged"], changed={kind: {"logged_at": (None, 1)}})

    found = list(broken_promises(wrote))

    assert len(found) == 2
    assert found[0].startswith("Entry 3 ")
    assert found[1] == f"interview {done.pk} has no consent"


def test_a_table_of_troubles_says_which_form_in_whose_hands():
    hands = Case("set_up:topics:add", SimpleNamespace(name="pi"), None, {})

    assert table([(hands, Bad("blank", "name", ""), "was taken: []")]) == (
        "\nset_up:topics:add  pi  name  blank  ''  was taken: []"
    )


# The grid


def strict(name: str):
    """A route as if the policy let nobody but administrators in."""
    found = BY_NAME[name]
    return replace(found, view=SimpleNamespace(capability=May.MANAGE_TEAM))


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_page_that_opens_for_more_than_its_policy_says_is_found(world, method):
    cell = Cell(strict("participants:people"), world.actor("researcher"), method, world.places[0])

    *asked, last = wrong(cell, world)

    assert {words[:7] for words in asked} == {"asked: "}
    assert (
        last
        == {"GET": "opened (200), not refused", "HEAD": "200, not refused without a body"}[method]
    )


def test_an_effect_that_did_not_come_is_found(world):
    cell = Cell(BY_NAME["participants:change"], world.actor("researcher"), "POST", world.places[0])

    assert list(not_done(cell, page(ERRORS), world)) == [
        "with problems (200), not done",
        "the history got [], not ['participant.changed']",
        f"the history names set(), not {cell.actor.user.pk}",
    ]


# The net


def test_a_canary_is_found_in_any_spelling_and_said_where():
    net, word = Net(), PEOPLE[0].canaries["name"]
    net.answer("a page", page("<p>thessaly+zqvexley</p>"))
    net.answer("a header", page(Location=f"/?q={word}"))
    net.answer("their own page", page(word), [word])

    assert net.caught == [("a page", [word]), ("headers of a header", [word])]
    assert str(net) == f"a page: ['{word}']\nheaders of a header: ['{word}']"


def test_an_address_of_no_page_has_no_route():
    assert (route_of("/"), route_of("/nowhere/")) == ("progress:today", "")
