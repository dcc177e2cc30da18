"""A person's own account: what it says of them, and another password."""

from allauth.account.views import logout
from django.contrib import messages
from django.contrib.auth import authenticate, update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render

from linkstudy.accounts import actions
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.forms import LetterForm, OwnPasswordForm
from linkstudy.accounts.policy import May
from linkstudy.forms import carry_out, posted

# Not "cookies": that would sign people out of all that shares their university's domain. The
# session has ended on the server.
OURS = '"cache", "storage"'


def sign_out(request: SignedIn) -> HttpResponse:
    """Signing out, after which the browser keeps no page of ours."""
    response = logout(request)
    if request.method == "POST":  # with a token: another site cannot make a browser forget us
        response.headers["Clear-Site-Data"] = OURS
    return response


def account(request: SignedIn) -> HttpResponse:
    """Whoever is signed in sees their own account, and can choose another password."""
    form = OwnPasswordForm(posted(request), user=request.user)
    known = form.is_bound and form.is_valid() and is_known(request, form)
    if known and (changed := carry_out(form, actions.change_password, by=request.user)):
        update_session_auth_hash(request, changed)
        messages.success(request, "Your password is changed. Your other sessions have ended")
        return redirect("accounts:account")
    return render(request, "accounts/account.html", {"form": form})


@requires(May.GET_LETTERS)
def letter(request: SignedIn) -> HttpResponse:
    """Who has a day of their own chooses whether it comes by letter in the morning."""
    user = request.user
    held = {"version": user.version, "takes_letter": "no" if user.letter_stopped_on else "yes"}
    form = LetterForm(posted(request), initial=held)
    if form.is_bound and carry_out(form, actions.choose_letter, by=user):
        messages.success(request, "Your choice is saved")
        return redirect("accounts:account")
    return render(request, "accounts/letter.html", {"form": form})


def is_known(request: SignedIn, form: OwnPasswordForm) -> bool:
    """Whether the old password is right. Tries are counted as at the sign-in page."""
    old = form.cleaned_data["password_now"]
    if authenticate(request, email=request.user.email, password=old):
        return True
    form.add_error("password_now", "This is not the password you have now")
    return False
