"""From being asked to being interviewed: what researchers write down, possible or not."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from cases.models import DocumentVersion, InvitationBatch
from linkstudy import clock
from linkstudy.progress.tests.recount.machine import WHICH, WHY, Machine, given
from participants import actions
from participants.models import Consent, ContactAttempt, Interview, Participant, Refusal

AGO = st.sampled_from([0, 0, 0, 0, 1, 2, 9, 31, -1])  # days
# 1.30 does not exist on one night of the year, and comes twice on another; some are to come.
TIMES = [dt.time(0), dt.time(1, 30), dt.time(8), dt.time(8, 30), dt.time(9), dt.time(23, 59)]
TIME = st.sampled_from(TIMES)
MAYBE_TIME = st.sampled_from([None, *TIMES])
ALL = ["interview", "audio", "quotes", "follow_up", "observation", "results", "questionnaire"]
SCOPES = st.sampled_from(
    [
        ALL,
        ALL,
        ALL,
        ["interview"],
        ["interview", "audio"],
        ["follow_up"],
        ["results"],
        ["questionnaire"],
        [],
    ]
)
WAVES = st.sampled_from(["first", "first", "follow_up"])
RECORDINGS = st.sampled_from(["audio", "audio", "notes"])
OUTCOMES = st.sampled_from(["no_answer", "no_answer", "voicemail", "reached", "call_back"])


def before(days: int) -> dt.date:
    return clock.today() - dt.timedelta(days=days)


class TakingPart(Machine):
    """Asking, agreeing, booking, interviewing, saying no."""

    def join(self, stage: int) -> None:
        """Somebody new who replied (1), agreed (2), was interviewed (3) and recorded (4)."""
        self.add_person("PT", "letters" if stage == 1 else "invited", 0)
        who = Participant.objects.count() - 1
        if stage > 1:
            self.agree(who, 0, dt.time(8), ALL, 0)
        if stage > 2:
            self.interview(who, 0, dt.time(8, 30), "first", "audio", False)
        if stage > 3:
            self.record_step(Interview.objects.count() - 1, 0, 0)

    # Being asked

    @rule(
        group=st.sampled_from(["PT", "HP"]),
        how=st.sampled_from(["letters", "invited", "replied"]),
        ago=AGO,
    )
    def add_person(self, group: str, how: str, ago: int) -> None:
        with self.moment():
            facts: dict[str, Any] = {"joined_via": "letter", "replied_on": before(ago)}
            if how == "letters":
                facts["batch"] = InvitationBatch.objects.get(replaces=None)
            if how == "invited":
                facts |= {"replied_on": None, "invited_on": before(ago), "joined_via": "email"}
            case = self.scene.case
            actions.add_participant(case=case, group=group, by=self.scene.by, **facts)

    @given("person", lambda one: one.replied_on is None)
    @rule(which=WHICH)
    def reply(self, which: int) -> None:
        with self.moment() as today:
            person = self.pick(Participant.objects.standing().filter(replied_on=None), which)
            seen = {"version": person.version, "by": self.scene.by}
            facts = {"replied_on": today, "deviation": WHY}
            actions.change_participant(participant=person, **facts, **seen)

    @given("person", lambda one: one.contact_by)
    @rule(which=WHICH)
    def say_no_day(self, which: int) -> None:
        with self.moment():
            person = self.person(which)
            seen = {"version": person.version, "by": self.scene.by}
            actions.change_participant(participant=person, contact_by=None, **seen)

    @rule(which=WHICH, ago=AGO, time=MAYBE_TIME, outcome=OUTCOMES, incoming=st.booleans())
    def contact(self, which: int, ago: int, time: Any, outcome: str, incoming: bool) -> None:
        with self.moment():
            facts = {"on": before(ago), "time": time, "outcome": outcome, "incoming": incoming}
            facts |= {"channel": "phone", "next_on": before(ago - 3), "deviation": WHY}
            facts |= {"apart_from": self.contacts()}
            actions.record_attempt(participant=self.person(which), by=self.scene.by, **facts)

    @given("attempt")
    @rule(which=WHICH, ago=AGO, time=MAYBE_TIME, outcome=OUTCOMES)
    def correct_contact(self, which: int, ago: int, time: Any, outcome: str) -> None:
        with self.moment():
            facts = {"on": before(ago), "time": time, "outcome": outcome, "next_on": before(-9)}
            facts |= {"channel": "text", "deviation": WHY, "apart_from": self.contacts()}
            row = self.pick(ContactAttempt.objects.standing(), which)
            self.put(actions.correct_attempt, row, "attempt", "why", **facts)

    def contacts(self) -> list[str]:
        """None is another told twice, however alike they are."""
        return [str(number) for number in range(1, ContactAttempt.objects.count() + 1)]

    # Agreeing

    def signature(self, ago: int, time: dt.time, scopes: list[str], form: int) -> dict[str, Any]:
        forms = list(DocumentVersion.objects.filter(kind="consent").order_by("-pk"))
        document = forms[form % len(forms)]
        facts = {"given_on": before(ago), "given_time": time, "document": document}
        return facts | {"scopes": scopes, "how": "paper"}

    @rule(which=WHICH, ago=AGO, time=TIME, scopes=SCOPES, form=st.sampled_from([0, 0, 0, 1, 2]))
    def agree(self, which: int, ago: int, time: dt.time, scopes: list[str], form: int) -> None:
        with self.moment():
            facts = self.signature(ago, time, scopes, form)
            person = self.person(which)
            actions.record_consent(participant=person, by=self.scene.by, deviation=WHY, **facts)

    @given("consent")
    @rule(which=WHICH, ago=AGO, time=TIME, scopes=SCOPES, form=st.integers(0, 2))
    def agree_otherwise(
        self, which: int, ago: int, time: dt.time, scopes: list[str], form: int
    ) -> None:
        with self.moment():
            facts = self.signature(ago, time, scopes, form) | {"deviation": WHY}
            row = self.pick(Consent.objects.standing(), which)
            self.put(actions.correct_consent, row, "consent", "why", **facts)

    # Saying no

    def answer(self, ago: int, reason: str) -> dict[str, Any]:
        return {"on": before(ago), "reason": reason}

    @rule(
        which=WHICH,
        ago=AGO,
        reason=st.sampled_from(["busy", "no_reply", "not_eligible"]),
        again=st.booleans(),
    )
    def say_no(self, which: int, ago: int, reason: str, again: bool) -> None:
        with self.moment():
            facts = self.answer(ago, reason) | {"may_contact_again": again}
            actions.record_refusal(participant=self.person(which), by=self.scene.by, **facts)

    @given("refusal")
    @rule(which=WHICH, ago=AGO, reason=st.sampled_from(["busy", "not_eligible"]))
    def say_no_otherwise(self, which: int, ago: int, reason: str) -> None:
        with self.moment():
            row = self.pick(Refusal.objects.standing(), which)
            facts = self.answer(ago, reason) | {"deviation": WHY}
            self.put(actions.correct_refusal, row, "refusal", "why", **facts)

    # Booking

    @rule(which=WHICH, days=st.sampled_from([0, 1, 1, 5, 30, -1]), time=MAYBE_TIME, wave=WAVES)
    def book(self, which: int, days: int, time: Any, wave: str) -> None:
        with self.moment():
            facts = {"booked_on": before(-days), "booked_time": time, "wave": wave}
            facts |= {"mode": "video" if wave == "first" else "phone", "deviation": WHY}
            actions.book(participant=self.person(which), by=self.scene.by, **facts)

    @given("interview", lambda one: not (one.held_on or one.missed_on))
    @rule(which=WHICH, days=st.sampled_from([0, 1, 5, -1]), time=MAYBE_TIME)
    def move(self, which: int, days: int, time: Any) -> None:
        with self.moment():
            row = self.pick(Interview.objects.open(), which)
            facts = {"booked_on": before(-days), "booked_time": time, "mode": row.mode}
            facts |= {"interviewer": row.interviewer, "by": self.scene.by, "deviation": WHY}
            actions.change_booking(booking=row, version=row.version, **facts)

    @given("interview", lambda one: not (one.held_on or one.missed_on))
    @rule(which=WHICH, ago=AGO, wave=WAVES)
    def miss(self, which: int, ago: int, wave: str) -> None:
        with self.moment():
            facts = {"missed_on": before(ago), "missed_why": "absent", "wave": wave}
            actions.log_missed(participant=self.person(which), by=self.scene.by, **facts)

    @given("interview", lambda one: one.missed_on)
    @rule(which=WHICH, ago=AGO)
    def miss_otherwise(self, which: int, ago: int) -> None:
        with self.moment():
            row = self.pick(Interview.objects.standing().exclude(missed_on=None), which)
            facts = {"missed_on": before(ago), "missed_why": "moved"}
            self.put(actions.correct_missed, row, "interview", "why", **facts)

    # Interviewing

    @given("consent")
    @rule(
        which=WHICH,
        ago=AGO,
        started=MAYBE_TIME,
        wave=WAVES,
        recording=RECORDINGS,
        second=st.booleans(),
    )
    def interview(
        self, which: int, ago: int, started: Any, wave: str, recording: str, second: bool
    ) -> None:
        with self.moment():
            facts = {"held_on": before(ago), "started": started, "recording": recording}
            facts |= {"minutes": 40, "mode": "phone", "second": second, "deviation": WHY}
            person = self.person(which)
            actions.log_interview(participant=person, wave=wave, by=self.scene.by, **facts)

    @given("interview", lambda one: one.held_on)
    @rule(which=WHICH, ago=AGO, started=MAYBE_TIME, wave=WAVES, recording=RECORDINGS)
    def interview_otherwise(
        self, which: int, ago: int, started: Any, wave: str, recording: str
    ) -> None:
        with self.moment():
            facts = {"held_on": before(ago), "started": started, "recording": recording}
            row = self.pick(Interview.objects.done(), which)
            put = {"wave": wave, "minutes": 41, "deviation": WHY} | facts
            self.put(actions.correct_interview, row, "interview", "why", **put)
