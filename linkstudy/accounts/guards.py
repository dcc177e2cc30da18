"""People who act are never deleted: the history names them. A link serves once."""

from linkstudy.guards import Guard, fixed, never_deleted, refusal, refuse

ONE_SPELLING = "An address is kept in one spelling"
BROAD = {  # characters outside ASCII, in either database's words
    "sqlite": "length(CAST(NEW.email AS BLOB)) <> length(NEW.email)",
    "postgresql": "octet_length(NEW.email) <> char_length(NEW.email)",
}


def spelled(event: str) -> Guard:
    """Addresses hold no capitals, spaces or characters that have a look-alike."""
    strange = {
        vendor: f"NEW.email <> lower(NEW.email) OR NEW.email LIKE '% %' OR {broad}"
        for vendor, broad in BROAD.items()
    }
    stop = refusal(ONE_SPELLING, "postgresql")
    return Guard(
        f"accounts_user_spelled_{event}",
        "accounts_user",
        f"BEFORE {event.upper()}",
        sqlite=refusal(ONE_SPELLING, "sqlite"),
        when=strange["sqlite"],
        postgresql=f"IF {strange['postgresql']} THEN {stop} END IF; RETURN NEW;",
    )


GUARDS = [
    *never_deleted("accounts_user"),
    *never_deleted("accounts_link"),
    *never_deleted("accounts_linkrequest"),
    fixed("accounts_user", ["number"]),
    spelled("insert"),
    spelled("update"),
    fixed("accounts_link", ["user_id", "purpose", "digest", "made_at", "expires_at"]),
    refuse(
        "accounts_link_spent",
        "accounts_link",
        "BEFORE UPDATE",
        "A link serves once",
        when="OLD.used_at IS NOT NULL OR OLD.ended_at IS NOT NULL",
    ),
    fixed("accounts_linkrequest", ["trace", "at"]),
]
