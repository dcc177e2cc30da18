"""Updates to partners: their list, the builder, and its sections one by one."""

import datetime as dt
import difflib
import re
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.corrections import Act, Record, answered
from linkstudy.forms import StudyForm, carry_out, held, posted
from linkstudy.updates import actions
from linkstudy.updates.acts import updates as acts
from linkstudy.updates.building import Builder
from linkstudy.updates.checks import kept_numbers
from linkstudy.updates.drafting import drafted
from linkstudy.updates.forms.updates import (
    CorrectUpdateForm,
    GoOnForm,
    ReopenForm,
    SectionForm,
    UpdateForm,
)
from linkstudy.updates.models import Update
from linkstudy.updates.models.drafts import month_of
from linkstudy.updates.tokens import plain
from linkstudy.updates.unused import unused
from linkstudy.updates.views.seen import section_or_404, sections_or_404, update_or_404
from linkstudy.words import clock_words, listed

MOST_UNUSED = 6  # shown beside an update; the rest on a page of its own
WORDS = re.compile(r"\S+\s*|\s+")


@require_GET
@requires(May.SEE_UPDATES)
def updates(request: SignedIn) -> HttpResponse:
    """Every update, the newest first; with ?void those that were taken back."""
    is_void = "void" in request.GET
    rows = Update.objects.exclude(voided_at=None) if is_void else Update.objects.standing()
    words = {
        "updates": rows,
        "is_void": is_void,
        "void_count": 0 if is_void else Update.objects.exclude(voided_at=None).count(),
    }
    return render(request, "updates/updates.html", words)


@requires(May.WRITE_UPDATES)
def start_update(request: SignedIn) -> HttpResponse:
    """Start an update: every section is drafted from the data."""
    form = UpdateForm(posted(request), initial=usual_days())
    if form.is_bound and (made := carry_out(form, actions.start_update, by=request.user)):
        messages.success(request, "The first draft is written")
        return redirect(made)
    return render(request, "updates/start_update.html", {"form": form})


def usual_days() -> dict[str, dt.date]:
    """The month, from this one on, that has no update yet, and the days since the last one told of: to
    today, or to the end of that month where it told of today too."""
    today = clock.today()
    taken = list(Update.objects.standing().values_list("month", "last"))
    month = month_of(today)
    while month in {one for one, _ in taken}:
        month = after(month)
    if not taken:
        return {"month": month, "last": today}
    first = max(last for _, last in taken) + dt.timedelta(days=1)
    end = after(max(month, month_of(first))) - dt.timedelta(days=1)
    return {"month": month, "first": first, "last": today if first <= today else end}


def after(month: dt.date) -> dt.date:
    """The first of the month after."""
    return month_of(month + dt.timedelta(days=31))


@require_GET
@requires(May.SEE_UPDATES)
def update(request: SignedIn, update: str) -> HttpResponse:
    """The builder: the draft as its readers see it, and what to see to before it is sent."""
    rows = sections_or_404(request.user, update)
    found = rows[0].update
    words = {"update": found, "builder": Builder(found, request.user, rows), "most": MOST_UNUSED}
    return render(request, "updates/update.html", words)


@require_GET
@requires(May.SEE_UPDATES)
def left_over(request: SignedIn, update: str) -> HttpResponse:
    """What was found in these days, and is not in the update."""
    found = update_or_404(request.user, update)
    rows = unused(found.sections.all(), actions.period_of(found, request.user))
    return render(request, "updates/left_over.html", {"update": found, "unused": rows})


@require_http_methods(["GET", "POST"])
@requires(May.WRITE_UPDATES)
def write_section(request: SignedIn, update: str, part: str) -> HttpResponse:
    """Change the words of a section; with ?on, its author writes on once they are saved."""
    section = section_or_404(request.user, update, part)
    if request.method == "GET" and not section.update.is_open:
        messages.warning(request, actions.CLOSED)
        return redirect(section.place)
    form = SectionForm(posted(request))
    form.fill(section)
    if form.is_bound and carry_out(form, actions.write_section, section=section, by=request.user):
        if "on" in request.GET:
            return redirect(f"{request.path}?on")
        messages.success(request, f"{section.get_part_display()} is saved")
        return redirect(section.place)
    saved = f"Saved at {clock_words(clock.study_now().astimezone(clock.LONDON).time())}"
    words = {"section": section, "update": section.update, "form": form}
    words["saved"] = saved if "on" in request.GET and not form.is_bound else ""
    return render(request, "updates/write_section.html", words)


@require_http_methods(["GET", "POST"])
@requires(May.WRITE_UPDATES)
def draft_again(request: SignedIn, update: str, part: str) -> HttpResponse:
    """Write a section again from the data, after showing what would change."""
    section = section_or_404(request.user, update, part)
    form = GoOnForm(posted(request), initial=held(section))
    if form.is_bound and carry_out(form, actions.draft_again, section=section, by=request.user):
        messages.success(request, f"{section.get_part_display()} is written from the data")
        return redirect(section.place)
    new = drafted(section.part, actions.period_of(section.update, request.user))
    words = {
        "section": section,
        "update": section.update,
        "form": form,
        "changes": changes(plain(section.text), plain(new)),
    }
    return render(request, "updates/draft_again.html", words)


def changes(old: str, new: str) -> list[tuple[str, str]]:
    """(how, words) in order: "same", "gone" or "new"."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    found: list[tuple[str, str]] = []
    for how, i, j, k, m in difflib.SequenceMatcher(None, before, after, False).get_opcodes():
        if how == "equal":
            found.append(("same", "".join(before[i:j])))
            continue
        gone, come = "".join(before[i:j]), "".join(after[k:m])
        found += [(name, words) for name, words in (("gone", gone), ("new", come)) if words]
    return found


@require_http_methods(["GET", "POST"])
@requires(May.WRITE_UPDATES)
def settle_number(request: SignedIn, update: str, part: str, key: str, how: str) -> HttpResponse:
    """Take what the data say of a number, or keep what the text says."""
    section = section_or_404(request.user, update, part)
    if how not in ("use", "keep") or f"[[{key}=" not in section.text:
        raise Http404
    form = GoOnForm(posted(request), initial=held(section))
    rows: dict[str, Any] = {"section": section, "key": key, "take": how == "use"}
    if form.is_bound and carry_out(form, actions.settle_number, by=request.user, **rows):
        messages.success(request, "The number is settled")
        return redirect(section.place)
    words = {"section": section, "update": section.update, "form": form, "how": how}
    number = Builder(section.update, request.user).number(section, key)
    return render(request, "updates/settle_number.html", words | number)


of_section = Record("section", section_or_404, may=May.WRITE_UPDATES)
leave_out = of_section.void(acts.leave_out, actions.leave_out, GoOnForm)
take_in = of_section.void(acts.take_in, actions.take_in, GoOnForm)


def knowing_what_is_kept(
    request: SignedIn, act: Act, form: StudyForm, action: Any, rows: dict[str, Any]
) -> HttpResponse:
    """The page of an act on the way to approval: first it says which numbers were kept although the data
    moved."""
    update = rows["update"]
    period = actions.period_of(update, request.user)
    kept = kept_numbers(list(update.sections.filter(left_out=False)), period)
    words = listed([f"{one.words}, under {one.place}" for one in kept])
    return answered(request, replace(act, note=words), form, action, rows)


of_update = Record("update", update_or_404, may=May.WRITE_UPDATES)
correct_update = of_update.correct(acts.correct, CorrectUpdateForm, actions.correct_update)
void_update = of_update.void(acts.void, actions.void_update)
restore_update = of_update.restore(acts.restore, actions.restore_update)
by_asker = replace(of_update, answer=knowing_what_is_kept)
ask_approval = by_asker.void(acts.ask, actions.ask_approval, GoOnForm)
by_reader = replace(of_update, may=May.REOPEN_UPDATES)
reopen_update = by_reader.void(acts.reopen, actions.reopen_update, ReopenForm)
by_approver = replace(by_asker, may=May.APPROVE_UPDATES)
approve_update = by_approver.void(acts.approve, actions.approve_update, GoOnForm)
