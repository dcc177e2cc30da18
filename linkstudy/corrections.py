"""The page that corrects, voids or restores a record: what it says, and how it is answered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from linkstudy.accounts.access import SignedIn, View, requires
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.audit.models import Entry
from linkstudy.audit.reading import lineage
from linkstudy.forms import RestoreForm, StudyForm, VoidForm, carry_out, held, posted
from linkstudy.identities.service import PersonKey
from linkstudy.telling import Event, Teller

EVERY = ("correct", "void", "restore")  # what can be done to a record


@dataclass(frozen=True)
class Effect:
    """Something that changes, with (words, address) of what it concerns."""

    words: str
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Act:
    """What the page says.

    crumbs   (words, address) of the way here; back, the page to return to
    done     what is said once it is saved; made of the row that was, where only that row knows
    note     what to know before; refused, why it cannot be done now, or ""
    """

    heading: str
    lead: str
    button: str
    done: str | Callable[[Any], str]
    back: str
    crumbs: list[tuple[str, str]]
    effects: list[Effect]
    note: str = ""
    refused: str = ""


def put_right(row: Any, reader: User, key: PersonKey | None = None) -> list[Event]:
    """How a row came to say what it says: the corrections and returns of its fact, newest first.

    key opens what is sealed about the person whom it is about.
    """
    keys = [str(one.pk) for one in lineage(row)]
    entries = Entry.objects.filter(kind=row._meta.label_lower, key__in=keys).order_by("-seq")
    anew = [one for one in entries if one.verb.endswith((".corrected", ".restored"))]
    teller = Teller(reader, anew, {row.about: key} if key else {})
    return [teller.event(entry) for entry in anew]


KEPT = Effect("The record as it was stays in the history, with your reason and your name")
MARKED = Effect("The record stays, marked void, with your reason and your name")
EARLIER = Effect("Figures of earlier dates stay as they were")


def answered(
    request: HttpRequest,
    act: Act,
    form: StudyForm,
    action: Callable[..., Any],
    rows: Mapping[str, Any],
    *,
    template: str = "ui/act.html",
    after: Callable[[Any], str] | None = None,
    **words: Any,
) -> HttpResponse:
    """The page; or, once its form is sent, the action's outcome and the way back.

    rows are what the action is about; after gives what to add about the row that it saved.
    """
    if request.method == "GET" and act.refused:
        messages.warning(request, act.refused)
        return redirect(act.back)
    if form.is_bound and (saved := carry_out(form, action, by=request.user, **rows)):
        messages.success(request, act.done if isinstance(act.done, str) else act.done(saved))
        if after and (more := after(saved)):
            messages.warning(request, more)
        return redirect(act.back)
    return render(request, template, {"act": act, "form": form} | words)


@dataclass(frozen=True)
class Record:
    """A kind of record that is put right, taken back and restored: the views of its addresses.

    called   what its actions call the row
    find     the row, of the reader and what the address says; raises Http404
    answer   how the page is answered, as `answered`
    may      who may open the pages
    """

    called: str
    find: Callable[..., Any]
    answer: Callable[..., HttpResponse] = answered
    may: May = May.VOID

    def correct(self, act: Callable[[Any], Act], form: type, action: Callable[..., Any]) -> View:
        """The page that puts it right: the form fills itself with what stands."""

        def filled(request: SignedIn, row: Any) -> StudyForm:
            made = form(posted(request))
            made.fill(row)
            return made

        return self._view(act, form, filled, action)

    def void(
        self, act: Callable[[Any], Act], action: Callable[..., Any], form: type = VoidForm
    ) -> View:
        """The page that takes it back, with a reason."""

        def held_against(request: SignedIn, row: Any) -> StudyForm:
            return form(posted(request), initial=held(row))

        return self._view(act, form, held_against, action)

    def restore(
        self, act: Callable[[Any], Act], action: Callable[..., Any], form: type = RestoreForm
    ) -> View:
        """The page that lets it count again, with a reason."""
        return self.void(act, action, form)

    def _view(
        self,
        act: Callable[[Any], Act],
        form: type,
        made: Callable[[SignedIn, Any], StudyForm],
        action: Callable[..., Any],
    ) -> View:
        @require_http_methods(["GET", "POST"])
        @requires(self.may)
        def view(request: SignedIn, **where: Any) -> HttpResponse:
            row = self.find(request.user, **where)
            return self.answer(request, act(row), made(request, row), action, {self.called: row})

        view.asks = form  # type: ignore[attr-defined]
        return view


def acts(where: str, noun: str, views: Any, verbs: tuple[str, ...] = EVERY) -> list[URLPattern]:
    """Below the address of a record, where it is put right, taken back and restored: correct/ leads to
    the view correct_consent and has its name."""
    names = {verb: f"{verb}_{noun}" for verb in verbs}
    return [
        path(f"{where}{verb}/", getattr(views, name), name=name) for verb, name in names.items()
    ]
