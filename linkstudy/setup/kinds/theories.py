"""Programme theories, and their statements."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from cases import actions
from cases.models import ProgrammeTheory, Statement
from linkstudy import clock
from linkstudy.setup.forms.theories import (
    AddTheory,
    CorrectStatement,
    CorrectTheory,
    RefineTheory,
    StateTheory,
)
from linkstudy.setup.kind import Deed, Kind, Said, Section, correcting, page_of, state_of, voiding
from linkstudy.setup.kinds.plans import since_words, version_state

STAYS = "The statement before it stays, and holds for earlier days"


def statements() -> QuerySet[Any]:
    """Every statement, newest first, with is_followed: a later one of its theory holds by now."""
    begun = Statement.objects.standing().filter(effective_from__lte=clock.today())
    later = begun.filter(theory=OuterRef("theory"), effective_from__gt=OuterRef("effective_from"))
    rows = Statement.objects.annotate(is_followed=Exists(later)).select_related("theory")
    return rows.order_by("theory__label", "-effective_from", "-pk")


def theories() -> QuerySet[Any]:
    """Every theory, with what it says today."""
    begun = Statement.objects.standing().filter(effective_from__lte=clock.today())
    newest = begun.filter(theory=OuterRef("pk")).order_by("-effective_from")
    return ProgrammeTheory.objects.annotate(says=Subquery(newest.values("words")[:1]))


def said_of(theory: ProgrammeTheory) -> list[Section]:
    """What the theory says, newest first."""
    rows = theory.statements.standing().select_related("theory").order_by("-effective_from", "-pk")
    items = [(since_words(one), Said(one.words)) for one in rows]
    way = ("To correct one", Said(STATEMENTS.many, STATEMENTS.list_url))
    return [Section("What it says", [*items, way] if items else [], "No statement stands.")]


THEORIES = Kind(
    place="theories",
    model=ProgrammeTheory,
    one="programme theory",
    many="Programme theories",
    lead="What the team thinks works, for whom and why. The coverage map shows what speaks to them.",
    rows=theories,
    columns=(("Theory", str), ("What it says", lambda row: row.says or "Not stated")),
    facts=lambda row: [("Label", row.label), ("Title", row.title)],
    state=lambda row: state_of(row, Said("In use", icon="done", tone="good")),
    sections=said_of,
    add=Deed(
        link="Add a programme theory",
        heading="Add a programme theory",
        button="Add programme theory",
        form=AddTheory,
        action=actions.add_theory,
        done="Programme theory added: {row}",
    ),
    deeds={
        "correct": correcting(CorrectTheory, actions.correct_theory, "theory"),
        "refine": Deed(
            link="State it anew",
            heading="State {row} anew",
            button="Save statement",
            form=RefineTheory,
            action=actions.state_theory,
            takes="theory",
            done="{row} is stated anew",
            leads=lambda statement: statement.theory,
            notes=(STAYS,),
        ),
        **voiding("programme theory", "Nobody can tick it any more"),
    },
)

STATEMENTS = Kind(
    place="statements",
    model=Statement,
    one="statement",
    many="Statements of theories",
    lead="What each programme theory says from a day on, version by version.",
    rows=statements,
    columns=(
        ("Statement", str),
        ("From", lambda row: since_words(row).removeprefix("From ")),
        ("What it says", lambda row: row.words),
    ),
    facts=lambda row: [
        ("Theory", Said(str(row.theory), page_of(row.theory))),
        ("What it says", row.words),
        ("From", since_words(row).removeprefix("From ")),
    ],
    state=version_state,
    add=Deed(
        link="State a theory anew",
        heading="State a theory anew",
        button="Save statement",
        form=StateTheory,
        action=actions.state_theory,
        done="{row} is saved",
        notes=(STAYS,),
    ),
    deeds={
        "correct": correcting(CorrectStatement, actions.correct_statement, "statement"),
        **voiding("statement", "The one before it holds again"),
    },
)
