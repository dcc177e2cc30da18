"""What the study has to report, to whom and when."""

from cases import actions
from cases.models import ReportingDuty
from cases.vocabulary import Anchor
from linkstudy.setup.forms.duties import CorrectDuty, RecordDuty
from linkstudy.setup.kind import Deed, Kind, Said, correcting, state_of, voiding
from linkstudy.words import capital, day_words, many, uncapped


def when(row: ReportingDuty) -> str:
    """Every 6 months after the start of the study; 90 days after the end of the study."""
    day = day_words(row.counted_from) if row.counted_from else uncapped(Anchor(row.anchor).label)
    if row.repeats:
        often = "Every month" if row.months == 1 else f"Every {many(row.months, 'month')}"
        late = f", within {many(row.days, 'day')}" if row.days else ""
        return f"{often} after {day}{late}"
    after = [many(row.months, "month")] if row.months else []
    after += [many(row.days, "day")] if row.days else []
    return f"{' and '.join(after)} after {day}" if after else f"On {day}"


def between(row: ReportingDuty) -> str:
    """From 1 June 2020, until 1 June 2024; Always."""
    said = [f"from {day_words(row.in_force_from)}"] if row.in_force_from else []
    said += [f"until {day_words(row.in_force_until)}"] if row.in_force_until else []
    return capital(", ".join(said)) if said else "Always"


DUTIES = Kind(
    place="duties",
    model=ReportingDuty,
    one="reporting duty",
    many="Reporting duties",
    lead="What has to be reported, to whom and when: rules of funder, sponsor and ethics committee.",
    rows=ReportingDuty.objects.all,
    columns=(
        ("What", str),
        ("To whom", lambda row: row.recipient),
        ("When", when),
        ("The rule holds", between),
    ),
    facts=lambda row: [
        ("What is due", row.name),
        ("To whom", row.recipient),
        ("When", when(row)),
        ("The rule holds", between(row)),
        ("Where it stands", row.source or "Not entered"),
    ],
    state=lambda row: state_of(row, Said("Recorded", icon="done", tone="good")),
    add=Deed(
        link="Add a reporting duty",
        heading="Add a reporting duty",
        button="Add reporting duty",
        form=RecordDuty,
        action=actions.record_duty,
        done="Reporting duty added: {row}",
        notes=(
            "When each report is due stands on the page of reports",
            "When a rule ends, correct it: enter the day from which it holds no longer",
        ),
    ),
    deeds={
        "correct": correcting(CorrectDuty, actions.correct_duty, "duty"),
        **voiding("reporting duty", "Nothing is due by it any more"),
    },
)
