"""The tests' own helpers: what they promise, they keep."""

import datetime as dt
import socket
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from cases.models import Site
from linkstudy import clock, guards
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import Role
from linkstudy.audit.chain import verify
from linkstudy.audit.models import Entry
from linkstudy.testing import left_out, proofs, snapshot
from linkstudy.testing.factories import a_site, a_study, a_user
from linkstudy.testing.fixtures import NetworkUsed, is_this_machine
from linkstudy.tests.routes import ROUTES
from linkstudy.tests.whole_house.watching import undone


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("example.org", 443), ("::2", 80, 0, 0)])
def test_no_test_reaches_another_machine(address):
    family = socket.AF_INET6 if len(address) == 4 else socket.AF_INET
    with socket.socket(family) as line, pytest.raises(NetworkUsed):
        line.connect(address)


@pytest.mark.parametrize(
    "address",
    ["/run/postgresql/.s.PGSQL.5432", ("127.0.0.1", 1), ("localhost", 1), ("::1", 1, 0, 0)],
)
def test_this_machine_can_be_reached(address):
    assert is_this_machine(address)


def test_a_test_can_talk_to_its_own_server():
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as line,
    ):
        assert line.getpeername() == server.getsockname()


def test_the_study_clock_stands_where_it_is_set(study_clock):
    study_clock("2022-06-14 09:12")
    assert clock.study_now() == dt.datetime(2022, 6, 14, 8, 12, tzinfo=dt.UTC)

    study_clock("2022-06-15 00:30")
    assert clock.today() == dt.date(2022, 6, 15)


def test_the_study_clock_goes_on_after_the_test():
    assert abs(clock.study_now() - clock.real_now()) < dt.timedelta(seconds=5)


def test_login_signs_in_a_new_user_of_the_role(login):
    site = a_site()

    client = login("researcher", site)

    user = User.objects.get(pk=client.session["_auth_user_id"])
    assert user.role == Role.RESEARCHER
    assert [membership.site for membership in user.memberships.all()] == [site]


def test_login_takes_a_user_as_they_are(login):
    user = a_user(Role.PI)

    assert login(user).session["_auth_user_id"] == str(user.pk)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_rows_that_are_never_deleted_are_cleared_after_a_test_that_commits(turn):
    assert not User.objects.exists(), f"turn {turn} found what another test committed"
    a_user()

    assert guards.missing() == []
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.all().delete()
    assert Entry.objects.filter(verb="user.added").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_study_that_was_taken_back_stands_again_as_it_was_with_its_guards():
    with undone():
        a_study()
        kept = snapshot.taken()
    a_user(email="asha@example.org")

    snapshot.put_back(kept)

    assert snapshot.taken() == kept
    assert len(kept["cases_site"]) == Site.objects.count() == 2
    assert verify().trouble == ""
    assert guards.missing() == []
    a_user(email="asha@example.org")
    assert verify().trouble == ""


@pytest.mark.django_db(transaction=True)
def test_another_thread_sees_what_a_test_committed():
    a_user(email="asha@example.org")
    seen = []

    def look() -> None:
        seen.extend(User.objects.values_list("email", flat=True))
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert seen == ["asha@example.org"]


@pytest.mark.parametrize(("asked", "rounds"), [("full", 200), ("", 8)])
def test_a_proof_is_short_unless_it_is_asked_for_whole(monkeypatch, asked, rounds):
    monkeypatch.setenv("LINKSTUDY_PROOF", asked)

    assert proofs.size(short=8, full=200) == rounds


def test_shares_are_drawn_by_the_seed_of_the_tests_order(seed, pytestconfig):
    """Without pytest-randomly, of which a newcomer's installation knows nothing, by one and the same."""
    assert seed == pytestconfig.getoption("randomly_seed", 7)


def test_each_route_comes_to_each_of_two_shares_by_about_half_of_the_seeds():
    for route in ROUTES:
        drawn = sum(proofs.share(route.name, seed, 2) for seed in range(200))
        assert 60 <= drawn <= 140, route.name


def test_a_proof_is_found_by_its_name():
    assert proofs.proof("races").kwargs == {"name": "races"}


def test_what_several_processes_of_a_run_said_is_kept_once():
    worker = SimpleNamespace(stash=pytest.Stash(), workeroutput={})
    worker.stash[proofs.SAID] = ["12 functions"]
    here = SimpleNamespace(stash=pytest.Stash())

    proofs.pytest_sessionfinish(SimpleNamespace(config=worker))
    ended = SimpleNamespace(config=here, workeroutput=worker.workeroutput)
    for _ in range(2):
        proofs.pytest_testnodedown(ended)

    assert here.stash[proofs.SAID] == ["12 functions"]


def one(path: str, name: str, *marks: pytest.MarkDecorator) -> SimpleNamespace:
    """A collected test, as far as its turn is concerned."""
    found = {mark.name: mark.mark for mark in reversed(marks)}
    return SimpleNamespace(path=Path(path), nodeid=f"{path}::{name}", get_closest_marker=found.get)


def test_a_run_on_postgresql_meets_some_parameters_of_each_test_and_four_runs_all():
    many = [one("test_a.py", f"test_page[{number}]", left_out.PARAMETERS) for number in range(9)]
    few = [one("test_b.py", f"test_page[{number}]", left_out.PARAMETERS) for number in range(2)]
    whole = [one("test_a.py", "test_other"), one("test_c.py", "test_x[1]", proofs.proof("races"))]
    family = many + few

    met = []
    for seed in range(40):
        left = left_out.others_turn([*whole, *family], seed)
        assert [item for item in left if item in whole] == []
        met.append({item.nodeid for item in family if item not in left})

    assert {len(run & {item.nodeid for item in many}) for run in met} == {2, 3}
    assert {len(run & {item.nodeid for item in few}) for run in met} == {1}
    assert set.union(*met) == {item.nodeid for item in family}


@pytest.mark.parametrize(
    ("args", "vendor", "proof", "verdict"),
    [
        ("TESTPATHS", "postgresql", "", True),
        ("TESTPATHS", "postgresql", "full", False),
        ("TESTPATHS", "sqlite", "", False),
        ("ARGS", "postgresql", "", False),
    ],
)
def test_only_the_whole_suite_on_postgresql_leaves_parameters_to_other_runs(
    monkeypatch, args, vendor, proof, verdict
):
    monkeypatch.setattr(left_out.connection, "vendor", vendor)
    monkeypatch.setenv("LINKSTUDY_PROOF", proof)
    config = SimpleNamespace(args_source=pytest.Config.ArgsSource[args])

    assert left_out.takes_turns(config) is verdict


@pytest.mark.parametrize(
    ("ci", "strict", "verdict"),
    [("", "", False), ("0", "", False), ("true", "", True), ("", "1", True)],
)
def test_a_missing_browser_fails_the_run_where_it_is_asked_to(monkeypatch, ci, strict, verdict):
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("LINKSTUDY_STRICT", strict)

    assert left_out.is_strict() is verdict


def test_a_missing_chromium_is_named_with_its_cure(tmp_path, monkeypatch):
    monkeypatch.setattr(left_out, "find_spec", lambda name: name)

    assert left_out.missing_for_browser(tmp_path / "chromium") == (
        "they need `apt-get install chromium`"
    )


def test_missing_packages_are_named_with_their_cure(tmp_path, monkeypatch):
    monkeypatch.setattr(left_out, "find_spec", lambda name: None)

    assert left_out.missing_for_browser(tmp_path / "chromium") == (
        "they need `pip install -r requirements-dev.txt`"
    )


def test_a_missing_scipy_leaves_out_one_test(monkeypatch):
    monkeypatch.setattr(left_out, "missing_for_browser", lambda: "")
    monkeypatch.setattr(left_out, "find_spec", lambda name: None)
    monkeypatch.setattr(left_out, "is_strict", lambda: False)

    assert left_out.pytest_ignore_collect(left_out.FORECAST_CHECK) is True
    assert left_out.pytest_ignore_collect(left_out.FORECAST_CHECK.parent) is None
    assert left_out.sentences()[0] == (
        "The check of the forecast against scipy: it needs `pip install -r requirements-dev.txt`."
    )


def test_the_browser_tests_are_left_out_with_a_sentence(monkeypatch):
    monkeypatch.setattr(left_out, "missing_for_browser", lambda: "they need a browser")
    monkeypatch.setattr(left_out, "missing_for_forecast", lambda: "")
    monkeypatch.setattr(left_out, "is_strict", lambda: False)

    assert left_out.pytest_ignore_collect(left_out.BROWSER_TESTS) is True
    assert left_out.pytest_ignore_collect(left_out.BROWSER_TESTS.parent) is None
    assert left_out.sentences()[0] == "The browser tests: they need a browser."
    monkeypatch.setattr(left_out.connection, "vendor", "postgresql")
    assert left_out.sentences() == ["The browser tests: they need a browser."]
    assert left_out.sentences(turns=True)[1] == (
        "Three in four of a test's parameters: another seed draws others."
        " `.ci/proofs parameters` runs them all."
    )


def test_the_gate_fails_without_a_browser(monkeypatch):
    monkeypatch.setattr(left_out, "missing_for_browser", lambda: "they need a browser")
    monkeypatch.setattr(left_out, "is_strict", lambda: True)

    with pytest.raises(pytest.UsageError, match=r"^The browser tests cannot run: they need a"):
        left_out.pytest_ignore_collect(left_out.BROWSER_TESTS)


def test_a_run_with_a_browser_leaves_no_browser_test_out(monkeypatch):
    monkeypatch.setattr(left_out, "missing_for_browser", lambda: "")

    assert left_out.pytest_ignore_collect(left_out.BROWSER_TESTS) is None
    assert [said for said in left_out.sentences() if said.startswith("The browser")] == []


@pytest.mark.sqlite
def test_a_run_on_sqlite_says_how_to_run_on_postgresql():
    assert left_out.sentences()[-1].startswith("PostgreSQL: this run was on SQLite.")


@pytest.mark.postgresql
@pytest.mark.django_db
def test_a_run_on_postgresql_says_nothing_of_it():
    assert [said for said in left_out.sentences() if said.startswith("PostgreSQL")] == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
        assert cursor.fetchone() == (False,)
