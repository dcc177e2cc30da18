"""What a search finds: people by study ID, cases by number or place. Never by who somebody is."""

import re
from dataclasses import dataclass

from django.db.models import Q

from cases.models import Case
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from participants.models import Participant
from participants.models.people import understood
from participants.vocabulary import Group

MOST_CASES = 20
CASE = re.compile(r"(?:case\s*|c)?(\d{1,4})", re.IGNORECASE)
GROUP = re.compile(r"([a-z]{2})[\s\-_.]*(\d{1,4})", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """The people and cases that answer a search, of those that the reader may see."""

    people: list[Participant]
    cases: list[Case]

    @property
    def only(self) -> Participant | Case | None:
        """The one answer, when there is no other."""
        rows: list[Participant | Case] = [*self.people, *self.cases]
        return rows[0] if len(rows) == 1 else None


def find(user: User, typed: str) -> Found:
    """`5 pt 3` and `c5pt3` are a person, `pt3` that number of each case, `5` and `case 5` a case;
    other words are looked for in the names of places."""
    text = " ".join(typed.split())
    return Found(_people(user, text), _cases(user, text))


def _people(user: User, text: str) -> list[Participant]:
    """Somebody by study ID; without the case in it, one of each case."""
    seen = Participant.objects.visible_to(user).with_status().select_related("case__site")
    if code := understood(text):
        return list(seen.filter(study_id=code))
    match = GROUP.fullmatch(text)
    if not match or match[1].upper() not in Group.values:
        return []
    same = seen.filter(group=match[1].upper(), number=int(match[2]))
    return list(same.order_by("case__number")[:MOST_CASES])


def _cases(user: User, text: str) -> list[Case]:
    seen = Case.objects.reached(user, May.SEE_CASES).select_related("site").order_by("number")
    if match := CASE.fullmatch(text):
        return list(seen.filter(number=int(match[1])))
    if not text or understood(text) or GROUP.fullmatch(text):
        return []
    named = Q(site__name__icontains=text)
    return list(seen.filter(named)[:MOST_CASES])
