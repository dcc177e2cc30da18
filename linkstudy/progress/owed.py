"""Everything that is owed, kind by kind: one list for a day, for all tasks and for a letter."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from typing import Any

from django.apps import apps

from linkstudy.accounts.policy import May
from linkstudy.progress.attention import found, of_kinds, step_items
from linkstudy.progress.kinds import Kind
from linkstudy.progress.meetings import action_items
from linkstudy.progress.papers import paper_items
from linkstudy.progress.recordings import recording_items
from linkstudy.progress.removals import removal_items
from linkstudy.progress.safety import safety_items
from linkstudy.progress.scope import Scope
from linkstudy.progress.tables import table_items
from linkstudy.setup.ending import ending_items
from linkstudy.todo import Item
from participants.waves import every_settings, settings_now

ASKED_LAST = frozenset({Kind.STEP, Kind.RENEWAL})


def owed(
    scope: Scope,
    most: int,
    bookings: list[Any] | None = None,
    *,
    but: frozenset[Kind] = frozenset(),
    whole: bool = True,
) -> dict[Kind, list[Item]]:
    """What is owed in the scope, the most pressing first, by kind in the order of Kind.

    At most so many rows of a kind are read, but for what withdrawals ask for; kinds in `but` are not
    looked at, nor open bookings, where a page has them already. What ends at a site is nobody's
    own. Unless the whole is wanted, a page that is full of what is late has room for nothing else:
    then nobody looks for people who are due today, nor for consents to renew.
    """
    made = at_tables(scope, most, but)
    if scope.reader.may(May.SEE_PEOPLE):
        _of_people(made, scope, most, bookings, but, whole)
    return {kind: sorted(made[kind], key=lambda one: one.order) for kind in Kind if made.get(kind)}


def at_tables(scope: Scope, most: int, but: frozenset[Kind]) -> dict[Kind, list[Item]]:
    """What is owed of meetings, of their money, and of updates as the app above this one sees it."""
    made = {Kind.ACTION: action_items(scope, most)} | table_items(scope, most)
    for find in _elsewhere() if Kind.UPDATE not in but else []:
        for kind, items in find(scope, most):
            made.setdefault(kind, []).extend(items)
    return made


@cache
def _elsewhere() -> list[Any]:
    """The `items` of each app's module `owing`, as apps above this one write them."""
    names = [f"{config.name}.owing" for config in apps.get_app_configs()]
    return [import_module(name).items for name in names if find_spec(name)]


def _of_people(
    made: dict[Kind, list[Item]],
    scope: Scope,
    most: int,
    bookings: list[Any] | None,
    but: frozenset[Kind],
    whole: bool,
) -> None:
    """Add what is owed of participants and their cases."""
    rules = every_settings()
    made |= of_kinds(
        scope.reader, found(scope, most, settings_now(rules), bookings, but=ASKED_LAST)
    )
    made[Kind.SAFETY] = safety_items(scope, most)
    made[Kind.REMOVAL] = removal_items(scope)
    if Kind.RECORDING not in but:
        made[Kind.RECORDING] = recording_items(scope, rules, most)
    if scope.reader.may(May.SET_UP) and not (scope.owners or scope.numbers):
        made[Kind.ENDING] = ending_items(scope.reader, most)
    is_full = not whole and sum(one.is_late for one in chain(*made.values())) >= most
    made[Kind.STEP] = step_items(scope, most, late_only=is_full)
    told = {item.url for item in made[Kind.FORM]}  # a form to sign before a booking is owed once
    for kind, item in paper_items(scope, most, with_renewals=not is_full):
        if kind != Kind.RENEWAL or item.url not in told:
            made.setdefault(kind, []).append(item)


def in_turn(by_kind: dict[Kind, list[Item]]) -> list[Item]:
    """People's safety first, then what is late, due and to come; of a day, kind by kind."""
    rest = chain(*(items for kind, items in by_kind.items() if kind != Kind.SAFETY))
    return [*by_kind.get(Kind.SAFETY, []), *sorted(rest, key=lambda item: item.press)]
