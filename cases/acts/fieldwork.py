"""What the pages say that correct, void, restore or redact what fieldwork left."""

from dataclasses import dataclass

from django.urls import reverse

from cases.models import Case, CollectedDocument, Debrief
from linkstudy.corrections import KEPT, MARKED, Act, Effect
from linkstudy.words import day_words

LISTS = Effect("Lists as at earlier dates stay as they were")


@dataclass(frozen=True)
class Thing:
    """What the pages call a debrief or a document: one in a sentence, and what it is."""

    row: Debrief | CollectedDocument
    one: str
    lead: str

    @property
    def name(self) -> str:
        return f"{self.one.capitalize()} {self.row.number} of Case {self.row.case.number}"

    def act(self, verb: str, button: str, became: str, effects: list[Effect], refused: str) -> Act:
        case, here = self.row.case, self.row.get_absolute_url()
        return Act(
            heading=f"{verb} {self.one} {self.row.number}",
            lead=self.lead,
            button=button,
            done=f"{self.name} is {became}",
            back=here,
            crumbs=[*crumbs_of(case), (f"{self.one.capitalize()} {self.row.number}", here)],
            effects=effects,
            refused=refused,
        )


def crumbs_of(case: Case) -> list[tuple[str, str]]:
    fieldwork = reverse("cases:fieldwork", args=[case.number])
    return [(str(case), case.get_absolute_url()), ("Fieldwork", fieldwork)]


def thing(row: Debrief | CollectedDocument) -> Thing:
    if isinstance(row, Debrief):
        return Thing(row, "debrief", f"{day_words(row.day, 'weekday')}, {row.minutes} minutes")
    received = day_words(row.received_on)
    return Thing(row, "document", f"{row.get_kind_display()}, received on {received}")


def correct(row: Debrief | CollectedDocument) -> Act:
    it = thing(row)
    effects = [Effect("Today’s list shows what you save"), LISTS, KEPT]
    refused = f"{it.name} is void. Restore it before you correct it" if row.voided_at else ""
    return it.act("Correct", "Save correction", "corrected", effects, refused)


def void(row: Debrief | CollectedDocument) -> Act:
    it = thing(row)
    refused = f"{it.name} is already void" if row.voided_at else ""
    return it.act("Take back", "Take it back", "void", [LISTS, MARKED], refused)


def restore(row: Debrief | CollectedDocument) -> Act:
    it = thing(row)
    effects = [Effect("It counts from today on"), LISTS]
    refused = "" if row.voided_at else f"{it.name} is not void any more"
    return it.act("Restore", "Restore it", "restored", effects, refused)


def redact(row: CollectedDocument) -> Act:
    it = thing(row)
    effects = [Effect("It is no longer listed as waiting to be redacted"), LISTS]
    refused = "" if row.is_to_redact and not row.voided_at else f"{it.name} is not to be redacted"
    return it.act("Redact", "Save", "redacted", effects, refused)
