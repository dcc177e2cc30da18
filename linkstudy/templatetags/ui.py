"""The tags and filters of every page. They are builtins: no {% load %} is needed."""

import calendar
import datetime as dt
import re
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, is_at_sites, who_may
from linkstudy.forms.facets import with_answers
from linkstudy.icons import SHAPES
from linkstudy.money import pounds
from linkstudy.telling import history_of, is_told
from linkstudy.words import clock_words, day_words, in_london, uncapped

register = template.Library()
MOST_NAMED = 3  # people whom somebody may ask

MONTHS = "|".join(calendar.month_name[1:])
KEPT_WHOLE = re.compile(
    rf"<[^>]*>|(?P<whole>\bC\d+-(?:PT|HP|VS|LW|LM)\b(?:-\w+)*|\b\d{{1,2}} (?:{MONTHS})\b(?: \d{{4}})?)"
)

# word: (icon, tone). The eight words of a participant, and the words of a case and a row.
STATUSES = {
    "Invited": ("ring", "mute"),
    "Deciding": ("quarter", "mute"),
    "Consented": ("half", "brand"),
    "Booked": ("three-quarters", "brand"),
    "Interviewed": ("done", "good"),
    "Declined": ("left", "mute"),
    "Not eligible": ("left", "mute"),
    "Withdrew": ("ended", "mute"),
    "Void": ("ended", "mute"),
    "Missed": ("ended", "warn"),
}


@register.simple_tag
def icon(name: str, tone: str = "") -> SafeString:
    """A drawing beside words that say the same: {% icon "plus" %}."""
    shape = mark_safe(SHAPES[name])  # noqa: S308 - our own constant
    tone = f" t-{tone}" if tone else ""
    return format_html(
        '<svg class="ic{}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>',
        tone,
        shape,
    )


@register.simple_tag
def status(word: str, name: str = "", tone: str = "") -> SafeString:
    """A status: its shape, then its word. {% status "Booked" %}

    A word of a page's own brings its icon: {% status "Opens 4 July" "ring" %}.
    """
    usual = STATUSES[str(word)] if not name else (name, "mute")
    drawing = icon(usual[0], tone or usual[1])
    return format_html('<span class="tag">{}{}</span>', drawing, word)


@register.simple_tag
def pill(words: str, tone: str = "info", name: str = "") -> SafeString:
    """Words that want attention, in a box. {% pill "Interview today" "info" "clock" %}

    Tones: info, good, warn, bad, mute.
    """
    drawing = icon(name) if name else ""
    return format_html('<span class="pill p-{}">{}{}</span>', tone, drawing, words)


@register.simple_tag
def bar(done: float, of: float, tone: str = "done", size: str = "") -> SafeString:
    """How much of a whole; the numbers stand beside it as text. {% bar 7 10 %}

    Tones: done, short, plan. size="big" is a thicker bar. More than the whole is drawn full.
    """
    width = 100 * min(max(done, 0) / of, 1) if of else 0
    return format_html(
        '<svg class="bar {} b-{}" viewBox="0 0 100 10" preserveAspectRatio="none"'
        ' aria-hidden="true" focusable="false"><rect class="track" width="100" height="10"/>'
        '<rect class="part" width="{}" height="10"/></svg>',
        size,
        tone,
        f"{width:.1f}",
    )


@register.simple_block_tag
def card(content: str, title: str, kind: str = "", level: int = 2, heading: str = "") -> str:
    """A titled part of a page: {% card title="Next 7 days" %} … {% endcard %}

    kind is an extra class (side, flush); heading="hidden" keeps the title for screen readers.
    """
    words = {"content": content, "title": title, "kind": kind, "level": level}
    words |= {"id": f"card-{slugify(title) or 'part'}", "hidden": heading == "hidden"}
    return render_to_string("ui/card.html", words)


@register.simple_tag
def crumbs(*pairs: str) -> str:
    """The way here, from words and addresses: {% crumbs "Cases" cases_url "Case 5" case_url %}."""
    steps = list(zip(pairs[::2], pairs[1::2], strict=True))
    return render_to_string("ui/crumbs.html", {"steps": steps})


@register.simple_tag(takes_context=True)
def pager(context: template.Context, page: Page, one: str, many: str) -> str:
    """What is shown of how many, and the way to the rest: {% pager page "person" "people" %}."""

    def to(number: int) -> str:
        return with_answers(context["request"].GET, page=[str(number)])

    numbers = [
        (number, to(number) if isinstance(number, int) else "")
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1)
    ]
    words = {"page": page, "numbers": numbers, "things": one if page.paginator.count == 1 else many}
    if page.has_previous():
        words["previous"] = to(page.previous_page_number())
    if page.has_next():
        words["next"] = to(page.next_page_number())
    return render_to_string("ui/pager.html", words)


@register.simple_tag(takes_context=True)
def history_link(context: template.Context, row: Any, number: int | None = None) -> str:
    """The way to what happened to a row, for who may see it: {% history_link interview %}.

    A consent, which has no number of its own, is given its place: {% history_link consent 2 %}.
    """
    if not is_told(context["user"], type(row)):
        return ""
    return render_to_string("ui/history_link.html", {"url": history_of(row, number), "row": row})


@register.filter
def day(value: dt.date | None, form: str = "") -> str:
    """{{ held_on|day }}, {{ held_on|day:"short" }}, also "weekday" and "brief"; "" for None."""
    return day_words(in_london(value), form) if value else ""


@register.filter("clock")
def clock_filter(value: dt.time | dt.datetime | None) -> str:
    """{{ booked_at|clock }}: 2pm, 4:30pm; "" for None."""
    if value is None:
        return ""
    value = in_london(value)
    return clock_words(value.time() if isinstance(value, dt.datetime) else value)


register.filter("pounds", pounds)
register.filter("uncapped", uncapped)


@register.filter
def when(value: dt.datetime | None) -> str:
    """{{ booked_at|when }}: "Today, 2pm", "Yesterday, 9am" or "17 June 2022, 10am"."""
    if value is None:
        return ""
    value = in_london(value)
    near = {0: "Today", 1: "Tomorrow", -1: "Yesterday"}
    words = near.get((value.date() - clock.today()).days) or day_words(value)
    return f"{words}, {clock_words(value.time())}"


@register.filter(is_safe=True)
def unbroken(html: str) -> str:
    """Study IDs and dates, each held on one line: {% filter unbroken %}{{ words }}{% endfilter %}.

    They are looked for between the tags, never in an attribute.
    """
    return KEPT_WHOLE.sub(_held, html)


def _held(found: re.Match[str]) -> str:
    return f'<span class="nw">{found[0]}</span>' if found["whole"] else found[0]


@register.filter
def may(user: Any, capability: str) -> bool:
    """{% if user|may:"log interview" %}: a member of May, in words. Raises KeyError for others."""
    wanted = May[capability.upper().replace(" ", "_")]
    return bool(getattr(user, "is_authenticated", False)) and user.may(wanted)


@register.simple_tag
def who_can(capability: str) -> str:
    """Whom to ask who may not do it: {% who_can "set up" %} gives names, else the first role."""
    wanted = May[capability.upper().replace(" ", "_")]
    roles = who_may(wanted)
    people = User.objects.filter(role__in=roles, is_active=True).order_by("name")
    names = [person.name for person in people[:MOST_NAMED] if person.may(wanted)]
    role = roles[0].label.lower()
    return " or ".join(names) or f"{'an' if role[0] in 'aeiou' else 'a'} {role}"


@register.filter
def works_nowhere(user: Any) -> bool:
    """{% if user|works_nowhere %}: their role shows them their own sites, and they have none today.

    Asks the database; only where a page would else say that nothing is there.
    """
    if not is_at_sites(user.role):
        return False
    return not user.memberships.in_force().filter(site__voided_at=None).exists()


@register.filter
def problems(form: forms.BaseForm | None) -> list[tuple[str, str]]:
    """(id of the control, message) of every error, in the order of the form's questions.

    An error of the form itself has no id. Tiles are reached at their first one.
    """
    if not form:
        return []
    found = [("", str(message)) for message in form.non_field_errors()]
    for field in form:
        anchor = "" if field.is_hidden else field.id_for_label or f"{field.auto_id}_0"
        found += [(anchor, str(message)) for message in field.errors]
    return found
