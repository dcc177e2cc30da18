"""What the history does not tell of identities: the entry on the person's record does."""

SILENT = {
    "person.key_made",
    "person.version_raised",
    "identity.added",
    "identity.value_changed",
}
