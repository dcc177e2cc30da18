"""What the pages say that correct, void, restore or complete what fieldwork left."""

from dataclasses import dataclass, replace

from django.urls import reverse

from cases.models import Case, CollectedDocument, Debrief, RoutineData
from linkstudy.corrections import KEPT, MARKED, Act, Effect
from linkstudy.words import day_words

Row = Debrief | CollectedDocument | RoutineData
NOTHING = "There is nothing to check in {}"
LISTS = Effect("Lists as at earlier dates stay as they were")


@dataclass(frozen=True)
class Thing:
    """What the pages call a debrief, a document or data: one in a sentence, and what it is."""

    row: Row
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

    def step(self, words: str, became: str, effects: list[Effect], refused: str) -> Act:
        """What happened next: the heading and the button say what the way here said."""
        return replace(self.act("", words, became, effects, refused), heading=words)


def crumbs_of(case: Case) -> list[tuple[str, str]]:
    fieldwork = reverse("cases:fieldwork", args=[case.number])
    return [(str(case), case.get_absolute_url()), ("Fieldwork", fieldwork)]


def thing(row: Row) -> Thing:
    if isinstance(row, Debrief):
        return Thing(row, "debrief", f"{day_words(row.day, 'weekday')}, {row.minutes} minutes")
    if isinstance(row, RoutineData):
        asked = day_words(row.requested_on)
        return Thing(row, "routine data", f"{row.what}, requested on {asked}")
    received = day_words(row.received_on)
    return Thing(row, "document", f"{row.get_kind_display()}, received on {received}")


def correct(row: Row) -> Act:
    it = thing(row)
    effects = [Effect("Today’s list shows what you save"), LISTS, KEPT]
    refused = f"{it.name} is void. Restore it before you correct it" if row.voided_at else ""
    return it.act("Correct", "Save correction", "corrected", effects, refused)


def void(row: Row) -> Act:
    it = thing(row)
    refused = f"{it.name} is already void" if row.voided_at else ""
    return it.act("Take back", "Take it back", "void", [LISTS, MARKED], refused)


def restore(row: Row) -> Act:
    it = thing(row)
    effects = [Effect("It counts from today on"), LISTS]
    refused = "" if row.voided_at else f"{it.name} is not void any more"
    return it.act("Restore", "Restore it", "restored", effects, refused)


def redact(row: CollectedDocument) -> Act:
    it = thing(row)
    effects = [Effect("It is no longer listed as waiting to be redacted"), LISTS]
    refused = "" if row.is_to_redact and not row.voided_at else f"{it.name} is not to be redacted"
    return it.act("Redact", "Save", "redacted", effects, refused)


def receive(row: RoutineData) -> Act:
    it = thing(row)
    effects = [Effect("Small numbers in them are to be checked then"), LISTS]
    refused = "" if row.state == "requested" else f"{it.name} came already"
    refused = f"{it.name} is void" if row.voided_at else refused
    return it.step("Say they came", "received", effects, refused)


def check(row: RoutineData) -> Act:
    it = thing(row)
    effects = [Effect("They are no longer listed as waiting to be checked"), LISTS]
    is_there = row.state == "received" and not row.voided_at
    refused = "" if is_there else NOTHING.format(it.name)
    return it.step("Say small numbers are checked", "checked", effects, refused)
