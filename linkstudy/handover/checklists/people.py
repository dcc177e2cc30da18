"""What the data say of who asked, who was asked, who took part and who did not."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import TextChoices

from cases.vocabulary import Area, DocumentKind, Employer, Group, Route
from linkstudy.figures.figure import Figure, Table, Value
from linkstudy.figures.reached import NOT_HEARD
from linkstudy.handover.checklists.facts import Facts
from linkstudy.handover.checklists.telling import (
    Answer,
    breakdown,
    counted,
    few,
    labelled,
    one_column,
    shares,
)
from linkstudy.words import day_words, listed, many, uncapped
from participants.vocabulary import (
    AgeBand,
    Channel,
    Deprivation,
    EthnicGroup,
    Gender,
    JoinedVia,
    RefusalReason,
    Title,
)

MOST_NAMED = 10
SAID_NO, NO_NO = "Said no", "Not reached or not eligible"
BANDS: dict[str, tuple[str, type[TextChoices]]] = {
    "Age": ("age_band", AgeBand),
    "Gender": ("gender", Gender),
    "Ethnic group": ("ethnic_group", EthnicGroup),
    "Deprivation": ("deprivation", Deprivation),
}


def interviewers(facts: Facts) -> Answer:
    """Who interviewed, and how often."""
    by = Counter(held.by for held in facts.told)
    if not by:
        return Answer()
    shown = list(shares(dict(by.most_common())).items())
    named = [
        f"{name} ({count:,})" if isinstance(count, int) else name
        for name, count in shown[:MOST_NAMED]
    ]
    named += ["others"] if len(by) > MOST_NAMED else []
    return Answer((f"{facts.what} were done by {listed(named)}.",))


def relationship(facts: Facts) -> Answer:
    """Whether link workers had been observed at work before they were interviewed."""
    theirs = [held for held in facts.firsts.values() if held.group == Group.LINK_WORKER]
    if not theirs:
        return Answer()
    first = facts.seen_first
    before = [held.case in first and first[held.case] < held.day for held in theirs]
    # In words: how many link workers there are would give back how many managers.
    how_many = "All" if all(before) else "Some" if any(before) else "None"
    return Answer(
        (f"{how_many} of the link workers had been observed at work before their interview.",)
    )


def told_beforehand(facts: Facts) -> Answer:
    """Which information sheets people had."""
    found = facts.documents(DocumentKind.INFORMATION)
    days = sorted((one.in_force_from, one.number) for one in found if one.in_force_from)
    sheets = [f"version {number} from {day_words(day)}" for day, number in days]
    return Answer((f"Participant information sheet: {listed(sheets)}.",) if sheets else ())


def frame(facts: Facts) -> list[str]:
    """How cases differ, without a count of cases: each is one link worker."""
    cases = facts.cases
    if not cases:
        return []
    areas = [uncapped(one.label) for one in Area if one in {case.area for case in cases}]
    employers = [str(one.label) for one in Employer if one in {case.employer for case in cases}]
    sizes = sorted(case.population for case in cases if case.population)
    said_of = [
        f"{many(len(cases), 'case')} {'was' if len(cases) == 1 else 'were'} chosen, each of one link worker.",
        f"Areas: {', '.join(areas)}. Link workers are employed by {listed(employers)}.",
    ]
    if len(sizes) > 1:
        least, most = (round(size, -3) for size in (sizes[0], sizes[-1]))
        said_of += [f"Cases serve between about {least:,} and {most:,} people."]
    return said_of


def environment(facts: Facts) -> Answer:
    """Where the study took place."""
    told = sorted({case.contact for case in facts.cases if case.contact})
    return Answer((*frame(facts), *([f"Contact there: {'; '.join(told)}."] if told else [])))


def sampling(facts: Facts) -> Answer:
    """How cases were chosen, and how people came to the study."""
    joined = labelled((one.joined_via for one in facts.people), JoinedVia)
    if not joined:
        return Answer(tuple(frame(facts)))
    about = "How the people who were interviewed came to the study."
    figure = one_column("joined-via", "How people came to the study", about, "Way", joined)
    return Answer(tuple(frame(facts)), figure)


def approach(facts: Facts) -> Answer:
    """How people were approached: letters by counts, and what the team did."""
    made = labelled(facts.contacts.elements(), Channel)
    told = [f"The team got in touch by: {breakdown(made)}."] if made else []
    if not facts.letters:
        return Answer(tuple(told))
    sent = counted({Route(route).label: number for route, number, _ in facts.letters})
    back = counted({Route(route).label: number for route, _, number in facts.letters})
    came = dict(back[0])
    rows = [(label, count, came.get(label, 0)) for label, count in sent[0]]
    table = Table(
        "approach",
        "How patients were approached",
        "Patients approached through practices and link workers, as counts.",
        ("Way", "Approached", "Undelivered"),
        (*rows, ("In all", sent[1], back[1])),
    )
    return Answer(tuple(told), Figure(table))


def sample_size(facts: Facts) -> Answer:
    """How many people of each group, in how many cases, and how many of them again."""
    if not facts.firsts:
        return Answer()
    groups = {str(one.plural): one.value for one in Group}
    first = Counter(held.group for held in facts.firsts.values())
    again = Counter(held.group for held in facts.again.values())
    once, all_once = counted({label: first[code] for label, code in groups.items()})
    twice, all_twice = counted({label: again[code] for label, code in groups.items()})
    more = dict(twice)
    table = Table(
        "sample-size",
        "Who was interviewed",
        "People, by group: with a first interview, and with a follow-up interview.",
        ("Group", "First interview", "Follow-up"),
        (
            *((name, count, more.get(name, 0)) for name, count in once),
            ("In all", all_once, all_twice),
        ),
    )
    return Answer((_per_case(facts),), Figure(table))


def _per_case(facts: Facts) -> str:
    patients = Counter(held.case for held in facts.firsts.values() if held.group == Group.PATIENT)
    cases = {held.case for held in facts.firsts.values()}
    each = [patients[case] for case in cases]
    across = f"People of {many(len(cases), 'case')} were interviewed"
    return f"{across}; patients in each: from {few(min(each))} to {few(max(each))}."


def not_taking_part(facts: Facts) -> Answer:
    """Who said no and why, who was not heard of or not eligible, who withdrew, and who was not
    interviewed again."""
    told = [f"Withdrew: {few(facts.withdrawn)}."] if facts.withdrawn else []
    gone = len(facts.firsts.keys() - facts.again.keys())
    if facts.again:
        shown = breakdown({"interviewed again": len(facts.again), "not interviewed again": gone})
        told += [f"Of those with a first interview: {shown}."]
    rows = tuple(_why_not(facts))
    if not rows:
        return Answer(tuple(told))
    table = Table(
        "non-participation",
        "Why people had no first interview",
        "Each person once. Who was not heard of, or was not eligible, did not say no.",
        ("What", "Reason", "People"),
        rows,
    )
    return Answer(tuple(told), Figure(table))


def _why_not(facts: Facts) -> Iterator[tuple[Value, ...]]:
    """Who said no, and apart from them who did not."""
    not_heard = Counter({one: facts.refusals[one] for one in NOT_HEARD})
    noes = Counter({one: facts.refusals[one] for one in RefusalReason if one not in NOT_HEARD})
    for what, of in ((SAID_NO, noes), (NO_NO, not_heard)):
        shown, total = counted(labelled(of.elements(), RefusalReason))
        yield from ((what, label, count) for label, count in shown)
        if shown:
            yield what, "In all", total


def description(facts: Facts) -> Answer:
    """Who they are, in bands; those not asked are counted, too."""
    if not facts.people:
        return Answer()
    table = Table(
        "sample",
        "Who took part",
        "People with a first interview: patients in bands, professionals by their role.",
        ("What", "Answer", "People"),
        tuple(_described(facts)),
    )
    return Answer(("Missing answers are counted as not asked.",), Figure(table))


def _described(facts: Facts) -> Iterator[tuple[Value, ...]]:
    patients = [one for one in facts.people if one.is_patient]
    others = [one for one in facts.people if not one.is_patient]
    for label, (column, choices) in BANDS.items():
        yield from _answers(
            f"{label} of patients", [getattr(one, column) for one in patients], choices
        )
    yield from _answers("Role of professionals", [one.title for one in others], Title)


def _answers(
    what: str, codes: list[str], choices: type[TextChoices]
) -> Iterator[tuple[Value, ...]]:
    shown, total = counted(labelled(codes, choices))
    for label, count in shown:
        yield what, "Not recorded" if label == str(Title.NONE.label) else label, count
    if shown:
        yield what, "In all", total
