"""What the app's own role may do on PostgreSQL: it owns nothing and deletes almost nothing."""

from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

# Tables of the framework whose rows come and go.
PASSING = [
    "django_session",
    "axes_accessattempt",
    "axes_accessattemptexpiration",
    "axes_accessfailurelog",
    "axes_accesslog",
]
APPEND_ONLY = ["audit_entry"]
NO_ROLE = "The role {0} is not there. Make it: CREATE ROLE {0} LOGIN PASSWORD '...';"


def give(connection) -> None:
    """Grant the app's role its rights on PostgreSQL.

    Raises ImproperlyConfigured when an installation lacks the role; tests go on without.
    """
    if connection.vendor != "postgresql":
        return
    role = settings.APP_DATABASE_ROLE
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if not cursor.fetchone():
            if settings.IS_LIVE:
                raise ImproperlyConfigured(NO_ROLE.format(role))
            return
        name = connection.ops.quote_name(role)
        for schema in ("public", "identities"):
            cursor.execute(f"GRANT USAGE ON SCHEMA {schema} TO {name}")
            cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {name}")
            cursor.execute(
                f"GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA {schema} TO {name}"
            )
            cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {name}")
        cursor.execute(f"GRANT DELETE ON {', '.join(PASSING)} TO {name}")
        cursor.execute(f"REVOKE UPDATE ON {', '.join(APPEND_ONLY)} FROM {name}")


def troubles(connection) -> Iterator[str]:
    """What is wrong with the roles of this connection and of the app, on PostgreSQL."""
    if connection.vendor != "postgresql":
        return
    app = settings.APP_DATABASE_ROLE
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, has_database_privilege(current_database(), 'CREATE')"
            " FROM pg_roles WHERE rolname = current_user"
        )
        me, is_super, may_create = cursor.fetchone()
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [app])
        is_there = cursor.fetchone() is not None
    if is_super:
        yield f"{me} may do anything on this server. Use a role that owns this database alone."
    if not is_there:
        yield NO_ROLE.format(app)
    if me == app and may_create:
        yield (
            f"{me} would own the tables and run the product. Use two roles: one that owns the"
            " database, for this command, and one in APP_DATABASE_ROLE that owns nothing."
        )


def too_much(connection) -> Iterator[str]:
    """Why the role of this connection may not run the product: it could lift the guards."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper OR rolreplication OR rolbypassrls OR rolcreaterole,"
            " EXISTS (SELECT 1 FROM pg_class WHERE relkind IN ('r', 'p')"
            "  AND relnamespace::regnamespace::text IN ('public', 'identities')"
            "  AND pg_has_role(current_user, relowner, 'MEMBER'))"
            " FROM pg_roles WHERE rolname = current_user"
        )
        me, is_mighty, owns = cursor.fetchone()
    if is_mighty or owns:
        yield (
            f"{me} owns the tables or may do anything on this server. Let DATABASE_URL name a role"
            f" that owns nothing, as APP_DATABASE_ROLE does: {settings.APP_DATABASE_ROLE}."
        )
