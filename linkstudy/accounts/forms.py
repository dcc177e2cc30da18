"""The sign-in form, in our words."""

from allauth.account.forms import LoginForm
from crispy_forms.layout import Layout
from django import forms
from django.conf import settings

from linkstudy.accounts.passwords import DEMO_PASSWORD
from linkstudy.forms import LayoutMixin, Text


class SignInForm(LayoutMixin, LoginForm):
    """Email address and password. The demo's password opens nothing but the demo."""

    layout = Layout("login", "password")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = Text(
            label="Email address", missing="Enter your email address", most=254
        )
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "type": "email"}
        password = self.fields["password"]
        password.label, password.help_text = "Password", ""
        password.widget.attrs = {"autocomplete": "current-password"}
        password.error_messages = {"required": "Enter your password"}
        self.fields.pop("remember", None)

    def clean_password(self):
        password = self.cleaned_data["password"]
        if password == DEMO_PASSWORD and not settings.IS_DEMO:
            raise forms.ValidationError(
                "This is the example study's password. It does not work here"
            )
        return password
