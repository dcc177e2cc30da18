"""The sampling frame and its benchmarks."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from linkstudy import clock
from linkstudy.setup.forms.sampling import AddCell, CorrectBenchmark, CorrectCell, SetBenchmark
from linkstudy.setup.kind import Deed, Kind, Said, Section, correcting, state_of, voiding
from linkstudy.setup.kinds.plans import version_state
from linkstudy.words import day_words
from participants import actions
from participants.models import Benchmark, SamplingCell
from participants.sampled import LABELS, Attribute, answer_words, answers_of
from participants.vocabulary import Group


def goal_words(row: SamplingCell) -> str:
    """At least 9; At most 20; 9 to 20."""
    if row.least is None:
        return f"At most {row.most}"
    return f"At least {row.least}" if row.most is None else f"{row.least} to {row.most}"


def cell_facts(row: SamplingCell) -> list[tuple[str, Said | str]]:
    asked = [
        (
            LABELS[name],
            ", ".join(label for code, label in answers_of(name, row.group) if code in codes),
        )
        for name, codes in row.asked.items()
    ]
    return [
        ("Group", Group(row.group).plural),
        *asked,
        ("Goal", goal_words(row)),
        ("Counts from", day_words(row.effective_from)),
    ]


def cell_state(row: SamplingCell) -> Said:
    if row.effective_from > clock.today():
        return state_of(row, Said("To come", icon="ring"))
    return state_of(row, Said("In use", icon="done", tone="good"))


SAMPLING = Kind(
    place="sampling",
    model=SamplingCell,
    one="cell",
    many="Sampling frame",
    lead="Whom the study wants to hear from, cell by cell, and how many of them.",
    rows=SamplingCell.objects.all,
    columns=(
        ("Cell", str),
        ("Group", lambda row: Group(row.group).plural),
        ("Goal", goal_words),
        ("Counts from", lambda row: day_words(row.effective_from)),
    ),
    facts=cell_facts,
    state=cell_state,
    add=Deed(
        link="Add a cell",
        heading="Add a cell to the sampling frame",
        button="Add cell",
        form=AddCell,
        action=actions.add_cell,
        done="Cell added: {row}",
        notes=(
            "Somebody belongs to it who fits every question that has a tick",
            "Questions without a tick ask for nobody in particular",
            "Ages by genders, each pair a cell of its own, are shown as a table",
        ),
    ),
    deeds={
        "correct": correcting(
            CorrectCell,
            actions.correct_cell,
            "cell",
            "It holds from now on. Pages about earlier days keep what was known then",
        ),
        **voiding("cell"),
    },
)


def benchmarks() -> QuerySet[Any]:
    """Every benchmark, newest first, with is_followed: a later one of the same holds by now."""
    begun = Benchmark.objects.standing().filter(effective_from__lte=clock.today())
    later = begun.filter(
        attribute=OuterRef("attribute"), effective_from__gt=OuterRef("effective_from")
    )
    rows = Benchmark.objects.annotate(is_followed=Exists(later))
    return rows.order_by("attribute", "-effective_from", "-pk")


def shares_of(row: Benchmark) -> list[Section]:
    """The shares, in the order of the answers."""
    held = {one.answer: one.number for one in row.shares.all()}
    after = "%" if row.is_percent else ""
    items = [
        (answer_words(row.attribute, code), Said(f"{held[code]:,}{after}"))
        for code, _ in answers_of(row.attribute)
        if code in held
    ]
    return [Section("Its shares", items)]


def answers_note(attribute: Attribute) -> str:
    labels = "; ".join(label for _, label in answers_of(attribute))
    return f"{attribute.label}: {labels}"


BENCHMARKS = Kind(
    place="benchmarks",
    model=Benchmark,
    one="benchmark",
    many="Benchmarks",
    lead="What other people are like, against whom the study holds the people who took part.",
    rows=benchmarks,
    columns=(
        ("Benchmark", str),
        ("Holds from", lambda row: day_words(row.effective_from)),
        ("Source", lambda row: row.source),
    ),
    facts=lambda row: [
        ("About", row.get_attribute_display()),
        ("Holds from", day_words(row.effective_from)),
        ("Source", row.source),
    ],
    state=version_state,
    sections=shares_of,
    add=Deed(
        link="Set a benchmark",
        heading="Set a benchmark",
        button="Set benchmark",
        form=SetBenchmark,
        action=actions.set_benchmark,
        done="{row} is set",
        notes=(
            "Leave out what the source does not have. These answers are understood",
            *(answers_note(one) for one in Attribute),
        ),
    ),
    deeds={
        "correct": correcting(
            CorrectBenchmark,
            actions.correct_benchmark,
            "benchmark",
            "Its day and its numbers stay. Wrong? Make it void, and set it anew",
        ),
        **voiding("benchmark", "The one before it holds again, if there is one"),
    },
)
