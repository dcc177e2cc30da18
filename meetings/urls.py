"""Addresses of groups and their members. Those that name a group come after all others."""

from django.urls import path

from linkstudy.corrections import acts
from meetings.meeting_urls import MEETINGS
from meetings.views import contact, events, gripp2, groups, involvement, members, payments

app_name = "meetings"
GROUP = "meetings/<slug:group>/"
MEMBER = f"{GROUP}members/<int:member>/"
PAYMENT = f"{MEMBER}payments/<int:payment>/"
EVENT = "meetings/events/<slug:slug>/"
ADVICE = "meetings/involvement/<int:contribution>/"

urlpatterns = [
    path("meetings/", groups.groups, name="groups"),
    path("meetings/add/", groups.add_group, name="add_group"),
    # What was advised, what changed because of it, and the report on it.
    path("meetings/involvement/", involvement.involvement, name="involvement"),
    path(ADVICE, involvement.contribution, name="contribution"),
    path(f"{ADVICE}changed/", involvement.record_change, name="record_change"),
    *acts(ADVICE, "contribution", involvement),
    path("meetings/gripp2/", gripp2.gripp2, name="gripp2"),
    path("meetings/gripp2/word/", gripp2.gripp2_word, name="gripp2_word"),
    path("meetings/gripp2/<slug:section>/", gripp2.write_section, name="write_section"),
    # Payments.
    path("meetings/payments/", payments.payments, name="payments"),
    path("meetings/rates/add/", payments.set_rate, name="set_rate"),
    *acts("meetings/rates/<int:rate>/", "rate", payments, ("void",)),
    # Training, visits and other events.
    path("meetings/events/", events.events, name="events"),
    path("meetings/events/add/", events.record_event, name="record_event"),
    path(EVENT, events.event, name="event"),
    path(f"{EVENT}write-up/", events.write_up_event, name="write_up_event"),
    *acts(EVENT, "event", events),
    # A group.
    path(GROUP, groups.group, name="group"),
    path(f"{GROUP}close/", groups.close_group, name="close_group"),
    path(f"{GROUP}reopen/", groups.reopen_group, name="reopen_group"),
    *acts(GROUP, "group", groups),
    # Who sits there.
    path(f"{GROUP}members/add/", members.add_member, name="add_member"),
    path(MEMBER, members.member, name="member"),
    path(f"{MEMBER}change/", members.change_member, name="change_member"),
    path(f"{MEMBER}leave/", members.leave_group, name="leave_group"),
    path(f"{MEMBER}return/", members.rejoin_group, name="rejoin_group"),
    *acts(MEMBER, "member", members),
    path(f"{GROUP}advice/add/", involvement.record_advice, name="record_advice"),
    path(f"{MEMBER}payments/add/", payments.offer_payment, name="offer_payment"),
    path(PAYMENT, payments.payment, name="payment"),
    path(f"{PAYMENT}answer/", payments.answer_payment, name="answer_payment"),
    path(f"{PAYMENT}pay/", payments.pay, name="pay"),
    path(f"{PAYMENT}paid/correct/", payments.correct_paid, name="correct_paid"),
    *acts(PAYMENT, "payment", payments),
    # Who they are, and where they may be named.
    path(f"{MEMBER}contact/", contact.contact, name="contact"),
    path(f"{MEMBER}contact/change/", contact.change_contact, name="change_contact"),
    path(f"{MEMBER}named/add/", members.agree_naming, name="agree_naming"),
    *acts(f"{MEMBER}named/<int:answer>/", "naming", members),
    # What they talk about.
    *MEETINGS,
]
