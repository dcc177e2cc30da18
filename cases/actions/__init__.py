"""Every write about the study and its places."""

from cases.actions.case import close_case, plan_case
from cases.actions.documents import approve_document, replace_document
from cases.actions.observation import (
    correct_observation,
    log_observation,
    restore_observation,
    void_observation,
)
from cases.actions.plans import adopt_plan
from cases.actions.sites import add_organisation, join_site, open_site
from cases.actions.study import add_topic, describe_study

__all__ = [
    "add_organisation",
    "add_topic",
    "adopt_plan",
    "approve_document",
    "close_case",
    "correct_observation",
    "describe_study",
    "join_site",
    "log_observation",
    "open_site",
    "plan_case",
    "replace_document",
    "restore_observation",
    "void_observation",
]
