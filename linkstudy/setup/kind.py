"""What a kind of thing under Set up is: one description from which its pages are drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from cases import actions
from linkstudy.setup.forms.shared import RestoreRow, SetUpForm, VoidRow
from linkstudy.telling import address


@dataclass(frozen=True)
class Said:
    """Words on a page: plain, leading somewhere, or a state with its drawing."""

    words: str
    url: str = ""
    icon: str = ""
    tone: str = "mute"


@dataclass(frozen=True)
class Section:
    """A part of a row's page: what belongs to the row, or a sentence where nothing does."""

    title: str
    items: list[tuple[str, Said]]
    empty: str = ""


@dataclass(frozen=True)
class Line:
    """A row of a list, cell by cell with its heading. The first cell leads to the row."""

    url: str
    first: tuple[str, Said]
    cells: list[tuple[str, Said]]
    state: Said
    is_void: bool


@dataclass(frozen=True)
class Deed:
    """Something that can be done to a row, on a page of its own.

    link     the words of the link on the row's page
    heading  of its page; {row} is the row
    button   the words of its button
    form     takes what was sent and row=
    action   takes the row under the name of takes
    done     what the next page says; {row} is the row as it stands then
    change   its name among objections, "" when nothing can stand against it
    offered  whether it can be done to a row as it stands
    notes    what it means, beside the form
    leads    the row on whose page it ends, of what the action gave
    """

    link: str
    heading: str
    button: str
    form: type[SetUpForm]
    action: Callable[..., Any]
    done: str
    takes: str = "row"
    change: str = ""
    offered: Callable[[Any], bool] = lambda row: not row.voided_at
    notes: tuple[str, ...] = ()
    leads: Callable[[Any], Any] = lambda row: row


@dataclass(frozen=True)
class Kind:
    """A kind of rows.

    place    its address under /set-up/
    one      what a row is called in a sentence, and many the title of their list
    lead     a sentence that says what they are
    columns  (heading, the words of a row in it); the first leads to the row
    facts    what a row's page says of it, label by label
    state    where a row stands, in a word
    add      how a new one is written; its action takes no row
    """

    place: str
    model: type[Any]
    one: str
    many: str
    lead: str
    rows: Callable[[], QuerySet]
    columns: tuple[tuple[str, Callable[[Any], Said | str]], ...]
    facts: Callable[[Any], list[tuple[str, Said | str]]]
    state: Callable[[Any], Said]
    add: Deed
    deeds: dict[str, Deed]
    sections: Callable[[Any], list[Section]] = lambda row: []

    @property
    def list_url(self) -> str:
        return reverse(f"set_up:{self.place}:rows")

    @property
    def add_url(self) -> str:
        return reverse(f"set_up:{self.place}:add")

    def url(self, row: Any) -> str:
        return page_of(row)

    def history_url(self, row: Any) -> str:
        return address(f"{row.noun} {row.slug}")

    def deed_url(self, row: Any, name: str) -> str:
        return reverse(f"set_up:{self.place}:{name}", args=[row.slug])

    @property
    def is_single(self) -> bool:
        """Whether there is only ever one row, which needs no list."""
        return not self.columns

    def standing(self) -> QuerySet:
        """Those that count: all of a kind of which none can be void."""
        rows = self.model._default_manager.all()
        return rows.filter(voided_at=None) if hasattr(self.model, "voided_at") else rows

    def line(self, row: Any) -> Line:
        """A row as a line of the list."""
        cells = [(heading, _said(words(row))) for heading, words in self.columns]
        return Line(self.url(row), cells[0], cells[1:], self.state(row), is_void(row))

    def described(self, row: Any) -> dict[str, Any]:
        """What the row's page shows."""
        facts = [(label, _said(words)) for label, words in self.facts(row)]
        return {
            "facts": facts,
            "state": self.state(row),
            "sections": self.sections(row),
            "offered": self.offered(row),
        }

    def find(self, slug: str) -> Any:
        """The row at an address, or None."""
        return self.rows().filter(slug=slug).first()

    def offered(self, row: Any) -> list[tuple[str, str]]:
        """(words, address) of what can be done to the row as it stands."""
        held = self.deeds.items()
        return [(deed.link, self.deed_url(row, name)) for name, deed in held if deed.offered(row)]


def _said(words: Said | str) -> Said:
    return words if isinstance(words, Said) else Said(words)


def page_of(row: Any) -> str:
    """The address of any row's page under Set up."""
    return reverse(f"set_up:{row.place}:row", args=[row.slug])


def state_of(row: Any, otherwise: Said) -> Said:
    """Void, or what else holds of the row."""
    return Said("Void", icon="ended") if row.voided_at else otherwise


def is_void(row: Any) -> bool:
    return getattr(row, "voided_at", None) is not None


def correcting(
    form: type[SetUpForm], action: Callable[..., Any], takes: str, *notes: str, **more: Any
) -> Deed:
    """Putting a row right, in place."""
    usual = {
        "link": "Correct",
        "heading": "Correct {row}",
        "button": "Save correction",
        "done": "{row} is corrected",
    }
    return Deed(form=form, action=action, takes=takes, notes=notes, **usual | more)


def voiding(one: str, *notes: str) -> dict[str, Deed]:
    """Taking a row back, and letting it stand again."""
    return {
        "void": Deed(
            link="Make void",
            heading="Make {row} void",
            button=f"Make this {one} void",
            form=VoidRow,
            action=actions.void_row,
            done="{row} is void",
            change="void",
            notes=(
                "For what was entered by mistake. It stays, with your reason and your name",
                "Pages about earlier days still count it. From now on nothing does",
                *notes,
                "It can be restored",
            ),
        ),
        "restore": Deed(
            link="Restore",
            heading="Restore {row}",
            button=f"Restore this {one}",
            form=RestoreRow,
            action=actions.restore_row,
            done="{row} stands again",
            change="restore",
            offered=is_void,
            notes=("It counts again from now on. Pages about earlier days stay as they were",),
        ),
    }
