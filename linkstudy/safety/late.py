"""Letters about somebody who is late from a visit: to their buddy, then to principal investigators.

They say who, in which case and until when. That is the team's own: no letter says whom a visit was to.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import Role
from linkstudy.safety.models import Visit
from linkstudy.safety.vocabulary import Step
from linkstudy.words import clock_words, day_words, in_london

ESCALATION = dt.timedelta(
    minutes=15
)  # from when they are late, until others than the buddy are told
SUBJECT = "linkstudy: {who} is late from a visit"
LETTER = """Hello {name},

{who} is on a visit in Case {case}, and was to be back on {day} at {time}. Nobody has said so yet.

{advice} If nobody can reach them, ring 999.

Once you have heard from them, say so here: {address}{visit}
"""
ADVICE = {
    Step.BUDDY: "You look out for them. Ring them now. If they do not answer, ring a principal"
    " investigator.",
    Step.LEADS: "{buddy} looks out for them. Ring both now.",
}
STILL = "You look out for them, and they are not back yet. Ring them again."


@dataclass(frozen=True)
class Word:
    """A letter that somebody is to get."""

    visit: Visit
    step: Step
    to: User

    def letter(self, address: str) -> tuple[str, str]:
        """(subject, words), which lead to the page at an address."""
        visit, end = self.visit, in_london(self.visit.expected_at)
        words = LETTER.format(
            name=self.to,
            who=visit.researcher,
            case=visit.case_number,
            day=day_words(end.date()),
            time=clock_words(end.time()),
            advice=self._advice,
            address=address,
            visit=visit.get_absolute_url(),
        )
        return SUBJECT.format(who=visit.researcher), words

    @property
    def _advice(self) -> str:
        if self.step == Step.LEADS and self.to == self.visit.buddy:
            return STILL
        return ADVICE[self.step].format(buddy=self.visit.buddy)


def words_due() -> Iterator[Word]:
    """Who is to be told of whom now, the longest late first."""
    rows = Visit.objects.late().with_places().select_related("researcher", "buddy")
    leads = list(User.objects.current().filter(role=Role.PI).order_by("number"))
    for visit in rows.order_by("expected_at", "pk"):
        has_buddy = visit.buddy.is_current
        if has_buddy:
            yield Word(visit, Step.BUDDY, visit.buddy)
        if not has_buddy or visit.expected_at + ESCALATION <= clock.study_now():
            yield from (Word(visit, Step.LEADS, one) for one in leads if one != visit.researcher)
