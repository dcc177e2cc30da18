"""How hard a text is to read: the Flesch-Kincaid grade, reckoned here, without a list from elsewhere.

A grade is a school year of the United States; five more is about the age of those who are in it.
A line that stands alone, such as a heading or an item of a list, is a sentence. What nobody reads
aloud, such as an address of a page, is left out.
"""

import re
from dataclasses import dataclass
from functools import cache

AGE = 5  # years from a grade to an age
GOAL = 11  # the age for which the study writes

UNREAD = re.compile(r"\S*(?:://|www\.|@)\S*?(?=[.,;:!?)]*(?:\s|$))|\b10\.\d{4,9}/\S+")
BULLET = re.compile(r"^\s*(?:\d{1,2}[.)]|[-•*])\s+", re.MULTILINE)
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*|\d+(?:[.,]\d+)*")
SHORT = re.compile(
    r"\b(?:Dr|Prof|Mr|Mrs|Ms|St|etc|vs|No|e\.g|i\.e|a\.m|p\.m|[A-Z])\.(?=\s+\S)(?!\s*\n)"
)
ENDS = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[^\sa-z]|\s*$)|\n+")

SPELLED = re.compile("[A-Z]{2,4}s?")
VOWELS = re.compile("[aeiouyàáâäèéêëìíîïòóôöùúûü]+")
GLIDE = re.compile(r"(^|[aeiou])y(?=[aeiou])")  # as in year and player: no vowel
# An e that is written and not said: at the end, in -ed and -es, and before what was added.
SILENT = re.compile(
    r"""
      (?<=[^aeiou])e$ (?<![bcdfgkpstz]le)
    | (?<=[^aeioutd])ed$ (?<![bcdfgkpstz]led)
    | (?<=[^aeioucgsxz])es$ (?<!shes) (?<!ches) (?<![bcdfgkpstz]les)
    | (?<=[^aeiou])e (?<![bcdfgkpstz]le) (?=(?:ly|ty|ment|less|ful|ness|liness|some))
    """,
    re.VERBOSE,
)
# Two vowels that stand together and are said one by one.
APART = re.compile(
    r"""
      (?<=[aeiouy])ing(?:s|ly)?$
    | ia(?=te[ds]?$)
    | (?<![tcsgx])(?<![csh]h)ia | (?<![tcsgxln])(?<![csh]h)io | ium | eum$
    | (?<![tc])ie(?=n[ct]|t) | (?<=[a-z]{2})ie(?=rs?$|st$)
    | (?<![gq])ua(?=[lrt]) | (?<![gq])ue(?=n[ct]|l) | uou
    | (?<=th)eo | ^geo | (?<=cr)ea(?=t) | (?<=p)oe(?=[mt])
    | ^rea(?=ct|ss|ff|l(?!m)) | ^reo | ^rei(?=n) | ^pree(?=[xv]) | ^coo(?=[pr])
    | (?<=[^aeiou])ye(?=rs?$) | ism$
    """,
    re.VERBOSE,
)
# Words whose letters say too little, by their number of syllables.
KNOWN = {
    "area": 3, "areas": 3, "business": 2, "businesses": 3, "café": 2, "client": 2, "clients": 2,
    "clothes": 1, "colleague": 2, "colleagues": 2, "couldn’t": 2, "dialogue": 3, "didn’t": 2,
    "doesn’t": 2, "dr": 2, "mr": 2, "mrs": 2, "prof": 3, "element": 3, "elements": 3, "evening": 2, "every": 2, "everybody": 4,
    "everyone": 3, "everything": 3, "eye": 1, "eyes": 1, "fluid": 2, "fuel": 2, "giant": 2,
    "hasn’t": 2, "hierarchy": 4, "idea": 3, "ideas": 3, "ideal": 3, "isn’t": 2, "league": 1,
    "lion": 2, "maybe": 2, "quiet": 2, "quieter": 3, "recipe": 3, "recipes": 3, "ruin": 2,
    "science": 2, "sciences": 3, "scientist": 3, "scientists": 3, "society": 4, "someone": 2,
    "something": 2, "sometimes": 2, "technique": 2, "techniques": 2, "the": 1, "theatre": 2, "therefore": 2,
    "they’re": 1, "unique": 2, "queue": 1, "queues": 1, "wasn’t": 2, "we’re": 1, "whereas": 2,
    "wherever": 3, "wouldn’t": 2, "wednesday": 2, "moreover": 3, "being": 2,
}  # fmt: skip


@cache
def syllables(word: str) -> int:
    """How many syllables a word is said with, 1 or more.

    A number counts one for each digit, and what is said letter by letter, as NIHR, one for each.
    """
    if SPELLED.fullmatch(word):
        return len(word.removesuffix("s"))
    word = word.lower().replace("'", "’")
    if word[0].isdigit():
        return sum(letter.isdigit() for letter in word)
    if word in KNOWN:
        return KNOWN[word]
    stem = word.removesuffix("’s").removesuffix("’")
    if stem in KNOWN:
        return KNOWN[stem]
    stem = GLIDE.sub(r"\1j", stem)
    unsaid = sum(1 for _ in SILENT.finditer(stem))
    apart = sum(1 for _ in APART.finditer(stem))
    return max(len(VOWELS.findall(stem)) - unsaid + apart, 1)


def sentences(text: str) -> list[str]:
    """The sentences of a text, as they stand there."""
    whole = UNREAD.sub(" ", text.replace("\r\n", "\n"))
    whole = BULLET.sub("", whole)
    held = SHORT.sub(lambda found: found[0].replace(".", "\u2024"), whole)
    return [part.strip() for part in ENDS.split(held) if WORD.search(part)]


def words(text: str) -> list[str]:
    """The words of a text; each part of a hyphenated one, and each number."""
    return WORD.findall(text)


@dataclass(frozen=True)
class Reading:
    """What a text counts to."""

    sentences: int
    words: int
    syllables: int

    @property
    def grade(self) -> float:
        """By Flesch and Kincaid, to one decimal; 0 where there is nothing to read, and never less."""
        if not self.words:
            return 0.0
        length, weight = self.words / self.sentences, self.syllables / self.words
        return round(max(0.39 * length + 11.8 * weight - 15.59, 0.0), 1)

    @property
    def age(self) -> int:
        """Whole years; 0 where there is nothing to read."""
        return round(self.grade) + AGE if self.words else 0

    @property
    def is_plain(self) -> bool:
        return self.age <= GOAL


def reading(text: str) -> Reading:
    """Count a text."""
    found = sentences(text)
    every = [word for one in found for word in words(one)]
    return Reading(len(found), len(every), sum(map(syllables, every)))


def hardest(text: str, most: int = 3) -> list[str]:
    """The sentences that are hardest to read among those above the goal, the hardest first."""
    rated = [(reading(one), one.replace("\u2024", ".")) for one in sentences(text)]
    hard = [(count.grade, one) for count, one in rated if not count.is_plain]
    return [one for _, one in sorted(hard, key=lambda pair: -pair[0])[:most]]
