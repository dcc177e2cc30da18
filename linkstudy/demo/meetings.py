"""Meetings, as scenes, told by the PPI lead.

Real, from the study's own newsletter of June 2022: that the advisory group met in April 2022 and the
PPI group in May, and what both talked about, in words of our own. The days, the times, the other
meeting and everybody's part in them are invented.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from cases.models import ProgrammeTheory
from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.involvement import ADVISORY, PPI, keeper
from linkstudy.demo.script import day, moment, time
from meetings import actions
from meetings.models import Group, Meeting, MeetingAction, Member


@dataclass(frozen=True)
class Told:
    """A meeting: when it was planned and held, its items with their notes, how members took part.

    parts are letters in the order of the members: person, online, apologies, absent, - not said. sent
    and agreed are days, or "".
    """

    group: str
    planned: str
    held: str
    starts: str
    ends: str
    how: str
    place: str
    items: list[tuple[str, int, str]]
    parts: str
    sent: str = ""
    agreed: str = ""
    papers: tuple[tuple[str, str], ...] = ()
    more: tuple[str, ...] = ()


SUMMARY = ("Easy read summary", "Study drive, PPI group, papers of May 2022")
MARCH = Told(
    PPI,
    "7 Feb",
    "9 Mar",
    "10:30",
    "12:00",
    "online",
    "",
    [
        (
            "Welcome and what everyone needs to take part",
            5,
            "Captions on. Break at 11:15am. Nobody wished to change the notes of the last meeting.",
        ),
        (
            "How we tell people about the study",
            45,
            (
                "Members read the summary of the study aloud, and marked what they would not say at home.\n"
                "Decision: no word that needs a dictionary\n"
                "Action: share the easy read summary @Chris 11 May\n"
                "Action: thank everybody for their marks @Megan 16 March"
            ),
        ),
        ("What comes next", 20, "The next meeting talks about a blog by members."),
    ],
    "oopooop-o",
    sent="11 Mar",
    agreed="18 May",
)
APRIL = Told(
    ADVISORY,
    "21 Mar",
    "27 Apr",
    "14:00",
    "15:30",
    "online",
    "",
    [
        ("Welcome", 5, "Everybody said who they are and what brings them here."),
        (
            "What the finished cases make us think about",
            45,
            (
                "We talked about what stands out in the places where data collection has ended: how link"
                " workers find their place in a practice, and whether patients know that they met one.\n"
                "Decision: ask about the first contact in every interview with a patient\n"
                "Action: bring a page on first contacts to the next meeting @Helen 30 June"
            ),
        ),
        (
            "Getting ready for the new sites",
            30,
            (
                "Members told how their own practices hear of a study, and who opens the letters.\n"
                "Action: write to the practices before their letters go @Asha 23 May"
            ),
        ),
    ],
    "ooaoo-o",
    sent="29 Apr",
    agreed="13 May",
)
MAY = Told(
    PPI,
    "25 Apr",
    "18 May",
    "10:30",
    "12:00",
    "both",
    "Seminar room 2",
    [
        (
            "Welcome and what everyone needs to take part",
            5,
            "Captions on. Break at 11:15am. The notes of 9 March are agreed with no changes.",
        ),
        (
            "A blog by group members",
            30,
            (
                "The group talked about why to write a blog, and who it is for. Members want to say what they"
                " bring to the study and what it has been like.\n"
                "Decision: write for everyone, including patients, policy makers and people who deliver"
                " care\n"
                "Action: send the group an outline for the blog @Megan 1 June\n"
                "Action: ask 2 members to write a first draft @Public contributors 1 and 5 24 June"
            ),
        ),
        (
            "How tightly should the link worker job be defined?",
            40,
            (
                "We talked about job descriptions: how much they should say, so that a link worker feels at"
                " home in a practice.\n"
                "Two views. A clear list of tasks helps a practice know what to send, and helps the link"
                " worker to be part of the team. A looser role lets them fit what each practice needs.\n"
                "We asked which felt better to patients. Being heard mattered more to members than the"
                " title of the job.\n"
                "Action: add “tasks or freedom?” to the topic guide @Asha 10 June"
            ),
        ),
        ("Recruiting patients: your ideas", 15, ""),
    ],
    "popaoopo-",
    sent="20 May",
    agreed="8 Jun",
    papers=(SUMMARY,),
)
JULY = Told(
    PPI,
    "8 Jun",
    "13 Jul 2022",
    "10:30",
    "12:00",
    "both",
    "Seminar room 2",
    [("Welcome and what everyone needs to take part", 5, ""), ("The blog: a first draft", 40, "")],
    "p-o------",
)
PARTS = {"p": "person", "o": "online", "a": "apologies", "x": "absent", "-": ""}
# What meetings touched on: topics by their place, theories.
TOUCHED: list[tuple[Told, list[int], list[str]]] = [(APRIL, [0, 1], ["T2"]), (MAY, [2, 3], ["T1"])]
DONE = [("thank everybody", "15 Mar", "ppi"), ("send the group an outline", "30 May", "ppi")]


def scenes() -> Iterator[Scene]:
    yield from held()
    for told, topics, theories in TOUCHED:
        at = moment(day(told.held), "17:10")
        yield Scene(at, partial(reflect, told=told, topics=topics, theories=theories))
    for words, on, who in DONE:
        yield Scene(moment(day(on), "16:30"), partial(finish, words=words, on=day(on), who=who))


def held() -> Iterator[Scene]:
    """Each meeting from its planning to its agreed minutes."""
    for told in (MARCH, APRIL, MAY, JULY):
        yield Scene(moment(day(told.planned), "9:20"), partial(plan, told=told))
        held = day(told.held)
        if held > day("14 Jun"):
            continue
        for place, (_, _, notes) in enumerate(told.items, 1):
            if notes:
                at = moment(held, time(told.starts)) + dt.timedelta(minutes=12 * place)
                yield Scene(at, partial(note, told=told, place=place, notes=notes))
        yield Scene(moment(held, "16:10"), partial(attend, told=told))
        yield Scene(moment(day(told.sent), "9:30"), partial(send, told=told))
        yield Scene(moment(day(told.agreed), "16:20"), partial(agree, told=told))


def reflect(cast: Cast, told: Told, topics: list[int], theories: list[str]) -> None:
    actions.reflect_on_meeting(
        meeting=meeting_of(told),
        version=1,
        topics=[cast.topics[place] for place in topics],
        theories=list(ProgrammeTheory.objects.filter(label__in=theories)),
        by=keeper(cast),
    )


def meeting_of(told: Told) -> Meeting:
    return Meeting.objects.with_state().get(group__slug=told.group, held_on=day(told.held))


def plan(cast: Cast, told: Told) -> None:
    made = actions.plan_meeting(
        group=Group.objects.get(slug=told.group),
        held_on=day(told.held),
        starts=time(told.starts),
        ends=time(told.ends),
        how=told.how,
        place=told.place,
        by=keeper(cast),
    )
    for heading, minutes, _ in told.items:
        actions.add_item(meeting=made, heading=heading, minutes=minutes, by=keeper(cast))
    for title, where in told.papers:
        actions.add_paper(meeting=made, title=title, where=where, by=keeper(cast))


def note(cast: Cast, told: Told, place: int, notes: str) -> None:
    item = meeting_of(told).items.get(number=place)
    actions.take_notes(item=item, version=item.version, notes=notes, by=keeper(cast))


def attend(cast: Cast, told: Told) -> None:
    found = meeting_of(told)
    members = Member.objects.filter(group=found.group).order_by("number")
    parts = dict(zip(members, (PARTS[one] for one in told.parts), strict=False))
    actions.record_attendance(meeting=found, parts=parts, seen={}, by=keeper(cast))


def send(cast: Cast, told: Told) -> None:
    found = meeting_of(told)
    facts = {"version": found.version, "sent_on": day(told.sent)}
    actions.send_minutes(meeting=found, by=keeper(cast), **facts)


def agree(cast: Cast, told: Told) -> None:
    found = meeting_of(told)
    facts = {"version": found.version, "agreed_on": day(told.agreed)}
    actions.agree_minutes(meeting=found, by=keeper(cast), **facts)


def finish(cast: Cast, words: str, on: dt.date, who: str) -> None:
    row = MeetingAction.objects.standing().get(words__startswith=words)
    actions.finish_action(row=row, version=row.version, done_on=on, by=cast.users[who])
