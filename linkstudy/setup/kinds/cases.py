"""Cases: one link worker at one site."""

from cases import actions
from cases.models import Case
from linkstudy import clock
from linkstudy.setup.forms.cases import CorrectCase, PlanCase
from linkstudy.setup.forms.shared import CloseForm, ReopenForm
from linkstudy.setup.kind import Deed, Kind, Said, correcting, page_of, state_of, voiding
from linkstudy.words import day_words

STAGES = {
    "To come": Said("To come", icon="ring"),
    "Open": Said("Open", icon="done", tone="good"),
    "Closed": Said("Closed", icon="ended"),
}


def case_state(case: Case) -> Said:
    return state_of(case, STAGES[case.stage(clock.today())])


def case_facts(case: Case) -> list[tuple[str, Said | str]]:
    closed = [("Closed on", day_words(case.closed_on))] if case.closed_on else []
    population = f"About {case.population:,}" if case.population else "Not entered"
    on_page = [] if case.voided_at else [("Its page", Said(str(case), case.get_absolute_url()))]
    return [
        ("Number", str(case.number)),
        ("Site", Said(str(case.site), page_of(case.site))),
        ("Lead", case.lead.name if case.lead else "Nobody yet"),
        ("Opens on", day_words(case.opens_on)),
        ("To close on", day_words(case.closes_on)),
        *closed,
        ("Employer", case.get_employer_display()),
        ("Area", case.get_area_display()),
        ("Population", population),
        ("Referrals", case.referrals or "Not entered"),
        ("Contact", case.contact or "Not entered"),
        *on_page,
    ]


CASES = Kind(
    place="cases",
    model=Case,
    one="case",
    many="Cases",
    lead="A case is one link worker at one site, with the people around them.",
    rows=lambda: Case.objects.select_related("site", "lead").order_by("number", "pk"),
    columns=(
        ("Case", str),
        ("Lead", lambda case: case.lead.name if case.lead else "Nobody yet"),
        ("Opens", lambda case: day_words(case.opens_on)),
        ("To close", lambda case: day_words(case.closes_on)),
    ),
    facts=case_facts,
    state=case_state,
    add=Deed(
        link="Plan a case",
        heading="Plan a case",
        button="Plan case",
        form=PlanCase,
        action=actions.plan_case,
        done="{row} is planned",
        notes=("The number starts every study ID of the case. Number and site never change",),
    ),
    deeds={
        "correct": correcting(
            CorrectCase,
            actions.correct_case,
            "case",
            "Number and site stay. Wrong? Make the case void while nobody is in it, and plan it"
            " anew",
            "Pages about earlier days keep the dates that they had",
        ),
        "close": Deed(
            link="Close",
            heading="Close {row}",
            button="Close this case",
            form=CloseForm,
            action=actions.close_case,
            takes="case",
            done="{row} is closed",
            change="close",
            offered=lambda case: not case.voided_at and not case.closed_on,
            notes=(
                "Data collection around the link worker is complete",
                "Follow-up interviews can still be booked",
                "You can reopen it, with a reason",
            ),
        ),
        "reopen": Deed(
            link="Reopen",
            heading="Reopen {row}",
            button="Reopen this case",
            form=ReopenForm,
            action=actions.reopen_case,
            takes="case",
            done="{row} is open again",
            change="reopen",
            offered=lambda case: bool(not case.voided_at and case.closed_on),
        ),
        **voiding("case", "Was it right, and is over? Close it instead"),
    },
)
