"""Addresses of publications, of who is introduced, and of updates."""

from django.urls import path

from linkstudy.corrections import acts
from linkstudy.updates.views import (
    news,
    outputs,
    partners,
    profiles,
    reading,
    sending,
    updates,
)

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
    path("updates/news/", news.news, name="news"),
    path("updates/news/tell/", news.tell_news, name="tell_news"),
    *acts("updates/news/<slug:news>/", "news", news),
    path("updates/read/<str:ticket>/", reading.read, name="read"),
    path("updates/read/<str:ticket>/<slug:picture>.jpg", reading.read_picture, name="read_picture"),
    path("updates/leave/<str:ticket>/", reading.leave, name="leave"),
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
    path(f"{UPDATE}left-over/", updates.left_over, name="left_over"),
    path(f"{UPDATE}preview/", reading.preview, name="preview"),
    path(f"{UPDATE}email/", reading.preview_email, name="preview_email"),
    path(f"{UPDATE}update.docx", reading.update_word, name="update_word"),
    path(f"{UPDATE}send/", sending.send_update, name="send_update"),
    path(f"{UPDATE}sending/", sending.sending, name="sending"),
    path(f"{UPDATE}sending/rest/", sending.send_on, name="send_on"),
    path(f"{UPDATE}sending/posted/", sending.post_letters, name="post_letters"),
    path(f"{UPDATE}sending/<slug:partner>/", sending.deliver_again, name="deliver_again"),
    path(f"{UPDATE}put-right/", sending.put_out_correction, name="put_out_correction"),
    path(f"{SECTION}write/", updates.write_section, name="write_section"),
    path(f"{SECTION}again/", updates.draft_again, name="draft_again"),
    path(f"{SECTION}leave-out/", updates.leave_out, name="leave_out"),
    path(f"{SECTION}take-in/", updates.take_in, name="take_in"),
    path(f"{SECTION}numbers/<slug:key>/<slug:how>/", updates.settle_number, name="settle_number"),
]
