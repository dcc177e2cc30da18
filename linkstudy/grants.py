"""What the app's own role may do on PostgreSQL: it owns nothing and deletes almost nothing."""

from collections.abc import Iterator

from django.conf import settings

# Tables of the framework whose rows come and go.
PASSING = [
    "django_session",
    "axes_accessattempt",
    "axes_accessattemptexpiration",
    "axes_accessfailurelog",
    "axes_accesslog",
]
APPEND_ONLY = ["audit_entry"]


def give(connection) -> None:
    """Grant the app's role its rights, if the database is PostgreSQL and knows the role."""
    role = settings.APP_DATABASE_ROLE
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            return
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if not cursor.fetchone():
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
        yield f"The role {app} is not there. Make it: CREATE ROLE {app} LOGIN PASSWORD '...';"
    if me == app and may_create:
        yield (
            f"{me} would own the tables and run the product. Use two roles: one that owns the"
            " database, for this command, and one in APP_DATABASE_ROLE that owns nothing."
        )
