"""Where a text says how many people, when these are fewer than 5.

It reads sentences word by word: a small number, and whom it counts. Words may stand between ("3 older
patients"), as far as the phrase goes; a number may come last ("Patients: 4"), or count nobody in words ("4
said no"). A number that counts something else is left alone ("2 meetings"), one that is a name ("case
3") or a day, and a share of 5 or more: "3 in 10 patients" is how the study says how many.
"""

import re
from collections.abc import Iterator

from linkstudy.updates.reading import sentences


def words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


NUMBERS = words_of("0 1 2 3 4 zero one two three four single couple")
ONE = words_of("1 one single")
MORE = words_of("five six seven eight nine ten eleven twelve twenty thirty")
LARGER = words_of("hundred thousand million billion dozen score % pm am")
MONTHS = words_of(
    "January February March April May June July August September October November December"
)
# Whom a number counts, as one and as many. Researchers and authors are named in public.
PERSON = words_of(
    "patient person participant professional practitioner clinician doctor gp nurse midwife"
    " pharmacist dietitian therapist physiotherapist psychologist psychiatrist counsellor paramedic"
    " receptionist consultant carer caregiver manager worker navigator prescriber provider"
    " coordinator co-ordinator volunteer advocate trustee commissioner member interviewee"
    " contributor respondent attendee expert representative individual colleague client user"
    " resident tenant neighbour partner adult child teenager parent mother father son daughter"
    " husband wife widow widower sister brother relative friend man woman boy girl lady gentleman"
    " student pensioner migrant refugee veteran"
)
ODD = words_of("people men women children ladies gentlemen wives midwives")
PEOPLE = ODD | words_of("staff others") | {f"{one}s" for one in PERSON}
# What somebody is a kind of: one patient leaflet, one GP practice.
KINDS = words_of(
    "practice surgery leaflet group interview visit role job team meeting survey story record letter"
    " list form experience study service contact panel network forum event session conference day"
    " centre area level sheet pathway view organisation"
)
# A number behind these is a name; behind the second ones, where no word points to one of them.
LABELS = words_of(
    "case cases part parts section sections chapter chapters page pages wave waves version versions"
    " phase phases stage stages step steps table tables figure figures item items number numbers"
    " question questions level levels tier tiers type types theory theories no age aged grade band £ € $ #"
)
PLACES = words_of("site practice meeting group room study interview day week month year round")
PLACES |= {f"{one}s" for one in PLACES} | PERSON | {f"{one}s" for one in PERSON}
POINTING = words_of("the this that these those our each every a an one in at of per")
# A phrase about people does not go on behind these.
ENDS = words_of(
    "about above across after against although among around as at because before behind below"
    " between but by during for from had has have he her his how if in into is it its like near of"
    " off on or out over she since so than that their then there they through times to towards under"
    " until up was we were what when where whether which while who whom whose why will with within"
    " without would can could do does did are be been being shall should may might must us you not"
)
SINGLE_ENDS = ("ss", "us", "is", "'s")  # of words that end in s and are not many
DETERMINERS = words_of("the our these those all my your their such its")
NOT_ONE = words_of("no any every each")
NOT_ALONE = NOT_ONE | words_of("some this that which the first last next other another")
FURTHEST = 6  # words from a number to whom it counts
NEAR = 30  # words in which something else is said of the same people
# What people do, and hardly anything else.
DID = re.compile(
    r"\W*(?:more |others )?(?:takes? part|took part|(?:has|have|had) (?:taken part|said|told|joined|agreed"
    r"|declined|refused|withdrawn|dropped out|replied|consented|died)"
    r"|(?:was|were) (?:not |too |still |also )*(?:interviewed|invited|recruited|approached|observed"
    r"|unwell|ill|unsure|sure|busy|bereaved|unable|lonely|women|men|eligible)"
    r"|did not|didn't|could not|couldn't|came(?! (?:out|to|up|from|with)\b)|said|told|declined"
    r"|agreed(?= (?:to|with|that|and|on)\b|\W*$)|refused|volunteered|withdrew|dropped out|replied"
    r"|responded|answered|attended|consented|wanted|felt|recalled|remembered|spoke|talked|knew|died)\b",
    re.IGNORECASE,
)
ASKED = words_of("interviewed recruited enrolled")
HARDLY = words_of("only just now still about")
IS = words_of("is was are were be been remains")
COUNTS = words_of("number total count")
BREAKS = words_of(". , ; : ! ? ) and but so in by at on now when while")
PLANNED = words_of("plan plans planned hope hoped aim aims aimed goal target targets want wanted")
EACH = words_of("each every per")
TOKEN = re.compile(r"[^\W\d_][\w'-]*|\d[\w.,:/-]*\w|\d|\S")
WRAPPED = re.compile(r"\n(?=[a-z(])")  # a line that goes on


def few(text: str) -> Iterator[str]:
    """The words in which a text says how many people, where these are fewer than 5."""
    for sentence in sentences(WRAPPED.sub(" ", text)):
        yield from Counted(sentence).found()


class Counted:
    """A sentence, word by word, in small letters."""

    def __init__(self, text: str):
        self.text = text
        self.tokens = list(TOKEN.finditer(text))
        self.words = [one[0].lower().rstrip("'") or one[0] for one in self.tokens]

    def found(self) -> Iterator[str]:
        upto = 0
        for at in range(len(self.words)):
            if at >= upto and (span := self.count(at)):
                upto = span[1]
                yield self.text[self.tokens[span[0]].start() : self.tokens[upto - 1].end()]

    def word(self, at: int) -> str:
        """In small letters; "" before the first and behind the last."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def near(self, at: int, before: int = NEAR, after: int = 0) -> set[str]:
        """The words around a place."""
        return set(self.words[max(at - before, 0) : at + after])

    def count(self, at: int) -> tuple[int, int] | None:
        """From where to where the number at a place counts people; None when it does not."""
        if not self.is_small(at):
            return None
        if not self.is_name(at):
            kind, end = self.phrase(at)
            if kind == "people":
                start = at - 2 if self.is_share(at) else at
                return None if self.is_plan(at, end) else (start, end)
            if (kind != "things" and self.is_among(at)) or self.is_done(at):
                return at, at + 1 + (at + 1 < len(self.words))
        first = self.people_before(at)
        return None if first is None else (first, at + 1)

    # What a number is

    def is_small(self, at: int) -> bool:
        """Whether a number under 5 stands there, or a range that begins with one."""
        first = self.word(at).partition("-")[0]
        behind = self.word(at + 1)
        is_day = at + 1 < len(self.tokens) and self.tokens[at + 1][0] in MONTHS
        alone = self.words[at] in ONE and self.word(at - 1) in NOT_ONE
        is_range = re.fullmatch(r"\d-\d+", self.words[at])
        is_number = first in NUMBERS and (self.words[at] == first or bool(is_range))
        return is_number and behind not in LARGER and not is_day and not alone

    def is_number(self, at: int) -> bool:
        word = self.word(at)
        return word in NUMBERS | MORE or word[:1].isdigit()

    def is_name(self, at: int) -> bool:
        """Whether it is one of case 3, cases 1 and 2, no. 4."""
        place = at - 1
        if self.word(place) in {"and", "or", "to", "&", "-", "/"} and self.is_number(place - 1):
            place -= 2
            while self.word(place) == "," and self.is_number(place - 1) and at - place < NEAR:
                place -= 2
        if self.word(place) in {".", "\u2024"} and self.word(place - 1) == "no":
            return True
        label = self.word(place)
        is_place = label in PLACES and not self.is_pointed_to(place)
        return label in LABELS or is_place

    def is_pointed_to(self, place: int) -> bool:
        """Whether words say which of several it is: on that day, in the last week."""
        return bool(POINTING & {self.word(place - 1), self.word(place - 2)})

    def is_share(self, at: int) -> bool:
        """Whether it is the 4 of "1 in 4"."""
        return self.word(at - 1) == "in" and self.is_number(at - 2)

    def is_plan(self, at: int, end: int) -> bool:
        """Whether it says how many the study hopes for in each case, or what a case is."""
        if self.words[at] in ONE and self.words[end - 1] == "worker":
            return bool(EACH & self.near(at, after=NEAR))
        return bool(EACH & self.near(end, 0, 2) and PLANNED & self.near(at, after=NEAR))

    # What it counts

    def phrase(self, at: int) -> tuple[str, int]:
        """("people" or "things", where the phrase ends) of what a number counts; "" of neither."""
        place, is_many = self.behind(at)
        if is_many and self.word(place) in {"us", "whom", "them"}:
            is_told = self.word(place) != "them" or PEOPLE & self.near(at)
            return ("people" if is_told else ""), place + 1
        for here in range(place, min(place + FURTHEST, len(self.words))):
            if self.is_people(here, is_many):
                return "people", here + 1
            if is_many and self.is_things(here):
                return "things", here + 1
            if not self.goes_on(here, here > place, is_many):
                break
        return "", at

    def behind(self, at: int) -> tuple[int, bool]:
        """Where the phrase begins behind a number, "(3)", "to 6" and "of the 10"; whether it is of many."""
        place = at + 1
        if self.word(place) == "(" and self.is_number(place + 1) and self.word(place + 2) == ")":
            place += 3
        if self.word(place) in {"to", "or", "-"} and self.is_number(place + 1):
            place += 2
        place += self.word(place) == "out" and self.word(place + 1) == "of"
        if self.word(place) != "of":
            return place, self.words[at] not in ONE
        place += 1
        while self.word(place) in DETERMINERS or self.is_number(place):
            place += 1
        return place, True

    def is_people(self, at: int, is_many: bool) -> bool:
        word = self.words[at]
        theirs = word.removesuffix("'s")
        if is_many:
            return word in PEOPLE or theirs == "people"
        is_kind = word == theirs and self.word(at + 1).removesuffix("s") in KINDS
        return theirs in PERSON and not is_kind

    def is_things(self, at: int) -> bool:
        """Whether it is a word for many that are not people."""
        word = self.words[at]
        return len(word) > 3 and word.endswith("s") and not word.endswith(SINGLE_ENDS)

    def goes_on(self, at: int, is_inside: bool, is_many: bool) -> bool:
        """Whether whom it counts can come behind this word."""
        word = self.words[at]
        if word in {",", "and"}:
            return is_inside
        is_plain = word[0].isalpha() and word not in ENDS and self.tokens[at][0] not in MONTHS
        return is_plain and not self.is_number(at) and (is_many or word not in PEOPLE)

    # Where no word for people follows

    def is_done(self, at: int) -> bool:
        """Whether people do what follows: 4 said no. Also who was interviewed: we recruited 3."""
        alone = self.words[at] in ONE and self.word(at - 1) in NOT_ALONE
        did = DID.match(self.text, self.tokens[at].end()) and not alone
        is_last = self.word(at + 1) in BREAKS | {""}
        return bool(did) or (self.word(at - 1) in ASKED and is_last)

    def is_among(self, at: int) -> bool:
        """Whether it begins what is said of people before: Of our patients, 4 live alone."""
        comma = at - 1 - (self.word(at - 1) in HARDLY)
        if self.words[at] in ONE or self.word(comma) != ",":
            return False
        before = self.words[max(comma - NEAR, 0) : comma]
        starts = [place for place, word in enumerate(before) if word in {"of", "among"}]
        return any(PEOPLE & set(before[place : place + FURTHEST]) for place in starts)

    def people_before(self, at: int) -> int | None:
        """Where words for people stand before a number that comes last: Patients: 4."""
        if self.word(at + 1) not in BREAKS | {""}:
            return None
        place, reach = at - 1, 1
        while self.word(place) in HARDLY:
            place -= 1
        is_said = self.word(place) in IS and COUNTS & self.near(place)
        if is_said or self.word(place) in {":", "=", "("}:
            place, reach = place - 1, FURTHEST
        elif self.word(place) in {",", "-"}:
            place -= 1
        elif self.word(at + 1):
            return None
        near = range(place, max(place - reach, -1), -1)
        return next((here for here in near if self.words[here] in PEOPLE), None)
