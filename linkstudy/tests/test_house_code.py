"""The house watches its own source: who writes, what is private, what never stands in it."""

import ast
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.backends.postgresql import psycopg_any

from linkstudy import guards
from linkstudy.accounts.policy import POLICY, May, Reach, Role, reach, who_may
from linkstudy.audit.reading import privacy_of
from linkstudy.testing.factories import a_user
from linkstudy.tests.routes import ROUTES
from linkstudy.tests.source import APPS, CODE, ROOT, SOURCE, TEMPLATES, source_of, tree_of

OURS = {"audit", "identities", "accounts", "cases", "participants", "meetings", "safety", "updates"}
MODELS = [model for model in apps.get_models() if model._meta.app_label in OURS]

WRITES = {"save", "delete", "bulk_create", "bulk_update", "update_or_create", "get_or_create"}
WRITES_BY_NAME = {"create", "update"}  # of a queryset these take names; of a set or a dict, none


def trees() -> Iterator[tuple[Path, ast.AST]]:
    for path in SOURCE:
        yield path, tree_of(path)


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """(method, call) of every call of a method."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, node


def writes(tree: ast.AST) -> list[str]:
    return [
        name
        for name, call in calls(tree)
        if (name in WRITES and not is_of_a_picture(name, call))
        or (name in WRITES_BY_NAME and call.keywords)
    ]


def is_of_a_picture(name: str, call: ast.Call) -> bool:
    """Whether it says where to: a picture does, and a row that did would be warned of."""
    return name == "save" and bool(call.args)


def test_one_module_writes_rows():
    found = {str(path) for path, tree in trees() if writes(tree)}

    assert found == {"linkstudy/audit/writing.py"}


# {module: functions that write}
ASKED = {
    "linkstudy.audit.writing": {
        "add",
        "add_each",
        "amend",
        "amend_each",
        "record",
        "record_each",
        "in_turn",
    }
    | {"inserted", "amended", "lock"},
    "linkstudy.audit.correcting": {"void", "replace", "restore"},
}


def test_only_actions_ask_for_rows_to_be_written():
    asking = {
        str(path)
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module in ASKED
        and ASKED[node.module] & {alias.name for alias in node.names}
    }

    allowed = re.compile(
        r"(.+/actions\.py|.+/actions/\w+\.py|linkstudy/identities/service\.py"
        r"|linkstudy/accounts/signals\.py|linkstudy/audit/correcting\.py)"
    )
    assert [path for path in sorted(asking) if not allowed.fullmatch(path)] == []
    assert "participants/actions/interviews.py" in asking


def test_raw_sql_is_for_guards_and_grants():
    found = {str(path) for path, tree in trees() for name, _ in calls(tree) if name == "execute"}

    assert found == {f"linkstudy/{name}.py" for name in ("durable", "grants", "guards", "shape")}


def test_one_module_asks_the_time():
    asks = {"now", "today", "utcnow", "time_ns", "monotonic"}
    clocks = {"datetime", "date", "timezone", "time", "dt"}
    found = set()
    for path, tree in trees():
        for name, call in calls(tree):
            root = ast.unparse(call.func).split(".")[-2]
            if (name in asks and root in clocks) or ast.unparse(call.func) == "time.time":
                found.add(str(path))

    assert found == {"linkstudy/clock.py"}


def test_nothing_is_called_safe_but_our_own_icons():
    found = [
        (str(path), ast.unparse(node))
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark_safe")
    ]

    assert found == [("linkstudy/templatetags/ui.py", "mark_safe(SHAPES[name])")]


# Where a rule may be stepped out of: `public` marks the pages at the door, which a test lists.
STEPS_OUT = {
    "csrf_exempt": ["linkstudy/updates/views/reading.py"],  # a mail program stops updates, too
    "login_not_required": ["linkstudy/accounts/access.py"],
    "xframe_options_exempt": [],
}


@pytest.mark.parametrize("word", STEPS_OUT)
def test_no_view_steps_out_of_the_rules(word):
    found = [str(path) for path in SOURCE if word in source_of(path)]

    assert found == STEPS_OUT[word]


@pytest.mark.parametrize(
    "pattern",
    [
        r"\|\s*safe\b",
        r"\{%\s*autoescape\s+off",
        r"\sstyle\s*=",
        r"<style\b",
        r"<script\b(?![^>]*\bsrc=)",
        r"\son[a-z]+\s*=\s*[\"']",
        r"javascript:",
        r"https?://(?!www\.w3\.org/)",
    ],
)
def test_no_template_holds(pattern):
    found = [str(path) for path in TEMPLATES if re.search(pattern, source_of(path), re.I)]

    assert TEMPLATES
    assert found == []


def test_no_comment_of_a_template_can_be_read_on_its_page():
    """A comment in {# #} ends on its line, else it is text."""
    found = [
        (path.name, line.strip())
        for path in TEMPLATES
        for line in source_of(path).splitlines()
        if line.count("{#") != line.count("#}")
    ]

    assert found == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_classed_once(model):
    named = [name for names in model.privacy.values() for name in names.split()]
    fields = {field.name for field in [*model._meta.concrete_fields, *model._meta.many_to_many]}

    assert set(model.privacy) <= {"plain", "indirect", "special", "direct", "sealed"}
    assert sorted(named) == sorted(fields)
    assert privacy_of(model).keys() == fields


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_time_of_day_names_its_day(model):
    columns = {field.name: type(field) for field in model._meta.concrete_fields}
    times = {name for name, kind in columns.items() if kind is models.TimeField}

    moments = getattr(model, "moments", {})

    assert set(moments) == times
    assert {columns[day] for day in moments.values()} <= {models.DateField}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_every_row_is_guarded_against_deletion(model, vendor):
    table = model._meta.db_table
    held = {guard.name for guard in guards.expected(vendor) if guard.table == table}
    third = {"sqlite": f"{table}_no_replace", "postgresql": f"{table}_no_truncate"}[vendor]

    assert {f"{table}_no_delete", third} <= held


def test_the_policy_names_roles_and_capabilities_that_exist():
    assert set(POLICY) == set(Role.values)
    for held in POLICY.values():
        assert set(held) <= set(May)
        assert set(held.values()) <= set(Reach)
    assert [capability for capability in May if not who_may(capability)] == []


# The agreed matrix: own sites, all sites, counts with small numbers hidden, or not at all.
GRID = """
                  researcher  pi   administrator  ppi     monitor
SEE_TODAY         own         all  all            counts  all
SEARCH            own         all  all            all     all
GET_LETTERS       own         all  all            all     -
SEE_PROGRESS      own         all  all            counts  all
SEE_REPORTS       -           all  all            -       all
SEE_CASES         own         all  all            -       all
SEE_PEOPLE        own         all  all            -       all
SEE_RECORDINGS    own         all  all            -       all
SEE_THANKS        own         all  all            -       all
THANK             own         -    -              -       -
BUY_VOUCHERS      -           -    all            -       -
RECORD_STEPS      own         -    -              -       -
SEE_DEVIATIONS    own         all  all            -       all
READ_NOTES        own         all  -              -       -
SEE_IDENTITY      own         -    -              -       -
RECORD            own         -    -              -       -
LOG_INTERVIEW     own         -    -              -       -
LOG_OBSERVATION   own         -    -              -       -
REFLECT           own         all  -              -       -
WITHDRAW          own         all  all            -       -
CHECK_IN          own         -    -              -       -
WATCH_VISITS      own         all  -              -       -
RAISE_SAFETY      own         all  -              -       -
HAND_OVER         own         -    -              -       -
VOID              own         all  -              -       -
DECIDE            -           all  -              -       -
SEE_OUTPUTS       all         all  all            all     -
RECORD_OUTPUTS    all         all  all            all     -
WRITE_PROFILES    -           -    -              all     -
SEE_UPDATES       -           all  all            all     -
WRITE_UPDATES     -           -    -              all     -
APPROVE_UPDATES   -           all  -              -       -
REOPEN_UPDATES    -           all  -              all     -
SEND_UPDATES      -           -    all            all     -
SEE_PARTNERS      -           all  all            all     -
KEEP_PARTNERS     -           -    all            all     -
REACH_PARTNERS    -           -    all            all     -
SAVE_VIEWS        own         all  all            -       -
SEE_MEETINGS      own         all  all            all     -
KEEP_MEETINGS     -           -    -              all     -
HAVE_CALENDAR     own         all  all            all     -
FINISH_ACTIONS    own         all  all            all     -
SEE_MEMBERS       -           -    -              all     -
SEE_INVOLVEMENT   -           all  all            all     -
PAY_MEMBERS       -           -    all            -       -
EXPORT            own         all  all            -       -
SEE_HISTORY       own         all  all            -       all
SEE_SET_UP        -           all  all            -       all
SET_UP            -           -    all            -       -
MANAGE_TEAM       -           -    all            -       -
SEE_COMPONENTS    all         all  all            all     all
SEE_POLICY        all         all  all            all     all
"""
SHORT = {"own": Reach.OWN, "all": Reach.ALL, "counts": Reach.COUNTS, "-": None}


def test_the_policy_is_the_agreed_matrix():
    roles, *lines = [line.split() for line in GRID.strip().splitlines()]
    agreed = {
        (role, May[line[0]]): SHORT[word]
        for line in lines
        for role, word in zip(roles, line[1:], strict=True)
    }

    assert agreed == {(role, may): reach(role, may) for role in Role.values for may in May}
    assert [reach(role, may) for role in ("", "admin") for may in May] == [None] * 2 * len(May)


def test_nobody_but_a_researcher_meets_an_identity():
    assert who_may(May.SEE_IDENTITY) == [Role.RESEARCHER]
    assert who_may(May.RECORD) == [Role.RESEARCHER]
    assert who_may(May.SEE_MEMBERS) == [Role.PPI_LEAD]


def form_classes(base: type = forms.BaseForm) -> Iterator[type]:
    for child in base.__subclasses__():
        if child.__module__.split(".")[0] in APPS and ".tests" not in child.__module__:
            yield child
        yield from form_classes(child)


FORMS = sorted({f"{one.__module__}.{one.__qualname__}": one for one in form_classes()}.items())


@pytest.mark.parametrize("form", [form for _, form in FORMS], ids=[name for name, _ in FORMS])
def test_every_message_of_every_form_is_our_own(form):
    for name, field in form.base_fields.items():
        kind = f"{form.__name__}.{name}"
        lazy = [cause for cause, words in field.error_messages.items() if type(words) is not str]
        foreign = form.__module__.startswith("linkstudy.accounts")  # replaces fields when made
        assert foreign or (kind, lazy) == (kind, [])


def test_there_are_forms_to_watch():
    assert ROUTES  # whose views bring the forms with them
    assert len(FORMS) > 8


def test_the_sign_in_form_speaks_our_words(db):
    from linkstudy.accounts.forms import SignInForm  # noqa: PLC0415  needs the database

    form = SignInForm({"login": "", "password": ""})

    assert form.errors == {
        "login": ["Enter your email address"],
        "password": ["Enter your password"],
    }
    assert a_user().is_active


def test_django_uses_psycopg_2():
    assert psycopg_any.is_psycopg3 is False


def test_migrations_are_complete(db):
    told = StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=told)

    assert told.getvalue() == "No changes detected\n"


def test_every_migration_has_a_name():
    unnamed = [
        str(path)
        for path in CODE
        if "migrations" in path.parts and re.search(r"_auto_|_initial", path.name)
    ]

    assert unnamed == []


def test_what_tests_share_stands_beside_them_and_not_in_one_of_them():
    """A test module that another imports would be run by it too, and cannot be parted alone."""
    tests = [path for path in CODE if "tests" in path.parts]
    found = {
        str(path): names
        for path in tests
        if (names := re.findall(r"^from (\S+\.test_\w+) import", source_of(path), re.M))
    }

    assert tests
    assert found == {}


def assigned(script: str) -> set[str]:
    """The variables that a shell script sets outside its functions."""
    return set(re.findall(r"^(?:for )?(\w+)(?:=| in )", script, re.M))


@pytest.mark.parametrize("name", ["run", "proofs"])
def test_what_a_script_sources_leaves_its_variables_alone(name):
    script, sourced = ((ROOT / ".ci" / one).read_text() for one in (name, "prepare"))
    before, _, after = script.partition('. "$(dirname "$0")/prepare"')

    assert after != ""
    assert assigned(sourced) >= {"WORK", "BIN", "variable"}
    assert assigned(before) & assigned(sourced) == set()


def test_each_long_proof_has_a_name_at_the_door():
    """What .ci/proofs offers is what tests are marked with."""
    offered = re.findall(r"^    \[(\w+)\]=", (ROOT / ".ci/proofs").read_text(), re.M)
    marked = {
        name
        for path in CODE
        if path.name.startswith("test_") or path.parent.name == "testing"
        for name in re.findall(r"^(?:@|\w+ = .*)proof\(\"(\w+)\"\)", source_of(path), re.M)
    }

    assert sorted(offered) == sorted(marked)


def test_each_decision_has_a_number_of_its_own():
    numbers = sorted(path.name[:4] for path in (ROOT / "linkstudy/decisions").iterdir())

    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
