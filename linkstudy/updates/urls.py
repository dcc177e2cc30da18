"""Addresses of publications, of who is introduced, and of updates."""

from django.urls import path

from linkstudy.corrections import acts
from linkstudy.updates.views import outputs, partners, profiles, updates

app_name = "updates"
OUTPUT = "publications/<slug:output>/"
UPDATE = "updates/<slug:update>/"
SECTION = f"{UPDATE}sections/<slug:part>/"
TAKEN_BACK = ("void", "restore")
PERSON = "updates/people/<slug:person>/"
PARTNER = "updates/partners/<slug:partner>/"
urlpatterns = [
    path("publications/", outputs.outputs, name="outputs"),
    path("publications/add/", outputs.add_output, name="add_output"),
    path(OUTPUT, outputs.output, name="output"),
    *acts(OUTPUT, "output", outputs),
    path(f"{OUTPUT}steps/add/", outputs.record_step, name="record_step"),
    *acts(f"{OUTPUT}steps/<int:step>/", "step", outputs),
    path(f"{OUTPUT}names/add/", outputs.name_contributor, name="name_contributor"),
    *acts(f"{OUTPUT}names/<int:maker>/", "contributor", outputs),
    path("updates/partners/", partners.partners, name="partners"),
    path("updates/partners/add/", partners.add_partner, name="add_partner"),
    path(PARTNER, partners.partner, name="partner"),
    *acts(PARTNER, "partner", partners),
    path(f"{PARTNER}unsubscribe/", partners.unsubscribe, name="unsubscribe"),
    path(f"{PARTNER}subscribe/", partners.subscribe_again, name="subscribe_again"),
    path(f"{PARTNER}contact/", partners.partner_contact, name="partner_contact"),
    path(
        f"{PARTNER}contact/change/",
        partners.change_partner_contact,
        name="change_partner_contact",
    ),
    path("updates/people/", profiles.profiles, name="profiles"),
    path("updates/people/introduce/", profiles.introduce, name="introduce"),
    path(PERSON, profiles.profile, name="profile"),
    path(f"{PERSON}write/", profiles.rewrite, name="rewrite"),
    *acts(PERSON, "profile", profiles, TAKEN_BACK),
    path(f"{PERSON}picture.jpg", profiles.picture, name="picture"),
    path(f"{PERSON}picture/", profiles.keep_picture, name="keep_picture"),
    path(f"{PERSON}picture/describe/", profiles.describe_picture, name="describe_picture"),
    *acts(f"{PERSON}picture/", "picture", profiles, TAKEN_BACK),
    path("updates/", updates.updates, name="updates"),
    path("updates/start/", updates.start_update, name="start_update"),
    path(UPDATE, updates.update, name="update"),
    *acts(UPDATE, "update", updates),
    path(f"{UPDATE}ask/", updates.ask_approval, name="ask_approval"),
    path(f"{UPDATE}approve/", updates.approve_update, name="approve_update"),
    path(f"{UPDATE}reopen/", updates.reopen_update, name="reopen_update"),
    path(f"{SECTION}write/", updates.write_section, name="write_section"),
    path(f"{SECTION}again/", updates.draft_again, name="draft_again"),
    path(f"{SECTION}leave-out/", updates.leave_out, name="leave_out"),
    path(f"{SECTION}take-in/", updates.take_in, name="take_in"),
    path(f"{SECTION}numbers/<slug:key>/<slug:how>/", updates.settle_number, name="settle_number"),
]
