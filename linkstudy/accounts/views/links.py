"""One-time links: asking for one, opening one, choosing a password with it.

A link's secret stands behind the # of its address and reaches us in a form alone. Opening a
link and looking at it change nothing: mail programs open links to check them.
"""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from linkstudy.accounts import actions, limits, links
from linkstudy.accounts.access import public
from linkstudy.accounts.forms import Choosing, ForgottenForm, LinkForm
from linkstudy.accounts.links import Trouble, Unusable
from linkstudy.accounts.models import LinkRequest
from linkstudy.accounts.post import deliver, later
from linkstudy.forms import carry_out, posted

HOUR = 3600  # seconds


@public
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a new link. The answer is the same for every address."""
    form = ForgottenForm(posted(request))
    if form.is_bound and form.is_valid():
        email = form.cleaned_data["email"]
        if limits.reached(email):
            return too_many(request, form)
        if asked := carry_out(form, actions.ask_for_link, by=None):
            later(partial(answer, asked, email, page_of_links(request)))
            return redirect("accounts:asked")
    return render(request, "accounts/forgotten.html", {"form": form})


def too_many(request: HttpRequest, form: ForgottenForm) -> HttpResponse:
    form.add_error(None, limits.WORDS)
    response = render(request, "accounts/forgotten.html", {"form": form}, status=429)
    response.headers["Retry-After"] = str(HOUR)
    return response


def page_of_links(request: HttpRequest) -> str:
    """The whole address at which links open."""
    return request.build_absolute_uri(reverse("accounts:link"))


def answer(asked: LinkRequest, email: str, page: str) -> None:
    """Send the link that was asked for, where there is a mail server."""
    if not settings.CAN_MAIL:
        return
    if link := actions.answer_request(request=asked, email=email, by=None):
        deliver(link, page)


@public
@require_GET
def asked(request: HttpRequest) -> HttpResponse:
    """What happens now, whoever asked."""
    return render(request, "accounts/asked.html", {"can_mail": settings.CAN_MAIL})


@public
def link(request: HttpRequest) -> HttpResponse:
    """Where links lead. A script sends the secret from the address; without one it is pasted."""
    if request.user.is_authenticated:
        return render(request, "accounts/link_signed_in.html")
    form = LinkForm(posted(request))
    if not (form.is_bound and form.is_valid()):
        return render(request, "accounts/link.html", {"form": form})
    secret = form.cleaned_data["link"]
    try:
        person = links.usable(secret).user
    except Unusable as refused:
        return unusable(request, refused.trouble)
    return choosing(request, Choosing(user=person), secret)


def unusable(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    return render(request, "accounts/unusable.html", {"trouble": trouble, "form": LinkForm()})


def choosing(request: HttpRequest, form: Choosing, secret: str) -> HttpResponse:
    words = {"form": form, "person": form.user, "secret": secret}
    return render(request, "accounts/set_password.html", words)


@public
def set_password(request: HttpRequest) -> HttpResponse:
    """Choose a password with a link; there is nothing to open here."""
    if request.method == "GET":
        return redirect("accounts:link")
    if request.user.is_authenticated:
        return render(request, "accounts/link_signed_in.html")
    secret = request.POST.get("code", "")
    link = links.known(secret)
    form = Choosing(request.POST, user=link.user if link else None)
    if link and carry_out(form, actions.use_link, secret=secret, by=None):
        messages.success(request, "Your password is set. Sign in with it")
        return redirect("account_login")
    # The same form sent twice has been answered above, as the first time.
    if found := links.trouble(links.known(secret)):
        return unusable(request, found)
    return choosing(request, form, secret)
