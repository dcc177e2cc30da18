"""Example rows for the product's own templates. Everybody and every figure in them is invented."""

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.conf import settings

from cases.models import Study
from cases.vocabulary import Measure
from linkstudy import clock
from linkstudy.audit.models import Entry
from linkstudy.charts.timeline import Lane, Mark, Timeline
from linkstudy.clock import LONDON
from linkstudy.components import pictures
from linkstudy.components.forms import overtaken
from linkstudy.figures.recruitment import Cell
from linkstudy.progress.board import Key, Shown
from linkstudy.progress.board import Line as CaseLine
from linkstudy.progress.words import State
from linkstudy.telling import KEPT, Detail, Event
from linkstudy.todo import Item
from participants.orders import Head
from participants.steps import Step

RULES = [
    (
        "Words",
        "Plain English in the active voice, at reading age 11. No “please”, no “sorry” except when we failed, no “invalid”, no exclamation mark. Sentence case everywhere.",
    ),
    (
        "Numbers and dates",
        "Numerals. 7 of 10, not 70%, and no percentage of fewer than 20. 14 June 2022, 2pm, 9am to 1pm.",
    ),
    (
        "People",
        "Study IDs on every page but one. Names lie apart, behind a reason that is kept. Nobody is a subject or a non-responder.",
    ),
    (
        "Buttons and links",
        "A button says verb and thing: Save interview. A link says where it leads. One filled button on a page.",
    ),
    (
        "Nothing is greyed out",
        "What cannot be done is not offered, or the page says why and what to do first. There are no disabled controls.",
    ),
    (
        "Errors",
        "Say how to put it right, in the words of the question. The same text above the heading and beside the question. What was typed stays.",
    ),
    (
        "Colour",
        "Never says anything alone. Blue is done, orange is short; a status is a shape that fills up.",
    ),
    (
        "Empty",
        "Say what will stand here, why there is nothing yet, and the one next step. Never a blank table.",
    ),
    (
        "Tables without room",
        "A table stands in a .fit. Without room there, each row is a title with labels and values, a sentence, two lines, or a grid. No main list is scrolled sideways.",
    ),
    (
        "Space",
        "4, 8, 12, 16, 20, 32 and 48 pixels. Corners 4 for controls, 6 for buttons, 8 for cards. No shadow, no motion.",
    ),
    (
        "To press",
        "Buttons and boxes are 44 pixels high, everything else at least 24. A yellow and black ring shows where the keyboard is.",
    ),
    (
        "Without script",
        "Every page works whole without it. Styles and scripts come from here alone; nothing is inline.",
    ),
]
DOORS = ["ui/form_expired", "ui/signed_out", "ui/access_over"]
TYPED = [("Minutes", "45"), ("Note", "A quiet room.\nThe kettle was on.")]
TODAY = dt.date(2022, 6, 14)
CALLED = {"last_day": "9 June", "last_contact": "phone, no answer"}
OLD_FORM = {"form": "v1.2", "form_words": "v1.2, old form", "needs_form": True}


class Example(SimpleNamespace):
    """Something with a name, whose page is this one."""

    name = ""
    get_absolute_url = "#lists"

    def __str__(self) -> str:
        return self.name


def everything() -> dict[str, Any]:
    """What the page's templates show, by their own names."""
    return {
        "told": [Example(name="Interview with C5-PT-03 saved", level_tag="success"), warning()],
        "chips": [("Case 5", "#lists"), ("Booked", "#lists")],
        "items": items(),
        "keys": keys(),
        "people": people(),
        "interviews": Example(person=Example(name="C5-PT-03"), interviews=interviews()),
        "bookings": bookings(),
        "lines": case_lines(),
        "totals": case_line("All", "", [24, 23, 17, 5, 5, 65], State("1 open, 1 to come", "")),
        "page_of_cases": Example(paginator=Example(num_pages=1)),
        "timeline": timeline(),
        "curve": pictures.curve(),
        "flow": pictures.flow(),
        "events": events(),
        "corrections": [corrected()],
        "study": study(),
        "overtaken": overtaken(),
        "ticks": ticks(),
    }


def study() -> Study:
    """What there is one of, and so has a history to lead to."""
    return Study(short_title="the study")


def warning() -> Example:
    return Example(name="C5-PT-05 signed an older form", level_tag="warning")


def items() -> list[Item]:
    """Something late, something of today and something to come."""
    today = clock.today()
    late = today - dt.timedelta(days=1)
    ahead = today + dt.timedelta(days=3)
    old = "C5-PT-05 signed the old consent form"
    return [
        Item(
            "Say what happened with C5-PT-02",
            "#parts",
            late,
            "Yesterday, 3pm, phone",
            "Asha Patel",
            is_late=True,
        ),
        Item("Call C5-PT-06 back", "#parts", today, "Due today", "Asha Patel"),
        Item(old, "#parts", ahead, "In 3 days", more="Asha Patel is to get form v1.3 signed."),
    ]


def keys() -> list[Key]:
    """Three numbers beside a verdict."""
    return [
        Key("Behind plan", "18", "interviews"),
        Key("Pace, per open case", "0.5", "a week"),
        Key("Pace needed for 60", "1.6", "a week"),
    ]


def people() -> Example:
    heads = {
        "id": Head("ID", "#lists", ""),
        "group": Head("Group", "#lists", ""),
        "status": Head("Status", "#lists", ""),
        "next_step": Head("Next step", "#lists", "ascending"),
        "last_contact": Head("Last contact", "#lists", ""),
        "owner": Head("Owner", "#lists", ""),
    }
    step = Step("Interview", TODAY, dt.time(14), "Interview today, 2pm", "info", "clock")
    later = Step("Call back", TODAY, None, "Call back, by 15 June")
    rows = [
        person("C5-PT-03", "Patient", "Booked", step, form="v1.3", form_words="v1.3"),
        person("C5-HP-04", "Health professional", "Deciding", later, **CALLED),
        person("C5-PT-05", "Patient", "Booked", later, **CALLED, **OLD_FORM),
    ]
    words = "next step, soonest first"
    return Example(heads=heads, count=3, order_words=words, rows=rows)


def person(name: str, group: str, status: str, step: Step, **more: Any) -> Example:
    who = Example(name=name, get_group_display=group, owner=Example(name="Asha Patel"))
    usual = {"form": "", "needs_form": False, "last_contact": "", "last_day": ""}
    return Example(person=who, status=status, step=step, **usual | more)


def interviews() -> list[Example]:
    usual = {
        "get_wave_display": "First interview",
        "get_mode_display": "Video",
        "interviewer": Example(name="Asha Patel"),
        "recording": "",
    }
    held = {"held_on": TODAY, "minutes": 45, "recording": "audio", "get_recording_display": "Audio"}
    held["is_thanked"] = True
    return [
        Example(state="done", number=1, **usual | held),
        Example(state="booked", number=2, booked_on=TODAY, booked_time=dt.time(14), **usual),
        Example(
            state="missed",
            number=3,
            missed_on=TODAY,
            get_missed_why_display="They did not come",
            **usual,
        ),
        Example(state="void", number=4, day=TODAY, **usual),
    ]


def bookings() -> list[Example]:
    def row(when: str, name: str, action: str, **more: Any) -> Example:
        booking = Example(participant=Example(name=name), interviewer=Example(name="Tom Reid"))
        usual = {"is_today": False, "how": "phone", "form_words": ""}
        return Example(when=when, booking=booking, action=action, url="#lists", **usual | more)

    return [
        row("Tue 14 June, 2pm", "C5-PT-03", "Log it", is_today=True),
        row("Thu 16 June, 11am", "C5-HP-03", "Change"),
        row("Fri 17 June, 10am", "C5-PT-05", "Change", form_words="Needs form v1.3"),
    ]


def case_lines() -> list[CaseLine]:
    return [
        case_line("Case 1", "North West", [7, 6, 4, 1, 1, 15], State("Closed, 3 short", "ended")),
        case_line(
            "Case 5", "North East", [2, 2, 1, 1, 0, 6], State("Open to 26 August", "half", "brand")
        ),
        case_line("Case 6", "Thames Valley", [0, 0, 0, 0, 0, 0], State("Opens 4 July", "ring")),
    ]


def case_line(name: str, place: str, done: list[int], state: State) -> CaseLine:
    factor = 6 if name == "All" else 1
    wanted = [10, 5, 4, 1, 1, 15]
    cells = [
        Shown(Cell(measure, count, target * factor), measure.label, "#lists", name)
        for measure, count, target in zip(Measure, done, wanted, strict=True)
    ]
    return CaseLine(name, place, "#lists", cells, state)


def timeline() -> Timeline:
    """A case in the field, as the case page draws it."""

    def marks(words: str, *days: int) -> tuple[Mark, ...]:
        found = [TODAY + dt.timedelta(days=day) for day in days]
        return tuple(Mark(day, day <= TODAY, words) for day in found)

    return Timeline(
        title="Timeline of an example case",
        summary="The case runs from 30 May to 26 August 2022.",
        today=TODAY,
        lanes=(
            Lane(
                "Milestones",
                (*marks("case opened", -15), *marks("case is to close", 73)),
                milestones=True,
            ),
            Lane("Observation days", marks("observation day", -14, -12, -7, -5, -1, 1, 8)),
            Lane("Patients", marks("interview with a patient", -6, -4, 0, 3, 6)),
            Lane("Health professionals", marks("interview with a professional", -8, 2)),
        ),
    )


def error_pages() -> list[tuple[str, str]]:
    """(template without .html, heading) of the pages that say no."""
    folder = Path(settings.BASE_DIR) / "templates"
    found = [*sorted(folder.glob("[0-9]*.html")), *(folder / f"{name}.html" for name in DOORS)]
    names = [str(path.relative_to(folder).with_suffix("")) for path in found]
    return [(name, heading(path)) for name, path in zip(names, found, strict=True)]


def heading(path: Path) -> str:
    """The heading of a template, as it stands in its source."""
    found = re.search(r"{% block heading %}(.*?){% endblock", path.read_text())
    return found[1] if found else path.stem


def event(verb: str, sentence: str, *details: Detail) -> Event:
    at = dt.datetime(2022, 6, 14, 9, 12, tzinfo=LONDON)
    entry = Entry(
        seq=1, at=at, study_at=at, actor_name="Asha Patel", actor_role="researcher", verb=verb
    )
    return Event(entry, sentence, "C5-PT-03, first interview", list(details), "#parts")


def corrected() -> Event:
    details = [Detail("Minutes", "45", "40"), Detail("Why", "Misread my own writing")]
    return event("interview.corrected", "Interview corrected", *details)


def events() -> list[Event]:
    """Changes as histories tell them: made, changed, kept sealed, taken back."""

    return [
        event(
            "interview.voided",
            "Interview taken back as a mistake",
            Detail("Why", KEPT, is_kept=True),
        ),
        event(
            "booking.changed",
            "Booking changed",
            Detail("Day", "16 June 2022", "14 June 2022"),
            Detail("Time", "4pm", "2pm"),
        ),
        event(
            "interview.booked",
            "First interview booked for 14 June 2022, 2pm",
            Detail("How", "Video"),
        ),
    ]


def ticks() -> list[Example]:
    return [
        Example(key="booked", label="Booked", count=6, is_chosen=True),
        Example(key="deciding", label="Deciding", count=2, is_chosen=False),
    ]
