"""Meet the team: how people are introduced, and their pictures."""

from typing import Any

from csp.constants import NONE
from csp.decorators import csp
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from linkstudy.accounts.access import SignedIn, requires, takes_files
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.corrections import Record, answered
from linkstudy.forms import carry_out, posted
from linkstudy.forms.files import files_sent
from linkstudy.updates import actions
from linkstudy.updates.acts import profiles as acts
from linkstudy.updates.forms.profiles import (
    DescribeForm,
    IntroduceForm,
    PictureForm,
    RewriteForm,
)
from linkstudy.updates.models import Picture, Profile
from linkstudy.updates.models.profiles import picture_of
from linkstudy.updates.views.seen import picture_or_404, profile_or_404


@require_GET
@requires(May.SEE_OUTPUTS)
def profiles(request: SignedIn) -> HttpResponse:
    """Everybody who is introduced; with ?void those who are not any more."""
    is_void = "void" in request.GET
    rows = Profile.objects.exclude(voided_at=None) if is_void else Profile.objects.standing()
    words = {
        "profiles": rows.with_picture(),
        "is_void": is_void,
        "void_count": 0 if is_void else Profile.objects.exclude(voided_at=None).count(),
    }
    return render(request, "updates/profiles.html", words)


@require_GET
@requires(May.SEE_OUTPUTS)
def profile(request: SignedIn, person: str) -> HttpResponse:
    """How one of them is introduced."""
    found = profile_or_404(request.user, person)
    last = found.pictures.defer("content").last()
    words = {"profile": found, "picture": picture_of(found), "last": last}
    return render(request, "updates/profile.html", words)


@require_GET
@csp({"default-src": [NONE], "sandbox": []})
@requires(May.SEE_OUTPUTS)
def picture(request: SignedIn, person: str) -> HttpResponse:
    """The picture that stands, as nothing but a picture."""
    found = Picture.objects.standing().filter(profile__slug=person).select_related("key").first()
    content = actions.content_of(found) if found else None
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="image/jpeg")
    response.headers["Content-Disposition"] = 'attachment; filename="picture.jpg"'
    return response


def everybody() -> Any:
    """Whose accounts could be meant, those who left among them."""
    return User.objects.order_by("name", "pk")


@requires(May.WRITE_PROFILES)
def introduce(request: SignedIn) -> HttpResponse:
    """Introduce somebody of the team."""
    form = IntroduceForm(posted(request))
    form.offer_people(everybody())
    if form.is_bound and (made := carry_out(form, actions.introduce, by=request.user)):
        messages.success(request, f"{made} is introduced")
        return redirect(made)
    return render(request, "updates/introduce.html", {"form": form})


@requires(May.WRITE_PROFILES)
def rewrite(request: SignedIn, person: str) -> HttpResponse:
    """Say it in other words."""
    found = profile_or_404(request.user, person)
    form = RewriteForm(posted(request))
    form.offer_people(everybody())
    form.fill(found)
    if form.is_bound and carry_out(form, actions.rewrite, profile=found, by=request.user):
        messages.success(request, "The introduction is saved")
        return redirect(found)
    return render(request, "updates/rewrite.html", {"profile": found, "form": form})


@takes_files
@requires(May.WRITE_PROFILES)
def keep_picture(request: SignedIn, person: str) -> HttpResponse:
    """Send a picture, in the place of the one that stands."""
    found = profile_or_404(request.user, person)
    form = PictureForm(posted(request), files_sent(request))
    if form.is_bound and carry_out(form, actions.keep_picture, profile=found, by=request.user):
        messages.success(request, "The picture is kept")
        return redirect(found)
    words = {"profile": found, "form": form, "picture": picture_of(found)}
    return render(request, "updates/keep_picture.html", words)


@require_http_methods(["GET", "POST"])
@requires(May.WRITE_PROFILES)
def describe_picture(request: SignedIn, person: str) -> HttpResponse:
    """Say what is on it in other words."""
    found = picture_or_404(request.user, person)
    form = DescribeForm(posted(request))
    form.fill(found)
    rows = {"picture": found}
    return answered(request, acts.describe(found), form, actions.describe_picture, rows)


of_profile = Record("profile", profile_or_404, may=May.WRITE_PROFILES)
void_profile = of_profile.void(acts.void, actions.void_profile)
restore_profile = of_profile.restore(acts.restore, actions.restore_profile)

of_picture = Record("picture", picture_or_404, may=May.WRITE_PROFILES)
void_picture = of_picture.void(acts.void, actions.void_picture)
restore_picture = of_picture.restore(acts.restore, actions.restore_picture)
