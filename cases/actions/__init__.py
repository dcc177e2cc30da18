"""Every write about the study and its places."""

from cases.actions.amendments import (
    correct_amendment,
    correct_use,
    record_amendment,
    use_amendment,
)
from cases.actions.case import close_case, correct_case, plan_case, reopen_case
from cases.actions.documents import (
    approve_document,
    approve_draft,
    change_draft,
    correct_document,
    draft_document,
    record_document,
)
from cases.actions.duties import correct_duty, record_duty
from cases.actions.fieldwork import (
    collect_document,
    correct_collected,
    correct_debrief,
    log_debrief,
    redact_document,
    restore_collected,
    restore_debrief,
    void_collected,
    void_debrief,
)
from cases.actions.governance import (
    correct_approval,
    correct_delegation,
    delegate,
    record_approval,
)
from cases.actions.instruments import add_instrument, correct_instrument
from cases.actions.letters import (
    correct_letters,
    count_returned,
    record_letters,
    restore_letters,
    void_letters,
)
from cases.actions.observation import (
    correct_observation,
    log_observation,
    restore_observation,
    void_observation,
)
from cases.actions.plans import adopt_plan, adopt_protocol, correct_plan, correct_protocol
from cases.actions.publications import replace_document, use_document
from cases.actions.reminders import (
    correct_reminder,
    record_reminder,
    restore_reminder,
    void_reminder,
)
from cases.actions.routine import (
    check_routine_data,
    correct_routine_data,
    receive_routine_data,
    request_routine_data,
    restore_routine_data,
    void_routine_data,
)
from cases.actions.rows import restore_row, void_row
from cases.actions.sites import (
    add_organisation,
    close_site,
    correct_organisation,
    correct_site,
    join_site,
    open_site,
    reopen_site,
)
from cases.actions.study import add_topic, correct_study, correct_topic, describe_study
from cases.actions.thinking import (
    add_theory,
    correct_statement,
    correct_theory,
    reflect_on_day,
    reflect_on_debrief,
    state_theory,
)

__all__ = [
    "add_instrument",
    "add_organisation",
    "add_theory",
    "add_topic",
    "adopt_plan",
    "adopt_protocol",
    "approve_document",
    "approve_draft",
    "change_draft",
    "check_routine_data",
    "close_case",
    "close_site",
    "collect_document",
    "correct_amendment",
    "correct_approval",
    "correct_case",
    "correct_collected",
    "correct_debrief",
    "correct_delegation",
    "correct_document",
    "correct_duty",
    "correct_instrument",
    "correct_letters",
    "correct_observation",
    "correct_organisation",
    "correct_plan",
    "correct_protocol",
    "correct_reminder",
    "correct_routine_data",
    "correct_site",
    "correct_statement",
    "correct_study",
    "correct_theory",
    "correct_topic",
    "correct_use",
    "count_returned",
    "delegate",
    "describe_study",
    "draft_document",
    "join_site",
    "log_debrief",
    "log_observation",
    "open_site",
    "plan_case",
    "receive_routine_data",
    "record_amendment",
    "record_approval",
    "record_document",
    "record_duty",
    "record_letters",
    "record_reminder",
    "redact_document",
    "reflect_on_day",
    "reflect_on_debrief",
    "reopen_case",
    "reopen_site",
    "replace_document",
    "request_routine_data",
    "restore_collected",
    "restore_debrief",
    "restore_letters",
    "restore_observation",
    "restore_reminder",
    "restore_routine_data",
    "restore_row",
    "state_theory",
    "use_amendment",
    "use_document",
    "void_collected",
    "void_debrief",
    "void_letters",
    "void_observation",
    "void_reminder",
    "void_routine_data",
    "void_row",
]
