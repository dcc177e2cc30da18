"""The sampling frame cell by cell, and what the people of a benchmark are like."""

import re
from collections.abc import Iterator
from typing import Any

from crispy_forms.layout import Column, Layout, Row

from linkstudy import clock, typed
from linkstudy.audit.writing import Stale
from linkstudy.forms import Choice, Choices, Day, LongText, Number, Option, Revealing, Text
from linkstudy.setup.forms.shared import TYPED, Reasoned, SetUpForm
from linkstudy.words import listed, uncapped
from participants.models.sampling import MOST_OF_A_SHARE, MOST_PEOPLE
from participants.sampled import ATTRIBUTES, Attribute, answer_typed, answers_of
from participants.vocabulary import BANDS, TITLES, Group, Title

LINE = re.compile(r"(?P<answer>.*?)[\s:,;]+(?P<number>[\d,]+)\s*%?")
OF_PATIENTS = "Patients have no role. Take the ticks away, or choose another group"


def several(attribute: str, label: str, row: int = 2) -> Choices:
    field = Choices(label, answers_of(attribute), row=row)
    field.optional = False  # a sentence says once that any may stay without a tick
    return field


class AddCell(SetUpForm):
    """People of a group, and how many of them to hear from."""

    layout = Layout(
        Revealing("group", "title"),
        *BANDS,
        Row(Column("least"), Column("most")),
        "name",
        "effective_from",
    )

    group = Choice(
        "Of which group?",
        [(one.value, Option(one.plural, reveals=one != Group.PATIENT)) for one in Group],
        missing="Select the group",
        row=2,
    )
    title = Choices(
        "In which roles?",
        [(one.value, one.label) for one in Title if one != Title.NONE],
        row=2,
    )
    age_band = several("age_band", "Patients of which ages?", row=3)
    gender = several("gender", "Patients of which gender?", row=3)
    ethnic_group = several("ethnic_group", "Patients of which ethnic group?")
    deprivation = several("deprivation", "Patients from which fifth of areas?")
    least = Number("At least", called="The least", least=1, most=MOST_PEOPLE, unit="people", like=9)
    most = Number("At most", called="The most", least=1, most=MOST_PEOPLE, unit="people", like=20)
    name = Text(
        "What do you call it?",
        called="The name",
        hint="Leave it empty and it is called by what it asks for, like “Men aged 18 to 39”",
        most=60,
    )
    effective_from = Day(
        "From which day does it count?",
        missing="Enter the day from which it counts",
        hint=TYPED,
        future=True,
    )

    def suggested(self) -> dict[str, Any]:
        return {"group": Group.PATIENT.value, "effective_from": clock.today()}

    def held(self) -> dict[str, Any]:
        """Several answers as a list, tile by tile."""
        found = super().held()
        return found | {name: found[name].split() for name in ATTRIBUTES}

    def clean(self) -> None:
        super().clean()
        said = self.cleaned_data.get
        group, least, most = said("group"), said("least"), said("most")
        if group:
            self.check_group(Group(group))
        if least is None and most is None and not {"least", "most"} & set(self.errors):
            self.add_error("least", "Enter the least, the most or both")
        if least is not None and most is not None and most < least:
            self.add_error("most", f"The most cannot be below the least, which is {least}")

    def check_group(self, group: Group) -> None:
        """A cell asks for what describes its group, and for something."""
        said = self.cleaned_data.get
        if group == Group.PATIENT:
            if said("title"):
                self.add_error("title", OF_PATIENTS)
            if not any(said(name) for name in (*BANDS, "title")):
                self.add_error("age_band", "Tick ages, or another answer below: who belongs to it")
            return
        for name in BANDS:
            if said(name):
                words = f"This is known of patients alone, not of the {uncapped(group.plural)}"
                self.add_error(name, f"{words}. Take the ticks away")
        self.check_roles(group)

    def check_roles(self, group: Group) -> None:
        chosen = [Title(one) for one in self.cleaned_data.get("title") or ()]
        strange = [str(one.label) for one in chosen if one not in TITLES[group]]
        if strange:
            words = f"{listed(strange)}: not a role of the {uncapped(group.plural)}"
            self.add_error("title", f"{words}. Choose others")
        elif not chosen and "title" not in self.errors:
            self.add_error("title", "Tick the roles that belong to it")


class CorrectCell(Reasoned, AddCell):
    """A cell as it should have been, or as it is from now on."""

    layout = Layout(*AddCell.layout.fields, "reason")

    def compare(self, stale: Stale) -> Iterator[tuple[str, str, str]]:
        """Also several answers, which stand in one column."""
        for name in set(ATTRIBUTES) & set(stale.changed):
            setattr(stale.current, name, getattr(stale.current, name).split())
        yield from super().compare(stale)


class Shares(LongText):
    """An answer a line, with its share: "18 to 29: 19". What was typed is (answer, number)."""

    def empty(self) -> Any:
        return []

    def understand(self, text: str) -> Any:
        lines = [(place, line.strip()) for place, line in enumerate(text.split("\n"), 1)]
        return [share(line, f"Line {place}") for place, line in lines if line]


def share(line: str, where: str) -> tuple[str, int]:
    """18 to 29: 19. Raises Slip for another form, and for a number that is too large."""
    found = LINE.fullmatch(line)
    if not found:
        words = "write an answer and a whole number, like “18 to 29: 19”"
        raise typed.Slip(f"{where}: {words}. For finer shares, enter numbers of people")
    number = typed.whole(found["number"].strip(","))
    if number > MOST_OF_A_SHARE:
        raise typed.Slip(f"{where}: a number must be between 0 and {MOST_OF_A_SHARE:,}")
    return found["answer"], number


class SetBenchmark(SetUpForm):
    """Of which answers other people are, in percent or numbers."""

    layout = Layout("attribute", "is_percent", "shares", "source", "effective_from")

    attribute = Choice(
        "What is it about?", Attribute.choices, missing="Select what it is about", row=2
    )
    is_percent = Choice("In what are its shares?", missing="Select percent or people", row=2)
    shares = Shares(
        "Its shares",
        missing="Enter the shares, one answer a line",
        called="The text",
        hint="One answer a line with a whole number, for example “18 to 29: 19”. You can paste two"
        " columns of a spreadsheet",
        rows=8,
        most=2_000,
    )
    source = Text(
        "Where are they from?",
        missing="Enter where they are from",
        called="The source",
        hint="Who counted whom, and when. It stands below each comparison",
    )
    effective_from = Day(
        "From which day do you compare with it?",
        missing="Enter the day from which you compare with it",
        hint="Figures as at earlier days do not show it",
        future=True,
    )

    def offer(self) -> None:
        self.choice("is_percent").offer(
            [("yes", "Percent", True), ("no", "Numbers of people", False)]
        )

    def suggested(self) -> dict[str, Any]:
        return {"is_percent": "yes", "effective_from": clock.today()}

    def clean(self) -> None:
        """Read the answers, now that it is known what they are about."""
        super().clean()
        attribute, shares = self.cleaned_data.get("attribute"), self.cleaned_data.get("shares")
        if attribute and shares:
            try:
                self.cleaned_data["shares"] = understood(attribute, shares)
            except typed.Slip as slip:
                self.add_error("shares", str(slip))


def understood(attribute: str, shares: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The shares with the codes of their answers. Raises Slip for words that are no answer, or twice."""
    found: dict[str, int] = {}
    for words, number in shares:
        code = answer_typed(attribute, words)
        if code is None:
            labels = "; ".join(label for _, label in answers_of(attribute))
            raise typed.Slip(f"“{words[:40]}” is not one of the answers: {labels}")
        if code in found:
            raise typed.Slip(f"“{words[:40]}” is there twice. Leave one")
        found[code] = number
    return list(found.items())


class CorrectBenchmark(Reasoned, SetUpForm):
    """The words of its source."""

    layout = Layout("source", "reason")

    source = SetBenchmark.base_fields["source"]
