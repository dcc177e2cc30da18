"""People and roles: who is in the team, and every change to it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from cases.models import Membership
from linkstudy.accounts import actions as account_actions
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.limits import asked_at
from linkstudy.accounts.links import moment
from linkstudy.accounts.models import Link, User
from linkstudy.accounts.policy import May
from linkstudy.accounts.post import deliver
from linkstudy.clock import today
from linkstudy.forms import StudyForm, carry_out, posted
from linkstudy.team import actions, forms
from linkstudy.team.hands import hands_of
from linkstudy.team.lines import Line, lines
from linkstudy.team.work import SiteWork, errands_of, places, stranded, work_of
from linkstudy.words import listed

ROWS = 25


def user_or_404(number: int) -> Any:
    """The person of a number, with what the pages show of their links and sites."""
    found = team().filter(number=number).first()
    if found is None:
        raise Http404
    return found


def team():
    """Everybody, with links and the memberships that stand or are to come."""
    standing = Membership.objects.filter(Q(until=None) | Q(until__gte=today()))
    sites = (
        standing.filter(site__voided_at=None)
        .select_related("site")
        .order_by("site__number", "since")
    )
    prefetch = Prefetch("memberships", sites, to_attr="standing")
    return User.objects.with_links().prefetch_related(prefetch)


@require_GET
@requires(May.MANAGE_TEAM)
def people(request: SignedIn) -> HttpResponse:
    """Everybody, those who left last."""
    page = Paginator(team().in_order(), ROWS).get_page(request.GET.get("page"))
    words = {
        "page": page,
        "lines": lines(list(page)),
        "current": User.objects.current().count(),
        "can_mail": settings.CAN_MAIL,
    }
    return render(request, "team/people.html", words)


@requires(May.MANAGE_TEAM)
def invite(request: SignedIn) -> HttpResponse:
    form = forms.InviteForm(posted(request))
    if form.is_bound and (link := carry_out(form, actions.invite, by=request.user)):
        return given(request, link)
    return render(request, "team/invite.html", {"form": form, "can_mail": settings.CAN_MAIL})


def given(request: SignedIn, link: Link) -> HttpResponse:
    """A new link on its way: by e-mail where there is a mail server, else shown this once."""
    page = request.build_absolute_uri(reverse("accounts:link"))
    if settings.CAN_MAIL:
        return sent(request, link, page)
    # The same form sent twice: the second answer holds no secret.
    address = f"{page}#{link.secret}" if link.secret else ""
    line = Line(user_or_404(link.user.number))
    words = {
        "address": address,
        "person": link.user,
        "until": moment(link.expires_at),
        "is_site_next": line.lacks_site and places().exists(),
    }
    return render(request, "team/link_once.html", words)


def sent(request: SignedIn, link: Link, page: str) -> HttpResponse:
    """A letter with the link, and the person's page; the same form sent twice sends one letter."""
    if link.secret and not deliver(link, page):
        advice = "Check it, then make a new link for them"
        messages.warning(request, f"The mail server did not take the letter. {advice}")
    else:
        until = moment(link.expires_at)
        messages.success(request, f"A link was sent to {link.user.email}. It works until {until}")
    return redirect(link.user)


@require_GET
@requires(May.MANAGE_TEAM)
def person(request: SignedIn, number: int) -> HttpResponse:
    found = user_or_404(number)
    works = work_of(found)
    stuck = {site for _, site in stranded([found])}
    words = {
        "person": found,
        "line": Line(found, bool(stuck), asked_at([found]).get(found.pk)),
        "works": works,
        "errands": errands_of(found).count(),
        "stuck": stuck,
        "is_self": found == request.user,
    }
    return render(request, "team/person.html", words)


def changing(
    request: SignedIn,
    found: User,
    form: StudyForm,
    action: Callable[..., Any],
    told: str,
    template: str,
    **more: Any,
) -> HttpResponse:
    """A page that changes one person: run the action and go back to them, or show the form."""
    context = more.pop("context", {"user": found})
    if form.is_bound and carry_out(form, action, by=request.user, **context):
        messages.success(request, told)
        return redirect(found)
    nobody = [work.site.name for work in more.get("works", ()) if not work.takers]
    words = {"form": form, "person": found, "nobody": nobody} | more
    return render(request, template, words)


@requires(May.MANAGE_TEAM)
def change(request: SignedIn, number: int) -> HttpResponse:
    """Name, address, role and last day; of oneself the name alone."""
    found = user_or_404(number)
    told = f"{found} is changed"
    if found == request.user:
        held = {"version": found.version, "name": found.name}
        form = forms.NameForm(posted(request), initial=held)
        told, more = "Your name is changed", {"context": {}, "is_self": True}
        return changing(
            request, found, form, account_actions.rename_self, told, "team/change.html", **more
        )
    changed = forms.ChangeForm(posted(request), person=found)
    return changing(request, found, changed, actions.change_person, told, "team/change.html")


@requires(May.MANAGE_TEAM)
def link(request: SignedIn, number: int) -> HttpResponse:
    """A new link for somebody who lost theirs or their password."""
    found = user_or_404(number)
    form = StudyForm(posted(request))
    if form.is_bound:
        made = carry_out(form, account_actions.make_link, user=found, by=request.user)
        if made:
            return given(request, made)
    words = {
        "form": form,
        "person": found,
        "line": lines([found])[0],
        "can_mail": settings.CAN_MAIL,
    }
    return render(request, "team/link.html", words)


@requires(May.MANAGE_TEAM)
def suspend(request: SignedIn, number: int) -> HttpResponse:
    found = user_or_404(number)
    form = forms.StopForm(posted(request), initial={"version": found.version})
    told = f"{found} is suspended"
    more = {"works": work_of(found)}
    return changing(
        request, found, form, account_actions.suspend_user, told, "team/suspend.html", **more
    )


@requires(May.MANAGE_TEAM)
def resume(request: SignedIn, number: int) -> HttpResponse:
    found = user_or_404(number)
    form = forms.ResumeForm(posted(request), initial={"version": found.version})
    told = f"{found} is back"
    return changing(request, found, form, account_actions.resume_user, told, "team/resume.html")


@requires(May.MANAGE_TEAM)
def hand_over(request: SignedIn, number: int) -> HttpResponse:
    """Somebody's open work goes to others; they stay."""
    found = user_or_404(number)
    hands = hands_of(found, request.user)
    form = forms.HandOverForm(posted(request), hands=hands)
    told = f"The work of {found} is handed over{kept_words(hands.works)}"
    more = {"works": hands.works, "errands": len(hands.errands)}
    return changing(request, found, form, actions.hand_over, told, "team/hand_over.html", **more)


@requires(May.HAND_OVER)
def hand_over_own(request: SignedIn) -> HttpResponse:
    """One's own open work goes to colleagues who work there, before leave for example."""
    user = request.user
    hands = hands_of(user, user)
    form = forms.HandOverForm(posted(request), hands=hands)
    if form.is_bound and carry_out(form, actions.hand_over, user=user, by=user):
        messages.success(request, f"Your work is handed over{kept_words(hands.works)}")
        return redirect(f"{reverse('progress:tasks')}?owner=me")
    return render(request, "team/hand_over_own.html", {"form": form, "hands": hands})


def kept_words(works: list[SiteWork]) -> str:
    """Where work stays, as nobody else works there; "" when there is none of it."""
    kept = listed([work.site.name for work in works if not work.takers])
    return f", but for what is open in {kept}, where nobody else works" if kept else ""


@requires(May.MANAGE_TEAM)
def leave(request: SignedIn, number: int) -> HttpResponse:
    """Somebody's work is handed over and their access ends, at once."""
    found = user_or_404(number)
    works = work_of(found)
    form = forms.LeaveForm(posted(request), works=works, initial={"version": found.version})
    told = f"The access of {found} has ended"
    more = {"works": works, "errands": errands_of(found).count()}
    return changing(request, found, form, actions.leave, told, "team/leave.html", **more)


@requires(May.MANAGE_TEAM)
def join_site(request: SignedIn, number: int) -> HttpResponse:
    """Somebody works at one more site; a sentence where the role does not go by sites."""
    found = user_or_404(number)
    line = Line(found)
    if not line.at_sites:
        return render(request, "team/join_site.html", {"person": found, "line": line})
    at = [one.site_id for one in found.standing if one.until is None]
    form = forms.JoinForm(posted(request), sites=list(places().exclude(pk__in=at)))
    told = f"The sites of {found} are changed"
    template = "team/join_site.html"
    return changing(request, found, form, actions.send_to_site, told, template, line=line)


@requires(May.MANAGE_TEAM)
def site_days(request: SignedIn, number: int, site: int) -> HttpResponse:
    """On which days somebody works at a site."""
    found = user_or_404(number)
    membership = next((one for one in found.standing if one.site.number == site), None)
    if membership is None:
        raise Http404
    works = work_of(found, membership.site)
    form = forms.DaysForm(posted(request), membership=membership, works=works)
    told = f"The sites of {found} are changed"
    more = {"context": {"membership": membership}, "membership": membership, "works": works}
    return changing(request, found, form, actions.set_days, told, "team/site_days.html", **more)
