"""Whatever happens to the people of a case: what is said of them is what the rows alone say.

Histories are told through the actions, with steps that are possible and steps that are refused. After
each step the database's answers are held against a reckoning in plain Python; and of each day that
has passed, what was known by then still says what was said then.
"""

import datetime as dt

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from cases import actions as case_actions
from linkstudy.accounts.policy import Role
from linkstudy.clock import LONDON, telling
from linkstudy.progress.tests.recount.leaving import History
from linkstudy.progress.tests.recount.machine import Scene, Tally
from linkstudy.progress.tests.recount.mutants import MUTANTS
from linkstudy.progress.tests.recount.told import DAY, TOLD
from linkstudy.testing.factories import a_case, a_form, a_protocol, a_site, a_user
from linkstudy.testing.letters import some_letters
from linkstudy.testing.proofs import proof, size
from linkstudy.testing.questionnaires import an_instrument
from linkstudy.testing.thanks import a_purchase


@pytest.fixture
def scene(db: None) -> Scene:
    """A case in November 2022, with letters sent, a form and a sheet, vouchers, questionnaires, and settings."""
    with telling(dt.datetime(2022, 11, 1, 8, tzinfo=LONDON)):
        case_actions.describe_study(
            title="A study", short_title="A study", planned_end_on=dt.date(2024, 9, 30), by=None
        )
        case, elsewhere = a_case(1), a_site(2)
        for kind in ("consent", "information"):
            a_form("1.0", kind=kind, approved_on=dt.date(2022, 6, 1))
        a_protocol(effective_from=dt.date(2022, 6, 1))
        a_purchase(case.site, count=1000)
        some_letters(case)
        an_instrument()
        an_instrument("Diary", health=True, at_follow_up=False)
        return Scene(case.site, elsewhere, case, case.lead, a_user(Role.PI))


@pytest.fixture
def tell(scene):
    """`tell(play, tally)` plays a history of two people, of whom the second has agreed."""

    def told(play, tally: Tally) -> History:
        history = History(scene, tally)
        try:
            history.begin(day=DAY, anchor="person", stages=(1, 2))
            play(history)
        finally:
            history.teardown()
        return history

    return told


# Those who judge are tried on what they must find


def test_every_rule_that_is_left_out_is_noticed(tell):
    tally = Tally()
    for play in TOLD:
        tell(play, tally)

    assert sorted(MUTANTS.keys() - tally.noticed) == []
    assert tally.refused == 0


def test_an_answer_that_the_rows_do_not_give_is_named(tell):
    def play(history):
        with pytest.raises(AssertionError) as found:
            history.hold(history.known, {"closed": ["C1-PT-02"]})
        assert found.value.args[0] == ("closed", (["C1-PT-02"], []))

    tell(play, Tally())


def test_what_was_said_otherwise_of_a_day_that_has_passed_is_named(tell):
    def play(history):
        history.pass_a_night()
        day, told = next(iter(history.passed.items()))
        people = told["people"]
        wrong = people["C1-PT-02"] | {"status": "interviewed", "next": None}
        history.passed[day] = told | {"people": people | {"C1-PT-02": wrong}}
        with pytest.raises(AssertionError) as found:
            history.look_back()
        apart = {"C1-PT-02": {"status": ("interviewed", "consented")}}
        assert found.value.args[0] == (day, "people", apart)
        history.passed[day] = told

    tell(play, Tally())


# Any history


@proof("statuses")
def test_any_history_is_reckoned_alike_by_the_database_and_from_its_rows(scene, say):
    tally = Tally()
    run_state_machine_as_test(
        lambda: History(scene, tally),
        settings=settings(
            max_examples=size(12, 2000),
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    say(
        f"Statuses: {tally.histories:,} histories, {tally.done:,} steps done, {tally.refused:,} "
        f"refused, {tally.compared:,} answers compared; {len(tally.noticed)} of {len(MUTANTS)} "
        f"rules left out were noticed"
    )
