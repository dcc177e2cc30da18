"""What the pages say that correct, void or restore an observation day."""

from django.urls import reverse

from cases.models import ObservationDay
from linkstudy.corrections import EARLIER, KEPT, MARKED, Act, Effect
from linkstudy.words import clock_words, day_words


def correct(found: ObservationDay) -> Act:
    refused = f"{_name(found)} is void. Restore it before you correct it"
    return _act(
        found,
        f"Correct observation day {found.number}",
        "Save correction",
        "corrected",
        [Effect("Today’s figures show what you save"), EARLIER, KEPT],
        refused if found.voided_at else "",
    )


def void(found: ObservationDay) -> Act:
    refused = f"{_name(found)} is already void"
    return _act(
        found,
        f"Take back observation day {found.number}",
        "Take it back",
        "void",
        [_counted(found, -1), EARLIER, MARKED],
        refused if found.voided_at else "",
    )


def restore(found: ObservationDay) -> Act:
    refused = f"{_name(found)} is not void any more"
    return _act(
        found,
        f"Restore observation day {found.number}",
        "Restore it",
        "restored",
        [_counted(found, 1), EARLIER, Effect("It counts from today on")],
        "" if found.voided_at else refused,
    )


def _name(found: ObservationDay) -> str:
    return f"Observation day {found.number} of Case {found.case.number}"


def _act(
    found: ObservationDay,
    heading: str,
    button: str,
    became: str,
    effects: list[Effect],
    refused: str,
) -> Act:
    case = found.case
    days = reverse("cases:observations", args=[case.number])
    return Act(
        heading=heading,
        lead=(
            f"{day_words(found.day, 'weekday')}, {clock_words(found.starts)} to"
            f" {clock_words(found.ends)}. {found.get_setting_display()}"
        ),
        button=button,
        done=f"{_name(found)} is {became}",
        back=found.get_absolute_url(),
        crumbs=[
            (str(case), case.get_absolute_url()),
            ("Observation days", days),
            (f"Day {found.number}", found.get_absolute_url()),
        ],
        effects=effects,
        refused=refused,
    )


def _counted(found: ObservationDay, change: int) -> Effect:
    """How many days the case counts once it is saved."""
    count = ObservationDay.objects.standing().filter(case=found.case).count() + change
    days = "observation day" if count == 1 else "observation days"
    return Effect(f"Case {found.case.number} will have {count} {days}")
