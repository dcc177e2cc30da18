"""The pages of Set up: the first steps, and four that serve every kind.

What differs between kinds stands in their description, see `linkstudy/setup/kind.py`.
"""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, IntegerField, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from cases.objections import objections
from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.forms import carry_out, posted
from linkstudy.setup.ending import ending_items
from linkstudy.setup.first import FirstSteps
from linkstudy.setup.kind import Deed, Kind
from linkstudy.setup.kinds import EVERY

ROWS = 25


def row_or_404(kind: Kind, slug: str) -> Any:
    """The row at an address, void ones too."""
    found = kind.find(slug)
    if found is None:
        raise Http404
    return found


def first_steps(user: User) -> FirstSteps | None:
    """What is still missing, for who can see to it."""
    return FirstSteps(user) if user.may(May.SET_UP) else None


def counts(user: User) -> list[int]:
    """How many rows of each kind stand, in their order: one query on the person's own row."""
    standing = {kind.place: kind.standing().order_by() for kind in EVERY}
    asked = {
        f"of_{place}": Coalesce(
            Subquery(
                rows.values(one=Value(1)).annotate(count=Count("pk")).values("count"),
                output_field=IntegerField(),
            ),
            0,
        )
        for place, rows in standing.items()
    }
    return list(User.objects.filter(pk=user.pk).order_by().values_list(*asked.values()).get())


@require_GET
@requires(May.SEE_SET_UP)
def first(request: SignedIn) -> HttpResponse:
    """What is missing before the first interview, and the way to everything under Set up."""
    kinds = list(zip(EVERY, counts(request.user), strict=True))
    words = {
        "steps": first_steps(request.user),
        "kinds": kinds,
        "ending": ending_items(request.user),
    }
    return render(request, "setup/first.html", words)


@require_GET
@requires(May.SEE_SET_UP)
def rows(request: SignedIn, kind: Kind) -> HttpResponse:
    """The rows of a kind: those that stand, or with ?void those that were taken back."""
    is_void = "void" in request.GET
    void = kind.rows().exclude(voided_at=None)
    found = void if is_void else kind.rows().filter(voided_at=None)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    words = {
        "kind": kind,
        "page": page,
        "lines": [kind.line(row) for row in page],
        "is_void": is_void,
        "void_count": void.count(),
        "steps": first_steps(request.user),
    }
    return render(request, "setup/rows.html", words)


@require_GET
@requires(May.SEE_SET_UP)
def row(request: SignedIn, kind: Kind, slug: str) -> HttpResponse:
    """One row: what was recorded, what belongs to it, what can be done."""
    if kind.is_single and kind.find(slug) is None:
        return redirect(kind.add_url if request.user.may(May.SET_UP) else "set_up:first")
    found = row_or_404(kind, slug)
    words = {"kind": kind, "row": found, "history": kind.history_url(found)}
    words |= {"steps": first_steps(request.user)}
    return render(request, "setup/row.html", words | kind.described(found))


@requires(May.SET_UP)
def add(request: SignedIn, kind: Kind) -> HttpResponse:
    """A new row."""
    deed = kind.add
    form = deed.form(posted(request), known=request.GET.dict())
    if request.method == "POST" and (made := carry_out(form, deed.action, by=request.user)):
        return after(request, kind, deed, made)
    back = reverse("set_up:first") if kind.is_single else kind.list_url
    words = {"kind": kind, "deed": deed, "form": form, "heading": deed.heading, "back": back}
    return render(request, "setup/deed.html", words)


@requires(May.SET_UP)
def act(request: SignedIn, kind: Kind, slug: str, name: str) -> HttpResponse:
    """Something that is done to a row: correct, close, reopen, replace, void or restore it."""
    if kind.is_single and kind.find(slug) is None:
        return add(request, kind)
    found, deed = row_or_404(kind, slug), kind.deeds[name]
    if request.method == "GET" and not deed.offered(found):
        messages.warning(request, f"{found} is not as it was. This is how it stands")
        return redirect(kind.url(found))
    form = deed.form(posted(request), row=found)
    known = {deed.takes: found, "by": request.user}
    if request.method == "POST" and (done := carry_out(form, deed.action, **known)):
        return after(request, kind, deed, done)
    words = {"kind": kind, "deed": deed, "form": form, "row": found, "back": kind.url(found)}
    words |= {"heading": deed.heading.format(row=found), "against": against(found, deed)}
    return render(request, "setup/deed.html", words)


def against(row: Any, deed: Deed) -> list:
    """What stands in the way today, said before anybody types."""
    values = {"on": clock.today()} if deed.change == "close" else {}
    return objections(row, deed.change, **values) if deed.change else []


def after(request: SignedIn, kind: Kind, deed: Deed, row: Any) -> HttpResponse:
    """To the row's page, which also says what comes next."""
    there = deed.leads(row)
    messages.success(request, deed.done.format(row=there))
    return redirect(kind.url(there))
