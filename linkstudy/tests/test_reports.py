"""What browsers say of the content policy: noted in a few words, whoever sends whatever."""

import json

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from linkstudy.reports import ADDRESS, LONGEST, MOST, looked_at

PAGE = "https://study.example.org/participants/c5-pt-03/?q=Mary"
GOOD = {
    "document-uri": PAGE,
    "effective-directive": "script-src",
    "blocked-uri": "https://evil/Mary",
}


@pytest.fixture(autouse=True)
def none_yet():
    looked_at.clear()


def send(report, kind="application/csp-report", client=None):
    body = report if isinstance(report, str | bytes) else json.dumps({"csp-report": report})
    client = client or Client(enforce_csrf_checks=True)
    return client.post(ADDRESS, body, content_type=kind)


@pytest.mark.parametrize("name", ["effective-directive", "violated-directive"])
def test_a_broken_policy_is_noted_without_what_the_page_held(caplog, name):
    report = {"document-uri": PAGE, name: "script-src", "blocked-uri": "https://evil.example/Mary"}

    answer = send(report)

    assert (answer.status_code, answer.content) == (204, b"")
    assert caplog.messages == ["The page participants:person broke its content policy: script-src"]


@pytest.mark.parametrize(
    "report",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 9000,
        b"\xff\xfe",
        '{"csp-report": 1}',
        '{"csp-report": {"document-uri": 1, "effective-directive": "script-src"}}',
        GOOD | {"effective-directive": "script-src\nA forged line"},
        GOOD | {"effective-directive": ["script-src"]},
        GOOD | {"document-uri": "https://[evil/"},
        GOOD | {"document-uri": "https://study.example.org/no-such-page/"},
        {"document-uri": PAGE},
        GOOD | {"blocked-uri": "x" * LONGEST},
    ],
    ids=range(14),
)
def test_anything_else_is_answered_and_not_noted(caplog, report):
    assert send(report).status_code == 204
    assert caplog.messages == []


def test_a_storm_of_reports_fills_no_log(caplog):
    with time_machine.travel("2026-03-02 08:00Z", tick=False) as machine:
        for _ in range(MOST + 5):
            assert send(GOOD).status_code == 204
        assert len(caplog.messages) == MOST
        machine.shift(61)
        send(GOOD)

    assert len(caplog.messages) == MOST + 1


def test_there_is_nothing_to_open(client):
    assert client.get(ADDRESS).status_code == 404


def test_pages_tell_browsers_where_to_report():
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["report-uri"] == [ADDRESS]
