"""Tags and filters as a template writes them, and what they draw."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, Template
from django.utils.safestring import SafeString

from linkstudy.clock import LONDON
from linkstudy.components.examples import study
from linkstudy.icons import SHAPES
from linkstudy.templatetags.ui import STATUSES

NOON = dt.datetime(2022, 6, 14, 14, 30, tzinfo=LONDON)
TONES = ["info", "good", "warn", "bad", "mute"]
SOURCES = {
    "Statuses": [
        "A shape that fills up, so that it needs no colour, and its word.",
        *(f'{{% status "{word}" %}}' for word in STATUSES),
        '{% status "Opens 4 July" "ring" %}',
        '{% status "Notes started" "half" "brand" %}',
    ],
    "Pills": [
        "Words that want attention, one to a line at most.",
        *(f'{{% pill "Interview today" "{tone}" "clock" %}}' for tone in TONES),
        '{% pill "Replaced" "warn" "warning" %}',
        '{% pill "Without an icon" %}',
    ],
    "Icons": [
        "Always beside words that say the same; screen readers skip them.",
        *(f'{{% icon "{name}" %}} {name}' for name in SHAPES),
        '{% icon "warning" "bad" %} with a tone',
    ],
    "Bars": [
        "Bars are drawn in a table's cell or a list; the numbers stand beside them as text.",
        "7 of 10 {% bar 7 10 %}",
        '3 of 10 {% bar 3 10 "short" %}',
        '5 of 10 {% bar 5 10 "plan" %}',
        '4 of 5 {% bar 4 5 size="big" %}',
        "12 of 10 {% bar 12 10 %}",
        "0 of 0 {% bar 0 0 %}",
    ],
    "Whom to ask": [
        "Where a reader may not do what comes next: who can, by name, else by role.",
        '{% who_can "set up" %}',
        '{% include "ui/who_sets_up.html" %}',
        '{% include "ui/no_site.html" %}',
        "{% if user|works_nowhere %}You work nowhere.{% endif %}",
    ],
    "Dates and times": [
        "Never 14/06/22 on a page. The day's name where it helps.",
        "{{ noon|day }}",
        '{{ noon|day:"short" }}',
        '{{ noon|day:"weekday" }}',
        '{{ noon|day:"brief" }}',
        "{{ noon|clock }}",
        "{{ noon|when }}",
        "{% filter unbroken %}Call C5-PT-03 back by 17 June{% endfilter %}",
    ],
    "Money": [
        "Kept in pence, read in pounds.",
        "{{ 2050|pounds }}",
    ],
    "Words inside a sentence": [
        "A name begins small there. What is capitals stays so.",
        'The {{ "Researcher"|uncapped }} and the {{ "PPI lead"|uncapped }}.',
    ],
    "Around and between pages": [
        "The way here, the way on, and what a person may do.",
        '{% crumbs "Cases" "#lists" "Case 5" "#lists" %}',
        '{% pager page "person" "people" %}',
        "{% history_link study %}",
        '{% if user|may:"see components" %}You may see this.{% endif %}',
        "{{ nothing|problems|length }} problems",
    ],
    "A card": [
        "A titled part of a page. kind is side, flush or an own word.",
        '{% card title="Next 7 days" level=3 %}<p>Nothing is booked.</p>{% endcard %}',
        '{% card title="About this case" kind="side" level=3 %}<p>Smaller, beside.</p>{% endcard %}',
    ],
}


@dataclass(frozen=True)
class Specimen:
    """A piece of a template, and what it draws."""

    source: str
    drawn: SafeString


@dataclass(frozen=True)
class Group:
    title: str
    words: str
    specimens: list[Specimen]


def groups(request: HttpRequest) -> list[Group]:
    """Every group of specimens, drawn for the person who looks."""
    context = {
        "noon": NOON,
        "page": Paginator(range(120), 25).page(2),
        "request": request,
        "user": request.user,
        "study": study(),
        "nothing": None,
    }
    return [Group(title, words, drawn(some, context)) for title, (words, *some) in SOURCES.items()]


def drawn(sources: Iterable[str], context: dict[str, object]) -> list[Specimen]:
    return [Specimen(source, Template(source).render(Context(context))) for source in sources]
