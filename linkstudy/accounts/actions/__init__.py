"""Every write about accounts."""

from linkstudy.accounts.actions.links import (
    answer_request,
    ask_for_link,
    change_password,
    make_link,
    use_link,
)
from linkstudy.accounts.actions.people import (
    add_user,
    change_user,
    end_user,
    rename_self,
    resume_user,
    suspend_user,
    turn_away,
)

__all__ = [
    "add_user",
    "answer_request",
    "ask_for_link",
    "change_password",
    "change_user",
    "end_user",
    "make_link",
    "rename_self",
    "resume_user",
    "suspend_user",
    "turn_away",
    "use_link",
]
