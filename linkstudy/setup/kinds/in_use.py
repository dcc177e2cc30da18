"""Amendments in use: from which day, case by case."""

from cases import actions
from cases.models import Amendment, AmendmentUse, Case
from linkstudy.setup.forms.in_use import CorrectUse, UseAmendment, UseSomeAmendment, unused
from linkstudy.setup.kind import Deed, Kind, Said, Section, correcting, page_of, state_of, voiding
from linkstudy.words import day_words

NOT_YET = Said("Not yet", icon="ring")
DONE = "It is recorded where {row} is in use"


def case_by_case(amendment: Amendment) -> Section:
    """Every case, and since when the amendment is in use there."""
    uses = {use.case_id: use for use in amendment.uses.standing().select_related("case")}
    items = [(f"Case {case.number}", used(uses.get(case.pk))) for case in Case.objects.standing()]
    return Section("Where it is in use", items, "There is no case yet.")


def used(use: AmendmentUse | None) -> Said:
    """Since 1 June 2022, which leads to what was recorded; or Not yet."""
    return Said(f"Since {day_words(use.since)}", page_of(use)) if use else NOT_YET


def is_usable(amendment: Amendment) -> bool:
    """Whether a case is left at which it could come into use."""
    allowed = not amendment.voided_at and amendment.usable_from
    return bool(allowed) and unused(amendment).exists()


USE = Deed(
    link="Record where it is in use",
    heading="Record where {row} is in use",
    button="Save",
    form=UseAmendment,
    action=actions.use_amendment,
    takes="amendment",
    done=DONE,
    offered=is_usable,
    leads=lambda use: use.amendment,
    notes=(
        "Its documents or its plan are put in force on pages of their own",
        "Another day elsewhere? Save these cases first, then come back for the others",
    ),
)

USES = Kind(
    place="uses",
    model=AmendmentUse,
    one="use",
    many="Amendments in use",
    lead="From which day each amendment is in use at each case.",
    rows=lambda: AmendmentUse.objects.select_related("amendment", "case__site").order_by(
        "amendment__number", "case__number", "pk"
    ),
    columns=(
        ("In use", str),
        ("What it changes", lambda use: use.amendment.summary),
        ("Since", lambda use: day_words(use.since)),
    ),
    facts=lambda use: [
        ("Amendment", Said(str(use.amendment), page_of(use.amendment))),
        ("Case", Said(str(use.case), page_of(use.case))),
        ("In use since", day_words(use.since)),
    ],
    state=lambda use: state_of(use, Said("In use", icon="done", tone="good")),
    sections=lambda use: [case_by_case(use.amendment)],
    add=Deed(
        link="Record where one is in use",
        heading="Record where an amendment is in use",
        button="Save",
        form=UseSomeAmendment,
        action=actions.use_amendment,
        done="It is recorded where {row.amendment} is in use",
        notes=USE.notes,
    ),
    deeds={
        "correct": correcting(
            CorrectUse,
            actions.correct_use,
            "use",
            "Amendment and case stay. Wrong? Make it void, and record the right ones",
        ),
        **voiding("use"),
    },
)
