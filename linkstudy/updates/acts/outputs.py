"""What the pages say that put publications right, take them back and restore them."""

from dataclasses import dataclass

from django.urls import reverse

from linkstudy.corrections import KEPT, MARKED, Act, Effect
from linkstudy.updates.models import Contributor, Output, OutputStep
from linkstudy.words import day_words

Row = Output | OutputStep | Contributor
LISTS = Effect("Today’s lists, and updates that are not sent yet, show what you save")
SENT = Effect("Updates that were sent stay as they were")


@dataclass(frozen=True)
class Thing:
    """What the pages call a row: one in a sentence, its name there, and what it is."""

    row: Row
    one: str
    name: str
    lead: str

    @property
    def output(self) -> Output:
        return self.row if isinstance(self.row, Output) else self.row.output

    def act(self, verb: str, button: str, became: str, effects: list[Effect], refused: str) -> Act:
        here = self.output.get_absolute_url()
        return Act(
            heading=f"{verb} {self.one}",
            lead=self.lead,
            button=button,
            done=f"{self.name} is {became}",
            back=here,
            crumbs=[("Publications", reverse("updates:outputs")), (self.output.title, here)],
            effects=effects,
            refused=refused,
        )


def thing(row: Row) -> Thing:
    if isinstance(row, Output):
        return Thing(row, "this publication", "The publication", row.title)
    if isinstance(row, OutputStep):
        lead = f"{row.get_stage_display()}, {day_words(row.on)}"
        return Thing(row, "this step", "The step", lead)
    return Thing(row, "this name", "The name", f"{row.name}, number {row.place} of the names")


def correct(row: Row) -> Act:
    it = thing(row)
    refused = f"{it.name} is void. Restore it before you correct it" if row.voided_at else ""
    return it.act("Correct", "Save correction", "corrected", [LISTS, SENT, KEPT], refused)


def void(row: Row) -> Act:
    it = thing(row)
    refused = f"{it.name} is already void" if row.voided_at else ""
    return it.act("Take back", "Take it back", "void", [SENT, MARKED], refused)


def restore(row: Row) -> Act:
    it = thing(row)
    effects = [Effect("It counts again from now on"), SENT]
    refused = "" if row.voided_at else f"{it.name} is not void any more"
    return it.act("Restore", "Restore it", "restored", effects, refused)
