"""What stands in an exported file: the rows of the list, typed, named, and no formula."""

import csv
import datetime as dt
import io

import pytest

from linkstudy.exports import Column, Sheet, harmless, write
from linkstudy.testing.contacts import an_attempt
from linkstudy.testing.factories import a_booking, a_consent, a_person, an_organisation
from participants.actions import keep_contact
from participants.resources import DescribedSheet
from participants.tests.exported import (
    CSV,
    DESCRIBED,
    HEADS,
    REASON,
    URL,
    XLSX,
    book,
    content,
    csv_rows,
    rows,
)
from participants.tests.people import everybody


def naive(day: str) -> dt.datetime:
    """A day as a spreadsheet reader gives it."""
    return dt.datetime.fromisoformat(day)


def on_screen(row):
    """A row of the file as the list shows it."""
    contact = f"{row[9]}, {row[10]}".lower() if row[9] else None
    return row[0], row[2], row[4], row[5], contact, row[11], row[12]


def shown(client, query=""):
    """(study ID, group, status, step, last contact, owner, form) of every row of every page of the list."""
    found, page = [], 1
    while True:
        context = client.get(f"/participants/?{query}&page={page}").context
        found += [
            (
                str(line.person),
                line.person.get_group_display(),
                line.status,
                line.step.what or None,
                line.last_contact or None,
                line.person.owner.name,
                line.form or None,
            )
            for line in context["lines"]
        ]
        if not context["page"].has_next():
            return found
        page += 1


@pytest.mark.parametrize("query", ["", "status=booked", "sort=-id&group=PT", "q=1pt2", "case=1"])
def test_the_file_holds_every_row_of_the_list_in_its_order(login, study, query):
    an_attempt(everybody(study)["deciding"])
    for _ in range(25):
        a_person(study.cases[0])
    client = login(study.researcher)

    written = rows(client.post(f"{URL}?{query}", XLSX))

    assert [on_screen(row) for row in written[1:]] == shown(client, query)
    assert written[0] == HEADS


def test_cells_keep_their_types(login, study):
    practice = an_organisation(study.sites[0], name="Practice A")
    person = a_person(
        study.cases[0],
        group="HP",
        title="gp",
        organisation=practice,
        invited_on=dt.date(2022, 5, 30),
        age_band="18-29",
        gender="woman",
        ethnic_group="asian",
        deprivation="1",
    )
    a_consent(person)
    an_attempt(person, "voicemail", on=dt.date(2022, 6, 13))
    a_booking(person, booked_on=dt.date(2022, 6, 16))

    found = rows(login(study.researcher).post(URL, XLSX | REASON))[1]

    assert found == [
        "C1-HP-01",
        1,
        "Health professional",
        "GP",
        "Booked",
        "Interview",
        naive("2022-06-16"),
        dt.time(14),
        naive("2022-06-13"),
        "Phone",
        "Voicemail",
        "Ann Example",
        "v1.3",
        "No",
        "Letter from the practice",
        naive("2022-05-30"),
        None,
        "Practice A",
        "18-29",
        "Woman",
        1,
    ]


def test_what_was_not_asked_stays_empty(login, study):
    a_person(study.cases[0])

    row = rows(login(study.researcher).post(URL, XLSX | REASON))[1]

    empty = [head for head, cell in zip(DESCRIBED, row, strict=True) if cell is None]
    assert empty == [
        "Role",
        "Next step at",
        "Last contact on",
        "Last contact by",
        "What came of it",
        "Consent form",
        "Old form",
        "Invited on",
        "Organisation",
        "Age band",
        "Gender",
        "Deprivation fifth",
    ]


RISKY = ["=1+1", "+44 20", "-1", "@SUM(A1)", "'quoted", '=HYPERLINK("http://x")', "plain, “so”"]


@pytest.mark.parametrize("name", RISKY)
def test_no_text_becomes_a_formula(login, study, name):
    a_person(study.cases[0], organisation=an_organisation(study.sites[0], name=name))
    client = login(study.researcher)

    place = DESCRIBED.index("Organisation")
    cell = book(client.post(URL, XLSX | REASON))["Rows"].cell(2, place + 1)
    text = csv_rows(client.post(URL, CSV | REASON))[1][place]

    assert (cell.value, cell.data_type) == (name, "s")
    assert cell.quotePrefix is (name != RISKY[-1])
    assert text == (name if name == RISKY[-1] else f"'{name}")


def test_csv_reads_back_as_it_was(login, study):
    people = everybody(study)
    client = login(study.researcher)

    typed = rows(client.post(URL, XLSX | REASON))
    raw = content(client.post(URL, CSV | REASON))

    assert raw.startswith(b"\xef\xbb\xbfStudy ID,Case,")
    back = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert back == [[as_csv(cell) for cell in row] for row in typed]
    assert len(back) == len(people) + 1


def as_csv(cell) -> str:
    return harmless(cell.date() if isinstance(cell, dt.datetime) else cell)


def test_the_second_sheet_says_what_the_file_is(login, study):
    a_person(study.cases[0])
    answers = {"kind": "xlsx", "purpose": "other", "other": "Visit on 20 June"}

    read_me = book(login(study.researcher).post(f"{URL}?case=1&status=deciding", answers))[
        "Read me"
    ]

    told = {row[0].value: row[1].value for row in read_me.iter_rows(min_row=2)}
    assert {name: told[name] for name in list(told)[:8]} == {
        "What this is": "Participants by study ID. It stays inside the study team",
        "Filters": "Case 1; Deciding",
        "Left out": "Everybody who asked for their data to be taken out",
        "Order": "next step, soonest first",
        "Purpose": "For something else: Visit on 20 June",
        "Made by": "Ann Example",
        "Made at": "2022-06-14 09:12, London time",
        "Rows": "1",
    }
    assert list(told)[8:] == HEADS


def test_the_file_hides_nothing_and_names_no_author(login, study):
    a_person(study.cases[0])

    made = book(login(study.researcher).post(URL, XLSX))

    assert [(sheet.title, sheet.sheet_state) for sheet in made] == [
        ("Rows", "visible"),
        ("Read me", "visible"),
    ]
    assert not dict(made.defined_names)
    assert not [side for sheet in made for side in sheet.column_dimensions.values() if side.hidden]
    assert not [cell for sheet in made for row in sheet.iter_rows() for cell in row if cell.comment]
    assert (made.properties.creator, made.properties.lastModifiedBy) == (None, None)


def test_another_site_and_contact_details_are_in_no_file(login, study):
    person, other = a_person(study.cases[0]), a_person(study.cases[1])
    an_organisation(study.sites[1], name="Canary House")
    for one, by in ((person, study.researcher), (other, study.researcher2)):
        keep_contact(
            participant=one,
            values={"name": "Mary Canary", "phone": "07700 900123"},
            version=one.person.version,
            by=by,
        )
    client = login(study.researcher)

    sheets = book(client.post(URL, XLSX | REASON))
    text = content(client.post(URL, CSV | REASON)).decode()
    cells = {str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row}

    for canary in ("Canary", "900123", "C2-PT-01", "Ben Example"):
        assert canary not in text
        assert not [cell for cell in cells if canary in cell]


def test_no_column_reads_an_identity_or_what_is_sealed_or_special():
    kept = {"name", "phone", "email", "address", "note", "void_reason", "words", "ethnic_group"}
    fields = DescribedSheet().get_export_fields()

    assert not kept & {field.attribute.removeprefix("person__") for field in fields}


class Small(Sheet):
    text = Column("text", "Text", "What it says")


def test_more_than_a_cell_holds_is_refused_and_not_cut():
    with pytest.raises(ValueError, match="32768 characters do not fit into a cell"):
        write("xlsx", Small(), [{"text": "x" * 32_768}], [])
