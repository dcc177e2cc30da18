"""Where a recording is: what was done, what comes next, by when, and who is to do it.

Stored are the steps; all of this follows from them, from withdrawals and from the protocol's
settings, those of the day from which the days are counted.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from operator import itemgetter
from typing import Any, NamedTuple, cast

from django.db.models import Case as SqlCase
from django.db.models import (
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.urls import reverse

from cases.models import Protocol
from linkstudy import clock
from linkstudy.once import Once, alone
from participants.afterwards import CodesFor, Step
from participants.briefs import short
from participants.models import CustodyStep, Interview, Withdrawal
from participants.models.custody import recorded, steps_of
from participants.vocabulary import WithdrawalLevel
from participants.waves import every_settings

TAKEN_OUT = (WithdrawalLevel.REMOVE_ALL, WithdrawalLevel.REMOVE_UNANALYSED)
# The setting that says how many days there are for a step.
DAYS_FOR = {
    Step.UPLOADED: "days_to_upload",
    Step.SENT: "days_to_send",
    Step.RETURNED: "days_to_return",
    Step.CHECKED: "days_to_check",
    Step.PSEUDONYMISED: "days_to_pseudonymise",
    Step.CHECKED_AGAIN: "days_to_check",
    Step.RELEASED: "days_to_release",
    Step.AUDIO_GONE: "days_to_destroy",
}
# Where a recording stands, by the last step of its way.
STATUS = {
    None: "Recorded",
    Step.UPLOADED: "Uploaded",
    Step.SENT: "With transcriber",
    Step.RETURNED: "Returned",
    Step.CHECKED: "Checked",
    Step.PSEUDONYMISED: "Pseudonymised",
    Step.CHECKED_AGAIN: "Checked twice",
    Step.RELEASED: "Released to analysis",
}
# What is to be done, of a transcript or audio that the words before or after it name.
NEXT = {
    Step.UPLOADED: "To be uploaded",
    Step.SENT: "To be sent to the transcriber",
    Step.RETURNED: "Transcript to come back",
    Step.CHECKED: "To be checked against the audio",
    Step.PSEUDONYMISED: "To be pseudonymised",
    Step.CHECKED_AGAIN: "To be checked a second time",
    Step.RELEASED: "To be released to analysis",
    Step.AUDIO_GONE: "Audio to be destroyed",
    Step.TRANSCRIPT_GONE: "Transcript to be destroyed",
}
TASK = {
    Step.UPLOADED: "Upload the recording of {}",
    Step.SENT: "Send the recording of {} to the transcriber",
    Step.RETURNED: "Ask for the transcript of {}",
    Step.CHECKED: "Check the transcript of {} against the audio",
    Step.PSEUDONYMISED: "Take the names out of the transcript of {}",
    Step.CHECKED_AGAIN: "Check the transcript of {} a second time",
    Step.RELEASED: "Release the transcript of {} to analysis",
    Step.AUDIO_GONE: "Destroy the audio of {}",
    Step.TRANSCRIPT_GONE: "Destroy the transcript of {}",
}
WAY = [step for step in Step if step <= Step.RELEASED]


class Taken(NamedTuple):
    """A step that stands, where no more of it is read: of thousands, rows would take too long to make."""

    participant_id: int
    interview: int
    step: int
    on: dt.date


@dataclass(frozen=True)
class Chain:
    """The way of one recording.

    steps        the standing ones, by what they are; read in brief, all but who took them
    withdrawals  those of the person that ask for something to be removed
    rules        the protocol's settings, newest first
    """

    interview: Interview
    steps: dict[Step, Any]
    withdrawals: list[Withdrawal]
    rules: list[Protocol]

    @property
    def held_on(self) -> dt.date:
        return cast(dt.date, self.interview.held_on)

    @cached_property
    def reached(self) -> Step | None:
        """The last step on the way to the analysis."""
        return max((step for step in self.steps if step in WAY), default=None)

    @cached_property
    def must_go(self) -> Withdrawal | None:
        """The withdrawal because of which audio and transcript are to be destroyed."""
        released = self.steps.get(Step.RELEASED)
        for gone in self.withdrawals:
            is_analysed = released is not None and released.on <= gone.on
            if gone.on >= self.held_on and (
                gone.level == WithdrawalLevel.REMOVE_ALL or not is_analysed
            ):
                return gone
        return None

    @cached_property
    def open_steps(self) -> list[Step]:
        """What can be recorded now; the first is what comes next."""
        if self.must_go:
            wanted = [Step.AUDIO_GONE, Step.TRANSCRIPT_GONE]
            there = wanted if Step.SENT in self.steps else wanted[:1]
            return [step for step in there if step not in self.steps]
        found = [step for step in WAY if step not in self.steps][:1]
        if Step.TRANSCRIPT_GONE in self.steps:
            return []
        if Step.AUDIO_GONE in self.steps:
            return [step for step in found if step == Step.RELEASED]
        return [*found, Step.AUDIO_GONE] if Step.CHECKED_AGAIN in self.steps else found

    @property
    def next(self) -> Step | None:
        return self.open_steps[0] if self.open_steps else None

    @property
    def since(self) -> dt.date:
        """The day from which the days for the next step are counted."""
        if self.must_go:
            return self.must_go.on
        return self.steps[self.reached].on if self.reached else self.held_on

    @cached_property
    def due(self) -> dt.date | None:
        """The day by which the next step is due; None where nothing is, or no limit is set."""
        if self.next is None:
            return None
        rule = next((one for one in self.rules if one.effective_from <= self.since), None)
        name = "days_to_remove" if self.must_go else DAYS_FOR[self.next]
        days = getattr(rule, name, None)
        return None if days is None else self.since + dt.timedelta(days=days)

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < clock.today()

    @property
    def next_words(self) -> str:
        return NEXT[self.next] if self.next else "Nothing is left to do"

    @property
    def due_words(self) -> str:
        """Was due 9 June, Due today, Due 20 June; "" where there is no day."""
        if self.due is None:
            return ""
        if self.due == clock.today():
            return "Due today"
        return f"{'Was due' if self.is_late else 'Due'} {short(self.due)}"

    @property
    def task(self) -> str:
        """Upload the recording of C5-PT-02; "" once nothing is left to do."""
        return TASK[self.next].format(self.interview.participant) if self.next else ""

    @property
    def url(self) -> str:
        """Where the next step is written down."""
        place = [self.interview.participant.slug, self.interview.number]
        return reverse("participants:record_step", args=place)

    @property
    def status(self) -> str:
        """With transcriber, Returned, Checked, Pseudonymised, Released to analysis and so on."""
        if self.must_go:
            return "To be destroyed" if self.next else "Destroyed"
        is_cut = Step.AUDIO_GONE in self.steps and Step.CHECKED_AGAIN not in self.steps
        return "Audio destroyed" if is_cut else STATUS[self.reached]

    @property
    def doer(self) -> str:
        """Who is to take the next step, as tasks say: whoever looks after the person now, also once work was
        handed over; "" once nothing is left to do."""
        return str(self.interview.participant.owner) if self.next else ""


def chains(
    interviews: Iterable[Interview],
    standing: Iterable[Any] | None = None,
    rules: list[Protocol] | None = None,
    asking: Iterable[Withdrawal] | None = None,
) -> list[Chain]:
    """The ways of the recordings of interviews, in three questions; one less for each of the standing
    steps, the settings, newest first, and the withdrawals that ask for something to go, in time, that
    are given."""
    interviews = list(interviews)
    people = {one.participant_id for one in interviews}
    steps: dict[tuple, dict[Step, Any]] = defaultdict(dict)
    if standing is None:
        standing = CustodyStep.objects.standing().filter(participant__in=people)
    for one in standing:
        steps[one.participant_id, one.interview][Step(one.step)] = one
    of: dict[int, list[Withdrawal]] = defaultdict(list)
    if asking is None:
        asking = Withdrawal.objects.standing().filter(participant__in=people, level__in=TAKEN_OUT)
    for gone in asking:
        of[gone.participant_id].append(gone)
    rules = every_settings() if rules is None else rules
    return [
        Chain(one, steps[one.participant_id, one.number], of[one.participant_id], rules)
        for one in interviews
    ]


def in_brief(interviews: QuerySet, rules: list[Protocol] | None = None) -> list[Chain]:
    """The same of any number of recordings, read with no more than the next step and its day rest on:
    steps and withdrawals by one question."""
    people = interviews.order_by().values("participant")
    return _chains(_briefly(interviews), people, rules)


def due_in_brief(interviews: QuerySet, rules: list[Protocol], most: int) -> list[Chain]:
    """Those of which a step is due by today: all that are to be destroyed, and of the others at most
    so many, the longest due first."""
    first = _due(interviews, rules).values("pk")[:most]
    of_gone = unfinished(interviews).filter(_is_asked_for()).values("pk")
    rows = list(_briefly(Interview.objects.filter(Q(pk__in=first) | Q(pk__in=of_gone))))
    found = _chains(rows, [one.participant_id for one in rows], rules)
    return [one for one in found if one.due and one.due <= clock.today()]


def _briefly(interviews: QuerySet) -> QuerySet[Interview]:
    who = [f"participant__{name}" for name in ("study_id", "owner__name", "owner__number")]
    return interviews.select_related("participant__owner").only("number", "held_on", *who)


def _chains(
    interviews: Iterable[Interview], people: Any, rules: list[Protocol] | None
) -> list[Chain]:
    """Recordings of the people with these keys."""
    steps = CustodyStep.objects.standing().filter(participant__in=people).order_by()
    gone = Withdrawal.objects.standing().filter(level__in=TAKEN_OUT, participant__in=people)
    found = steps.values_list("participant", "interview", "step", Value(""), "on").union(
        gone.order_by().values_list("participant", Value(0), Value(0), "level", "on"), all=True
    )
    standing, asking = [], []
    for person, interview, step, level, on in sorted(found, key=itemgetter(4)):
        if level:
            asking.append(Withdrawal(participant_id=person, level=level, on=on))
        else:
            standing.append(Taken(person, interview, step, on))
    return chains(interviews, standing, rules, asking)


def _due(interviews: QuerySet, rules: list[Protocol]) -> QuerySet[Interview]:
    """Recordings that nobody asked to be destroyed and of which a step is due by today, the longest due
    first: what Chain says, asked for by joining the last step of their way."""
    way = Q(
        participant__custody_steps__interview=F("number"),
        participant__custody_steps__voided_at=None,
        participant__custody_steps__step__lte=Step.RELEASED,
    )
    found = unfinished(interviews).annotate(
        last=FilteredRelation("participant__custody_steps", condition=way),
        reached=Coalesce("last__step", 0),
        since=Coalesce("last__on", "held_on"),
    )
    limits, today = list(_limits(rules)), clock.today()
    late = Q(pk__in=[])
    for when, days in limits:
        late |= when & Q(since__lte=today - days)
    time = SqlCase(*(When(when, then=Value(days)) for when, days in limits), default=None)
    by_due = ExpressionWrapper(F("since") + time, output_field=DateTimeField())
    is_last = ~Exists(steps_of(step=OuterRef("reached") + 1))
    kept = ~Q(alone(_asking(), "participants.Interview"))
    return found.filter(late, is_last, kept).order_by(by_due, "pk")


def _limits(rules: list[Protocol]) -> Iterator[tuple[Q, dt.timedelta]]:
    """(since when and how far a recording has come, how long its next step may take) of settings,
    newest first."""
    until = dt.date.max
    for rule in rules:
        span = Q(since__gte=rule.effective_from, since__lt=until)
        for step, name in DAYS_FOR.items():
            if (days := getattr(rule, name)) is not None:
                yield span & Q(reached=step - 1), dt.timedelta(days=days)
        until = rule.effective_from


def going(interviews: QuerySet, purpose: str) -> list[Interview]:
    """Those whose recording or transcript is to go out for a purpose, in the order of study IDs."""
    rows = recorded(interviews).select_related("participant", "interviewer")
    found = chains(rows.order_by("participant__study_id", "number"))
    if purpose == CodesFor.TRANSCRIBER:
        return [one.interview for one in found if one.next == Step.SENT]
    return [one.interview for one in found if one.reached == Step.RELEASED and not one.must_go]


def chain_of(interview: Interview) -> Chain:
    return chains([interview])[0]


def unfinished(interviews: QuerySet) -> QuerySet[Interview]:
    """Recorded interviews of whose recording something may be left to do."""
    done = Exists(steps_of(step=Step.RELEASED)) & Exists(steps_of(step=Step.AUDIO_GONE))
    return recorded(interviews).filter(Q(~done) | Q(_is_asked_for()))


@cache
def _is_asked_for() -> Once:
    """Whether the person of an interview asked for recordings to be destroyed."""
    return Once(Exists(_asking()), "participants.Interview")


def _asking() -> QuerySet[Withdrawal]:
    standing = Withdrawal.objects.standing()
    return standing.filter(participant=OuterRef("participant"), level__in=TAKEN_OUT)
