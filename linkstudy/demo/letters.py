"""What practices and link workers sent out, as scenes. Every count is invented."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from cases import actions
from cases.models import Case, DocumentVersion, InvitationBatch
from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.script import Part, day, moment
from linkstudy.demo.study import rows

# Who sent them, when and how; found, left out, sent; how many came back and when we heard of it;
# how many were reminded, 14 days after the letters.
LETTERS = """
1A | 1 Nov  | text        | 64 | 14 | 48 | - | -      | 44
1B | 4 Nov  | letter      | 55 | 11 | 44 | 2 | 15 Nov | 38
1A | 22 Nov | link_worker | 10 | 0  | 10 | - | -      | -
1C | 4 Jan  | letter      | 41 | 8  | 32 | 1 | 13 Jan | -
2A | 17 Jan | letter      | 38 | 7  | 30 | 3 | 26 Jan | 25
2B | 24 Jan | text        | 33 | 5  | 28 | - | -      | 26
2A | 14 Feb | link_worker | 8  | 1  | 7  | - | -      | -
2B | 28 Feb | letter      | 29 | 5  | 24 | - | -      | 22
3A | 9 Mar  | link_worker | 11 | 2  | 9  | - | -      | -
3A | 14 Mar | letter      | 60 | 13 | 45 | 2 | 28 Mar | 40
3B | 14 Mar | letter      | 47 | 9  | 36 | 1 | 25 Mar | 33
3C | 2 May  | text        | 39 | 6  | 33 | - | -      | -
4A | 1 Apr  | letter      | 44 | 12 | 32 | 2 | 12 Apr | 27
4B | 5 Apr  | text        | 40 | 4  | 36 | - | -      | 33
4A | 16 May | link_worker | 7  | 1  | 6  | - | -      | -
5A | 27 May | link_worker | 9  | 1  | 8  | - | -      | -
5A | 30 May | letter      | 52 | 12 | 40 | 1 | 9 Jun  | -
5B | 7 Jun  | text        | 31 | 5  | 26 | - | -      | -
"""

# Written down a second time: whose, and when it was taken back.
TWICE = ("4B", "5 Apr", "6 Apr")
LATER = dt.timedelta(days=14)


def scenes() -> Iterator[Scene]:
    for row in rows(LETTERS):
        sent_on, heard, reminded = day(row[1]), row[7], row[8]
        yield Scene(moment(sent_on, "8:50"), partial(record, row=row))
        if heard:
            yield Scene(moment(day(heard), "16:20"), partial(hear, row=row))
        if reminded:
            yield Scene(moment(sent_on + LATER, "16:30"), partial(remind, row=row))
    sender, sent, later = TWICE
    [row] = [row for row in rows(LETTERS) if row[:2] == [sender, sent]]
    yield Scene(moment(day(sent), "8:55"), partial(record, row=row))
    yield Scene(moment(day(later), "9:00"), partial(take_back, row=row))


def record(cast: Cast, row: list[str]) -> InvitationBatch:
    """A practice says what it sent: the sheet and the form in use there that day, but for a text."""
    sender, sent, route, searched, excluded, sent_out, *_ = row
    case, on = cast.cases[int(sender[0])], day(sent)
    packs = ("information", "consent") if route != "text" else ()
    versions = [DocumentVersion.objects.in_force(kind, on, case.site).first() for kind in packs]
    return actions.record_letters(
        case=case,
        practice=cast.organisations[sender],
        sent_on=on,
        route=route,
        searched=int(searched),
        excluded=int(excluded),
        sent_out=int(sent_out),
        remind_on=on + LATER if route != "link_worker" else None,
        documents=[one for one in versions if one],
        apart_from=[str(one.number) for one in case.letters.all()],
        by=cast.lead(case.number),
    )


def the_batch(cast: Cast, row: list[str], which: int = 0) -> InvitationBatch:
    """What was recorded from a row of the table; which tells those apart that were recorded twice."""
    facts = {"practice": cast.organisations[row[0]], "sent_on": day(row[1]), "route": row[2]}
    return InvitationBatch.objects.standing().filter(**facts).order_by("number")[which]


def hear(cast: Cast, row: list[str]) -> None:
    """Some came back."""
    batch = the_batch(cast, row)
    by = cast.lead(batch.case.number)
    actions.count_returned(batch=batch, version=batch.version, undelivered=int(row[6]), by=by)


def remind(cast: Cast, row: list[str]) -> None:
    batch = the_batch(cast, row)
    by, sent_on = cast.lead(batch.case.number), batch.sent_on + LATER
    actions.record_reminder(batch=batch, sent_on=sent_on, sent_out=int(row[8]), by=by)


def take_back(cast: Cast, row: list[str]) -> None:
    again = the_batch(cast, row, 1)
    by = cast.lead(again.case.number)
    actions.void_letters(batch=again, version=1, reason="Recorded twice", by=by)


def answered(case: Case, part: Part) -> InvitationBatch | None:
    """The letters of the person's way in that had gone last when they replied; of several that went
    on one day, each in turn."""
    rows = InvitationBatch.objects.standing().filter(case=case, route=part.facts["joined_via"])
    gone = list(rows.filter(sent_on__lte=part.replied)) if part.replied else []
    last = [one for one in gone if one.sent_on == gone[-1].sent_on]
    return last[part.number % len(last)] if last else None
