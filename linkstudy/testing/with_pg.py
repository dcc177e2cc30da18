"""Run a command beside a throw-away PostgreSQL that is gone when the command ends.

    python -m linkstudy.testing.with_pg .venv/bin/pytest

The server's programs are Debian's (`apt-get install postgresql`), or those in the folder that
PG_BIN names. It listens on a socket in a private folder and on no port, keeps nothing on
disk, and makes what an installation has: a role `linkstudy_owner` that owns the database
`linkstudy`, and a role `linkstudy_app` that owns nothing. The command finds the address in
DATABASE_URL, and its exit code is passed on.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import psycopg2

INSTALLED = Path("/usr/lib/postgresql")
PATIENCE = 30  # seconds for the server to come up, and for either process to go
SETTINGS = {
    "listen_addresses": "",  # no port
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}
ROLES = [
    "CREATE ROLE linkstudy_owner LOGIN CREATEDB NOSUPERUSER",
    "CREATE ROLE linkstudy_app LOGIN NOSUPERUSER",
    "GRANT linkstudy_app TO linkstudy_owner",  # so that tests can SET ROLE to it
    "CREATE DATABASE linkstudy OWNER linkstudy_owner",
]
PR_SET_PDEATHSIG = 1  # linux/prctl.h


def programs(installed: Path = INSTALLED) -> Path:
    """The folder of the newest server's programs. Raises SystemExit with advice if there is none."""
    if named := os.environ.get("PG_BIN"):
        return Path(named)
    found = [path.parent for path in installed.glob("*/bin/initdb")]
    if not found:
        sys.exit("No PostgreSQL server is installed. Run: apt-get install postgresql")
    return max(found, key=lambda path: float(path.parent.name))


def server_user() -> dict[str, Any]:
    """Whom the server runs as, as arguments for subprocess: it refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def die_with_parent() -> None:  # pragma: no cover - runs between fork and exec, where none looks
    """In the server's process: ask Linux to stop it should the launcher be killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


def connect(folder: Path) -> Any:
    """A connection as the superuser. Raises OperationalError while the server is not up."""
    return psycopg2.connect(host=str(folder), user="postgres", dbname="postgres")


def wait_until_up(server: "subprocess.Popen[bytes]", folder: Path) -> Any:
    """The first connection. Raises SystemExit with the server's own words if it does not come."""
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        try:
            return connect(folder)
        except psycopg2.OperationalError:
            time.sleep(0.05)
    sys.exit(f"PostgreSQL did not start.\n{(folder / 'log').read_text()}")


def prepare(connection: Any) -> None:
    """Make the roles and the database."""
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in ROLES:
            cursor.execute(statement)
    connection.close()


def stop(process: "subprocess.Popen[bytes]", how: signal.Signals) -> None:
    """End a process: as asked, and outright if it has not gone in time."""
    process.send_signal(how)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:  # pragma: no cover - only a hanging process gets here
        process.kill()
        process.wait()


@contextmanager
def running(folder: Path) -> Iterator[None]:
    """A server whose data, log and socket lie in the folder, for as long as the block lasts."""
    where, who, data = programs(), server_user(), folder / "data"
    os.chown(folder, who.get("user", -1), who.get("group", -1))  # -1 changes nothing
    make: list[str | Path] = [
        where / "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "trust",
        "--no-sync",
    ]
    subprocess.run(
        [*make, "-E", "UTF8", "--locale=C.UTF-8"],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=folder,
        **who,
    )
    chosen = [f"--{name}={value}" for name, value in SETTINGS.items()]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [where / "postgres", "-D", data, "-k", folder, *chosen],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
            start_new_session=True,  # Ctrl+C is for the command; the server goes after it
            preexec_fn=die_with_parent,
            **who,
        )
    try:
        prepare(wait_until_up(server, folder))
        yield
    finally:
        stop(server, signal.SIGQUIT)


def carry_out(command: Sequence[str], folder: Path) -> int:
    """Run the command with the server's address in its environment. Returns its exit code."""
    address = f"postgres://linkstudy_owner@/linkstudy?host={folder}"
    with subprocess.Popen(command, env={**os.environ, "DATABASE_URL": address}) as process:
        try:
            code = process.wait()
        except (SystemExit, KeyboardInterrupt):
            stop(process, signal.SIGTERM)
            raise
    return code if code >= 0 else 128 - code


def leave(number: int, frame: FrameType | None) -> NoReturn:
    """A signal ends the launcher through its `finally` clauses, with the shell's exit code."""
    sys.exit(128 + number)


def main(command: Sequence[str]) -> int:
    """Run the command beside a server; the exit code. 2 when there is no command."""
    if not command:
        sys.stderr.write("Usage: python -m linkstudy.testing.with_pg COMMAND ...\n")
        return 2
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, leave)
    # A socket's whole path may have 107 bytes, so the folder is not where TMPDIR may point.
    folder = Path(tempfile.mkdtemp(prefix="linkstudy-pg-", dir="/tmp"))
    try:
        with running(folder):
            return carry_out(command, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
