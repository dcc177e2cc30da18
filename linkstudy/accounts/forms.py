"""Forms at the door: signing in, asking for a link, choosing a password."""

from typing import Any

from allauth.account.forms import LoginForm
from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from linkstudy.accounts.addresses import MOST, is_address, spelled
from linkstudy.accounts.models import User
from linkstudy.accounts.passwords import DEMO_PASSWORD, tidy
from linkstudy.accounts.passwords import MOST as MOST_OF_PASSWORD
from linkstudy.forms import LayoutMixin, StudyForm, Text, YesNo
from linkstudy.forms.questions import Question
from linkstudy.typed import Slip

LIKE = "Enter an email address, like name@example.org"
ADDRESS_KEYS = {"autocapitalize": "none", "spellcheck": "false"}  # of a phone's keyboard
WISE = "12 characters or more, of any kind. A few words that do not belong together are good."


class Address(Text):
    """An e-mail address; the answer is its one spelling."""

    widget = forms.EmailInput

    def __init__(self, label: str = "Email address", **more: Any):
        usual: dict[str, Any] = {"most": MOST, "called": "The address", "missing": LIKE}
        super().__init__(label, **usual | more)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return super().widget_attrs(widget) | ADDRESS_KEYS | {"autocomplete": "email"}

    def understand(self, text: str) -> str:
        address = spelled(text)
        if not is_address(address):
            raise Slip(LIKE)
        return address


class Password(Question):
    """A secret of any characters. Nothing is cut off, and it never comes back to the page."""

    widget = forms.PasswordInput

    def __init__(self, label: str, *, kind: str = "new-password", **more: Any):
        self.kind = kind
        super().__init__(label, **more)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"class": "form-control", "autocomplete": self.kind}

    def to_python(self, value: Any) -> str:
        password = str(value or "")
        if len(password) > MOST_OF_PASSWORD:  # first: tidying takes the square of the length
            raise ValidationError(f"The most we can keep is {MOST_OF_PASSWORD:,} characters")
        return tidy(password)


class SignInForm(LayoutMixin, LoginForm):
    """Email address and password. The demo's password opens nothing but the demo."""

    layout = Layout("login", "password")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = Text(
            label="Email address",
            missing="Enter your email address",
            most=MOST,
            widget=forms.EmailInput,
        )
        self.fields["login"].widget.attrs |= ADDRESS_KEYS | {"autocomplete": "username"}
        self.fields["password"] = Password(
            "Password", kind="current-password", missing="Enter your password"
        )
        self.fields.pop("remember", None)

    def clean(self) -> dict[str, Any]:
        """What is wrong with both together is told beside the address, and led to from the top."""
        try:
            return super().clean()
        except ValidationError as refused:
            self.add_error("login", refused)
            return self.cleaned_data

    def clean_login(self) -> str:
        return spelled(super().clean_login())

    def clean_password(self):
        password = self.cleaned_data["password"]
        if password == DEMO_PASSWORD and not settings.IS_DEMO:
            raise forms.ValidationError(
                "This is the example study's password. It does not work here"
            )
        return password


class ForgottenForm(StudyForm):
    """Who asks for a new link."""

    layout = Layout("email")
    email = Address(hint="The one you sign in with")


class LinkForm(StudyForm):
    """A link that was pasted; where scripts run, the page fills it in by itself."""

    layout = Layout("link")
    link = Text(
        "Your link",
        missing="Paste the whole link that you were given",
        called="The link",
        most=500,
        hint="Paste the whole link that you were sent or handed",
    )

    def clean_link(self) -> str:
        """The secret behind the #, or the text itself."""
        return self.cleaned_data["link"].rpartition("#")[2].strip()


class Choosing(StudyForm):
    """A new password, twice."""

    layout = Layout("password", "password_again")
    password = Password("New password", missing="Enter a new password", hint=WISE)
    password_again = Password("New password again", missing="Enter the new password again")

    def __init__(self, data: Any = None, *, user: User | None):
        self.user = user
        super().__init__(data)

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> None:
        super().clean()
        first, again = (self.cleaned_data.get(name) for name in ("password", "password_again"))
        if first and again and first != again:
            self.add_error("password_again", "The two passwords are not the same")

    def answers(self) -> dict[str, Any]:
        """The password as it is kept. Hashing is slow, so it comes before the action's turn."""
        return {"password": make_password(self.cleaned_data["password"])}


class LetterForm(StudyForm):
    """Whether somebody wants the morning's letter."""

    versioned = True
    layout = Layout("takes_letter")
    takes_letter = YesNo(
        "Do you want a letter in the morning?",
        missing="Select whether you want the letter",
        hint="It counts what you have to do that day, and leads here",
    )


class OwnPasswordForm(Choosing):
    """Another password, for somebody who knows the one they have."""

    layout = Layout("password_now", *Choosing.layout.fields)
    password_now = Password(
        "Password now", kind="current-password", missing="Enter the password you have now"
    )
