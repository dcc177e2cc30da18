"""The throw-away PostgreSQL comes up, is what an installation has, and always goes."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from linkstudy.testing import with_pg

T = TypeVar("T")
LAUNCHER = [sys.executable, "-m", "linkstudy.testing.with_pg"]
OWNERS = """
import environ, psycopg2
parts = environ.Env().db_url("DATABASE_URL")
here = psycopg2.connect(dbname=parts["NAME"], user=parts["USER"], **parts["OPTIONS"])
ask = here.cursor()
ask.execute("SELECT current_user, pg_get_userbyid(datdba), current_setting('listen_addresses')"
            " FROM pg_database WHERE datname = current_database()")
print(*ask.fetchone(), sep="|")
ask.execute("SELECT rolname, rolsuper, rolcreatedb FROM pg_roles WHERE rolname ~ '^linkstudy'"
            " ORDER BY rolname")
print(*ask.fetchall())
ask.execute("CREATE TABLE things (name text)")
ask.execute("SET ROLE linkstudy_app")
try:
    ask.execute("SELECT * FROM things")
except psycopg2.errors.InsufficientPrivilege:
    print("the app reads nothing that it was not given")
"""

pytestmark = pytest.mark.skipif(
    not (os.environ.get("PG_BIN") or list(with_pg.INSTALLED.glob("*/bin/initdb"))),
    reason="no PostgreSQL server is installed: apt-get install postgresql",
)


def launch(*command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*LAUNCHER, *command], check=False, capture_output=True, text=True)


def wait_until(ask: Callable[[], T], seconds: float = 20) -> T:
    """The first answer that is something, or the last one when time is up."""
    deadline = time.monotonic() + seconds
    while not (answer := ask()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return answer


def running_on(folder: str) -> list[str]:
    """Command lines of processes that work on the folder."""
    lines = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(process.read_bytes().replace(b"\0", b" ").decode())
        except OSError:  # pragma: no cover - it has just ended
            continue
    return [line for line in lines if f"-D {folder}/data" in line]


def test_the_command_finds_a_database_that_its_owner_holds_and_the_app_does_not():
    told = launch(sys.executable, "-c", OWNERS)

    assert told.stdout.splitlines() == [
        "linkstudy_owner|linkstudy_owner|",
        "('linkstudy_app', False, False) ('linkstudy_owner', False, True)",
        "the app reads nothing that it was not given",
    ]
    assert told.returncode == 0, told.stderr


def test_the_exit_code_is_passed_on_and_the_folder_goes():
    told = launch("sh", "-c", 'echo "${DATABASE_URL#*host=}"; exit 7')

    folder = told.stdout.strip()
    assert told.returncode == 7
    assert Path(folder).name.startswith("linkstudy-pg-")
    assert not Path(folder).exists()


def test_a_command_ended_by_a_signal_gives_the_shells_exit_code():
    assert launch("sh", "-c", "kill -KILL $$").returncode == 128 + signal.SIGKILL


def test_without_a_command_it_says_how_to_use_it():
    told = launch()

    assert told.returncode == 2
    assert told.stderr == "Usage: python -m linkstudy.testing.with_pg COMMAND ...\n"


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGKILL, -9)],
)
def test_the_server_goes_when_the_launcher_is_told_to_go(tmp_path, number, code):
    note = tmp_path / "folder"
    command = ["sh", "-c", f'echo "${{DATABASE_URL#*host=}}" > {note}; exec sleep 60']
    with subprocess.Popen([*LAUNCHER, *command], start_new_session=True) as launcher:
        assert wait_until(lambda: note.exists() and note.read_text().endswith("\n"))
        folder = note.read_text().strip()
        assert len(running_on(folder)) == 1

        launcher.send_signal(number)

        assert launcher.wait(30) == code
        assert wait_until(lambda: running_on(folder) == [])
    if number is signal.SIGKILL:  # then alone the command and the folder stay behind
        os.killpg(launcher.pid, signal.SIGKILL)
        shutil.rmtree(folder)


def test_without_a_server_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.delenv("PG_BIN", raising=False)

    with pytest.raises(SystemExit, match=r"^No PostgreSQL server is installed"):
        with_pg.programs(tmp_path)


def test_the_newest_server_is_taken_unless_one_is_named(tmp_path, monkeypatch):
    for version in ("9.6", "13", "15"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "initdb").touch()
    monkeypatch.delenv("PG_BIN", raising=False)

    assert with_pg.programs(tmp_path) == tmp_path / "15" / "bin"

    monkeypatch.setenv("PG_BIN", "/opt/postgresql/bin")
    assert with_pg.programs(tmp_path) == Path("/opt/postgresql/bin")


def test_a_server_that_does_not_start_is_quoted(monkeypatch):
    monkeypatch.setitem(with_pg.SETTINGS, "no_such_setting", "1")
    with pytest.raises(SystemExit, match="unrecognized configuration parameter"):
        with_pg.main(["true"])


@pytest.mark.parametrize("number", [0, 1000])
def test_the_server_runs_as_root_never(monkeypatch, number):
    monkeypatch.setattr(os, "geteuid", lambda: number)

    who = with_pg.server_user()

    assert (who == {}) is (number != 0)
    assert who.get("user") != 0
