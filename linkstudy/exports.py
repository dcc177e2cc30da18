"""Spreadsheets that leave the house: one header row, typed cells, nothing hidden, no live formula.

xlsx  text, numbers, dates and times as such; a second sheet says what the first one holds
csv   UTF-8 with a byte order mark, ISO dates; text that a spreadsheet program could take for a
      formula starts with an apostrophe, and so does text that starts with one: taking one
      apostrophe off gives back the value
"""

import csv
import datetime as dt
import hashlib
import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse
from import_export.fields import Field
from import_export.resources import Resource
from import_export.widgets import Widget

from linkstudy import clock

LONGEST = 32_767  # characters in a cell of an xlsx file
IN_MEMORY = 4 * 1024 * 1024  # bytes; a larger file waits on the disk
RISKY = ("=", "+", "-", "@", "\t", "\r", "'")
KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
Cell = str | int | dt.date | dt.time | None


class AsItIs(Widget):
    """The value itself: whoever writes the file knows its type."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return value


class Column(Field):
    """A column: the attribute it reads, its head, and what it means, for the second sheet."""

    def __init__(self, attribute: str, name: str, meaning: str):
        super().__init__(attribute=attribute, column_name=name, widget=AsItIs(), readonly=True)
        self.meaning = meaning


class Sheet(Resource):
    """Names its columns one by one: what is not named does not leave the house."""

    def names(self) -> list[str]:
        return self.get_export_headers()

    def meanings(self) -> list[tuple[str, str]]:
        return [(field.column_name, field.meaning) for field in self.get_export_fields()]

    def rows(self, things: Iterable[Any]) -> Iterator[list[Cell]]:
        return (self.export_resource(thing) for thing in things)


@dataclass(frozen=True)
class File:
    """A written file: where it stands, how many rows are under its header, and its SHA-256."""

    content: IO[bytes]
    rows: int
    digest: str

    @contextmanager
    def unless_sent(self) -> Iterator[None]:
        """Close the file when the block ends in an error; the answer that sends it closes it too."""
        with ExitStack() as closing:
            closing.callback(self.content.close)
            yield
            closing.pop_all()


def write(kind: str, sheet: Sheet, things: Iterable[Any], about: list[tuple[str, str]]) -> File:
    """A file of the kind, "xlsx" or "csv". about is (what, words), for the xlsx' second sheet."""
    with ExitStack() as unless_written:
        content = unless_written.enter_context(SpooledTemporaryFile(max_size=IN_MEMORY))
        rows = sheet.rows(things)
        is_csv = kind == "csv"
        count = _csv(content, sheet, rows) if is_csv else _xlsx(content, sheet, rows, about)
        content.seek(0)
        digest = hashlib.file_digest(content, "sha256").hexdigest()
        content.seek(0)
        unless_written.pop_all()  # the answer that sends the file closes it
    return File(content, count, digest)


def download(file: File, kind: str, name: str) -> FileResponse:
    """The file as an answer, named after the study's day: participants-case-5-2022-06-14.xlsx."""
    filename = f"{name}-{clock.today().isoformat()}.{kind}"
    return FileResponse(
        file.content, as_attachment=True, filename=filename, content_type=KINDS[kind]
    )


# csv


def harmless(cell: Cell) -> str:
    """A cell as csv text that no program takes for a formula."""
    match cell:
        case None:
            return ""
        case str():
            return f"'{cell}" if cell.startswith(RISKY) else cell
        case dt.time():
            return f"{cell:%H:%M}"
        case dt.date():
            return cell.isoformat()
    return str(cell)


def as_csv(heads: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """Rows under their heads as the bytes of a csv file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(harmless(name) for name in heads)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _csv(content: IO[bytes], sheet: Sheet, rows: Iterable[list[Cell]]) -> int:
    text = io.TextIOWrapper(content, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(harmless(name) for name in sheet.names())
    count = sum(1 for row in rows if writer.writerow(harmless(cell) for cell in row))
    text.detach()
    return count


# xlsx


def _xlsx(
    content: IO[bytes], sheet: Sheet, rows: Iterable[list[Cell]], about: list[tuple[str, str]]
) -> int:
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"created": clock.study_now().replace(tzinfo=None)})
        page = _Page(book, "Rows")
        page.heads(sheet.names())
        for row in rows:
            page.row(row)
        count = page.next - 1
        _read_me(_Page(book, "Read me"), sheet, [*about, ("Rows", str(count))])
    return count


def _read_me(page: "_Page", sheet: Sheet, about: list[tuple[str, str]]) -> None:
    page.heads(["What", "In words"])
    for pair in [*about, *sheet.meanings()]:
        page.row(list(pair))


class _Page:
    """A sheet that is written from its first row to its last."""

    def __init__(self, book: xlsxwriter.Workbook, name: str):
        self.page = book.add_worksheet(name)
        self.formats = {
            "head": book.add_format({"bold": True}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "time": book.add_format({"num_format": "hh:mm"}),
            "risky": book.add_format({"quote_prefix": True}),
        }
        self.next = 0

    def heads(self, names: list[str]) -> None:
        self.page.set_column(0, len(names) - 1, 18)
        self.page.freeze_panes(1, 0)
        for place, name in enumerate(names):
            self.page.write_string(0, place, name, self.formats["head"])
        self.next = 1

    def row(self, cells: list[Cell]) -> None:
        for place, cell in enumerate(cells):
            self.cell(self.next, place, cell)
        self.next += 1

    def cell(self, row: int, place: int, cell: Cell) -> None:
        """Write a cell by its type. Raises ValueError for text longer than a cell holds."""
        match cell:
            case None | "":
                return
            case str():
                if len(cell) > LONGEST:
                    raise ValueError(f"{len(cell)} characters do not fit into a cell")
                risky = self.formats["risky"] if cell.startswith(RISKY) else None
                self.page.write_string(row, place, cell, risky)
            case dt.time():
                self.page.write_datetime(row, place, cell, self.formats["time"])
            case dt.date():
                self.page.write_datetime(row, place, cell, self.formats["date"])
            case _:
                self.page.write_number(row, place, cell)
