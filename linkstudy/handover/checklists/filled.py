"""A checklist as a report: every item in its order, and the tables that go with some."""

import datetime as dt
from collections.abc import Iterator

from linkstudy.accounts.models import User
from linkstudy.figures.figure import Figure, Table
from linkstudy.handover.checklists.facts import Facts
from linkstudy.handover.checklists.lists import Checklist, Item
from linkstudy.handover.checklists.telling import Answer
from linkstudy.handover.report import Part, Report
from linkstudy.words import day_words, many

FROM_DATA, YOURS, NOTHING = "from the data", "for you to write", "nothing is recorded yet"
SMALL = (
    "A journal publishes it, so counts of people and of their interviews under 5 are not shown, and"
    " neither are others by which they could be told. How people were interviewed is told of one sitting"
    " each, and of follow-ups where there are 5 or more."
)
CHECK = (
    "The words for the items are ours: hold the answers against the list that your journal gives."
)


def filled(checklist: Checklist, reader: User, day: dt.date) -> Report:
    """What the data know by the end of a day, and what is left to the authors."""
    facts = Facts(reader, day)
    answers = [(item, item.answer(facts) if item.answer else None) for item in checklist.items]
    known = sum(is_filled(answer) for _, answer in answers)
    about = (
        f"As at {day_words(day)}, as known at the end of that day.",
        f"{many(known, 'item')} of {len(answers)} {'is' if known == 1 else 'are'} filled from the data.",
        SMALL,
        CHECK,
    )
    parts = (_items(checklist, answers), *_tables(answers))
    return Report(f"{checklist.name}-checklist", checklist.title, about, day.isoformat(), parts)


def is_filled(answer: Answer | None) -> bool:
    return answer is not None and bool(answer.sentences or answer.figure)


def _items(checklist: Checklist, answers: list[tuple[Item, Answer | None]]) -> Part:
    table = Table(
        f"{checklist.name}-items",
        f"Items of {checklist.title}",
        "Every item, whether the data fill it, and what they say.",
        ("Item", "Filled", "What the data say"),
        tuple((str(item), _state(answer), _words(answer)) for item, answer in answers),
    )
    told = tuple(f"{item}: {_words(answer) or f'{_state(answer)}.'}" for item, answer in answers)
    return Part(table.title, (), Figure(table), told=told)


def _state(answer: Answer | None) -> str:
    if answer is None:
        return YOURS
    return FROM_DATA if is_filled(answer) else NOTHING


def _words(answer: Answer | None) -> str | None:
    if answer is None:
        return None
    told = [*answer.sentences]
    told += [f"See the table “{answer.figure.table.title}”."] if answer.figure else []
    return " ".join(told) or None


def _tables(answers: list[tuple[Item, Answer | None]]) -> Iterator[Part]:
    """The tables, each under the item that it belongs to."""
    for item, answer in answers:
        if answer and answer.figure:
            title = f"Item {item.number}: {answer.figure.table.title}"
            yield Part(title, (answer.figure.table.about,), answer.figure, told=answer.told)
