"""Addresses of groups and their members."""

app_name = "meetings"
urlpatterns: list = []
