"""Information sheets, consent forms and topic guides."""

from datetime import date
from typing import Any

from django.db.models import F

from cases import actions
from cases.models import DocumentVersion
from cases.vocabulary import DocumentKind, Group
from linkstudy import clock
from linkstudy.setup.forms.days_of_use import ReplaceForm, UseDocument, unused
from linkstudy.setup.forms.documents import (
    AddDocument,
    ApproveDraft,
    ChangeDraft,
    CorrectDocument,
)
from linkstudy.setup.kind import Deed, Kind, Said, Section, correcting, page_of, state_of, voiding
from linkstudy.setup.kinds.plans import from_words
from linkstudy.setup.kinds.study import maybe_day
from linkstudy.words import day_words

NEWEST = F("in_force_from").desc(nulls_first=True)  # drafts are the newest of all


def document_rows() -> Any:
    """All versions, with what their state asks."""
    return DocumentVersion.objects.wherever().with_gaps(clock.today())


def document_state(row: DocumentVersion) -> Said:
    """Draft, Approved, In use since 1 June 2022, at some sites or all, or Replaced."""
    today = clock.today()
    if row.is_draft:
        return state_of(row, Said("Draft", icon="ring"))
    if row.is_replaced(today):
        return state_of(row, Said("Replaced", icon="ended"))
    if not row.has_begun(today):
        return state_of(row, Said("Approved", icon="ring"))
    where = " at some sites" if row.is_used_in_part else ""
    since = f"In use{where} since {maybe_day(row.used_from)}"
    return state_of(row, Said(since, icon="done", tone="good"))


def use_words(begins: date, ends: date | None) -> str:
    """Since 1 June 2022; from 1 July 2022, when that lies ahead; until 1 August 2022, when it ends."""
    since = f"{'Since' if begins <= clock.today() else 'From'} {day_words(begins)}"
    return f"{since}, replaced on {day_words(ends)}" if ends else since


def for_whom(row: DocumentVersion) -> str:
    """Patients, or Everybody."""
    return Group(row.audience).plural if row.audience else "Everybody"


def document_facts(row: DocumentVersion) -> list[tuple[str, Said | str]]:
    days = [
        ("Approved on", row.approved_on),
        ("In force from", row.in_force_from),
        ("Replaced on", row.replaced_on),
    ]
    return [
        ("What it is", row.get_kind_display()),
        ("Version", row.number),
        ("For", for_whom(row)),
        *([("Comes from", from_words(row))] if row.amendment else []),
        *((label, day_words(day)) for label, day in days if day),
    ]


def document_sections(row: DocumentVersion) -> list[Section]:
    held = row.publications.in_use().select_related("site").order_by("site__number")
    items = [
        (
            f"Site {one.site.number}",
            Said(f"{one.site.name}. {use_words(one.begins, one.ends)}", page_of(one.site)),
        )
        for one in held
    ]
    where = Section("Where it is used", items, "Nowhere yet: it is a draft.")
    if row.kind != DocumentKind.CONSENT:
        return [where]
    asked = [(str(place), Said(str(one.label))) for place, one in enumerate(row.clauses, 1)]
    return [where, Section("What it asks", asked)]


def is_draft(row: DocumentVersion) -> bool:
    return not row.voided_at and row.is_draft


def is_approved(row: DocumentVersion) -> bool:
    return not row.voided_at and not row.is_draft


def is_going_on(row: DocumentVersion) -> bool:
    """Whether it has no end yet, at some site or other."""
    return is_approved(row) and row.used_until is None


def can_be_taken_up(row: DocumentVersion) -> bool:
    """Whether a site is left that never used it."""
    return is_approved(row) and not row.replaced_on and unused(row).exists()


DOCUMENTS = Kind(
    place="documents",
    model=DocumentVersion,
    one="document version",
    many="Documents",
    lead="Versions of information sheets, consent forms and topic guides, and where they are used.",
    rows=lambda: document_rows().order_by("kind", "audience", NEWEST, "-pk"),
    columns=(
        ("Document", str),
        ("For", for_whom),
        ("In force from", lambda row: maybe_day(row.used_from)),
        ("Replaced", lambda row: maybe_day(row.used_until)),
    ),
    facts=document_facts,
    state=document_state,
    sections=document_sections,
    add=Deed(
        link="Add a version",
        heading="Add a document version",
        button="Add version",
        form=AddDocument,
        action=actions.record_document,
        done="{row} is added",
        notes=(
            "The document stays in your site file. Here stands which version people signed",
            "A draft is used nowhere. What it is and what it asks can be changed until it is approved",
            "Once it is approved, what it is, for whom, its number and that day never change",
        ),
    ),
    deeds={
        "approve": Deed(
            link="Approve",
            heading="Approve {row}",
            button="Save approval",
            form=ApproveDraft,
            action=actions.approve_draft,
            takes="document",
            done="{row} is approved",
            offered=is_draft,
            notes=(
                "From its first day on people are given this version, where you say",
                "What it is, for whom, its number and the day of its approval never change after",
            ),
        ),
        "change": Deed(
            link="Change the draft",
            heading="Change {row}",
            button="Save draft",
            form=ChangeDraft,
            action=actions.change_draft,
            takes="document",
            done="{row} is changed",
            offered=is_draft,
            notes=("Nobody can sign a draft. The history keeps what it was before",),
        ),
        "correct": correcting(
            CorrectDocument,
            actions.correct_document,
            "document",
            "Its number and the day of its approval stay. Wrong? Make the version void while"
            " nobody has signed it, and add it anew",
            "Once somebody has signed it, its first day and what it asks stay too",
            "Is it used at one more site from now on? Put it in use there instead",
            offered=is_approved,
        ),
        "use": Deed(
            link="Put in use at more sites",
            heading="Put {row} in use at more sites",
            button="Put in use",
            form=UseDocument,
            action=actions.use_document,
            takes="document",
            done="It is recorded where {row} is in use",
            offered=can_be_taken_up,
            notes=(
                "From that day on people there are given this version",
                "Who signed the one that it replaces there is listed under Consents to renew",
                "Another day elsewhere? Save these sites first, then come back for the others",
            ),
        ),
        "replace": Deed(
            link="Take out of use",
            heading="Take {row} out of use",
            button="Take out of use",
            form=ReplaceForm,
            action=actions.replace_document,
            takes="document",
            done="{row} has its last day",
            offered=is_going_on,
            notes=(
                "From that day on nobody there is given this version. Who signed it stays signed",
                "Is there a new version? Add it, and say there that it replaces this one",
            ),
        ),
        **voiding("document version", "Was it right, and is over? Take it out of use instead"),
    },
)
