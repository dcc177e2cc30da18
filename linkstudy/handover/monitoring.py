"""The sponsor's monitoring view: what the study's papers were, who may do what, and what was amended.

Consents and deviations have a row a person: they are on pages of their own, see `logs`.
"""

import datetime as dt
from collections.abc import Callable, Iterator

from cases.models import Amendment, AmendmentUse, Case, Delegation, DocumentVersion
from cases.vocabulary import Group
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.audit.past import known_together
from linkstudy.figures.figure import Figure, Table, Value, words
from linkstudy.handover.logs import Consents, Deviations
from linkstudy.handover.report import Part, Report
from linkstudy.words import day_words, uncapped

NAME = "monitoring"
APART = (
    "Consents and deviations name people by study ID, and delegations name colleagues: they are on pages"
    " to read and print, and in no file."
)
OF_COLLEAGUES = (
    "It names colleagues, so it is on the page of monitoring, and in no file or text to copy."
)


def monitoring(reader: User, day: dt.date) -> Report:
    """The logs as they were known at the end of a day."""
    at = clock.end_of(day)
    cases = Case.objects.ever_reached(reader, May.SEE_REPORTS).values("pk")
    documents, delegations, amendments, uses = known_together(
        at,
        DocumentVersion.objects.exclude(approved_on=None).select_related("amendment"),
        Delegation.objects.select_related("site", "person", "authorised_by"),
        Amendment.objects.all(),
        AmendmentUse.objects.filter(case__in=cases).select_related("amendment", "case"),
    )
    about = (f"As at {day_words(day)}, as known at the end of that day.", APART)
    parts = (
        Part("Consents", (Consents(reader, day).sentence,)),
        Part("Deviations", (Deviations(reader, day).sentence,)),
        _log("document-versions", "Document versions", DOCUMENTS, map(_document, documents)),
        _delegations(delegations, day),
        _log("amendments", "Amendments", AMENDMENTS, map(_amendment, amendments)),
        _log("amendments-in-use", "Amendments in use, by case", USES, map(_use, uses)),
    )
    return Report(NAME, "Monitoring", about, day.isoformat(), parts)


DOCUMENTS = ("Document", "For", "Approved on", "In force from", "Replaced on", "Amendment")
DELEGATIONS = (
    "Person",
    "Site",
    "What they may do",
    "From",
    "Until",
    "Trained on",
    "Authorised by",
    "State",
)
AMENDMENTS = ("Amendment", "What it changes", "Substantial", "Category", "Submitted", "Approved")
USES = ("Amendment", "Case", "In use from")


def _log(name: str, title: str, heads: tuple[str, ...], rows: Iterator[tuple[Value, ...]]) -> Part:
    found = tuple(rows)
    table = Table(name, title, f"{title}, as known that day.", heads, found)
    empty = () if found else ("None by that day.",)
    return Part(title, empty, Figure(table), told=tuple(map(TOLD[name], found)))


def _delegations(rows: list[Delegation], day: dt.date) -> Part:
    found = tuple(_delegation(one, day) for one in rows)
    about = "Who may do what at which site, as known that day."
    table = Table("delegations", "Delegation log", about, DELEGATIONS, found)
    said = (OF_COLLEAGUES,) if found else ("None by that day.",)
    return Part(table.title, said, Figure(table), named=True)


def _document_told(row: tuple[Value, ...]) -> str:
    what, whom, approved, since, until, amendment = map(words, row)
    ended = f" and replaced on {until}" if until else ""
    why = f", by {amendment}" if amendment else ""
    begun = f", in force from {since}{ended}" if since else ""
    return f"{what}, for {uncapped(whom)}, was approved on {approved}{begun}{why}."


def _amendment_told(row: tuple[Value, ...]) -> str:
    name, what, substantial, category, submitted, approved = map(words, row)
    kind = "a substantial amendment" if substantial == "Yes" else "no substantial amendment"
    facts = [kind, *([f"of category {category}"] if category else [])]
    facts += [f"submitted on {submitted}"] if submitted else []
    facts += [f"approved on {approved}"] if approved else []
    return f"{name} is {', '.join(facts)}{f': {what}' if what else ''}.".replace("..", ".")


def _use_told(row: tuple[Value, ...]) -> str:
    amendment, case, since = map(words, row)
    return f"{amendment} is in use in {case} from {since}."


TOLD: dict[str, Callable[[tuple[Value, ...]], str]] = {
    "document-versions": _document_told,
    "amendments": _amendment_told,
    "amendments-in-use": _use_told,
}


def _document(one: DocumentVersion) -> tuple[Value, ...]:
    group = str(Group(one.audience).plural) if one.audience else "Everybody"
    amendment = str(one.amendment) if one.amendment else None
    return str(one), group, one.approved_on, one.in_force_from, one.replaced_on, amendment


def _delegation(one: Delegation, day: dt.date) -> tuple[Value, ...]:
    has_ended = one.ends_on is not None and one.ends_on < day
    state = "Ended" if has_ended else "Holds" if one.since <= day else "To come"
    facts = (one.since, one.ends_on, one.trained_on, one.authorised_by.name)
    return one.person.name, str(one.site), one.tasks, *facts, state


def _amendment(one: Amendment) -> tuple[Value, ...]:
    substantial = "Yes" if one.is_substantial else "No"
    return (
        str(one),
        one.summary,
        substantial,
        one.category or None,
        one.submitted_on,
        one.approved_on,
    )


def _use(one: AmendmentUse) -> tuple[Value, ...]:
    return str(one.amendment), f"Case {one.case.number}", one.since
