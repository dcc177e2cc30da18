"""What happens to the people, as scenes: which action, at which moment."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import partial

from cases.models import DocumentVersion
from linkstudy.demo import turns
from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.letters import answered
from linkstudy.demo.names import contact
from linkstudy.demo.script import Happening, Part, moment
from participants import actions
from participants.models import Interview
from participants.vocabulary import Others, Scope

TOPICS = {"PT": [1, 3], "HP": [0, 3], "VS": [3, 2], "LW": [2, 0], "LM": [2]}
HOW = {"phone": "recorded", "video": "electronic"}  # else on paper
WRITING_UP = dt.timedelta(minutes=10)


def scenes(part: Part, place: int) -> Iterator[Scene]:
    """One person's scenes, in order; place is theirs in the whole story, from 0."""
    yield Scene(moment(part.came, "9:10"), partial(join, part=part, place=place))
    if part.invited and part.replied:
        yield Scene(moment(part.replied, "9:30"), partial(reply, part=part))
    if part.agreed:
        yield Scene(moment(part.agreed, "9:40"), partial(agree, part=part, on=part.agreed))
    free = moment(part.agreed or part.replied or part.came, "9:50")
    for one in part.happenings:
        if one.is_planned and one.on > free.date():
            yield Scene(free, partial(book, part=part, one=one))
        yield from PLAYED[one.verb](part, one)
        free = moment(one.later, "17:40")


def join(cast: Cast, part: Part, place: int) -> None:
    """They reply, or are approached by name, and leave their contact details."""
    facts = dict(part.facts)
    organisation = cast.organisations.get(facts.pop("organisation", ""))
    case = cast.cases[part.case]
    person = actions.add_participant(
        case=case,
        group=part.group,
        batch=None if part.invited else answered(case, part),
        organisation=organisation,
        invited_on=part.invited,
        replied_on=None if part.invited else part.replied,
        by=cast.lead(part.case),
        **facts,
    )
    cast.people[person.study_id] = person
    keep_contact(cast, part.study_id, contact(place, part.study_id))


def keep_contact(cast: Cast, study_id: str, values: dict[str, str]) -> None:
    person = cast.people[study_id]
    person.person.refresh_from_db()
    actions.keep_contact(
        participant=person,
        values=values,
        version=person.person.version,
        by=cast.lead(person.case.number),
    )


def change(cast: Cast, study_id: str, facts: Mapping[str, object]) -> None:
    person = cast.people[study_id]
    person.refresh_from_db()
    actions.change_participant(
        participant=person, version=person.version, by=cast.lead(person.case.number), **facts
    )


def reply(cast: Cast, part: Part) -> None:
    change(cast, part.study_id, {"replied_on": part.replied})


def agree(cast: Cast, part: Part, on: dt.date) -> None:
    """They sign the form in force that day, in the way in which they will first be met."""
    modes = [one.mode for one in part.happenings]
    form = DocumentVersion.objects.in_force("consent", on)[0]
    actions.record_consent(
        participant=cast.people[part.study_id],
        document=form,
        given_on=on,
        how=HOW.get(modes[0] if modes else "", "paper"),
        scopes=[scope for scope in agreed_to(part) if scope in form.clauses],
        deviation=turns.TOO_SOON.get(part.study_id, ""),
        by=cast.lead(part.case),
    )


def agreed_to(part: Part) -> list[str]:
    """Everybody agrees to an interview; not everybody to the rest."""
    no_audio = any("notes" in one.words for one in part.happenings)
    answers = {
        Scope.INTERVIEW: True,
        Scope.AUDIO: not no_audio,
        Scope.QUOTES: True,
        Scope.FOLLOW_UP: part.group in {"PT", "LW"} and part.number % 4 != 2,
        Scope.OBSERVATION: part.facts["joined_via"] == "shadowing" or part.group == "LW",
        Scope.QUESTIONNAIRE: part.group == "PT" and part.number % 3 != 1,
        Scope.ROUTINE: part.group == "PT" and part.number % 2 == 0,
        Scope.RESULTS: part.number % 3 != 0,
    }
    return [scope for scope, yes in answers.items() if yes]


def book(cast: Cast, part: Part, one: Happening) -> None:
    actions.book(
        participant=cast.people[part.study_id],
        booked_on=one.on,
        booked_time=one.at,
        wave="first",
        mode=one.mode,
        setting=one.setting,
        by=cast.lead(part.case),
    )


def log(cast: Cast, part: Part, one: Happening) -> Interview:
    others = one.words & set(Others.values)
    return actions.log_interview(
        participant=cast.people[part.study_id],
        held_on=one.on,
        started=one.at,
        minutes=one.minutes,
        mode=one.mode,
        setting=one.setting,
        recording="notes" if "notes" in one.words else "audio",
        others=next(iter(others), Others.NOBODY),
        note=turns.NOTES.get(part.study_id, ""),
        topics=[cast.topics[number] for number in TOPICS[part.group]],
        by=cast.lead(part.case),
    )


def held(part: Part, one: Happening) -> Iterator[Scene]:
    ended = moment(one.on, one.at) + dt.timedelta(minutes=one.minutes)
    at = moment(one.later, "12:00") if one.later > one.on else ended + WRITING_UP
    yield Scene(at, partial(log, part=part, one=one))


def mistaken(part: Part, one: Happening) -> Iterator[Scene]:
    """An interview is logged with something wrong, and voided on a later day."""

    def void(cast: Cast) -> None:
        wrong = cast.people[part.study_id].interviews.done().get()
        actions.void_interview(
            interview=wrong,
            version=wrong.version,
            reason=turns.VOIDED[part.study_id],
            by=cast.lead(part.case),
        )

    yield Scene(moment(one.on, "17:30"), partial(log, part=part, one=one))
    yield Scene(moment(one.later, "11:50"), void)


def missed(part: Part, one: Happening) -> Iterator[Scene]:
    def play(cast: Cast) -> None:
        person = cast.people[part.study_id]
        by = cast.lead(part.case)
        actions.log_missed(participant=person, missed_on=one.on, missed_why=one.why, by=by)

    yield Scene(moment(one.on, one.at) + WRITING_UP, play)


def declined(part: Part, one: Happening) -> Iterator[Scene]:
    def play(cast: Cast) -> None:
        actions.record_refusal(
            participant=cast.people[part.study_id],
            on=one.on,
            reason=one.why,
            words=turns.WORDS.get(part.study_id, ""),
            by=cast.lead(part.case),
        )

    yield Scene(moment(one.on, one.at), play)


def withdrew(part: Part, one: Happening) -> Iterator[Scene]:
    def play(cast: Cast) -> None:
        actions.record_withdrawal(
            participant=cast.people[part.study_id],
            on=one.on,
            time=one.at,
            level=one.why,
            by=cast.lead(part.case),
        )

    yield Scene(moment(one.on, one.at) + WRITING_UP, play)


def lost(part: Part, one: Happening) -> Iterator[Scene]:
    """No more tries to reach them."""
    facts = {"contact_by": None}
    yield Scene(moment(one.on, one.at), partial(change, study_id=part.study_id, facts=facts))


def booked(part: Part, one: Happening) -> Iterator[Scene]:
    """Its day has not come, or nobody has said yet what happened: the booking is all."""
    yield from ()


PLAYED = {
    "held": held,
    "booked": booked,
    "missed": missed,
    "mistaken": mistaken,
    "declined": declined,
    "withdrew": withdrew,
    "lost": lost,
}
