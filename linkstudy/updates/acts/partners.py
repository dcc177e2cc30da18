"""What the pages say that change what stands of a partner."""

from django.urls import reverse

from linkstudy.corrections import KEPT, MARKED, Act, Effect
from linkstudy.updates.models import Partner
from linkstudy.words import day_words

NEXT = Effect("The next update goes by what you save")
SENT = Effect("What was sent to them stays on record")


def act(
    partner: Partner, heading: str, button: str, done: str, effects: list[Effect], refused: str
) -> Act:
    here = partner.get_absolute_url()
    return Act(
        heading=heading,
        lead=f"{partner.get_interest_display()}, {partner.get_format_display().lower()}",
        button=button,
        done=done,
        back=here,
        crumbs=[("Who gets updates", reverse("updates:partners")), (str(partner), here)],
        effects=effects,
        refused=refused,
    )


def correct(partner: Partner) -> Act:
    refused = f"{partner} is void. Restore it first" if partner.voided_at else ""
    done = f"{partner} is corrected"
    return act(partner, f"Correct {partner}", "Save correction", done, [NEXT, KEPT], refused)


def void(partner: Partner) -> Act:
    refused = f"{partner} is already void" if partner.voided_at else ""
    effects = [Effect("Was it right, and is over? Say that they unsubscribed instead"), MARKED]
    return act(
        partner, f"Take back {partner}", "Take it back", f"{partner} is void", effects, refused
    )


def restore(partner: Partner) -> Act:
    refused = "" if partner.voided_at else f"{partner} is not void any more"
    done = f"{partner} stands again"
    return act(partner, f"Restore {partner}", "Restore it", done, [NEXT], refused)


def unsubscribe(partner: Partner) -> Act:
    refused = f"{partner} is void" if partner.voided_at else ""
    if partner.ended_on:
        refused = f"{partner} unsubscribed on {day_words(partner.ended_on)}"
    effects = [Effect("No update goes to them from that day on"), SENT]
    done = f"{partner} gets no more updates"
    return act(partner, f"{partner} wants no more updates", "Unsubscribe", done, effects, refused)


def subscribe(partner: Partner) -> Act:
    refused = (
        "" if partner.ended_on and not partner.voided_at else f"{partner} has not unsubscribed"
    )
    effects = [Effect("The next update goes to them"), SENT]
    done = f"{partner} gets updates again"
    return act(partner, f"{partner} wants updates again", "Save", done, effects, refused)
