"""The spreadsheet of people: exactly the list on the screen, typed, harmless and recorded."""

import csv
import datetime as dt
import hashlib
import io

import pytest
from openpyxl import load_workbook

from linkstudy.accounts.policy import POLICY, May
from linkstudy.audit.models import Entry
from linkstudy.exports import Column, Sheet, harmless, write
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_person,
    an_interview,
    an_organisation,
)
from participants.actions import keep_contact
from participants.resources import DescribedSheet
from participants.tests.test_filters import everybody

pytestmark = pytest.mark.django_db
URL = "/participants/export/"
XLSX = {"kind": "xlsx", "purpose": "meeting"}
CSV = {"kind": "csv", "purpose": "analysis"}
HEADS = [
    "Study ID",
    "Case",
    "Group",
    "Role",
    "Status",
    "Next step",
    "Next step on",
    "Next step at",
    "Owner",
    "Consent form",
    "Old form",
    "Joined via",
    "Invited on",
    "Replied on",
]
DESCRIBED = [*HEADS, "Organisation", "Age band", "Gender", "Deprivation fifth"]
REASON = {"described": "To see whom we have not reached"}


@pytest.fixture(autouse=True)
def _on_14_june(study_clock):
    study_clock("2022-06-14 09:12")


def content(response) -> bytes:
    return b"".join(response.streaming_content)


def book(response):
    return load_workbook(io.BytesIO(content(response)))


def naive(day: str) -> dt.datetime:
    """A day as a spreadsheet reader gives it."""
    return dt.datetime.fromisoformat(day)


def rows(response):
    return [[cell.value for cell in row] for row in book(response)["Rows"].iter_rows()]


def csv_rows(response):
    text = content(response).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def shown(client, query=""):
    """(study ID, group, status, step, owner, form) of every row of every page of the list."""
    found, page = [], 1
    while True:
        context = client.get(f"/participants/?{query}&page={page}").context
        found += [
            (
                str(line.person),
                line.person.get_group_display(),
                line.status,
                line.step.what or None,
                line.person.owner.name,
                line.form or None,
            )
            for line in context["lines"]
        ]
        if not context["page"].has_next():
            return found
        page += 1


@pytest.mark.parametrize("query", ["", "status=booked", "sort=-id&group=PT", "q=1pt2", "case=9"])
def test_the_file_holds_every_row_of_the_list_in_its_order(login, study, query):
    everybody(study)
    for _ in range(25):
        a_person(study.cases[0])
    client = login(study.researcher)

    written = rows(client.post(f"{URL}?{query}", XLSX))

    on_screen = [[row[0], row[2], row[4], row[5], row[8], row[9]] for row in written[1:]]
    assert on_screen == [list(line) for line in shown(client, query)]
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
        "Ann Example",
        "v1.3",
        "No",
        "Letter from the practice",
        naive("2022-05-30"),
        None,
        "Practice A",
        "18-29",
        "Woman",
        "1",
    ]


def test_what_was_not_asked_stays_empty(login, study):
    a_person(study.cases[0])

    row = rows(login(study.researcher).post(URL, XLSX | REASON))[1]

    empty = [head for head, cell in zip(DESCRIBED, row, strict=True) if cell is None]
    assert empty == [
        "Role",
        "Next step at",
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
    assert {name: told[name] for name in list(told)[:7]} == {
        "What this is": "Participants by study ID. It stays inside the study team",
        "Filters": "Case 1; Deciding",
        "Order": "next step, soonest first",
        "Purpose": "For something else: Visit on 20 June",
        "Made by": "Ann Example",
        "Made at": "2022-06-14 09:12, London time",
        "Rows": "1",
    }
    assert list(told)[7:] == HEADS


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


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "participants"),
        ("case=1&status=deciding", "participants-case-1-deciding"),
        ("q=Mary+Secret", "participants"),
        (
            "group=PT&status=interviewed&at=2022-06-01",
            "participants-patients-interviewed-as-at-2022-06-01-made",
        ),
        (
            "&".join(
                f"status={one}"
                for one in ("invited", "deciding", "booked", "consented", "declined")
            ),
            "participants-invited-deciding-consented-booked",
        ),
    ],
)
def test_an_export_is_a_download_named_after_the_list_and_the_day(login, study, query, name):
    response = login(study.researcher).post(f"{URL}?{query}", CSV)

    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="{name}-2022-06-14.csv"'
    )
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert len(content(response).splitlines()) == 1


@pytest.mark.parametrize("answers", [XLSX, CSV])
def test_each_export_stands_in_the_history_with_its_digest(login, study, answers):
    a_person(study.cases[0])
    an_interview(a_person(study.cases[0]))
    client = login(study.researcher)

    taken = content(client.post(f"{URL}?status=interviewed&q=Mary+Secret", answers))
    taken = content(client.post(f"{URL}?status=interviewed", answers))

    entries = list(Entry.objects.filter(verb="participants.exported"))
    assert len(entries) == 2
    assert [one.actor_name for one in entries] == ["Ann Example"] * 2
    assert "Secret" not in entries[0].body
    assert entries[1].changes == {
        "filters": [None, "Interviewed"],
        "order": [None, "next step, soonest first"],
        "purpose": [None, "For analysis" if answers is CSV else "For a team meeting"],
        "kind": [None, answers["kind"]],
        "rows": [None, 1],
        "columns": [None, HEADS],
        "sha256": [None, hashlib.sha256(taken).hexdigest()],
    }


def test_what_describes_people_leaves_for_a_reason_that_is_kept(login, study):
    a_person(study.cases[0], gender="woman")

    plain = rows(login(study.researcher).post(URL, XLSX))
    described = book(login(study.researcher).post(URL, XLSX | REASON))

    assert plain[0] == HEADS
    assert [cell.value for cell in described["Rows"][1]] == DESCRIBED
    purpose = "For a team meeting. Describes people: To see whom we have not reached"
    assert ("Purpose", purpose) in list(described["Read me"].values)
    entry = Entry.objects.filter(verb="participants.exported").last()
    assert entry.changes["purpose"] == [None, purpose]
    assert entry.changes["columns"] == [None, DESCRIBED]


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        (
            {},
            {
                "purpose": ["Select what the spreadsheet is for"],
                "kind": ["Select the kind of file"],
            },
        ),
        (
            {"purpose": "sale", "kind": "exe"},
            {
                "purpose": ["Select what the spreadsheet is for"],
                "kind": ["Select the kind of file"],
            },
        ),
        ({"purpose": "other", "kind": "csv"}, {"other": ["Enter what the spreadsheet is for"]}),
        (
            {"purpose": "other", "other": "a\0b", "kind": "csv"},
            {"other": ["Remove the hidden character, shown as �, after “a”"]},
        ),
    ],
)
def test_without_a_purpose_nothing_leaves(login, study, answers, errors):
    response = login(study.researcher).post(URL, answers)

    assert dict(response.context["form"].errors) == errors
    assert not Entry.objects.filter(verb="participants.exported").exists()


def test_opening_the_page_writes_nothing(login, study):
    a_person(study.cases[0])
    before = Entry.objects.count()
    client = login(study.researcher)
    signed_in = Entry.objects.count() - before

    response = client.get(f"{URL}?case=1")

    assert response.context["filters"].count == 1
    assert Entry.objects.count() == before + signed_in


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


def test_whoever_may_export_reaches_what_they_see():
    reaches = [
        (row.get(May.EXPORT), row[May.SEE_PEOPLE]) for row in POLICY.values() if May.EXPORT in row
    ]

    assert reaches
    assert all(export == see for export, see in reaches)


@pytest.mark.parametrize("role", ["monitor", "ppi"])
def test_other_roles_learn_who_may_export(login, study, role):
    response = login(getattr(study, role)).post(URL, XLSX)

    assert response.status_code == 403
    assert "Researcher" in response.content.decode()
    assert not Entry.objects.filter(verb="participants.exported").exists()


def test_no_column_reads_an_identity_or_what_is_sealed_or_special():
    kept = {"name", "phone", "email", "address", "note", "void_reason", "words", "ethnic_group"}
    fields = DescribedSheet().get_export_fields()

    assert not kept & {field.attribute.removeprefix("person__") for field in fields}


class Small(Sheet):
    text = Column("text", "Text", "What it says")


def test_more_than_a_cell_holds_is_refused_and_not_cut():
    with pytest.raises(ValueError, match="32768 characters do not fit into a cell"):
        write("xlsx", Small(), [{"text": "x" * 32_768}], [])


@pytest.mark.parametrize("size", [2, 20])
def test_an_export_takes_as_many_queries_at_any_size(login, study, size, django_assert_num_queries):
    for _ in range(size):
        a_consent(a_person(study.cases[0], organisation=None))
    client = login(study.pi)
    content(client.post(URL, XLSX))

    with django_assert_num_queries(12):
        response = client.post(URL, XLSX)

    assert len(rows(response)) == size + 1
