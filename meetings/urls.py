"""Addresses of groups and their members. Those that name a group come after all others."""

from django.urls import path

from linkstudy.corrections import acts
from meetings.views import contact, groups, members

app_name = "meetings"
GROUP = "meetings/<slug:group>/"
MEMBER = f"{GROUP}members/<int:member>/"

urlpatterns = [
    path("meetings/", groups.groups, name="groups"),
    path("meetings/add/", groups.add_group, name="add_group"),
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
    # Who they are, and where they may be named.
    path(f"{MEMBER}contact/", contact.contact, name="contact"),
    path(f"{MEMBER}contact/change/", contact.change_contact, name="change_contact"),
    path(f"{MEMBER}named/add/", members.agree_naming, name="agree_naming"),
    *acts(f"{MEMBER}named/<int:answer>/", "naming", members),
]
