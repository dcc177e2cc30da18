"""Changing, taking back and restoring what stands in meetings, and what becomes of actions."""

from functools import partial

from linkstudy.accounts.policy import May
from linkstudy.corrections import Record, answered
from meetings import actions
from meetings.acts import agenda as item_acts
from meetings.acts import meetings as acts
from meetings.forms.agenda import (
    AssignForm,
    ChangeActionForm,
    ChangeItemForm,
    DoneForm,
    DropForm,
    TakeUpForm,
)
from meetings.forms.meetings import (
    AgreeForm,
    ChangeMeetingForm,
    CorrectPaperForm,
    ReopenForm,
    SendForm,
)
from meetings.seated import problems_of
from meetings.views.held import action_or_404, item_or_404, meeting_or_404, paper_or_404

KEEP = May.KEEP_MEETINGS

_meeting = Record("meeting", meeting_or_404, may=KEEP)
change_meeting = _meeting.correct(acts.change, ChangeMeetingForm, actions.change_meeting)
void_meeting = _meeting.void(acts.void, actions.void_meeting)
restore_meeting = _meeting.restore(acts.restore, actions.restore_meeting)
send_minutes = _meeting.correct(acts.send, SendForm, actions.send_minutes)
agree_minutes = _meeting.correct(acts.agree, AgreeForm, actions.agree_minutes)
reopen_minutes = _meeting.correct(acts.reopen, ReopenForm, actions.reopen_minutes)

_item = Record("item", item_or_404, may=KEEP)
change_item = _item.correct(item_acts.change_item, ChangeItemForm, actions.change_item)
void_item = _item.void(item_acts.void_item, actions.void_item)
restore_item = _item.restore(item_acts.restore_item, actions.restore_item)

_paper = Record("paper", paper_or_404, may=KEEP)
correct_paper = _paper.correct(acts.correct_paper, CorrectPaperForm, actions.correct_paper)
void_paper = _paper.void(acts.void_paper, actions.void_paper)
restore_paper = _paper.restore(acts.restore_paper, actions.restore_paper)

_changed = Record("row", action_or_404, answer=partial(answered, after=problems_of), may=KEEP)
change_action = _changed.correct(item_acts.change, ChangeActionForm, actions.change_action)

_action = Record("row", action_or_404, may=KEEP)
void_action = _action.void(item_acts.void, actions.void_action)
restore_action = _action.restore(item_acts.restore, actions.restore_action)

assign_action = _action.correct(item_acts.assign, AssignForm, actions.assign_action)

_doing = Record("row", action_or_404, may=May.FINISH_ACTIONS)
finish_action = _doing.correct(item_acts.finish, DoneForm, actions.finish_action)
drop_action = _doing.correct(item_acts.drop, DropForm, actions.drop_action)
reopen_action = _doing.correct(item_acts.take_up, TakeUpForm, actions.reopen_action)
