"""The page that exports, and the files it makes, opened."""

import csv
import io

from openpyxl import load_workbook

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
    "Last contact on",
    "Last contact by",
    "What came of it",
    "Owner",
    "Consent form",
    "Old form",
    "Joined via",
    "Invited on",
    "Replied on",
]
DESCRIBED = [*HEADS, "Organisation", "Age band", "Gender", "Deprivation fifth"]
REASON = {"described": "To see whom we have not reached"}


def content(response) -> bytes:
    return b"".join(response.streaming_content)


def book(response):
    return load_workbook(io.BytesIO(content(response)))


def rows(response):
    return [[cell.value for cell in row] for row in book(response)["Rows"].iter_rows()]


def csv_rows(response):
    text = content(response).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))
