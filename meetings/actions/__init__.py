"""Every write about tables that people sit at."""

from meetings.actions.groups import (
    add_group,
    close_group,
    correct_group,
    reopen_group,
    restore_group,
    void_group,
)
from meetings.actions.members import (
    add_member,
    change_member,
    correct_member,
    keep_member_contact,
    leave_group,
    look_up_member,
    rejoin_group,
    restore_member,
    void_member,
)
from meetings.actions.naming import agree_naming, correct_naming, restore_naming, void_naming

__all__ = [
    "add_group",
    "add_member",
    "agree_naming",
    "change_member",
    "close_group",
    "correct_group",
    "correct_member",
    "correct_naming",
    "keep_member_contact",
    "leave_group",
    "look_up_member",
    "rejoin_group",
    "reopen_group",
    "restore_group",
    "restore_member",
    "restore_naming",
    "void_group",
    "void_member",
    "void_naming",
]
