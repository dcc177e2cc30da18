"""A frame of whom the study asks for, in the history that tests tell."""

from typing import Any

from cases import actions as case_actions
from linkstudy.accounts.models import User
from linkstudy.testing.sampling import a_benchmark, a_cell
from participants import actions


def ask_for_some(by: User) -> None:
    """A sampling frame and a benchmark, put right, taken back and restored."""
    why: dict[str, Any] = {"reason": "Typed wrongly", "by": by}
    cell, held = a_cell(), a_benchmark()
    actions.correct_cell(cell=cell, version=1, least=4, gender=["woman"], **why)
    actions.correct_benchmark(benchmark=held, version=1, source="Another count", **why)
    for row in (cell, held):
        gone = case_actions.void_row(row=row, version=2, **why)
        case_actions.restore_row(row=gone, version=3, **why)
