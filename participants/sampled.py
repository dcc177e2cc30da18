"""What a sampling frame and a benchmark ask of people, and how they are said."""

from collections.abc import Collection, Mapping

from django.db.models import TextChoices

from linkstudy.words import capital, uncapped
from participants.vocabulary import (
    TITLES,
    AgeBand,
    Deprivation,
    EthnicGroup,
    Gender,
    Group,
    Title,
)

NOT_SAID = Gender.NOT_SAID.value  # of ethnic groups too
# What is known of people that a cell can ask for; the first four are of patients.
ATTRIBUTES: dict[str, type[TextChoices]] = {
    "age_band": AgeBand,
    "gender": Gender,
    "ethnic_group": EthnicGroup,
    "deprivation": Deprivation,
    "title": Title,
}


class Attribute(TextChoices):
    """What people of a benchmark are told apart by."""

    AGE = "age_band", "Age"
    GENDER = "gender", "Gender"
    ETHNIC_GROUP = "ethnic_group", "Ethnic group"
    DEPRIVATION = "deprivation", "Area deprivation"


LABELS = {**dict(Attribute.choices), "title": "Role"}
NUMBERS = {2: "two", 3: "three", 4: "four"}
PEOPLE = {Gender.WOMAN: "women", Gender.MAN: "men", Gender.OTHER: "people of another gender"}


def answers_of(attribute: str, group: str = Group.PATIENT) -> list[tuple[str, str]]:
    """(code, label) of the answers that say something, as a list offers them."""
    if attribute == "title":
        return [(one.value, str(one.label)) for one in TITLES[Group(group)]]
    choices = ATTRIBUTES[attribute].choices
    return [(code, str(label)) for code, label in choices if code not in ("", NOT_SAID)]


ANSWERS = {code for one in Attribute for code, _ in answers_of(one)}


def answer_words(attribute: str, code: str) -> str:
    """18 to 29; Woman; Most deprived fifth."""
    return str(ATTRIBUTES[attribute](code).label)


def cell_words(group: str, asked: Mapping[str, Collection[str]]) -> str:
    """Men aged 18 to 39, most deprived fifth; Health professionals: GP or practice nurse."""
    if group != Group.PATIENT:
        return f"{Group(group).plural}: {either(_labels('title', asked['title']))}"
    who = either([PEOPLE[Gender(code)] for code, _ in _in_order("gender", asked)]) or "patients"
    aged = f" aged {ages(asked['age_band'])}" if "age_band" in asked else ""
    of = (
        f", {either(_labels('ethnic_group', asked['ethnic_group']))}"
        if "ethnic_group" in asked
        else ""
    )
    areas = f", from the {fifths(asked['deprivation'])}" if "deprivation" in asked else ""
    return capital(f"{who}{aged}{of}{areas}")


def _in_order(attribute: str, asked: Mapping[str, Collection[str]]) -> list[tuple[str, str]]:
    chosen = asked.get(attribute, ())
    return [pair for pair in answers_of(attribute) if pair[0] in chosen]


def _labels(attribute: str, codes: Collection[str]) -> list[str]:
    labels = [one for one in ATTRIBUTES[attribute] if one.value in codes]
    is_name = attribute == "ethnic_group"
    return [str(one.label) if is_name else uncapped(str(one.label)) for one in labels]


def codes_words(attribute: str, codes: Collection[str]) -> str:
    """18 to 39; Women or men: the answers to one attribute, as a heading."""
    match attribute:
        case "age_band":
            return ages(codes)
        case "gender":
            return capital(either([PEOPLE[Gender(one)] for one in Gender if one.value in codes]))
        case "deprivation":
            return capital(fifths(codes))
    return capital(either(_labels(attribute, codes)))


def either(words: list[str]) -> str:
    """GP, practice nurse or pharmacist."""
    return " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def fifths(codes: Collection[str]) -> str:
    """most deprived two fifths, counted from either end; else each of them."""
    order = [one.value for one in Deprivation if one != Deprivation.NOT_ASKED]
    for end, way in (("most", order), ("least", order[::-1])):
        if 1 < len(codes) < len(order) and set(codes) == set(way[: len(codes)]):
            return f"{end} deprived {NUMBERS[len(codes)]} fifths"
    return either(_labels("deprivation", codes))


def ages(codes: Collection[str]) -> str:
    """18 to 39; 18 to 29 or 70 and over: bands beside each other are said as one."""
    runs: list[list[AgeBand]] = []
    bands = [one for one in AgeBand if one != AgeBand.NOT_ASKED]
    for before, band in zip([None, *bands], bands, strict=False):
        if band.value not in codes:
            continue
        if runs and runs[-1][-1] == before:
            runs[-1].append(band)
        else:
            runs.append([band])
    return either([_span(str(run[0].label), str(run[-1].label)) for run in runs])


def _span(first: str, last: str) -> str:
    if first == last:
        return first
    start = first.partition(" to ")[0]
    return (
        f"{start} and over"
        if last.endswith("and over")
        else f"{start} to {last.rpartition(' to ')[2]}"
    )


def answer_typed(attribute: str, typed: str) -> str | None:
    """The code of the answer that somebody typed, by its code, its words or their start; or None."""
    tidy = " ".join(typed.casefold().replace("–", "-").split())
    spoken = {label.casefold(): code for code, label in answers_of(attribute)}
    spoken |= {code: code for code, _ in answers_of(attribute)}
    if attribute == Attribute.GENDER:
        spoken |= {PEOPLE[Gender(code)]: code for code, _ in answers_of(attribute)}
    if tidy in spoken:
        return spoken[tidy]
    near = {code for words, code in spoken.items() if tidy and words.startswith(tidy)}
    return near.pop() if len(near) == 1 else None
