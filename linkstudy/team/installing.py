"""From an empty database to a first administrator: what `manage.py setup` does, step by step.

Each step says what it did or raises CommandError with what to do. Done again, nothing changes.
"""

from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from linkstudy import grants, guards
from linkstudy.accounts.actions import add_user, make_link
from linkstudy.accounts.addresses import is_address, spelled
from linkstudy.accounts.links import moment
from linkstudy.accounts.models import Link, User
from linkstudy.accounts.policy import Role
from linkstudy.audit import chain

Say = Callable[[str], object]
BY_COMMAND = "Made on the server by manage.py setup"
WHO = (
    "Say who the first administrator is: manage.py setup --email you@example.org --name 'Your Name'"
)


def make_database(say: Say) -> None:
    """Tables, guards and rights; nothing when they stand."""
    try:
        found = list(grants.troubles(connection))
        waiting = pending()
    except OperationalError as trouble:
        said = str(trouble).strip().partition("\n")[0]
        raise CommandError(f"The database does not answer. Check DATABASE_URL. {said}") from trouble
    if found:
        raise CommandError("\n".join(found))
    if waiting:
        migrate()
    say(f"Database: {'made ready' if waiting else 'up to date'}.")


def pending() -> int:
    """How many migrations wait."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate() -> None:
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as trouble:
        raise CommandError(
            "This role may not make the tables. Run the command as the one that owns the database:"
            " DATABASE_URL=postgres://linkstudy_owner:...@host/linkstudy manage.py setup ..."
        ) from trouble


def check_database(say: Say) -> None:
    """Raise CommandError unless guards and settings hold and the key file is this database's."""
    try:
        guards.demand()
        chain.demand()
    except ImproperlyConfigured as trouble:
        raise CommandError(str(trouble)) from trouble
    say("Guards, constraints and keys: as they should be.")


def administrators():
    return User.objects.filter(role=Role.ADMINISTRATOR).order_by("number")


def first_administrator(email: str, name: str) -> Link | None:
    """A link for the first administrator; None once an administrator has signed in."""
    if administrators().exclude(last_login=None).exists():
        return None
    return make_link(user=chosen(email, name), reason=BY_COMMAND, by=None)


def chosen(email: str, name: str) -> User:
    """Who is to be the first administrator: the one there is, or a new one."""
    if not email:
        known = list(administrators()[:2])
        if len(known) != 1:
            raise CommandError(WHO)
        return known[0]
    if found := administrators().filter(email=spelled(email)).first():
        return found
    if not name.strip() or not is_address(spelled(email)):
        raise CommandError(WHO)
    try:
        return add_user(email=email, name=name.strip(), role=Role.ADMINISTRATOR, by=None)
    except ValidationError as refused:
        raise CommandError(". ".join(refused.messages)) from refused


def lost_link(email: str) -> Link:
    """A new link for an administrator who can ask no other one."""
    user = administrators().filter(email=spelled(email)).first()
    if user is None:
        raise CommandError(f"No administrator has the address {email}")
    others = User.objects.keepers().exclude(pk=user.pk)
    if others:
        names = " or ".join(sorted(one.name for one in others))
        raise CommandError(f"{names} can make a link on the page People and roles. Ask them")
    try:
        return make_link(user=user, reason=BY_COMMAND, by=None)
    except ValidationError as refused:
        raise CommandError(". ".join(refused.messages)) from refused


def tell(link: Link | None, address: str, say: Say) -> None:
    """Show a link once, or say where things go on."""
    if link is None:
        say(f"An administrator has signed in before. Everything else is done at {address}/")
        return
    page = f"{address}{reverse('accounts:link')}#{link.secret}"
    say(f"\n{link.user} ({link.user.email}) opens this link to choose a password:\n\n  {page}")
    say(f"\nIt works once, until {moment(link.expires_at)}, and is not shown again.")
    say("Collect the static files and start the server first; the README says how.")
