"""Every route of the product, on one screen."""

from allauth.account import views as allauth_views
from django.urls import include, path

from linkstudy.accounts.views import own

handler400 = "linkstudy.errors.bad_request"
handler403 = "linkstudy.errors.forbidden"
handler404 = "linkstudy.errors.not_found"
handler500 = "linkstudy.errors.server_error"

urlpatterns = [
    path("account/login/", allauth_views.login, name="account_login"),
    path("account/logout/", own.sign_out, name="account_logout"),
    path("", include("linkstudy.accounts.urls")),
    path("", include("linkstudy.progress.urls")),
    path("", include("linkstudy.setup.urls")),
    path("", include("linkstudy.history.urls")),
    path("", include("linkstudy.components.urls")),
    path("", include("cases.urls")),
    path("", include("participants.urls")),
    path("", include("meetings.urls")),
    path("", include("linkstudy.safety.urls")),
    path("", include("linkstudy.updates.urls")),
    path("", include("linkstudy.handover.urls")),
    path("", include("linkstudy.search.urls")),
    path("", include("linkstudy.team.urls")),
]
