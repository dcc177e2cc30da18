"""Questionnaires that people fill in."""

from cases import actions
from cases.models import Instrument
from linkstudy.setup.forms.instruments import AddInstrument, CorrectInstrument
from linkstudy.setup.kind import Deed, Kind, Said, correcting, state_of, voiding
from linkstudy.setup.kinds.plans import days_words


def for_whom(row: Instrument) -> str:
    """Patients, Link workers."""
    return ", ".join(group.plural for group in row.groups)


def when(row: Instrument) -> str:
    """First, Follow-up."""
    return ", ".join(str(point.label) for point in row.time_points)


INSTRUMENTS = Kind(
    place="instruments",
    model=Instrument,
    one="instrument",
    many="Instruments",
    lead="Questionnaires that people fill in: for whom, and when. Answers are kept elsewhere.",
    rows=Instrument.objects.all,
    columns=(("Instrument", str), ("For", for_whom), ("When", when)),
    facts=lambda row: [
        ("Instrument", row.name),
        ("For", for_whom(row)),
        ("When", when(row)),
        ("To give it back", days_words(row.days) if row.days else "Entered each time"),
    ],
    state=lambda row: state_of(row, Said("In use", icon="done", tone="good")),
    add=Deed(
        link="Add an instrument",
        heading="Add an instrument",
        button="Add instrument",
        form=AddInstrument,
        action=actions.add_instrument,
        done="Instrument added: {row}",
        notes=("People are given it from their own page, once they have agreed to questionnaires",),
    ),
    deeds={
        "correct": correcting(
            CorrectInstrument,
            actions.correct_instrument,
            "instrument",
            "It holds from now on. A new name shows on what was handed out before, too",
        ),
        **voiding("instrument", "Nobody can be given it any more"),
    },
)
