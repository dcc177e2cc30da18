"""The sponsor's monitoring view: its logs, as at which day, and that no file names a person."""

import datetime as dt
from io import BytesIO

import pytest
from docx import Document

from cases import actions as case_actions
from cases.models import Study
from linkstudy.accounts.policy import Role
from linkstudy.handover.logs import UNCHECKED, Consents, Deviations
from linkstudy.handover.monitoring import monitoring
from linkstudy.testing.contacts import a_deviation
from linkstudy.testing.factories import (
    a_case,
    a_consent,
    a_form,
    a_person,
    a_user,
    a_withdrawal,
    ago,
    an_amendment,
)
from linkstudy.testing.in_the_field import a_delegation, an_amendment_in_use
from linkstudy.testing.pages import text_of
from participants import actions

pytestmark = pytest.mark.django_db
PAGE = "/reports/monitoring/"


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def lines(log) -> list[list[str]]:
    return [[words for _, words in entry.labelled] for entry in log.entries(list(log.rows))]


def states(log) -> list[str]:
    return [line[-1] for line in lines(log)]


def rows(reader, name: str, day: dt.date | None = None) -> list[tuple]:
    tables = [part.table for part in monitoring(reader, day or ago(0)).parts if part.table]
    return [row for table in tables if table.name == name for row in table.rows]


def test_the_consent_log_says_what_was_signed_when_how_and_who_took_it(study):
    a_consent(a_person(study.cases[0]), given_time=dt.time(14, 30), how="paper")
    a_consent(a_person(study.cases[1], "HP"), given_on=ago(9))

    assert lines(Consents(study.monitor, ago(0))) == [
        ["C1-PT-01", "Consent form v1.3", "7 June 2022", "2:30pm", "Paper form", "Ann Example", "Stands"],
        ["C2-HP-01", "Consent form v1.3", "5 June 2022", "", "Paper form", "Ben Example", "Stands"],
    ]  # fmt: skip


def test_what_was_corrected_taken_back_or_ended_says_so(study):
    gone, ended = (a_consent(a_person(study.cases[0])) for _ in range(2))
    actions.void_consent(consent=gone, version=1, reason="Another person", by=study.researcher)
    a_withdrawal(ended.participant)
    right = a_consent(a_person(study.cases[0]))
    actions.correct_consent(
        consent=right,
        version=1,
        why="Misread",
        document=right.document,
        given_on=ago(8),
        how="electronic",
        scopes=["interview"],
        by=study.researcher,
    )
    log = Consents(study.monitor, ago(0))

    assert states(log) == [
        "Corrected on 14 June 2022",
        "Held until 14 June 2022",
        "Taken back on 14 June 2022",
        "Stands",
    ]
    assert [entry.is_gone for entry in log.entries(list(log.rows))] == [True, False, True, False]
    assert log.sentence == "1 consent stands. 1 was withdrawn. 2 were corrected or taken back."


def test_a_past_day_has_the_log_of_that_day(study, study_clock):
    gone, ended = (a_consent(a_person(study.cases[0])) for _ in range(2))
    study_clock("2022-06-20 09:12")
    actions.void_consent(consent=gone, version=1, reason="Another person", by=study.researcher)
    a_withdrawal(ended.participant)
    a_consent(a_person(study.cases[0]))
    then, now = (Consents(study.pi, day) for day in (dt.date(2022, 6, 14), ago(0)))

    assert (states(then), then.sentence) == (
        ["Stands", "Stands"],
        f"2 consents stand. 0 were withdrawn. 0 were corrected or taken back. {UNCHECKED}",
    )
    assert now.sentence == ("1 consent stands. 1 was withdrawn. 1 was corrected or taken back.")


def test_a_withdrawal_taken_back_later_was_one_that_day(study, study_clock):
    ended = a_consent(a_person(study.cases[0]))
    gone = a_withdrawal(ended.participant)
    study_clock("2022-06-20 09:12")
    actions.void_withdrawal(
        withdrawal=gone, version=gone.version, reason="Another person", by=study.researcher
    )
    then, now = (Consents(study.pi, day) for day in (dt.date(2022, 6, 14), ago(0)))

    assert states(then) == ["Held until 14 June 2022"]
    assert then.sentence.startswith("0 consents stand. 1 was withdrawn.")
    assert (states(now), now.sentence) == (
        ["Stands"],
        "1 consent stands. 0 were withdrawn. 0 were corrected or taken back.",
    )


def test_one_consent_stands_in_words(study):
    a_consent(a_person(study.cases[0]))

    assert Consents(study.pi, ago(0)).sentence == (
        "1 consent stands. 0 were withdrawn. 0 were corrected or taken back."
    )


def test_a_consent_outside_the_delegation_log_says_so_today(study, study_clock):
    a_delegation(study.sites[0], ago(1), person=study.pi, authorised_by=a_user(Role.PI))
    a_consent(a_person(study.cases[0]))
    today = Consents(study.monitor, ago(0))
    assert states(today) == ["Stands. Taken outside the delegation log"]
    assert today.sentence.endswith("taken back. 1 was taken outside the delegation log.")

    study_clock("2022-06-20 09:12")
    earlier = Consents(study.monitor, dt.date(2022, 6, 14))
    assert states(earlier) == ["Stands"]
    assert earlier.sentence.endswith(UNCHECKED)


def test_consents_outside_the_delegation_log_say_so_when_withdrawn_too(study):
    a_delegation(study.sites[0], ago(1), person=study.pi, authorised_by=a_user(Role.PI))
    a_withdrawal(a_consent(a_person(study.cases[0])).participant)
    a_consent(a_person(study.cases[0]))
    log = Consents(study.monitor, ago(0))

    assert states(log) == [
        "Stands. Taken outside the delegation log",
        "Held until 14 June 2022. Taken outside the delegation log",
    ]
    assert log.sentence == (
        "1 consent stands. 1 was withdrawn. 0 were corrected or taken back."
        " 2 were taken outside the delegation log."
    )


def test_the_deviation_log_says_which_rule_and_what_was_done(study):
    row = a_deviation(a_person(study.cases[0]))
    log = Deviations(study.monitor, ago(0))

    assert lines(log) == [
        ["C1-PT-01", "14 June 2022", "Most contact attempts", "3 attempts", row.what, "Ann Example", "Stands"]
    ]  # fmt: skip
    assert log.sentence == "1 deviation stands. 0 were corrected or taken back."


def test_versions_of_documents_are_logged_without_drafts(study):
    amended = an_amendment("SA01")
    a_form("1.4", approved_on=ago(9), audience="HP", amendment=amended)

    assert set(rows(study.monitor, "document-versions")) == {
        ("Consent form v1.3", "Everybody", ago(365), ago(365), None, None),
        ("Consent form v1.4", "Health professionals", ago(9), ago(9), None, "SA01"),
    }


def test_delegations_are_logged_with_training_and_where_they_stand(study, study_clock):
    site, lead = study.sites[0], study.pi
    by = a_user(Role.PI, name="Lead")
    for since, ends in ((ago(90), ago(30)), (ago(10), None), (ago(-10), None)):
        a_delegation(site, since, person=lead, ends_on=ends, authorised_by=by, tasks="Consent")

    found = rows(study.monitor, "delegations")

    assert [(row[3], row[4], row[-1]) for row in found] == [
        (ago(90), ago(30), "Ended"),
        (ago(10), None, "Holds"),
        (ago(-10), None, "To come"),
    ]
    assert found[0][:3] == (lead.name, "Site 1: Region 1", "Consent")
    assert found[0][6] == "Lead"


def test_amendments_are_logged_with_their_cases_and_days(study):
    substantial = an_amendment("SA01", summary="Shorter sheet")
    an_amendment("NSA01", is_substantial=False, category="")
    an_amendment_in_use(substantial, study.cases[1])

    assert set(rows(study.monitor, "amendments")) == {
        ("NSA01", "", "No", None, ago(400), ago(380)),
        ("SA01", "Shorter sheet", "Yes", "A", ago(400), ago(380)),
    }
    assert [row[:2] for row in rows(study.monitor, "amendments-in-use")] == [("SA01", "Case 2")]


def test_rows_put_right_or_void_later_leave_an_earlier_day(study, study_clock):
    amended = an_amendment("SA01", summary="Before")
    study_clock("2022-06-20 09:12")
    case_actions.correct_amendment(
        amendment=amended, version=1, summary="After", reason="Misread", by=None
    )

    days = (dt.date(2022, 6, 14), ago(0))
    assert [rows(study.pi, "amendments", day)[0][1] for day in days] == ["Before", "After"]


def test_with_no_data_at_all_there_are_empty_logs(login):
    browser = login(a_user(Role.MONITOR))
    pages = [browser.get(PAGE + name) for name in ("", "consents/", "deviations/")]

    assert [page.status_code for page in pages] == [200] * 3
    assert text_of(pages[0]).count("None by that day.") == 4 + 4  # once on the page, once as text
    assert "Nothing is in it by 14 June 2022." in text_of(pages[1])
    assert not Study.objects.exists()


@pytest.mark.parametrize("name", ["consents", "deviations"])
def test_a_log_of_people_comes_in_pages_and_has_no_file(login, study, name):
    browser = login(study.monitor)
    for _ in range(3):
        a_consent(a_person(study.cases[0]))
    a_deviation(a_person(study.cases[0]))

    page = browser.get(f"{PAGE}{name}/?page=9&at=31/2/2022")

    assert "This is the log of today, not of another date." in text_of(page)
    assert "C1-PT-0" in text_of(page)
    assert [browser.get(f"{PAGE}{name}.{kind}").status_code for kind in ("csv", "docx")] == [
        404
    ] * 2


def test_a_long_log_is_paged(login):
    case = a_case(1)
    for _ in range(51):
        a_consent(a_person(case))
    browser = login(a_user(Role.MONITOR))

    pages = [browser.get(f"{PAGE}consents/?page={number}").context["entries"] for number in (1, 2)]
    assert [len(page) for page in pages] == [50, 1]


def test_delegations_are_on_the_page_and_in_no_file(login, study):
    a_delegation(
        study.sites[0], ago(1), person=study.pi, authorised_by=a_user(Role.PI, name="Lead")
    )
    browser = login(study.monitor)
    page = browser.get(PAGE)
    part, links = page.context["parts"][3]

    assert next(words for _, words in part.lines[0][1]) == study.pi.name
    assert (links, part.left_out) == ([], 0)
    assert "Lead" not in page.context["report"].text
    assert [browser.get(f"{PAGE}delegations.{kind}").status_code for kind in ("csv", "docx")] == [
        404
    ] * 2


def test_text_to_copy_tells_documents_and_amendments_in_sentences(study):
    substantial = an_amendment("SA01", summary="Shorter sheet")
    an_amendment("NSA01", is_substantial=False, category="", submitted_on=None, approved_on=None)
    an_amendment_in_use(substantial, study.cases[1], since=ago(3))
    old = a_form("1.4", approved_on=ago(9), audience="HP", amendment=substantial)
    a_form("1.5", approved_on=ago(2), audience="HP", replaces=old)
    lines = monitoring(study.monitor, ago(0)).text.splitlines()

    for line in (
        (
            "Consent form v1.4, for health professionals, was approved on 5 June 2022, in force from"
            " 5 June 2022 and replaced on 12 June 2022, by SA01."
        ),
        (
            "SA01 is a substantial amendment, of category A, submitted on 10 May 2021, approved on"
            " 30 May 2021: Shorter sheet."
        ),
        "NSA01 is no substantial amendment.",
        "SA01 is in use in Case 2 from 11 June 2022.",
    ):
        assert [one for one in lines if one == line] == [line]


def test_the_files_name_nobody(login, study):
    a_delegation(
        study.sites[0], ago(1), person=study.pi, authorised_by=a_user(Role.PI, name="Lead")
    )
    a_consent(a_person(study.cases[0]))
    a_deviation(a_person(study.cases[0]))
    found = login(study.monitor).get(f"{PAGE}monitoring.docx")
    made = Document(BytesIO(found.content))

    text = [one.text for one in made.paragraphs]
    text += [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    assert not [words for words in text if "C1-PT" in words or "Lead" in words]


@pytest.mark.parametrize("role", ["researcher", "ppi"])
def test_who_does_not_monitor_sees_no_log(login, study, role):
    browser = login(getattr(study, role))

    assert [browser.get(PAGE + name).status_code for name in ("", "consents/", "deviations/")] == [
        403
    ] * 3
