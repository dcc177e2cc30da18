"""What follows interviews, leaving, taking back and restoring, new versions, and days that pass."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from cases import actions as case_actions
from cases.models import Case, DocumentVersion, Site
from linkstudy.progress.tests.recount.aftermath import PLACES, Aftermath
from linkstudy.progress.tests.recount.filling_in import FillingIn
from linkstudy.progress.tests.recount.machine import AFTER, WHICH, WHY, given
from linkstudy.progress.tests.recount.recorded import recorded
from linkstudy.progress.tests.recount.taking_part import AGO, TIME, before
from participants import actions
from participants.afterwards import Step
from participants.models import (
    Consent,
    ContactAttempt,
    CustodyStep,
    Decision,
    Interview,
    Notice,
    Participant,
    Questionnaire,
    Refusal,
    Removal,
    Thanks,
    Withdrawal,
)
from participants.recordings import chain_of
from participants.vocabulary import Place

LEVELS = st.sampled_from(["keep", "no_contact", "remove_unanalysed", "remove_all"])
# What can be taken back, and the name by which its actions take it; the first can be restored.
KINDS: dict[str, tuple[Any, str]] = {
    "consent": (Consent, "consent"),
    "withdrawal": (Withdrawal, "withdrawal"),
    "refusal": (Refusal, "refusal"),
    "interview": (Interview, "interview"),
    "attempt": (ContactAttempt, "attempt"),
    "step": (CustodyStep, "row"),
    "thanks": (Thanks, "thanks"),
    "decision": (Decision, "decision"),
    "notice": (Notice, "notice"),
    "removal": (Removal, "removal"),
    "questionnaire": (Questionnaire, "questionnaire"),
    "participant": (Participant, "participant"),
}
KINDS_OF_VERSIONS = st.sampled_from(["consent", "information"])
WHERE = st.sampled_from(["here", "here", "both", "elsewhere"])
RESTORED = ["consent", "withdrawal", "refusal", "interview", "attempt", "step", "participant"]
RESTORED += ["questionnaire"]
OFTEN = ["consent", "withdrawal", "interview"]
# What the rules of the protocol look at: restored with a reason, should it break one.
HELD_TO = {"consent", "withdrawal", "refusal", "interview", "attempt", "participant"}


class History(FillingIn):
    """All that happens to and around the people of a case."""

    # Recordings, decisions and thanks

    @given("interview", lambda one: one.held_on and one.recording == "audio")
    @rule(which=WHICH, off=st.sampled_from([0, 0, 0, 0, 0, 1, 8]), ago=AGO)
    def record_step(self, which: int, off: int, ago: int) -> None:
        """The step that comes next, or one out of turn."""
        with self.moment():
            held = self.pick(Interview.objects.done().filter(recording="audio"), which)
            done = CustodyStep.objects.standing().of(held).count()
            step = Step((done + off) % len(Step) + 1)
            actions.record_step(
                interview=held, step=step, on=before(ago), proof="Log 7", by=self.scene.by
            )

    @given("interview", lambda one: one.held_on and one.recording == "audio")
    @rule(which=WHICH, steps=st.integers(2, 7))
    def record_steps(self, which: int, steps: int) -> None:
        """A recording goes a long way on a day."""
        for _ in range(steps):
            self.record_open_step(which)

    def record_open_step(self, which: int) -> None:
        with self.moment() as today:
            held = self.pick(Interview.objects.done().filter(recording="audio"), which)
            if left := chain_of(held).open_steps:
                actions.record_step(
                    interview=held, step=left[-1], on=today, proof="Log 7", by=self.scene.by
                )

    @given("step")
    @rule(which=WHICH, ago=AGO)
    def correct_step(self, which: int, ago: int) -> None:
        with self.moment():
            facts = {"on": before(ago), "who": self.scene.pi, "proof": "Log 7"}
            row = self.pick(CustodyStep.objects.standing(), which)
            self.put(actions.correct_step, row, "row", "why", **facts)

    @given("interview", lambda one: one.held_on)
    @rule(which=WHICH)
    def keep_interview(self, which: int) -> None:
        with self.moment():
            held = self.pick(Interview.objects.done(), which)
            actions.keep_interview(interview=held, why="Why", by=self.scene.pi)

    @given("interview", lambda one: one.held_on)
    @rule(which=WHICH, ago=AGO, extra=st.sampled_from(["", "They came twice"]))
    def thank(self, which: int, ago: int, extra: str) -> None:
        with self.moment():
            held = self.pick(Interview.objects.standing(), which)
            facts = {"on": before(ago), "pence": 2000, "how": "handed", "extra": extra}
            actions.thank(interview=held, by=self.scene.by, **facts)

    # Leaving

    @rule(which=WHICH, ago=AGO, time=TIME, level=LEVELS)
    def withdraw(self, which: int, ago: int, time: dt.time, level: str) -> None:
        with self.moment():
            facts = {"on": before(ago), "time": time, "level": level}
            actions.record_withdrawal(participant=self.person(which), by=self.scene.by, **facts)

    @given("withdrawal")
    @rule(which=WHICH, ago=AGO, time=TIME, level=LEVELS)
    def withdraw_otherwise(self, which: int, ago: int, time: dt.time, level: str) -> None:
        with self.moment():
            facts = {"on": before(ago), "time": time, "level": level, "deviation": WHY}
            row = self.pick(Withdrawal.objects.standing(), which)
            self.put(actions.correct_withdrawal, row, "withdrawal", "why", **facts)

    @given("withdrawal", lambda one: one.level != "keep")
    @rule(which=WHICH, place=st.sampled_from(PLACES), ago=AGO)
    def remove(self, which: int, place: str, ago: int) -> None:
        with self.moment():
            facts = {"on": before(ago), "outcome": "removed", "proof": "Shredded"}
            person, where = self.person(which), Place(place)
            actions.remove(participant=person, place=where, by=self.scene.by, **facts)

    # Taking back and restoring

    @rule(kind=st.sampled_from([*KINDS, *OFTEN, *OFTEN]), which=WHICH)
    def take_back(self, kind: str, which: int) -> None:
        """A row of that kind, or of the next kind of which there is one."""
        with self.moment():
            kind, row = self.of_kind(list(KINDS), kind, which, voided_at=None)
            self.put(getattr(actions, f"void_{kind}"), row, KINDS[kind][1])

    @rule(kind=st.sampled_from([*RESTORED, *OFTEN, *OFTEN]), which=WHICH)
    def restore(self, kind: str, which: int) -> None:
        with self.moment():
            kind, row = self.of_kind(RESTORED, kind, which, voided_at__isnull=False)
            facts = {"deviation": WHY} if kind in HELD_TO else {}
            self.put(getattr(actions, f"restore_{kind}"), row, KINDS[kind][1], **facts)

    def of_kind(self, kinds: list[str], first: str, which: int, **more: Any) -> tuple[str, Any]:
        """(kind, row) of a row of the kind, else of a kind after it; (kind, None) where none is."""
        place = kinds.index(first)
        for kind in kinds[place:] + kinds[:place]:
            if row := self.pick(KINDS[kind][0].objects.filter(**more), which):
                return kind, row
        return first, None

    # What the study stands on

    @rule(
        kind=st.sampled_from(["consent", "information", "information"]),
        audience=st.sampled_from(["", "", "PT"]),
        replaces=st.booleans(),
        days=st.sampled_from([0, 0, 3, 40]),
        where=WHERE,
    )
    def publish(self, kind: str, audience: str, replaces: bool, days: int, where: str) -> None:
        """A new version, in place of the one in use or beside it."""
        with self.moment() as today:
            old = self.before_it(kind, audience) if replaces else None
            number = f"2.{DocumentVersion.objects.count()}"
            facts = {"kind": kind, "audience": audience, "number": number, "replaces": old}
            facts |= {"approved_on": today, "in_force_from": before(-days), "by": self.scene.pi}
            case_actions.approve_document(sites=self.sites(where), **facts)

    def before_it(self, kind: str, audience: str, but: int = 0) -> DocumentVersion | None:
        """The last of those that go on, here or elsewhere, but for one of them."""
        rows = DocumentVersion.objects.lasting().filter(kind=kind, audience=audience)
        return rows.exclude(pk=but).order_by("-pk").first()

    def sites(self, where: str) -> list[Site]:
        scene = self.scene
        both = [scene.site, scene.elsewhere]
        return {"here": [scene.site], "elsewhere": [scene.elsewhere], "both": both}[where]

    @rule(
        kind=KINDS_OF_VERSIONS,
        which=WHICH,
        where=WHERE,
        days=st.sampled_from([0, 0, 2, 31, -3]),
        replaces=st.booleans(),
    )
    def take_up(self, kind: str, which: int, where: str, days: int, replaces: bool) -> None:
        """A site begins to use a version on its own day."""
        with self.moment():
            row = self.pick(DocumentVersion.objects.filter(kind=kind), which)
            old = self.before_it(kind, row.audience, row.pk) if replaces else None
            case_actions.use_document(
                document=row,
                sites=self.sites(where),
                since=before(days),
                replaces=old,
                by=self.scene.pi,
            )

    @rule(kind=KINDS_OF_VERSIONS, which=WHICH, where=st.sampled_from(["", "here", "elsewhere"]))
    def end_version(self, kind: str, which: int, where: str) -> None:
        with self.moment() as today:
            row = self.pick(DocumentVersion.objects.filter(kind=kind), which)
            sites = self.sites(where) if where else None
            case_actions.replace_document(document=row, on=today, sites=sites, by=self.scene.pi)

    @rule(
        kind=KINDS_OF_VERSIONS,
        which=WHICH,
        since=st.sampled_from([None, 0, 2, 31]),
        ended=st.sampled_from([None, None, 0, 1, -2]),
    )
    def correct_days(self, kind: str, which: int, since: int | None, ended: int | None) -> None:
        """Here it was used between other days."""
        with self.moment():
            row = self.pick(DocumentVersion.objects.filter(kind=kind), which)
            days = [None if one is None else before(one) for one in (since, ended)]
            facts = {"in_force_from": row.in_force_from, "replaced_on": row.replaced_on}
            facts |= {"sites": self.sites("both"), "own": [(self.scene.site, *days)]}
            self.put(case_actions.correct_document, row, "document", **facts)

    @rule(which=WHICH, sheet=WHICH, ago=AGO)
    def tell(self, which: int, sheet: int, ago: int) -> None:
        with self.moment():
            rows = DocumentVersion.objects.filter(kind="information").order_by("-pk")
            facts = {"document": list(rows)[sheet % len(rows)], "on": before(ago), "how": "letter"}
            actions.tell(participant=self.person(which), by=self.scene.by, **facts)

    @rule(anchor=st.sampled_from(["person", "case"]), turn=st.integers(0, 2))
    def adopt(self, anchor: str, turn: int) -> None:
        """Other settings hold from today."""
        with self.moment() as today:
            months, tries = [(9, 12), (9, 12), (6, 9)][turn], [3, 2, 1][turn]
            facts = {"follow_up_min_months": months[0], "follow_up_max_months": months[1]}
            facts |= {"most_contact_attempts": tries, "follow_up_anchor": anchor}
            facts |= {"cooling_off_hours": 24, "least_age": 18, "days_to_upload": turn + 1}
            facts |= {"days_to_send": 7, "days_to_check": 5, "days_to_remove": 28}
            case_actions.adopt_protocol(effective_from=today, by=self.scene.pi, **facts)

    @rule()
    def close_case(self) -> None:
        with self.moment() as today:
            case = Case.objects.get(pk=self.scene.case.pk)
            if case.closed_on:
                self.put(case_actions.reopen_case, case, "case")
            else:
                case_actions.close_case(case=case, on=today, by=self.scene.pi)

    # Days

    @rule()
    def pass_a_night(self) -> None:
        self.pass_to(self.today + dt.timedelta(days=1))

    @rule(days=st.sampled_from(AFTER))
    def pass_days(self, days: int) -> None:
        self.pass_to(self.today + dt.timedelta(days=days))

    @rule(which=WHICH, off=st.sampled_from([-1, 0, 0, 1]))
    def pass_to_an_edge(self, which: int, off: int) -> None:
        """To the day on which a window opens or closes, or a step or a questionnaire is due; or the
        day beside it."""
        rows = Aftermath(recorded(), self.today)
        found = {day for one in rows.rows["person"] for day in rows.window(one) or ()}
        for one in rows.rows["person"]:
            chains = [rows.chain(held, one) for held in rows.held(one) if held.recording == "audio"]
            found |= {chain["due"] for chain in chains if chain["due"]}
        found |= {one.due_on for one in rows.rows.standing("questionnaire")}
        ahead = sorted(day for day in found if day + dt.timedelta(days=off) > self.today)
        if ahead:
            self.pass_to(ahead[which % len(ahead)] + dt.timedelta(days=off))
