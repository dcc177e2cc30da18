"""What the pages say that add to advice, correct, void or restore it."""

from django.urls import reverse

from linkstudy.corrections import KEPT, MARKED, Act, Effect
from linkstudy.words import day_words
from meetings.models import Contribution

COUNTED = Effect("The report on involvement is drafted from what stands")


def crumbs() -> list[tuple[str, str]]:
    return [
        ("Meetings", reverse("meetings:groups")),
        ("Involvement", reverse("meetings:involvement")),
    ]


def act(
    row: Contribution, heading: str, button: str, done: str, effects: list[Effect], no: str
) -> Act:
    return Act(
        heading=heading,
        lead=f"{row.whose}, {day_words(row.on)}.",
        button=button,
        done=done,
        back=row.get_absolute_url(),
        crumbs=[*crumbs(), (str(row), row.get_absolute_url())],
        effects=effects,
        refused=no,
    )


def change(row: Contribution) -> Act:
    no = "What changed is written down already. Correct it instead" if row.changed_on else ""
    if row.voided_at:
        no = "This advice is void. Restore it first"
    heading = "What changed because of this advice"
    return act(row, heading, "Save what changed", "What changed is saved", [COUNTED], no)


def correct(row: Contribution) -> Act:
    no = "This advice is void. Restore it before you correct it" if row.voided_at else ""
    heading = "Correct this advice"
    return act(row, heading, "Save correction", "The advice is corrected", [COUNTED, KEPT], no)


def void(row: Contribution) -> Act:
    no = "This advice is already void" if row.voided_at else ""
    heading = "Take back this advice"
    return act(row, heading, "Take it back", "The advice is void", [COUNTED, MARKED], no)


def restore(row: Contribution) -> Act:
    no = "" if row.voided_at else "This advice is not void any more"
    heading = "Restore this advice"
    return act(row, heading, "Restore it", "The advice is restored", [COUNTED], no)
