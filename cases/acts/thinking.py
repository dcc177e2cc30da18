"""What the page says on which somebody ticks what a record makes the team think about."""

from django.urls import reverse

from cases.acts.fieldwork import crumbs_of
from cases.models import Debrief, ObservationDay
from linkstudy.corrections import Act, Effect
from linkstudy.words import day_words

EFFECTS = [
    Effect("The coverage map counts it from today on"),
    Effect("Maps as at earlier dates stay as they were"),
    Effect("The record itself stays as it is"),
]


def of_day(found: ObservationDay) -> Act:
    case = found.case
    days = reverse("cases:observations", args=[case.number])
    crumbs = [(str(case), case.get_absolute_url()), ("Observation days", days)]
    called = f"observation day {found.number}"
    return act(called, day_words(found.day, "weekday"), found, crumbs)


def of_debrief(found: Debrief) -> Act:
    lead = f"{day_words(found.day, 'weekday')}. Tick only: what was said is kept nowhere here"
    return act(f"debrief {found.number}", lead, found, crumbs_of(found.case))


def act(called: str, lead: str, found: ObservationDay | Debrief, crumbs: list) -> Act:
    where = f"{called} of Case {found.case.number}"
    return Act(
        heading=f"What {called} makes us think about",
        lead=lead,
        button="Save",
        done=f"What {where} makes us think about is saved",
        back=found.get_absolute_url(),
        crumbs=[*crumbs, (called.capitalize(), found.get_absolute_url())],
        effects=EFFECTS,
        refused=f"{where[:1].upper()}{where[1:]} is void. Restore it first"
        if found.voided_at
        else "",
    )
