"""Every route of the product."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver

from linkstudy.accounts.policy import SIGNED_IN, WITHOUT_SIGN_IN

# Views without a capability: the policy says what they are for.
PUBLIC = [name for names in (WITHOUT_SIGN_IN | SIGNED_IN).values() for name in names]
# Routes that lead on when they are opened, each with the reason.
LEADS_ON = {
    "participants:find": "a study ID in another spelling has one address",
}
# Routes whose answer is a file to keep and no page, each with what it holds.
FILES = {
    "progress:figure_file": "a figure as rows, as a picture or for Word",
    "meetings:gripp2_word": "the report on involvement, for Word",
    "meetings:agenda_file": "the agenda of a meeting, for Word",
    "meetings:minutes_file": "the minutes of a meeting, for Word",
    "meetings:version_file": "minutes of a meeting as they were agreed, for Word",
    "updates:update_word": "an update, for Word",
    "meetings:calendar_file": "a meeting, for a calendar",
    "handover:due_file": "when reports are due, for Word",
    "handover:accrual_file": "recruits by month and site, for Word",
    "handover:coreq_file": "a checklist of a journal, for Word",
    "handover:srqr_file": "a checklist of a journal, for Word",
    "handover:rameses_file": "a checklist of a journal, for Word",
    "handover:monitoring_file": "the logs for a monitor, for Word",
    "handover:nihr_file": "the progress report to the funder, for Word",
}
STRANGE_METHODS = ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]


@dataclass(frozen=True)
class Route:
    name: str
    view: Callable[..., Any]
    arguments: tuple[str, ...]
    path: str


def walk(patterns: list[Any], space: str = "", path: str = "") -> Iterator[Route]:
    for one in patterns:
        here = path + str(one.pattern)
        if isinstance(one, URLPattern):
            yield Route(space + one.name, one.callback, tuple(one.pattern.converters), here)
        else:
            inside = f"{space}{one.namespace}:" if one.namespace else space
            yield from walk(one.url_patterns, inside, here)


ROUTES = list(walk(get_resolver().url_patterns))
GUARDED = [route for route in ROUTES if route.name not in PUBLIC]
# Pages about a record in a state that few people are in.
PUT_RIGHT = sorted(
    route.name
    for route in GUARDED
    if re.match(r"participants:(correct|void|restore|keep)_", route.name)
)
# Pages of fieldwork and safety about a row that is void or open, as few are.
SELDOM = [
    "cases:redact_collected",
    "cases:restore_collected",
    "cases:restore_debrief",
    "cases:check_routine_data",
    "cases:restore_routine_data",
    "cases:correct_reminder",
    "cases:restore_letters",
    "cases:restore_reminder",
    "cases:void_letters",
    "cases:void_reminder",
    "participants:change_view",
    "participants:put_back",
    "participants:remind",
    "participants:remove",
    "participants:think_about_interview",
    "participants:together",
    "participants:view",
    "safety:check_in",
    "safety:come_back",
    "safety:expect_later",
    "safety:restore_note",
    "safety:visit",
]
# The same of groups, their members and meetings, advice and payments, and forms that stand on the page of
# a meeting; for the PPI lead.
SELDOM_AT_TABLES = [
    "meetings:add_action",
    "meetings:add_item",
    "meetings:add_paper",
    "meetings:agree_minutes",
    "meetings:attendance",
    "meetings:change_action",
    "meetings:correct_naming",
    "meetings:earlier_notes",
    "meetings:rejoin_group",
    "meetings:reopen_action",
    "meetings:reopen_group",
    "meetings:restore_action",
    "meetings:restore_contribution",
    "meetings:restore_group",
    "meetings:restore_item",
    "meetings:restore_meeting",
    "meetings:restore_member",
    "meetings:restore_naming",
    "meetings:restore_paper",
    "meetings:restore_payment",
    "meetings:send_minutes",
    "meetings:void_action",
    "meetings:void_group",
    "meetings:void_naming",
]
# And for the administrator.
SELDOM_IN_THE_OFFICE = ["meetings:void_rate", "set_up:documents:use"]
# Pages of what partners are told, about a row in a state that few are in.
SELDOM_TOLD = [
    "updates:deliver_again",
    "updates:describe_picture",
    "updates:post_letters",
    "updates:put_out_correction",
    "updates:reopen_update",
    "updates:restore_contributor",
    "updates:restore_news",
    "updates:restore_output",
    "updates:restore_partner",
    "updates:restore_picture",
    "updates:restore_profile",
    "updates:restore_step",
    "updates:restore_update",
    "updates:send_on",
    "updates:send_update",
    "updates:settle_number",
    "updates:subscribe_again",
    "updates:take_in",
    "updates:void_picture",
]
