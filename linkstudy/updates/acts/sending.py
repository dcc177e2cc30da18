"""What the pages say on which an update goes out."""

from dataclasses import replace

from django.urls import reverse

from linkstudy.corrections import Act, Effect
from linkstudy.updates.acts.updates import act
from linkstudy.updates.formats import in_words
from linkstudy.updates.models import Delivery, Partner, Update
from linkstudy.updates.models.drafts import State
from linkstudy.words import day_words, listed

FIXED = Effect("Its words are fixed. What is put right later is dated, and says what it was")
NOBODY = Effect("Nobody gets it by email or post yet: the list is empty")
READ = Effect("Everybody who has its address can read it on the web")


def placed(made: Act, update: Update) -> Act:
    """The act leads back to where its sending stands."""
    return replace(made, back=reverse("updates:sending", args=[update.slug]))


def send(update: Update, moved: list[str]) -> Act:
    """moved are the numbers that are not any more what they were when it was approved, in words."""
    formats = list(Partner.objects.getting().values_list("format", flat=True))
    who = Effect(in_words(formats)) if formats else NOBODY
    refused = "" if update.state == State.APPROVED else "It has to be approved first"
    if update.sent_on:
        refused = f"It was sent on {day_words(update.sent_on)}"
    made = act(update, f"Send the {update}", "Send it", "It is out", [who, READ, FIXED], refused)
    note = (
        f"Since it was approved, {listed(moved)}. Send it as it is, or send it back"
        if moved
        else ""
    )
    return placed(replace(made, note=note), update)


def correct(update: Update) -> Act:
    effects = [
        Effect("Whoever reads it on the web sees the new words, and what was put right"),
        Effect("Nobody gets another email"),
    ]
    refused = "" if update.state == State.APPROVED else "It has to be approved first"
    if not update.sent_on:
        refused = "It has not gone out yet"
    return act(
        update,
        f"Put out a correction of the {update}",
        "Put it out",
        "The correction is out",
        effects,
        refused,
    )


def go_on(update: Update) -> Act:
    waiting = update.deliveries.to_mail().count()
    effects = [
        Effect(f"{waiting:,} {'email goes' if waiting == 1 else 'emails go'} out"),
        Effect("Nobody who got it gets it again"),
    ]
    refused = "" if waiting else "No email waits to be sent"
    made = act(update, "Send the rest", "Send them", "It went on", effects, refused)
    return placed(made, update)


def post(update: Update) -> Act:
    waiting = sum(one.is_by_post for one in update.deliveries.waiting())
    words = f"{waiting:,} {'letter is' if waiting == 1 else 'letters are'} marked as posted today"
    refused = "" if waiting else "No letter waits to be posted"
    heading = f"Letters with the {update} are posted"
    made = act(update, heading, "They are posted", "They are marked", [Effect(words)], refused)
    return placed(made, update)


def again(delivery: Delivery) -> Act:
    may_have = "It may have arrived already. Ask them first, so that they do not get it twice"
    told = may_have if delivery.begun_at else "The address is asked for anew. Put it right first"
    refused = "" if delivery.may_go_again else "This needs no second sending"
    made = act(
        delivery.update,
        f"Send it to {delivery.partner} again",
        "Send it again",
        f"{delivery.partner} waits to get it",
        [Effect(told)],
        refused,
    )
    return placed(made, delivery.update)
