"""Lists of codes: what leaves the team carries no study ID, and a code that comes back is known."""

import csv
import io

import pytest
from django.db import IntegrityError, transaction

from linkstudy.audit.models import Entry
from linkstudy.codes import USED, spaced
from linkstudy.testing.custody import a_step, steps_until
from linkstudy.testing.factories import a_person, a_withdrawal, ago, an_interview
from linkstudy.testing.pages import problems, text_of
from participants.afterwards import Step
from participants.models import Code, CodeList, Interview
from participants.tests.exported import content
from participants.tests.pages import send

CODES, FIND = "/recordings/codes/", "/recordings/codes/find/"


@pytest.fixture
def waiting(study) -> Interview:
    """C1-PT-01, uploaded and to be sent to the transcriber."""
    held = an_interview(a_person(study.cases[0]), ago(3))
    a_step(held)
    return held


def codes() -> list[str]:
    return [row.code for row in Code.objects.order_by("pk")]


def test_a_list_has_a_code_for_each_recording_to_be_sent(client, study, waiting):
    other = an_interview(a_person(study.cases[1]))
    a_step(other)
    an_interview(a_person(study.cases[0]))

    page = send(client, CODES, case="1", purpose="transcriber")

    [code] = codes()
    assert page.request["PATH_INFO"] == f"{CODES}1/"
    assert f"{spaced(code)}C1-PT-01, interview 1" in text_of(page).replace(" C1", "C1")
    assert "List of codes 1" in text_of(client.get(CODES))
    assert code not in "".join(Entry.objects.values_list("body", flat=True))


def test_each_list_has_its_own_codes(client, waiting):
    for _ in range(2):
        send(client, CODES, case="1", purpose="transcriber")

    assert len(set(codes())) == 2


def test_an_archive_gets_what_is_released_and_nobody_asked_to_remove(client, study):
    kept, gone = (an_interview(a_person(study.cases[0]), ago(9)) for _ in range(2))
    for held in (kept, gone):
        steps_until(Step.RELEASED, held, ago(5))
    a_withdrawal(gone.participant, on=ago(3), level="remove_all")

    send(client, CODES, case="1", purpose="archive")

    assert [str(row.participant) for row in Code.objects.all()] == ["C1-PT-01"]


@pytest.mark.parametrize(
    ("page", "back"), [(CODES, "/recordings/"), (FIND, "/recordings/"), (f"{CODES}1/", CODES)]
)
def test_whoever_cancels_is_led_back(client, waiting, page, back):
    send(client, CODES, case="1", purpose="transcriber")

    assert f'<a href="{back}">Cancel</a>' in client.get(page).text


def test_a_list_of_nothing_is_not_made(client, study):
    assert "No list is made yet." in text_of(client.get(CODES))

    page = send(client, CODES, case="1", purpose="archive")

    assert problems(page) == {"purpose": ["No recording of Case 1 waits for that"]}
    assert CodeList.objects.count() == 0


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_holds_codes_alone_and_is_told(client, waiting, kind):
    send(client, CODES, case="1", purpose="transcriber")

    answer = send(client, f"{CODES}1/", kind=kind)

    assert answer["Content-Disposition"] == (f'attachment; filename="codes-1-2022-06-14.{kind}"')
    told = Entry.objects.filter(verb="codes.exported").get().changes
    assert (told["kind"], told["rows"], told["columns"]) == (
        [None, kind],
        [None, 1],
        [None, ["Code"]],
    )
    text = content(answer)
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
        assert rows == [["Code"], [spaced(codes()[0])]]


def test_a_code_that_comes_back_is_known_and_the_look_is_told(client, waiting):
    send(client, CODES, case="1", purpose="transcriber")
    [code] = codes()

    page = send(client, FIND, text=spaced(code).lower())

    assert f"{spaced(code)} is C1-PT-01, interview 1" in text_of(page)
    assert "in List of codes 1." in text_of(page)
    assert Entry.objects.last().verb == "code.found"


def test_a_slip_is_caught_before_anybody_looks(client, waiting):
    send(client, CODES, case="1", purpose="transcriber")
    [code] = codes()
    slip = next(other for other in USED if other != code[0]) + code[1:]
    before = Entry.objects.count()

    page = send(client, FIND, text=slip)

    assert list(problems(page)) == ["text"]
    assert Entry.objects.count() == before


def test_another_sites_code_is_as_if_there_were_none(study, login, waiting):
    send(login(study.researcher), CODES, case="1", purpose="transcriber")
    [code] = codes()
    client = login(study.researcher2)

    page = send(client, FIND, text=code)

    assert "stands for no recording at your sites" in text_of(page)
    assert Entry.objects.last().verb == "codes.sought"
    assert client.get(f"{CODES}1/").status_code == 404
    assert "No list is made yet." in text_of(client.get(CODES))
    assert login(study.monitor).get(CODES).status_code == 403


def test_the_database_keeps_codes_as_they_were_drawn(client, waiting):
    send(client, CODES, case="1", purpose="transcriber")
    row = Code.objects.get()

    for change in ({"code": "3333333333"}, {"interview": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Code.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Code.objects.all()._raw_delete("default")
