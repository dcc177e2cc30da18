"""Everything that is owed, kind by kind: one list for a day, for all tasks and for a letter."""

from itertools import chain
from typing import Any

from linkstudy.accounts.policy import May
from linkstudy.progress.attention import filled, found, of_kinds
from linkstudy.progress.kinds import Kind
from linkstudy.progress.papers import paper_items
from linkstudy.progress.recordings import recording_items
from linkstudy.progress.removals import removal_items
from linkstudy.progress.safety import safety_items
from linkstudy.progress.scope import Scope
from linkstudy.setup.ending import ending_items
from linkstudy.todo import Item
from participants.waves import every_settings, settings_now


def owed(
    scope: Scope,
    most: int,
    bookings: list[Any] | None = None,
    *,
    but: frozenset[Kind] = frozenset(),
    late_only: bool = False,
) -> dict[Kind, list[Item]]:
    """What is owed in the scope, the most pressing first, by kind in the order of Kind.

    At most so many rows of a kind are read, but for what withdrawals ask for; kinds in `but` are not
    looked at, nor open bookings, where a page has them already. What ends at a site is nobody's
    own. late_only leaves out what found() does.
    """
    rules = every_settings()
    needs = found(scope, most, settings_now(rules), bookings, late_only=late_only)
    made = of_kinds(scope.reader, needs)
    made[Kind.SAFETY] = safety_items(scope, most)
    made[Kind.REMOVAL] = removal_items(scope)
    for kind, item in paper_items(scope, most):
        made.setdefault(kind, []).append(item)
    if Kind.RECORDING not in but:
        made[Kind.RECORDING] = recording_items(scope, rules, most)
    if scope.reader.may(May.SET_UP) and not (scope.owners or scope.numbers):
        made[Kind.ENDING] = ending_items(scope.reader, most)
    return _in_order(made)


def pressing(
    scope: Scope, most: int, bookings: list[Any], *, but: frozenset[Kind]
) -> dict[Kind, list[Item]]:
    """As owed, for a page that shows no more than the most pressing."""
    late = owed(scope, most, bookings, but=but, late_only=True)
    return _in_order(filled(late, scope, most))


def _in_order(made: dict[Kind, list[Item]]) -> dict[Kind, list[Item]]:
    return {kind: sorted(made[kind], key=lambda one: one.order) for kind in Kind if made.get(kind)}


def in_turn(by_kind: dict[Kind, list[Item]]) -> list[Item]:
    """People's safety first, then what is late, due and to come."""
    rest = chain(*(items for kind, items in by_kind.items() if kind != Kind.SAFETY))
    return [*by_kind.get(Kind.SAFETY, []), *sorted(rest, key=lambda item: item.order)]
