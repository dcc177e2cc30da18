"""People who act are never deleted: the history names them."""

from linkstudy.guards import never_deleted

GUARDS = never_deleted("accounts_user")
