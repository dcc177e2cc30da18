"""Why a row of the set-up cannot be taken back, closed or corrected yet, and what to do first.

Each app that builds on these rows says in its `objections.py`, as RULES, what stands against a
change: {(model, change): rules}. A rule takes the row, and the values of the change where there
are any, and yields objections. So an action down here asks storeys of which it knows nothing.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet, UniqueConstraint

from cases import days_of_use, in_use, thought_of
from cases.days_of_use import batches
from cases.models import (
    Amendment,
    AmendmentUse,
    Approval,
    Case,
    CollectedDocument,
    Debrief,
    Delegation,
    DocumentVersion,
    Instrument,
    InvitationBatch,
    ObservationDay,
    Organisation,
    PlanVersion,
    ProgrammeTheory,
    Protocol,
    Reminder,
    ReportingDuty,
    RoutineData,
    SetUpRow,
    Site,
    Statement,
    Study,
    Target,
    Topic,
)
from cases.objecting import SHOWN, Objection, Rule, counted, objections, refuse
from linkstudy.words import day_words

__all__ = ["RULES", "Objection", "counted", "objections", "refuse"]

# What is written down in a case, as it is counted.
WORK: tuple[tuple[Any, str, str], ...] = (
    (Debrief, "debrief", "debriefs"),
    (CollectedDocument, "collected document", "collected documents"),
    (RoutineData, "request for routine data", "requests for routine data"),
)


def cases_at(site: Site) -> Iterator[Objection]:
    rows = site.cases.standing()
    yield from counted(
        rows, "1 case is at this site", "{} cases are at this site", "Void {them} first"
    )


def organisations_at(site: Site) -> Iterator[Objection]:
    yield from counted(
        site.organisations.standing(),
        "1 organisation is at this site",
        "{} organisations are at this site",
        "Void {them} first",
    )


def granted_at(site: Site) -> Iterator[Objection]:
    yield from counted(
        site.approvals.standing().select_related("site", "person"),
        "1 approval or letter of access is for this site",
        "{} approvals and letters of access are for this site",
        "Make {them} void first",
    )
    yield from counted(
        site.delegations.standing().select_related("site", "person"),
        "1 line of the delegation log is for this site",
        "{} lines of the delegation log are for this site",
        "Make {them} void first",
    )


def open_cases(site: Site, on: date) -> Iterator[Objection]:
    still_open = Q(closed_on=None) | Q(closed_on__gt=on)
    for case in site.cases.standing().filter(still_open)[:SHOWN]:
        yield Objection(f"Case {case.number} is still open then. Close it first", (case,))


def observed_in(case: Case) -> Iterator[Objection]:
    yield from counted(
        ObservationDay.objects.standing().filter(case=case).select_related("case"),
        "1 observation day belongs to this case",
        "{} observation days belong to this case",
        "A case that has begun is closed, not voided",
    )


def worked_in(case: Case) -> Iterator[Objection]:
    for model, one, more in WORK:
        yield from counted(
            model._default_manager.standing().filter(case=case).select_related("case"),
            f"1 {one} belongs to this case",
            f"{{}} {more} belong to this case",
            "A case that has begun is closed, not voided",
        )


def worked_before(case: Case, opens_on: date, **more: Any) -> Iterator[Objection]:
    talks = case.debriefs.standing().filter(day__lt=opens_on).order_by("day")
    for first in talks[:1]:
        words = f"Debrief {first.number} was of {day_words(first.day)}"
        yield Objection(f"{words}. The case cannot open after it", (first,), "opens_on")
    papers = case.collected_documents.standing().filter(received_on__lt=opens_on)
    for paper in papers.order_by("received_on")[:1]:
        words = f"Document {paper.number} was received on {day_words(paper.received_on)}"
        yield Objection(f"{words}. The case cannot open after it", (paper,), "opens_on")


def letters_in(case: Case) -> Iterator[Objection]:
    yield from counted(
        batches(case=case),
        "1 batch of letters belongs to this case",
        "{} batches of letters belong to this case",
        "A case that has begun is closed, not voided",
    )


def letters_after(case: Case, on: date) -> Iterator[Objection]:
    for last in batches(case=case, sent_on__gt=on).order_by("-sent_on")[:1]:
        words = f"Letters went on {day_words(last.sent_on)}"
        yield Objection(f"{words}. The case cannot close before that", (last,), "on")


def letters_before(site: Site, opened_on: date, **more: Any) -> Iterator[Objection]:
    early = batches(case__site=site, sent_on__lt=opened_on)
    for first in early.order_by("sent_on")[:1]:
        words = f"Letters of Case {first.case.number} went on {day_words(first.sent_on)}"
        yield Objection(f"{words}. The site cannot open after that", (first,), "opened_on")


def letters_from(organisation: Organisation) -> Iterator[Objection]:
    yield from counted(
        batches(practice=organisation),
        "1 batch of letters came from it",
        "{} batches of letters came from it",
        "Correct who sent them first",
    )


def reminded(batch: InvitationBatch) -> Iterator[Objection]:
    count = reminders(batch).count()
    if count:
        words = "1 record of reminders is" if count == 1 else f"{count} records of reminders are"
        yield Objection(f"{words} of these letters. Void that first")


def reminded_otherwise(batch: InvitationBatch, wanted: InvitationBatch) -> Iterator[Objection]:
    """Reminders that would be earlier than the letters, or more than they."""
    for one in reminders(batch):
        words = f"{one.sent_out:,} reminders went on {day_words(one.sent_on)}"
        if one.sent_on <= wanted.sent_on:
            yield Objection(f"{words}. Letters go before their reminders", (), "sent_on")
        elif one.sent_out > wanted.sent_out:
            yield Objection(f"{words}. There cannot have been fewer letters", (), "sent_out")


def reminders(batch: InvitationBatch) -> QuerySet[Reminder]:
    """The standing reminders of a batch."""
    of_it = {"batch__case": batch.case_id, "batch__number": batch.number}
    return Reminder.objects.standing().filter(**of_it)


def planned_for(case: Case) -> Iterator[Objection]:
    plans = Target.objects.filter(case=case, plan__voided_at=None).values("plan")
    for plan in PlanVersion.objects.filter(pk__in=plans):
        yield Objection(f"{plan} has a target for this case. Void that plan first", (plan,))


def observed_before(case: Case, opens_on: date, **more: Any) -> Iterator[Objection]:
    days = ObservationDay.objects.standing().filter(case=case, day__lt=opens_on)
    for first in days.order_by("day")[:1]:
        words = f"Observation day {first.number} was on {day_words(first.day)}"
        yield Objection(f"{words}. The case cannot open after it", (first,), "opens_on")


def observed_after(case: Case, on: date) -> Iterator[Objection]:
    days = ObservationDay.objects.standing().filter(case=case, day__gt=on)
    for last in days.order_by("-day")[:1]:
        words = f"Observation day {last.number} was on {day_words(last.day)}"
        yield Objection(f"{words}. The case cannot close before it", (last,), "on")


def parts_of(organisation: Organisation) -> Iterator[Objection]:
    yield from counted(
        organisation.children.standing(),
        "1 organisation belongs to it",
        "{} organisations belong to it",
        "Correct what it belongs to first",
    )


def come_from(amendment: Amendment) -> Iterator[Objection]:
    for row in amendment.brought:
        yield Objection(f"{row} comes from this amendment. Correct that first", (row,))


def held_before(study: Study, started_on: date | None, **more: Any) -> Iterator[Objection]:
    for model in (PlanVersion, Protocol):
        rows = model.objects.standing().order_by("effective_from")
        first = rows.first() if started_on else None
        if first and started_on and first.effective_from < started_on:
            since = f"{first} holds from {day_words(first.effective_from)}"
            yield Objection(f"{since}. The study cannot start after that", (first,), "started_on")


def opened_before(study: Study, started_on: date | None, **more: Any) -> Iterator[Objection]:
    rows = Site.objects.standing().order_by("opened_on", "number")
    first = rows.first() if started_on else None
    if first and started_on and first.opened_on < started_on:
        since = f"{first} opened on {day_words(first.opened_on)}"
        yield Objection(f"{since}. The study cannot start after that", (first,), "started_on")


def begun_before(site: Site, opened_on: date, **more: Any) -> Iterator[Objection]:
    cases = site.cases.standing().filter(opens_on__lt=opened_on)
    for first in cases.order_by("opens_on", "number")[:1]:
        since = f"Case {first.number} opens on {day_words(first.opens_on)}"
        yield Objection(f"{since}. Its site cannot open after that", (first,), "opened_on")


def before_the_study(site: Site, opened_on: date | None = None) -> Iterator[Objection]:
    """A site cannot open, or stand again, on a day before the study started."""
    study = Study.objects.first()
    if study and study.started_on and (opened_on or site.opened_on) < study.started_on:
        since = f"The study started on {day_words(study.started_on)}"
        yield Objection(f"{since}. A site cannot open before that day", (), "opened_on")


def before_its_site(case: Case, opens_on: date | None = None, **more: Any) -> Iterator[Objection]:
    """A case cannot open, or stand again, on a day before its site opened."""
    site = case.site
    if (opens_on or case.opens_on) < site.opened_on:
        since = f"{site} opened on {day_words(site.opened_on)}"
        yield Objection(f"{since}. A case cannot open before its site", (site,), "opens_on")


def taken(row: SetUpRow) -> Iterator[Objection]:
    """Rows that took the number, name or day of a void one."""
    for rule in row._meta.constraints:
        if isinstance(rule, UniqueConstraint):
            facts = {name: getattr(row, name) for name in rule.fields}
            for other in type(row)._default_manager.filter(voided_at=None, **facts)[:1]:
                yield Objection(f"{other} stands in its place. Void that one first", (other,))


def said_again(approval: Approval) -> Iterator[Objection]:
    """What the site has said again since, or the same letter entered anew."""
    others = Approval.objects.standing().filter(
        kind=approval.kind, site=approval.site, person=approval.person
    )
    same_day = others.filter(given_on=approval.given_on) if approval.person else others
    for other in same_day.select_related("site", "person")[:1]:
        yield Objection(f"{other} stands in its place. Void that one first", (other,))


def rests_on_void(row: SetUpRow) -> Iterator[Objection]:
    """Rows that a void one points to and that are void themselves."""
    for name in ("site", "parent", "amendment", "case", "theory"):
        above = getattr(row, name, None)
        if above is not None and above.voided_at:
            yield Objection(f"{above} is void. Restore it first", (above,))


def targets_of_void(plan: PlanVersion) -> Iterator[Objection]:
    for case in Case.objects.filter(target__plan=plan).exclude(voided_at=None):
        yield Objection(f"{case} is void. Restore it first", (case,))


def at_closed_site(case: Case) -> Iterator[Objection]:
    """An open case cannot be at a site that has closed."""
    site = case.site
    if site.closed_on:
        yield Objection(f"{site} closed on {day_words(site.closed_on)}. Reopen it first", (site,))


RULES: dict[tuple[type[Model], str], Iterable[Rule]] = {
    (Site, "void"): [cases_at, organisations_at, days_of_use.documents_at, granted_at],
    (Site, "close"): [open_cases, in_use.used_after],
    (Case, "void"): [observed_in, worked_in, letters_in, planned_for, in_use.used_in],
    (Site, "correct"): [
        begun_before,
        letters_before,
        before_the_study,
        days_of_use.taken_up_before,
    ],
    (Case, "correct"): [observed_before, worked_before, before_its_site, in_use.used_before],
    (Case, "close"): [observed_after, letters_after],
    (Organisation, "void"): [parts_of, letters_from],
    (Amendment, "void"): [come_from, in_use.used_anywhere],
    (Amendment, "correct"): [in_use.used_too_early],
    (Study, "correct"): [held_before, opened_before],
    (Site, "restore"): [taken, before_the_study],
    (Case, "restore"): [taken, rests_on_void, at_closed_site, before_its_site],
    (Case, "reopen"): [at_closed_site],
    (Organisation, "restore"): [taken, rests_on_void],
    (Topic, "void"): [thought_of.of_days, thought_of.of_debriefs],
    (Topic, "restore"): [taken],
    (ProgrammeTheory, "void"): [thought_of.of_days, thought_of.of_debriefs],
    (ProgrammeTheory, "restore"): [taken],
    (Statement, "restore"): [taken, rests_on_void],
    (Instrument, "restore"): [taken],
    (ReportingDuty, "restore"): [taken],
    (Amendment, "restore"): [taken],
    (AmendmentUse, "restore"): [taken, rests_on_void, in_use.out_of_time],
    (Approval, "restore"): [said_again, rests_on_void],
    (Delegation, "restore"): [taken, rests_on_void],
    (PlanVersion, "restore"): [taken, rests_on_void, targets_of_void],
    (Protocol, "restore"): [taken, rests_on_void],
    (DocumentVersion, "restore"): [taken, rests_on_void, days_of_use.used_at_void],
    (DocumentVersion, "void"): [days_of_use.packed],
    (DocumentVersion, "correct"): [days_of_use.packed_then, days_of_use.packed_there],
    (DocumentVersion, "use"): [days_of_use.packed_then],
    (InvitationBatch, "void"): [reminded],
    (InvitationBatch, "correct"): [reminded_otherwise],
}
