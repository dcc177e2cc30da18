"""What the pages say that write up an event, correct, void or restore it."""

from django.urls import reverse

from linkstudy.corrections import MARKED, Act, Effect
from meetings.acts.groups import INSIDE
from meetings.models import Event

VOID = "This event is void. Restore it first"
TOLD = Effect("An update can tell of it")


def crumbs() -> list[tuple[str, str]]:
    return [("Meetings", reverse("meetings:groups")), ("Events", reverse("meetings:events"))]


def act(
    event: Event, heading: str, button: str, became: str, effects: list[Effect], no: str
) -> Act:
    return Act(
        heading=heading,
        lead=f"{event.get_kind_display()}, {event.when}.",
        button=button,
        done=f"{event} is {became}",
        back=event.get_absolute_url(),
        crumbs=[*crumbs(), (str(event), event.get_absolute_url())],
        effects=effects,
        refused=no,
    )


def write_up(event: Event) -> Act:
    no = VOID if event.voided_at else ""
    if event.taken:
        no = "It is written up already. Correct it instead"
    elif not event.may_have_been:
        no = f"It is to come: {event.when}. Say what we took from it once it has been"
    return act(event, "What we took from it", "Save", "written up", [TOLD], no)


def correct(event: Event) -> Act:
    stays = Effect("Its address stays, also under another title")
    no = VOID if event.voided_at else ""
    heading = f"Correct {event}"
    return act(event, heading, "Save correction", "corrected", [stays, INSIDE], no)


def void(event: Event) -> Act:
    no = "This event is already void" if event.voided_at else ""
    return act(event, f"Take back {event}", "Take it back", "void", [MARKED], no)


def restore(event: Event) -> Act:
    no = "" if event.voided_at else "This event is not void any more"
    effects = [Effect("It is among the events again")]
    return act(event, f"Restore {event}", "Restore it", "restored", effects, no)
