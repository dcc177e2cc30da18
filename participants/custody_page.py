"""What the pages about recordings say."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.identities.service import unseal
from linkstudy.rows import numbered
from linkstudy.words import day_words, uncapped
from linkstudy.words import listed as in_a_row
from participants.actions.custody import PLACE
from participants.afterwards import Step
from participants.forms.custody import DONE, RecordingsFilter
from participants.models import CustodyStep, Interview
from participants.models.custody import recorded
from participants.profile import acts_on
from participants.recordings import NEXT, Chain, chain_of, chains, in_brief, unfinished
from participants.vocabulary import Recording

ROWS = 25
SHOWN = ("participant__case", "participant__owner")
NO_AUDIO = "This interview has no audio, so there is no recording to follow"
NOTHING = "Nothing is left to record: the way of this recording is complete"


def has_recording(interview: Interview) -> bool:
    return interview.state == "done" and interview.recording == Recording.AUDIO


def saved_words(interview: Interview, row: CustodyStep) -> str:
    """Saved: C5-PT-02, uploaded on 10 June 2022. Next: to be sent to the transcriber."""
    chain = chain_of(interview)
    done = f"{interview.participant}, {uncapped(row.get_step_display())} on {day_words(row.on)}"
    due = f", {uncapped(chain.due_words)}" if chain.due else ""
    after = f"Next: {uncapped(chain.next_words)}{due}" if chain.next else NOTHING.partition(":")[0]
    return f"Saved: {done}. {after}"


@dataclass(frozen=True)
class StepLine:
    """A step of a recording as its interview's page shows it; number is its place in the history."""

    row: CustodyStep
    number: int
    proof: str

    @property
    def acts(self) -> list[tuple[str, str]]:
        row = self.row
        return acts_on(row, "step", [row.participant.slug, row.interview, row.step])


def way(interview: Interview, reader: User) -> tuple[Chain, list[StepLine]]:
    """Where a recording is, and what was recorded of it: also a void step whose place none has taken."""
    person = interview.participant
    rows = list(person.custody_steps.select_related("who"))
    [chain] = chains([interview], [row for row in rows if row.voided_at is None])
    found: dict[int, StepLine] = {}
    for number, row in numbered(rows):
        row.participant = person
        is_shown = row.voided_at is None or row.step not in found
        if row.interview == interview.number and is_shown:
            told = unseal(person.person, PLACE, row.proof) if reader.may(May.READ_NOTES) else ""
            found[row.step] = StepLine(row, number, told)
    return chain, [found[step] for step in sorted(found)]


@dataclass(frozen=True)
class Listed:
    """Recordings of a list, the late ones first; those that are done, by their interviews. Those
    of a page are read in full."""

    rows: Sequence[Chain] | QuerySet[Interview]
    sentence: str

    def page(self, number: str | None) -> Page:
        page: Page[Any] = Paginator(self.rows, ROWS).get_page(number)
        some: Any = page.object_list
        done = isinstance(self.rows, QuerySet)
        page.object_list = chains(some.select_related(*SHOWN)) if done else in_full(some)
        return page


def in_full(some: Sequence[Chain]) -> list[Chain]:
    """Chains read in brief, with all that a list shows of them."""
    keys = [one.interview.pk for one in some]
    rows = Interview.objects.filter(pk__in=keys).select_related(*SHOWN)
    return sorted(chains(rows), key=lambda one: keys.index(one.interview.pk))


def listed(user: User, asked: RecordingsFilter) -> Listed:
    """The recordings that a filter asks for, and what is late among all that the reader sees."""
    seen = Interview.objects.visible_to(user)
    if asked.its_case:
        seen = seen.filter(participant__case=asked.its_case)
    looked_at = in_brief(unfinished(seen))
    found = sorted((one for one in looked_at if one.next), key=in_order)
    if asked.next == DONE:
        gone = [one.interview.pk for one in looked_at if one.next is None]
        done = ~Q(pk__in=unfinished(seen).values("pk")) | Q(pk__in=gone)
        return Listed(recorded(seen).filter(done).order_by("-held_on", "-pk"), sentence(found))
    return Listed([one for one in found if asked.next in (None, one.next)], sentence(found))


def in_order(chain: Chain) -> tuple[dt.date, str, int]:
    """By the day on which it is due; what has no day comes last."""
    return chain.due or dt.date.max, chain.interview.participant.study_id, chain.interview.number


def sentence(found: list[Chain]) -> str:
    """3 recordings are late: 2 to be uploaded and 1 to be checked against the audio."""
    late = Counter(chain.next for chain in found if chain.is_late)
    count = sum(late.values())
    if not found:
        return "Nothing is left to do with any recording."
    if not count:
        on_their_way = "1 is" if len(found) == 1 else f"{len(found):,} are"
        return f"No recording is late. {on_their_way} on the way."
    parts = [f"{late[step]:,} {said(step)}" for step in Step if late[step]]
    return f"{count:,} recording{' is' if count == 1 else 's are'} late: {in_a_row(parts)}."


def said(step: Step) -> str:
    """to be uploaded; for what is not the recording itself, of which: audio to be destroyed."""
    return uncapped(NEXT[step])
