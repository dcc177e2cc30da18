"""The command, as people run it."""

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client

from cases.models import Study
from linkstudy.accounts.models import User
from linkstudy.accounts.passwords import DEMO_PASSWORD, NotTheDemoPassword
from linkstudy.audit.models import Entry
from linkstudy.demo import story
from linkstudy.demo.cast import Scene
from linkstudy.demo.management.commands import demo
from linkstudy.demo.prepare import reset

CODE = ["manage.py", "linkstudy", "cases", "participants", "meetings", "templates", "static"]


@pytest.fixture
def short_story(monkeypatch):
    """The story's beginning: the team and the study."""
    beginning = story.in_order(DEMO_PASSWORD)[:1]
    monkeypatch.setattr(story, "in_order", lambda password: beginning)


def test_it_refuses_an_installation():
    with pytest.raises(CommandError) as refused:
        call_command("demo")

    assert str(refused.value) == "This is an installation. The demo starts with: manage.py demo"


@pytest.mark.django_db
def test_it_prepares_once_says_who_can_sign_in_and_stops(settings, capsys, short_story):
    settings.IS_DEMO = True

    call_command("demo", no_serve=True)
    first = capsys.readouterr().out
    entries = Entry.objects.count()
    call_command("demo", no_serve=True)
    second = capsys.readouterr().out

    assert first.splitlines()[1] == "It is loaded."
    assert second.splitlines()[1] == "It was loaded before; your changes are kept."
    assert Entry.objects.count() == entries
    assert (
        first.splitlines()[-10:]
        == [
            "are the figures for single cases.",
            "",
            "Sign in as any of these:",
            "  administrator@example.org     Chris Okafor, Administrator",
            "  pi@example.org                Helen Marsh, Principal investigator",
            "  researcher@example.org        Asha Patel, Researcher",
            "  researcher2@example.org       Tom Reid, Researcher",
            "  ppi@example.org               Megan Lloyd, PPI lead",
            "  monitor@example.org           Rosa Bianchi, Monitor",
            "  Password: link-worker-example-2022",
        ]
        or first.splitlines()[-11:-1]
    )


@pytest.mark.django_db
def test_it_serves_until_ctrl_c(settings, capsys, monkeypatch, short_story):
    settings.IS_DEMO = True
    asked = []

    def serve(*args, **kwargs):
        asked.append((*args[:2], kwargs))
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "run", serve)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    call_command("demo", port=port)

    assert asked == [("127.0.0.1", port, {"threading": True})]
    assert capsys.readouterr().out.splitlines()[-3:] == [
        f"Open http://127.0.0.1:{port}/ (Ctrl+C stops it)",
        "",
        "Stopped.",
    ]


def test_a_port_in_use_is_a_sentence(settings):
    settings.IS_DEMO = True
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(CommandError) as refused:
            call_command("demo", port=port)

    assert str(refused.value) == (
        f"Port {port} is in use or not allowed. Try another: manage.py demo --port 8001"
    )


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_number_that_is_no_port_is_a_sentence(port):
    with pytest.raises(CommandError) as refused:
        demo.check_free(port)

    assert str(refused.value) == "A port is a number from 1 to 65535"


@pytest.mark.django_db
def test_a_story_cut_off_half_way_is_told_again(monkeypatch):
    whole = story.in_order(DEMO_PASSWORD)[:3]

    def cut_off(cast):
        raise KeyboardInterrupt

    cut = [*whole[:2], Scene(whole[2].at, cut_off)]
    monkeypatch.setattr(story, "in_order", lambda password: cut)
    with pytest.raises(KeyboardInterrupt):
        story.tell(DEMO_PASSWORD)
    counts = [model.objects.count() for model in (Study, User, Entry)]
    assert counts == [0, 0, 0]

    monkeypatch.setattr(story, "in_order", lambda password: whole)
    assert story.tell(DEMO_PASSWORD) is True
    assert Study.objects.count() == 1


def test_reset_takes_the_database_and_leaves_the_rest(tmp_path):
    for name in ("linkstudy.sqlite3", "linkstudy.sqlite3-wal", "keys.json"):
        (tmp_path / name).write_text("")

    assert reset(tmp_path) == ["linkstudy.sqlite3", "linkstudy.sqlite3-wal"]
    assert [file.name for file in tmp_path.iterdir()] == ["keys.json"]
    assert reset(tmp_path) == []


@pytest.mark.django_db
def test_the_command_resets_in_the_folder_of_the_demo_alone(settings, tmp_path, short_story):
    settings.IS_DEMO, settings.BASE_DIR = True, tmp_path
    (tmp_path / ".demo").mkdir()
    for name in (".demo/linkstudy.sqlite3", ".demo/keys.json", "linkstudy.sqlite3"):
        (tmp_path / name).write_text("")

    call_command("demo", no_serve=True, reset=True)

    left = sorted(str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*.*3*"))
    assert left == ["linkstudy.sqlite3"]


def test_the_password_of_the_demo_is_refused_as_a_password():
    with pytest.raises(ValidationError) as refused:
        NotTheDemoPassword().validate(DEMO_PASSWORD)

    assert refused.value.messages == ["This is the example study's password. Choose another"]
    assert NotTheDemoPassword().validate("another long password") is None


@pytest.mark.django_db
def test_the_password_of_the_demo_opens_nothing_elsewhere(client, settings, short_story):
    story.tell(DEMO_PASSWORD)
    form = {"login": "pi@example.org", "password": DEMO_PASSWORD}

    refused = client.post("/account/login/", form)
    assert refused.context["form"].errors["password"] == [
        "This is the example study's password. It does not work here"
    ]
    assert "_auth_user_id" not in client.session

    settings.IS_DEMO = True
    client = Client()
    client.post("/account/login/", form)
    assert client.session["_auth_user_id"] == str(User.objects.get(email="pi@example.org").pk)


def test_a_fresh_copy_prepares_itself_with_python_alone(tmp_path):
    base = Path(django_settings.BASE_DIR)
    for name in CODE:
        copy = shutil.copytree if (base / name).is_dir() else shutil.copy
        copy(base / name, tmp_path / name)
    command = [sys.executable, "manage.py", "demo", "--no-serve"]
    clean = {"PATH": "", "LINKSTUDY_MODE": "live", "DATABASE_URL": "postgres://elsewhere/real"}

    first, second = (
        subprocess.run(command, cwd=tmp_path, env=clean, capture_output=True, text=True, check=True)
        for _ in range(2)
    )

    assert [run.stdout.splitlines()[1] for run in (first, second)] == [
        "It is loaded.",
        "It was loaded before; your changes are kept.",
    ]
    made = {file.name for file in (tmp_path / ".demo").iterdir()}
    assert made == {"linkstudy.sqlite3", "keys.json"}
