"""Study IDs in a text that leaves the team, however they are put: C5-PT-03, 5 pt 3, case 5, patient 3."""

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError

from cases.vocabulary import Group

ALIKE = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | {"’": "'", "\xa0": " ", "\n": " "})
WORDS = "one two three four five six seven eight nine ten eleven twelve"
NTH_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth"
UNITS = "times|days?|weeks?|months?|years?|hours?|minutes?|per|of|out|%"

GAP = r"[\s\-_./]{0,6}"  # what the reading of typed study IDs allows between their parts, and a stroke
CODE = f"(?:{'|'.join(Group.values)})"
NUMBER = rf"(?:\d{{1,5}}|{'|'.join(WORDS.split())})(?![^\W_])"
NTH = rf"(?:\d{{1,5}}(?:st|nd|rd|th)|{'|'.join(NTH_WORDS.split())})"
SIGN = r"[\s._-]{0,3}(?:no\.?|number|\#)?\s{0,2}"
PERSON = (
    rf"(?:{CODE}|patient|participant|interviewee|person|(?:health\s+)?professional"
    r"|voluntary\s+sector(?:\s+(?:person|member|worker))?|link\s+worker|(?:link\s+worker'?s?\s+)?manager)"
)
SOMEBODY = rf"(?:{PERSON}{SIGN}{NUMBER}|{NTH}\s+{PERSON}|(?-i:LW|LM)(?![^\W_]))"
CASE = rf"(?:(?:case|site){SIGN}{NUMBER}|{NTH}\s+case)(?:'s)?"
BETWEEN = r"[\s,:;()._/-]{0,4}"

NOT_ANY = r"(?<!\beach )(?<!\bevery )(?<!\ba )(?<!\bthe )(?<!\bper )"

SHAPES = (
    rf"c[\s.-]{{0,3}}\d{{1,4}}{GAP}{CODE}(?:{GAP}\d{{1,5}})?",
    rf"(?<!\d[.,/-])\d{{1,4}}{GAP}{CODE}{GAP}\d{{1,5}}",
    rf"{CASE}{BETWEEN}(?:the\s+)?{SOMEBODY}",
    rf"{SOMEBODY}{BETWEEN}(?:(?:of|in|from|at)\s+)?(?:(?:the|our)\s+)?{CASE}",
    # In one's own case. Small letters stand close to their number: pt3, not 14 pt 3.
    rf"(?:(?-i:{CODE}){GAP}|(?:pt|hp|lw|lm)[-_.]?)\d{{1,5}}",
    rf"{NOT_ANY}(?:patient|participant|interviewee){SIGN}\d{{1,5}}(?!\d|\s*(?:{UNITS})\b|[.,]\d)",
)
STUDY_ID = re.compile("|".join(rf"(?<![^\W_])(?:{one})(?![^\W_])" for one in SHAPES), re.IGNORECASE)
AGAINST = re.compile(r"\d+\s+vs\.?\s+\d+")  # 23 vs 24
TAKE_OUT = "Take out the study ID {}"


def study_ids(text: str) -> Iterator[str]:
    """What reads like a study ID, as it stands there, in one spelling of spaces and dashes."""
    for found in STUDY_ID.finditer(text.translate(ALIKE)):
        if not AGAINST.fullmatch(found[0]):
            yield found[0]


def demand_no_study_ids(**texts: str) -> None:
    """Raise ValidationError beside each question whose answer holds one."""
    found = {
        question: [TAKE_OUT.format(one) for one in study_ids(text)]
        for question, text in texts.items()
    }
    if said := {question: words for question, words in found.items() if words}:
        raise ValidationError(said)
