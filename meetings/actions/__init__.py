"""Every write about tables that people sit at."""

from meetings.actions.gripp2 import write_section
from meetings.actions.groups import (
    add_group,
    close_group,
    correct_group,
    reopen_group,
    restore_group,
    void_group,
)
from meetings.actions.involvement import (
    correct_contribution,
    record_advice,
    record_change,
    restore_contribution,
    void_contribution,
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
from meetings.actions.payments import (
    answer_payment,
    correct_paid,
    correct_payment,
    offer_payment,
    pay,
    restore_payment,
    set_rate,
    void_payment,
    void_rate,
)

__all__ = [
    "add_group",
    "add_member",
    "agree_naming",
    "answer_payment",
    "change_member",
    "close_group",
    "correct_contribution",
    "correct_group",
    "correct_member",
    "correct_naming",
    "correct_paid",
    "correct_payment",
    "keep_member_contact",
    "leave_group",
    "look_up_member",
    "offer_payment",
    "pay",
    "record_advice",
    "record_change",
    "rejoin_group",
    "reopen_group",
    "restore_contribution",
    "restore_group",
    "restore_member",
    "restore_naming",
    "restore_payment",
    "set_rate",
    "void_contribution",
    "void_group",
    "void_member",
    "void_naming",
    "void_payment",
    "void_rate",
    "write_section",
]
