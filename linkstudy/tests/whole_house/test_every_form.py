"""Every form of every page, as every role: one bad value at a time, judged by what must always hold.

The forms are found by walking; good answers to them stand in bodies/. `.ci/proofs forms` sends
every value of every family, to every form, as every role that has it; each run of the suite
sends a few that its seed draws.
"""

import random
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.models import Field

from linkstudy import guards
from linkstudy.accounts.policy import IDENTITIES, Role
from linkstudy.audit.answers import trace_of
from linkstudy.audit.models import Submission
from linkstudy.testing.proofs import proof, size
from linkstudy.tests.routes import PUBLIC
from linkstudy.tests.whole_house.actors import Actor
from linkstudy.tests.whole_house.asking import BY_NAME, address, sheet_of, sheets
from linkstudy.tests.whole_house.bodies import EVERY_TIME, POSTS
from linkstudy.tests.whole_house.bodies.registry import Answers
from linkstudy.tests.whole_house.crawling import crawl, route_of
from linkstudy.tests.whole_house.hands import Case, table
from linkstudy.tests.whole_house.judging import Judge
from linkstudy.tests.whole_house.values import Bad, Filled, in_a_field, in_the_whole
from linkstudy.tests.whole_house.watching import (
    Effect,
    Statements,
    effect,
    statements,
    told_models,
    undone,
)
from linkstudy.tests.whole_house.world import World

TYPED = {"text", "long"}  # kinds of questions
A_FEW = 2  # values for a field, and for a form as a whole, in the short form
# Forms that no walk from Today meets, with the reason.
NOT_LINKED = {
    "accounts:link": "a one-time link leads there",
    "updates:leave": "an update that somebody was sent leads there",
    "participants:tell": "nobody of the small study signed what was replaced since",
    "participants:void_notice": "for the same reason; renewals list who was told",
}
WALKERS = ["anonymous", *Role.values]


def found_by(actor: Actor, world: World) -> set[str]:
    """The routes of all forms that a walk from Today meets.

    A form whose answer is a page of its own is sent, for the forms on that page.
    """
    found, at = set(), world.places[0]
    places = [address(BY_NAME[name], at) for name in NOT_LINKED]
    straight = [(where, actor.browser.open(where)) for where in places]
    for where, answer in [*crawl(actor.browser, size(2, 40)), *straight]:
        found |= {route_of(one.goes) for one in sheets(answer.text, where)}
    for name in [name for name in found if name in POSTS and POSTS[name].status == 200]:
        route = BY_NAME[name]
        with undone():
            answer = actor.browser.send("POST", address(route, at), world.body(route, at))
        found |= {route_of(one.goes) for one in sheets(answer.text, address(route, at))}
    return found


def hands(name: str, world: World, draw: random.Random) -> list[Case]:
    """A form in the hands of everybody who may use it; of one of them in the short form."""
    route, at = BY_NAME[name], world.places[0]
    if name in PUBLIC:
        return [a_case(name, world.opener(route, at), world)]
    team = [world.actor(role) for role in Role.values]
    may = [actor for actor in team if actor.reach(route.view.capability)]
    return [a_case(name, actor, world) for actor in draw.sample(may, size(1, len(may)))]


def a_case(name: str, actor: Actor, world: World) -> Case:
    route, at = BY_NAME[name], world.places[0]
    with undone():
        sheet = sheet_of(route, at, actor.browser)
    typed = {key: listed(value) for key, value in POSTS[name].answers(at).items()}
    return Case(name, actor, sheet, sheet.form.filled() | typed)


def listed(value: str | Sequence[str]) -> list[str]:
    return [value] if isinstance(value, str | bytes) else list(value)


@pytest.fixture
def draw(request: pytest.FixtureRequest, seed: int) -> random.Random:
    """Draws the same for a test in every run of a seed."""
    return random.Random(f"{seed} {request.node.name}")  # noqa: S311 - a draw of examples


@proof("forms")
def test_every_form_that_people_meet_has_a_body(world, draw):
    walkers = draw.sample(WALKERS, size(2, len(WALKERS)))
    met = set().union(*(found_by(world.actor(name), world) for name in walkers))

    assert met <= set(POSTS)
    assert size(0, 1) == 0 or met == set(POSTS)  # a short walk does not meet them all


@proof("forms")
@pytest.mark.parametrize("route", sorted(POSTS))
def test_good_answers_are_taken_from_everybody_who_may_use_the_form(route, world, draw):
    post = POSTS[route]
    for case in hands(route, world, draw):
        answer, done, broken = case.send(Bad("", "", "", case.good), world)

        assert Judge(post, []).taken(answer), (case.actor.name, answer.status)
        assert set(done.verbs) <= set(post.verbs)
        assert broken == []


@proof("forms")
@pytest.mark.parametrize("route", sorted(POSTS))
def test_nothing_bad_is_taken_lost_half_saved_or_told(route, world, draw, tell):
    troubles = [
        (case, bad, trouble)
        for case in hands(route, world, draw)
        for bad in drawn(case, world, draw)
        for trouble in judged(case, bad, world, tell)
    ]

    assert troubles == [], table(troubles)


def drawn(case: Case, world: World, draw: random.Random) -> list[Bad]:
    """All bad bodies for a form; in the short form a few for each field."""
    form, other = case.sheet.form, world.places[1]
    asks_no_token = getattr(BY_NAME[case.route].view, "csrf_exempt", False)
    whole = in_the_whole(case.good, open_to_programs=asks_no_token)
    by_field: dict[str, list[Bad]] = {"": list(whole)}
    for bad in in_a_field(form, case.good, other):
        by_field.setdefault(bad.field, []).append(bad)
    return [
        bad
        for each in by_field.values()
        for bad in draw.sample(each, size(min(A_FEW, len(each)), len(each)))
    ]


def judged(case: Case, bad: Bad, world: World, tell: Callable) -> list[str]:
    """What is wrong with the answer to a bad body."""
    tell("bad bodies", 1)
    judge = Judge(POSTS[case.route], world.strange_to(case.actor))
    answer, done, broken = case.send(bad, world)
    return [*judge.troubles(bad, answer, case.sheet.form, done), *broken]


# What nobody asked for, and what was sent before


def injected(case: Case) -> Filled:
    """Every column of every model, and names that frameworks like, as if the form had asked."""
    held = {"_method": "DELETE", "is_staff": "on", "is_superuser": "on", "by": "1", "actor": "1"}
    for model in told_models():
        for column in model._meta.concrete_fields:
            held |= dict.fromkeys({column.name, column.attname}, another(column))
    own = {*case.sheet.form.questions, *case.good}
    return {name: [value] for name, value in held.items() if name not in own}


def another(column: Field) -> str:
    """A value that a column could hold, and that no row of the world holds."""
    if column.related_model:
        return str(column.related_model._base_manager.order_by("-pk").values_list("pk")[0][0])
    kinds = {"DateField": "2001-02-03", "DateTimeField": "2001-02-03T04:05Z", "TimeField": "01:02"}
    usual = "injected" if "Char" in column.get_internal_type() else "77"
    return kinds.get(column.get_internal_type(), usual)


def written(done: Effect) -> dict[tuple[str, str], list[str]]:
    """{(model, column): values} that a write left, as text and in order."""
    left: dict[tuple[str, str], list[str]] = {}
    for (kind, _), columns in done.changed.items():
        for column, (_, now) in columns.items():
            left.setdefault((kind, column), []).append(str(now))
    return {one: sorted(values) for one, values in left.items()}


@proof("forms")
@pytest.mark.parametrize("route", sorted(POSTS))
def test_no_form_sets_what_it_does_not_ask(route, world, draw):
    for case in hands(route, world, draw):
        good, again = (case.send(Bad("", "", "", case.good), world) for _ in range(2))
        first, second = written(good[1]), written(again[1])
        answer, done, _ = case.send(Bad("", "", "", injected(case) | case.good), world)

        by_chance = {one for one in first if first[one] != second.get(one)}
        now = {one: values for one, values in written(done).items() if one not in by_chance}
        assert now == {one: first[one] for one in first if one not in by_chance}
        assert (answer.status, done.verbs) == (good[0].status, good[1].verbs)


@proof("forms")
@pytest.mark.parametrize("route", sorted(set(POSTS) - set(PUBLIC)))
def test_a_form_that_was_sent_is_not_taken_again(route, world, draw):
    case = hands(route, world, draw)[0]
    send = partial(case.actor.browser.send, "POST", case.sheet.goes, case.good)

    with undone():
        first, once = send(), effect(world.rows, world.last)
        again, twice = send(), effect(world.rows, world.last)

    if set(once.verbs) <= EVERY_TIME:
        assert twice.verbs == once.verbs * 2
        return
    assert (again.status, again.leads_to) == (first.status, first.leads_to)
    assert (twice.verbs, twice.changed) == (once.verbs, once.changed)


@proof("forms")
@pytest.mark.parametrize("route", sorted(set(POSTS) - set(PUBLIC)))
def test_a_token_of_another_form_or_person_is_not_taken(route, world, draw):
    case = hands(route, world, draw)[0]
    with undone():
        token = trace_of(case.good["token"][0])
        Submission.objects.create(token=token, action="another", user_id=1)
        answer = case.actor.browser.send("POST", case.sheet.goes, case.good)
        done = effect(world.rows, world.last)

    if set(POSTS[route].verbs) <= EVERY_TIME:
        assert done.verbs == list(POSTS[route].verbs)
        return
    assert (answer.status, answer.has_problems) == (200, True)
    assert "This form was already used, with other answers. Check what was saved" in answer.text
    assert (done.verbs, done.changed) == ([], {})


# What fails half-way


class Failing(Statements):
    """Lets so many statements write, and fails at the next."""

    def __init__(self, let: int):
        super().__init__()
        self.let = let

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        before = len(self.writes)
        self.append(sql)
        if len(self.writes) > max(before, self.let):
            raise OperationalError("The disk is full")
        return execute(sql, params, many, context)


@proof("forms")
@pytest.mark.parametrize("route", sorted(set(POSTS) - set(PUBLIC)))
def test_an_error_at_any_write_saves_nothing_and_gives_the_typing_back(route, world, draw, tell):
    case = hands(route, world, draw)[0]
    good = Bad("", "", "", case.good)
    with undone(), statements() as told:
        case.actor.browser.send_raw("POST", case.sheet.goes, good.body, kind=good.sent_as)
    count = len(told.writes)
    for let in draw.sample(range(count), size(min(2, count), count)):
        with undone():
            with connection.execute_wrapper(Failing(let)):
                answer = case.actor.browser.send_raw(
                    "POST", case.sheet.goes, good.body, kind=good.sent_as
                )
            done = effect(world.rows, world.last)
        tell("writes that failed", 1)

        if POSTS[route].then and answer.status == 302:  # what failed was written by itself
            some = len(done.verbs)
            assert done.verbs == list(POSTS[route].verbs[:some])
            assert some >= len(POSTS[route].verbs) - len(POSTS[route].then)
            continue
        assert (answer.status, answer.heading) == (500, "Sorry, there is a problem")
        assert (done.verbs, done.changed) == ([], {})
        given = POSTS[route].answers(world.places[0])
        typed = [word for name in typed_into(case, given) for word in listed(given[name])]
        words = [
            line for word in typed for line in word.split("\n") if line
        ]  # as the page breaks them
        lost = [word for word in words if word not in answer.text]
        assert lost == (words if is_about_somebody(case) else [])


def typed_into(case: Case, given: Answers) -> list[str]:
    """Names of what a person types; what they choose comes back in the words of its question."""
    questions = case.sheet.form.questions
    return [name for name in given if name in questions and questions[name].kind in TYPED]


def is_about_somebody(case: Case) -> bool:
    """Whether the form takes contact details, which no error page repeats: it says so."""
    return BY_NAME[case.route].view.capability in IDENTITIES


def test_the_database_holds_every_guard_after_all_of_this(world):
    assert guards.missing() == []
