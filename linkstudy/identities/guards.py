"""Keys and identities are never deleted; erasing a person empties their key."""

from linkstudy.guards import fixed, never_deleted

GUARDS = [
    *never_deleted("identities_personkey"),
    *never_deleted("identities_identity"),
    fixed("identities_identity", ["person_id", "kind"]),
]
