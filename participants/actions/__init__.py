"""Every write about people."""

from participants.actions.codes import find_code, make_codes, note_codes
from participants.actions.consents import (
    correct_consent,
    record_consent,
    restore_consent,
    void_consent,
)
from participants.actions.contacts import (
    correct_attempt,
    record_attempt,
    restore_attempt,
    void_attempt,
)
from participants.actions.corrections import (
    correct_interview,
    correct_missed,
    restore_interview,
    void_interview,
)
from participants.actions.custody import correct_step, record_step, restore_step, void_step
from participants.actions.decisions import (
    correct_decision,
    keep_interview,
    restore_decision,
    void_decision,
)
from participants.actions.deviations import (
    correct_deviation,
    restore_deviation,
    void_deviation,
)
from participants.actions.interviews import book, change_booking, log_interview, log_missed
from participants.actions.notices import correct_notice, restore_notice, tell, void_notice
from participants.actions.people import (
    add_participant,
    change_participant,
    keep_contact,
    look_up,
    restore_participant,
    void_participant,
)
from participants.actions.questionnaires import (
    correct_questionnaire,
    hand_out,
    restore_questionnaire,
    settle_questionnaire,
    void_questionnaire,
)
from participants.actions.refusals import (
    correct_refusal,
    record_refusal,
    restore_refusal,
    void_refusal,
)
from participants.actions.removals import (
    correct_removal,
    remove,
    restore_removal,
    void_removal,
)
from participants.actions.sampling import (
    add_cell,
    correct_benchmark,
    correct_cell,
    set_benchmark,
)
from participants.actions.seeking import seek
from participants.actions.thanks import (
    buy_vouchers,
    confirm_receipt,
    correct_purchase,
    correct_thanks,
    restore_purchase,
    restore_thanks,
    thank,
    void_purchase,
    void_thanks,
)
from participants.actions.thinking import reflect_on_interview
from participants.actions.together import (
    change_together,
    put_back,
    remind_together,
    undoable,
)
from participants.actions.views import change_view, save_view
from participants.actions.withdrawals import (
    correct_withdrawal,
    record_withdrawal,
    restore_withdrawal,
    void_withdrawal,
)

__all__ = [
    "add_cell",
    "add_participant",
    "book",
    "buy_vouchers",
    "change_booking",
    "change_participant",
    "change_together",
    "change_view",
    "confirm_receipt",
    "correct_attempt",
    "correct_benchmark",
    "correct_cell",
    "correct_consent",
    "correct_decision",
    "correct_deviation",
    "correct_interview",
    "correct_missed",
    "correct_notice",
    "correct_purchase",
    "correct_questionnaire",
    "correct_refusal",
    "correct_removal",
    "correct_step",
    "correct_thanks",
    "correct_withdrawal",
    "find_code",
    "hand_out",
    "keep_contact",
    "keep_interview",
    "log_interview",
    "log_missed",
    "look_up",
    "make_codes",
    "note_codes",
    "put_back",
    "record_attempt",
    "record_consent",
    "record_refusal",
    "record_step",
    "record_withdrawal",
    "reflect_on_interview",
    "remind_together",
    "remove",
    "restore_attempt",
    "restore_consent",
    "restore_decision",
    "restore_deviation",
    "restore_interview",
    "restore_notice",
    "restore_participant",
    "restore_purchase",
    "restore_questionnaire",
    "restore_refusal",
    "restore_removal",
    "restore_step",
    "restore_thanks",
    "restore_withdrawal",
    "save_view",
    "seek",
    "set_benchmark",
    "settle_questionnaire",
    "tell",
    "thank",
    "undoable",
    "void_attempt",
    "void_consent",
    "void_decision",
    "void_deviation",
    "void_interview",
    "void_notice",
    "void_participant",
    "void_purchase",
    "void_questionnaire",
    "void_refusal",
    "void_removal",
    "void_step",
    "void_thanks",
    "void_withdrawal",
]
