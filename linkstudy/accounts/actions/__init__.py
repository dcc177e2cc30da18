"""Every write about accounts."""

from linkstudy.accounts.actions.letters import choose_letter, fail_letter, take_up_letter
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
    "choose_letter",
    "end_user",
    "fail_letter",
    "make_link",
    "rename_self",
    "resume_user",
    "suspend_user",
    "take_up_letter",
    "turn_away",
    "use_link",
]
