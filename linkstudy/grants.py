"""What the app's own role may do on PostgreSQL: it owns nothing and deletes almost nothing."""

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
