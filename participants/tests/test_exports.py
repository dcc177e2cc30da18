"""The page that exports people: what it asks, what it is called, and what the history keeps of it."""

import hashlib

import pytest

from linkstudy.accounts.policy import POLICY, May
from linkstudy.audit.models import Entry
from linkstudy.testing.factories import a_consent, a_person, an_interview
from linkstudy.testing.pages import problems, text_of
from participants.tests.exported import (
    CSV,
    DESCRIBED,
    HEADS,
    REASON,
    URL,
    XLSX,
    book,
    content,
    rows,
)


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


LEFT_OUT = "We do not know one of these. It is left out"
ODD = {
    "case=99&status=zz&group=PT": (
        f"Case: {LEFT_OUT}. Status: {LEFT_OUT}. Patients",
        "?group=PT",
    ),
    "case=99&case=1": (f"Case: {LEFT_OUT}. Case 1", "?case=1"),
    "at=2022-06-01&case=1": (
        "Interviewed by: Choose the status Interviewed alone to look at an earlier day. Case 1",
        "?case=1",
    ),
    "q=a%00b": (
        "Study ID or owner: Remove the hidden character, shown as �, after “a”.",
        "?",
    ),
}


@pytest.mark.parametrize("query", ODD)
@pytest.mark.parametrize("answers", [CSV, {"purpose": "meeting", "kind": "exe"}])
def test_nothing_leaves_with_a_filter_that_is_not_understood(login, study, query, answers):
    a_person(study.cases[0])
    client, (said, known) = login(study.researcher), ODD[query]

    opened, sent = client.get(f"{URL}?{query}"), client.post(f"{URL}?{query}", answers)

    for page in (opened, sent):
        assert f"Filters {said} Columns" in text_of(page)
        assert f'<a class="btn btn-main" href="{URL}{known}">' in page.content.decode()
        assert "Download" not in text_of(page)
    assert problems(sent)["__all__"] == [
        "We do not know one of the filters, so nothing was handed out. Look under “Filters”"
    ]
    assert sent.context["form"]["purpose"].value() == answers["purpose"]
    assert not Entry.objects.filter(verb="participants.exported").exists()
    assert content(client.post(f"{URL}{known}", CSV)).startswith(b"\xef\xbb\xbfStudy ID,")


def test_own_words_are_asked_for_without_names(login, study):
    hints = {field.name: field.help_text for field in login(study.pi).get(URL).context["form"]}

    assert hints["other"] == "It stands in the history. Do not include names"
    assert "Do not include names." in hints["described"]


def test_a_name_in_own_words_does_not_reach_a_monitor_through_the_history(login, study):
    answers = {"purpose": "other", "other": "for Pearl Pretend", "kind": "csv"}
    content(login(study.researcher).post(URL, answers))

    seen = {
        role: "Pearl" in login(role).get("/history/").content.decode()
        for role in ("monitor", "administrator", "pi")
    }

    assert seen == {"monitor": False, "administrator": False, "pi": True}


def test_opening_the_page_writes_nothing(login, study):
    a_person(study.cases[0])
    before = Entry.objects.count()
    client = login(study.researcher)
    signed_in = Entry.objects.count() - before

    response = client.get(f"{URL}?case=1")

    assert response.context["filters"].count == 1
    assert Entry.objects.count() == before + signed_in


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


@pytest.mark.parametrize("size", [2, 20])
def test_an_export_takes_as_many_queries_at_any_size(login, study, size, django_assert_num_queries):
    for _ in range(size):
        a_consent(a_person(study.cases[0], organisation=None))
    client = login(study.pi)
    content(client.post(URL, XLSX))

    with django_assert_num_queries(12):
        response = client.post(URL, XLSX)

    assert len(rows(response)) == size + 1


def test_the_ticked_rows_of_a_list_leave_with_its_filters_and_in_its_order(login, study):
    for _ in range(4):
        a_person(study.cases[0])
    client = login(study.pi)
    url = f"{URL}?back=case%3D1%26sort%3D-id&who=c1-pt-01&who=c1-pt-03&only=ticked"

    page, written = client.get(url), rows(client.post(url, XLSX))

    assert "Download 2 rows" in text_of(page)
    assert "/participants/?case=1&amp;sort=-id&amp;who=c1-pt-01&amp;who=c1-pt-03" in page.text
    assert [row[0] for row in written[1:]] == ["C1-PT-03", "C1-PT-01"]
    told = Entry.objects.get(verb="participants.exported").changes
    assert told["filters"][1] == "Ticked: C1-PT-01 and C1-PT-03; Case 1"
    nobody = client.get(f"{URL}?only=ticked")
    assert "Download 0 rows" in text_of(nobody)
