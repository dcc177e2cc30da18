"""Plans with their targets, and the protocol's settings."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from crispy_forms.layout import Column, Layout, Row

from cases.models import Case, PlanVersion, Protocol
from cases.models.plans import MOST_CASES, MOST_OF_A_MEASURE
from cases.models.protocol import DAYS, MOST_ATTEMPTS, MOST_DAYS, MOST_HOURS, MOST_MONTHS, OLDEST
from cases.vocabulary import FollowUpAnchor, Measure
from linkstudy import clock, typed
from linkstudy.forms import Choice, Day, Folded, Number, Pick
from linkstudy.setup.forms.lines import Lines, first_twice
from linkstudy.setup.forms.shared import TYPED, Reasoned, SetUpForm

PART = re.compile(r"(\d{1,9})\s+([a-z' ’]+)", re.IGNORECASE)
# What people may call a measure, each longest first where one is part of another.
NAMES = {
    "patient": Measure.PATIENT,
    "health professional": Measure.HEALTH,
    "professional": Measure.HEALTH,
    "voluntary sector": Measure.VOLUNTARY,
    "voluntary": Measure.VOLUNTARY,
    "link worker": Measure.LINK_WORKER,
    "manager": Measure.MANAGER,
    "observation day": Measure.OBSERVATION,
    "day": Measure.OBSERVATION,
}
OWN = tuple[int, Measure, int]


def measure(words: str) -> Measure | None:
    """The measure that the words name: "patients", "voluntary sector", "PT"; None for others."""
    tidy = words.casefold().strip(" .").replace("’", "'")
    if tidy.upper() in Measure.values:
        return Measure(tidy.upper())
    return NAMES.get(tidy) or NAMES.get(tidy.removesuffix("s"))


class OwnTargets(Lines):
    """Targets of single cases, one case a line: "Case 5: 8 patients, 3 health professionals".

    The answer is a list of (case's number, measure, number).
    """

    noun, like = "case", "Case 5: 8 patients"

    def read(self, number: int, parts: list[str], where: str) -> Iterator[OWN]:
        for part in parts:
            yield (number, *read_part(part, where))

    def said(self, found: list[OWN]) -> list[str]:
        return lines_of(found)

    def twice(self, found: list[OWN]) -> str:
        key = first_twice([(case, kind) for case, kind, _ in found])
        return f"Case {key[0]} has two targets for {key[1].label.lower()}. Leave one" if key else ""


def read_part(part: str, where: str) -> tuple[Measure, int]:
    """8 patients. Raises Slip."""
    pair = PART.fullmatch(part)
    kind = measure(pair[2]) if pair else None
    if pair is None or kind is None:
        raise typed.Slip(f"{where}: we do not understand “{part[:30]}”. Write “8 patients”")
    number = int(pair[1])
    if number > MOST_OF_A_MEASURE:
        raise typed.Slip(f"{where}: a target must be between 0 and {MOST_OF_A_MEASURE:,}")
    return kind, number


def lines_of(targets: Iterable[OWN]) -> list[str]:
    """The targets as people write them, one case a line."""
    by_case: dict[int, list[str]] = {}
    for case, kind, number in targets:
        by_case.setdefault(case, []).append(f"{number} {plural(kind, number)}")
    return [f"Case {case}: {', '.join(parts)}" for case, parts in sorted(by_case.items())]


def plural(kind: Measure, number: int) -> str:
    """patients, or 1 patient."""
    words = kind.label.lower()
    if kind == Measure.VOLUNTARY:
        return words
    single = words.removesuffix("s")
    return single if number == 1 else f"{single}s"


def target(kind: Measure, called: str) -> Number:
    """How many to reach in each case. A sentence above says once that boxes may stay empty."""
    field = Number(kind.label, called=called, most=MOST_OF_A_MEASURE, like=10)
    field.optional = False
    return field


TARGETS = {
    Measure.PATIENT: "patients",
    Measure.HEALTH: "health",
    Measure.VOLUNTARY: "voluntary",
    Measure.LINK_WORKER: "link_worker",
    Measure.MANAGER: "manager",
    Measure.OBSERVATION: "observation",
}


class AdoptPlan(SetUpForm):
    """A plan version: from when, for how many cases, and what to reach in each."""

    layout = Layout(
        "effective_from",
        "cases_planned",
        Row(Column("patients"), Column("health")),
        Row(Column("voluntary"), Column("link_worker")),
        Row(Column("manager"), Column("observation")),
        Folded("Cases with targets of their own", "own"),
        "amendment",
    )

    effective_from = Day(
        "From which day does it hold?",
        missing="Enter the day from which it holds",
        hint="Figures from this day on are held against it. Earlier plans stay",
        future=True,
    )
    cases_planned = Number(
        "How many cases does it count?",
        missing="Enter how many cases it counts",
        called="The number of cases",
        least=1,
        most=MOST_CASES,
        like=6,
        hint="The targets below are for each of them. Leave a box empty where there is none",
    )
    patients = target(Measure.PATIENT, "The number of patients")
    health = target(Measure.HEALTH, "The number of health professionals")
    voluntary = target(Measure.VOLUNTARY, "The number of people from the voluntary sector")
    link_worker = target(Measure.LINK_WORKER, "The number of link workers")
    manager = target(Measure.MANAGER, "The number of managers")
    observation = target(Measure.OBSERVATION, "The number of observation days")
    own = OwnTargets(
        "Cases with targets of their own",
        called="The text",
        hint="One case a line, for example “Case 5: 8 patients, 3 health professionals”",
        rows=3,
        most=20_000,
    )
    amendment = Pick("Which amendment does it come from?")

    def offer(self) -> None:
        self.offer_amendments()

    def suggested(self) -> dict[str, Any]:
        """The targets of the newest plan: most of them will stay."""
        last = PlanVersion.objects.standing().order_by("effective_from").last()
        if last is None:
            return {"effective_from": clock.today()}
        found: dict[str, Any] = {"cases_planned": last.cases_planned}
        own: list[OWN] = []
        for one in last.targets.select_related("case").order_by("case__number", "pk"):
            if one.case is None:
                found[TARGETS[Measure(one.measure)]] = one.number
            else:
                own.append((one.case.number, Measure(one.measure), one.number))
        return found | {"own": own}

    def clean(self) -> None:
        super().clean()
        self.cases = {one.number: one for one in Case.objects.standing()}
        for case, _, _ in self.cleaned_data.get("own") or []:
            if case not in self.cases:
                self.add_error("own", f"There is no Case {case}. Plan the case first, or check it")
                return

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        each = [(None, kind, found.pop(name)) for kind, name in TARGETS.items()]
        own = [(self.cases[case], kind, number) for case, kind, number in found.pop("own")]
        asked = [one for one in each if one[2] is not None]
        return found | {"targets": [*asked, *own]}


class CorrectVersion(Reasoned):
    """The amendment that a plan, or the protocol's settings, come from."""

    layout = Layout("amendment", "reason")

    amendment = Pick("Which amendment does it come from?")

    def offer(self) -> None:
        self.offer_amendments()


def days(label: str, step: str, hint: str = "") -> Number:
    """How many days a step of a recording may take. A sentence above says that boxes may stay empty."""
    field = Number(label, called=f"The days {step}", most=MOST_DAYS, unit="days", like=5, hint=hint)
    field.optional = False
    return field


class AdoptProtocol(SetUpForm):
    """The protocol's rules that are numbers, from a day on."""

    layout = Layout(
        "effective_from",
        "cooling_off_hours",
        "most_contact_attempts",
        Row(Column("follow_up_min_months"), Column("follow_up_max_months")),
        "follow_up_anchor",
        Row(Column("least_age"), Column("most_age")),
        Folded("Days that a recording’s steps may take", *DAYS),
        "amendment",
    )

    effective_from = Day(
        "From which day do they hold?",
        missing="Enter the day from which they hold",
        hint=TYPED,
        future=True,
    )
    cooling_off_hours = Number(
        "How long must somebody have had the papers before they agree?",
        missing="Enter how many hours, or 0",
        called="The time",
        most=MOST_HOURS,
        unit="hours",
        like=24,
        hint="0 when they may agree at once",
    )
    most_contact_attempts = Number(
        "How often may you try to reach somebody who does not answer?",
        missing="Enter how often",
        called="The number of tries",
        least=1,
        most=MOST_ATTEMPTS,
        unit="times",
        like=3,
        hint="After that, somebody decides. Nobody is closed silently",
    )
    follow_up_min_months = Number(
        "Follow-up opens after",
        missing="Enter after how many months it opens",
        called="The number of months",
        most=MOST_MONTHS,
        unit="months",
        like=9,
    )
    follow_up_max_months = Number(
        "Follow-up closes after",
        missing="Enter after how many months it closes",
        called="The number of months",
        most=MOST_MONTHS,
        unit="months",
        like=12,
    )
    follow_up_anchor = Choice(
        "Counted from which day?",
        FollowUpAnchor.choices,
        missing="Select from which day the months are counted",
        row=2,
    )
    least_age = Number(
        "Youngest age",
        missing="Enter the youngest age, or 0",
        called="The youngest age",
        most=OLDEST,
        unit="years",
        like=18,
    )
    most_age = Number(
        "Oldest age",
        called="The oldest age",
        most=OLDEST,
        unit="years",
        like=90,
        hint="Leave it empty when there is none",
    )
    days_to_upload = days(
        "From the interview to its upload", "to upload it", "Leave a box empty for no limit"
    )
    days_to_send = days("From there to the transcriber", "to send it")
    days_to_return = days("From there to the transcript", "to the transcript")
    days_to_check = days(
        "For each check",
        "for a check",
        "The first against the audio, the second before release",
    )
    days_to_pseudonymise = days("From the first check to a text without names", "to take names out")
    days_to_release = days("From the second check to the analysis", "to release it")
    days_to_destroy = days("From there until the audio is destroyed", "to destroy the audio")
    days_to_remove = days(
        "From a withdrawal that asks for it until audio and transcript are destroyed",
        "to destroy audio and transcript",
    )
    amendment = Pick("Which amendment do they come from?")

    def offer(self) -> None:
        self.offer_amendments()

    def suggested(self) -> dict[str, Any]:
        """What holds now: most of it will stay."""
        last = Protocol.objects.standing().order_by("effective_from").last()
        if last is None:
            return {"effective_from": clock.today()}
        kept = set(self.fields) - {"effective_from", "amendment", "token"}
        return {name: getattr(last, name) for name in kept}

    def clean(self) -> None:
        super().clean()
        said = self.cleaned_data.get
        opens, closes = said("follow_up_min_months"), said("follow_up_max_months")
        if opens is not None and closes is not None and closes < opens:
            self.add_error("follow_up_max_months", "It cannot close before it opens")
        youngest, oldest = said("least_age"), said("most_age")
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("most_age", "The oldest age cannot be below the youngest")
