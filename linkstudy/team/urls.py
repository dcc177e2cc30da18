"""Addresses of the team, by people's numbers."""

from django.urls import path

from linkstudy.team import views

app_name = "team"
urlpatterns = [
    path("team/", views.people, name="people"),
    path("team/invite/", views.invite, name="invite"),
    path("team/hand-over/", views.hand_over_own, name="hand_over_own"),
    path("team/<int:number>/", views.person, name="person"),
    path("team/<int:number>/change/", views.change, name="change"),
    path("team/<int:number>/link/", views.link, name="link"),
    path("team/<int:number>/suspend/", views.suspend, name="suspend"),
    path("team/<int:number>/resume/", views.resume, name="resume"),
    path("team/<int:number>/hand-over/", views.hand_over, name="hand_over"),
    path("team/<int:number>/leave/", views.leave, name="leave"),
    path("team/<int:number>/sites/", views.join_site, name="join_site"),
    path("team/<int:number>/sites/<int:site>/", views.site_days, name="site_days"),
]
