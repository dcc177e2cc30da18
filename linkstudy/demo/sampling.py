"""Whom the team set out to hear from, and a benchmark. All of its numbers are invented."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from linkstudy.clock import today
from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.script import day, moment
from participants import actions

SET_UP, THOUGHT_OF = "25 Oct", "7 Mar"
AGES = [["18-29", "30-39"], ["40-49", "50-59"], ["60-69", "70-79", "80+"]]
AREAS = [["1", "2"], ["3", "4", "5"]]
LEAST = [[2, 3, 5], [2, 3, 4]]  # of each fifth, by age
GOALS: list[dict[str, Any]] = [
    {
        "name": "From an ethnic minority",
        "ethnic_group": ["asian", "black", "mixed", "other"],
        "least": 9,
    },
    {"gender": ["man"], "least": 9},
    {"age_band": ["80+"], "least": 2, "most": 6},
]
ROLES: list[dict[str, Any]] = [
    {"title": ["gp"], "least": 4},
    {"title": ["nurse", "pharmacist"], "least": 4},
    {"name": "Reception", "title": ["receptionist"], "least": 2, "most": 4},
]
# Share of people of each age, in percent.
BY_AGE = [
    ("18-29", 14),
    ("30-39", 13),
    ("40-49", 14),
    ("50-59", 17),
    ("60-69", 16),
    ("70-79", 15),
    ("80+", 11),
]
SOURCE = "An example with invented numbers: adults referred to link workers in a year"


def scenes() -> Iterator[Scene]:
    """The frame is set up with the study; after the first cases, goals for whom they lacked."""
    yield Scene(moment(day(SET_UP), "10:00"), partial(ask_for, cells=list(_crossed())))
    yield Scene(moment(day(SET_UP), "10:20"), compare)
    yield Scene(moment(day(THOUGHT_OF), "10:00"), partial(ask_for, cells=GOALS))
    yield Scene(moment(day(THOUGHT_OF), "10:20"), partial(ask_for, cells=ROLES, group="HP"))


def _crossed() -> Iterator[dict[str, Any]]:
    for fifths, numbers in zip(AREAS, LEAST, strict=True):
        for ages, least in zip(AGES, numbers, strict=True):
            yield {"age_band": ages, "deprivation": fifths, "least": least}


def ask_for(cast: Cast, cells: list[dict[str, Any]], group: str = "PT") -> None:
    for cell in cells:
        actions.add_cell(group=group, effective_from=today(), by=cast.office, **cell)


def compare(cast: Cast) -> None:
    actions.set_benchmark(
        attribute="age_band",
        is_percent=True,
        shares=BY_AGE,
        source=SOURCE,
        effective_from=today(),
        by=cast.office,
    )
