"""Signing in is allauth's; these are the pages around it."""

from django.urls import path

from linkstudy.accounts.views import links, own, policy

app_name = "accounts"
urlpatterns = [
    path("policy/", policy.policy, name="policy"),
    path("account/", own.account, name="account"),
    path("account/letter/", own.letter, name="letter"),
    path("account/forgotten/", links.forgotten, name="forgotten"),
    path("account/forgotten/asked/", links.asked, name="asked"),
    path("account/link/", links.link, name="link"),
    path("account/link/password/", links.set_password, name="set_password"),
]
