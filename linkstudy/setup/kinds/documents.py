"""Information sheets, consent forms and topic guides."""

from cases import actions
from cases.models import DocumentVersion
from cases.vocabulary import Group
from linkstudy import clock
from linkstudy.setup.forms.documents import ApproveDocument, CorrectDocument, ReplaceForm
from linkstudy.setup.kind import Deed, Kind, Said, Section, correcting, page_of, state_of, voiding
from linkstudy.words import day_words


def document_state(row: DocumentVersion) -> Said:
    today = clock.today()
    if row.is_replaced(today):
        return state_of(row, Said("Replaced", icon="ended"))
    if row.in_force_from > today:
        return state_of(row, Said("To come", icon="ring"))
    return state_of(row, Said("In use", icon="done", tone="good"))


def for_whom(row: DocumentVersion) -> str:
    """Patients, or Everybody."""
    return Group(row.audience).plural if row.audience else "Everybody"


def document_facts(row: DocumentVersion) -> list[tuple[str, Said | str]]:
    replaced = [("Replaced on", day_words(row.replaced_on))] if row.replaced_on else []
    return [
        ("What it is", row.get_kind_display()),
        ("Version", row.number),
        ("For", for_whom(row)),
        ("Approved on", day_words(row.approved_on)),
        ("In force from", day_words(row.in_force_from)),
        *replaced,
    ]


def document_sections(row: DocumentVersion) -> list[Section]:
    held = row.publications.in_use().select_related("site").order_by("site__number")
    items = [(f"Site {one.site.number}", Said(one.site.name, page_of(one.site))) for one in held]
    return [Section("Where it is used", items)]


DOCUMENTS = Kind(
    place="documents",
    model=DocumentVersion,
    one="document version",
    many="Documents",
    lead="Versions of information sheets, consent forms and topic guides, and where they are used.",
    rows=lambda: DocumentVersion.objects.order_by("kind", "audience", "-in_force_from", "-pk"),
    columns=(
        ("Document", str),
        ("For", for_whom),
        ("In force from", lambda row: day_words(row.in_force_from)),
        ("Replaced", lambda row: day_words(row.replaced_on) if row.replaced_on else ""),
    ),
    facts=document_facts,
    state=document_state,
    sections=document_sections,
    add=Deed(
        link="Add a version",
        heading="Add a document version",
        button="Add version",
        form=ApproveDocument,
        action=actions.approve_document,
        done="{row} is added",
        notes=(
            "The document stays in your site file. Here stands which version people signed",
            "What it is, for whom, its number and the day of its approval never change",
        ),
    ),
    deeds={
        "correct": correcting(
            CorrectDocument,
            actions.correct_document,
            "document",
            "Its number and the day of its approval stay. Wrong? Make the version void while"
            " nobody has signed it, and add it anew",
            "Once somebody has signed it, its first day stays too",
        ),
        "replace": Deed(
            link="Take out of use",
            heading="Take {row} out of use",
            button="Take out of use",
            form=ReplaceForm,
            action=actions.replace_document,
            takes="document",
            done="{row} has its last day",
            offered=lambda row: not row.voided_at and not row.replaced_on,
            notes=(
                "From that day on nobody is given this version. Who signed it stays signed",
                "Is there a new version? Add it, and say there that it replaces this one",
            ),
        ),
        **voiding("document version", "Was it right, and is over? Take it out of use instead"),
    },
)
