"""The GRIPP2 short form, drafted from what is recorded; somebody's own text takes a draft's place.

It tells of patients and the public: of the groups they sit in, and of no other group's advice.
"""

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass

from cases.models import Study
from cases.study_ids import study_ids
from linkstudy.money import pounds
from linkstudy.words import day_words, listed, uncapped
from meetings.ledger import long
from meetings.models import Contribution, Group, Member, Payment, ReportText
from meetings.vocabulary import Answer, GroupKind, Seat, Section, Stage

# To whoever writes a section, on its page; no file holds it.
MISSING = "Say here what only the people who were there can say."
NOTHING = "Nothing is recorded for this section yet."


@dataclass(frozen=True)
class Facts:
    """What the record knows about involvement: the groups in which the public has its say, what these and
    their public contributors advised, and what the latter were offered. seats is how many sit in each
    group, by its key."""

    study: str
    groups: list[Group]
    seats: Counter[int]
    advice: list[Contribution]
    payments: list[Payment]

    @property
    def members(self) -> int:
        return sum(self.seats[one.pk] for one in self.groups)

    @property
    def tables(self) -> str:
        """The advisory group and the PPI group."""
        return listed([f"the {uncapped(one.name)}" for one in self.groups])

    @property
    def used(self) -> list[Contribution]:
        return [one for one in self.advice if one.changed_on]


def facts() -> Facts:
    """Five questions, however much is recorded."""
    study = Study.objects.first()
    tables = Group.objects.standing().exclude(kind=GroupKind.TEAM).order_by("name")
    public = Member.objects.standing().filter(seat=Seat.PUBLIC, user=None)
    seats = Counter(public.values_list("group", flat=True))
    theirs = {one.pk: one for one in tables if one.kind == GroupKind.PPI or seats[one.pk]}
    advice = Contribution.objects.standing().select_related("group", "member__user")
    payments = Payment.objects.standing().filter(member__in=public).select_related("rate")
    return Facts(
        study=study.short_title if study else "the study",
        groups=list(theirs.values()),
        seats=seats,
        advice=[one for one in advice.order_by("on", "number") if _is_theirs(one, theirs)],
        payments=list(payments),
    )


def _is_theirs(advice: Contribution, groups: Container[int]) -> bool:
    """Whether a group of these gave it as a whole, or a public contributor in it."""
    is_public = advice.member is None or advice.member.seat == Seat.PUBLIC
    return is_public and advice.group_id in groups


def drafts(found: Facts) -> dict[Section, str]:
    """{section: what the record says of it}."""
    return {
        Section.AIM: _aim(found),
        Section.METHODS: _methods(found),
        Section.RESULTS: _results(found),
        Section.DISCUSSION: _discussion(found),
        Section.REFLECTIONS: _reflections(found),
    }


def _aim(found: Facts) -> str:
    aim = f"Patients and members of the public were involved in {uncapped(found.study)}."
    groups = [f"{one.name}: {one.purpose}" for one in found.groups if one.purpose]
    return "\n".join([aim, *groups, MISSING])


def _methods(found: Facts) -> str:
    if not found.groups:
        return "No public contributor is recorded in a group yet."
    people = (
        "1 public contributor" if found.members == 1 else f"{found.members:,} public contributors"
    )
    they = "This group" if len(found.groups) == 1 else "These groups"
    lines = [f"{people} took part in {found.tables}."]
    counts = Counter(one.stage for one in found.advice)
    about = [f"{uncapped(stage.label)} ({counts[stage]:,})" for stage in Stage if counts[stage]]
    if found.advice:
        first, last = (day_words(found.advice[place].on) for place in (0, -1))
        lines.append(f"{they} advised from {first} to {last}, on {listed(about)}.")
    if took := sum(one.minutes for one in found.payments):
        lines.append(f"Public contributors were offered payment for {long(took)} of work.")
    return "\n".join(lines)


def _results(found: Facts) -> str:
    if not found.used:
        return "Nothing is recorded yet that changed because of advice."
    count = f"{len(found.used):,} of {len(found.advice):,} pieces of advice"
    lines = [f"{count} from {found.tables} changed something."]
    return "\n".join([*lines, *map(_change, found.used)])


def _change(row: Contribution) -> str:
    seen = f" See {row.evidence}." if row.evidence else ""
    return (
        f"{day_words(row.on)}, {uncapped(row.get_stage_display())}: {_sentence(row.changed)}{seen}"
    )


def _sentence(text: str) -> str:
    words = " ".join(text.split())
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _discussion(found: Facts) -> str:
    left = [one for one in found.advice if not one.changed_on]
    if not left:
        return MISSING
    lines = ["This advice has changed nothing yet:"]
    told = [f"{day_words(one.on)}: {_sentence(one.advised)}" for one in left]
    return "\n".join([*lines, *told, MISSING])


def _reflections(found: Facts) -> str:
    offers = len(found.payments)
    declined = sum(one.answer == Answer.DECLINED for one in found.payments)
    paid = sum(one.amount for one in found.payments if one.paid_on)
    if not offers:
        return MISSING
    made = "payment was" if offers == 1 else "payments were"
    said = f"{offers:,} {made} offered, {declined:,} declined; {pounds(paid)} was paid."
    return "\n".join([said, MISSING])


@dataclass(frozen=True)
class Part:
    """A section of the report: somebody's text, or else the draft."""

    section: Section
    draft: str
    written: ReportText | None

    @property
    def title(self) -> str:
        return str(self.section.label)

    @property
    def slug(self) -> str:
        return str(self.section.value)

    @property
    def text(self) -> str:
        return self.written.text if self.written else self.draft

    @property
    def printed(self) -> list[str]:
        """Its lines outside the house: what only asks its writer for words is not among them."""
        return [one for one in self.text.splitlines() if one.strip() != MISSING] or [NOTHING]

    @property
    def number(self) -> int:
        return self.written.number if self.written else 0


def report() -> list[Part]:
    """The five sections, in the order of the form."""
    written = {one.section: one for one in ReportText.objects.newest()}
    drafted = drafts(facts())
    return [Part(one, drafted[one], written.get(one.value)) for one in Section]


def coded(parts: Iterable[Part]) -> list[str]:
    """The study IDs that stand in the report, each with its section: those of texts that were written
    before they were looked for."""
    return [f"{one}, under {part.title}" for part in parts for one in study_ids(part.text)]


def part_of(section: Section) -> Part:
    return next(one for one in report() if one.section == section)
