"""Addresses of the page that shows what pages are made of."""

from django.urls import path

from linkstudy.components import views

app_name = "components"
urlpatterns = [
    path("components/", views.components, name="components"),
    path("components/error/", views.error_page, name="error_page"),
]
