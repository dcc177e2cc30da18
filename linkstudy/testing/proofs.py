"""Long proofs come in two sizes: short in every run, full by `.ci/proofs NAME`."""

import os

import pytest


def size(short: int, full: int) -> int:
    """How many rounds this run makes."""
    return full if os.environ.get("LINKSTUDY_PROOF") == "full" else short


def proof(name: str) -> pytest.MarkDecorator:
    """`@proof("races")` marks a test as the proof, or part of it, that `.ci/proofs races` runs."""
    return pytest.mark.proof(name=name)
