"""Addresses of publications, of who is introduced, and of updates."""

from django.urls import path

from linkstudy.corrections import acts
from linkstudy.updates.views import outputs, partners

app_name = "updates"
OUTPUT = "publications/<slug:output>/"
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
]
