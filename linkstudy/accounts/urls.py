from django.urls import path

from linkstudy.accounts import views

app_name = "accounts"
urlpatterns = [path("policy/", views.policy, name="policy")]
