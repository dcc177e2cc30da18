"""What holds for every change to somebody's access."""

from django.core.exceptions import ValidationError

from linkstudy.accounts.models import State, User
from linkstudy.accounts.policy import May

OWN = "You cannot change your own access. Ask another administrator"
NO_MORE = "Your own role was changed a moment ago. You can no longer do this"

STANDS = {
    State.ACTIVE: "has access already",
    State.INVITED: "is invited already",
    State.SUSPENDED: "is suspended. Let them back in first",
    State.ENDED: "has left. Let them back in first",
}


def now(user: User) -> User:
    """The person as they are stored at this moment."""
    [stored] = User.objects.filter(pk=user.pk)
    return stored


def check_manager(by: User | None, user: User | None = None) -> None:
    """Raise ValidationError unless `by` manages the team at this moment, and is somebody else.

    The caller's transaction holds the writers' lock, so that what is read here stays true until
    it commits. by=None is the system itself.
    """
    if by is None:
        return
    if user is not None and by.pk == user.pk:
        raise ValidationError(OWN)
    if not now(by).may(May.MANAGE_TEAM):
        raise ValidationError(NO_MORE)


def check_keeper(user: User) -> None:
    """Raise ValidationError when a change has left nobody who can keep the team going."""
    if not User.objects.keepers().exists():
        raise ValidationError(
            f"{user} is the last administrator without a last day. Invite another one, and wait"
            " until they have chosen a password"
        )


def check_reason(reason: str, words: str) -> None:
    """Raise ValidationError when a reason is needed and missing."""
    if not reason:
        raise ValidationError({"reason": words})


def check_state(user: User, *states: State) -> None:
    """Raise ValidationError unless the person's access stands in one of the states."""
    if user.state in states:
        return
    raise ValidationError(f"{user} {STANDS[user.state]}")
