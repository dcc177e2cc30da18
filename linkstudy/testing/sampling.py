"""Cells of a sampling frame and benchmarks for tests: as in factories, through the actions."""

from collections.abc import Sequence
from typing import Any

from linkstudy.testing.factories import ago
from participants import actions
from participants.models import Benchmark, SamplingCell


def a_cell(group: str = "PT", **facts: Any) -> SamplingCell:
    """Three men or more, for a month, unless something else is asked for."""
    given: dict[str, Any] = {"group": group, "effective_from": ago(30)}
    given |= {} if {"least", "most"} & set(facts) else {"least": 3}
    asked = {"age_band", "gender", "ethnic_group", "deprivation", "title"} & set(facts)
    given |= {} if asked else {"gender": ["man"]} if group == "PT" else {"title": ["gp"]}
    return actions.add_cell(by=None, **given | facts)


def a_benchmark(
    attribute: str = "gender",
    shares: Sequence[tuple[str, int]] = (("woman", 51), ("man", 49)),
    **facts: Any,
) -> Benchmark:
    """Percentages that have been held against for a month."""
    given = {"is_percent": True, "source": "A count of everybody", "effective_from": ago(30)}
    return actions.set_benchmark(attribute=attribute, shares=shares, by=None, **given | facts)
