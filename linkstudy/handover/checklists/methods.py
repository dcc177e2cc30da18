"""What the data say of how data were collected and kept, and of what let the study do so."""

import datetime as dt
from collections import Counter
from fractions import Fraction

from cases.models import DocumentVersion
from cases.vocabulary import DocumentKind, Group, Setting
from linkstudy.figures import small
from linkstudy.figures.figure import Figure, Table, Value, words
from linkstudy.figures.recruitment import LEAST_FOR_PERCENT
from linkstudy.handover.checklists.facts import Facts
from linkstudy.handover.checklists.telling import (
    Answer,
    breakdown,
    few,
    labelled,
    of_interviews,
    said,
    shares,
    spread,
)
from linkstudy.words import day_words, listed, many, uncapped
from participants.afterwards import Step
from participants.vocabulary import ConsentHow, Mode, Others, Recording, Wave

MONTH = 365.25 / 12  # days
LABELS = (
    "Each participant has a study number of case, group and number. It tells the case, so a label in"
    " print should be another one."
)
KEPT = (Step.RETURNED, Step.CHECKED, Step.PSEUDONYMISED, Step.RELEASED, Step.AUDIO_GONE)


def setting(facts: Facts) -> Answer:
    """By which way, and in person where."""
    if not facts.told:
        return Answer()
    modes = labelled((held.mode for held in facts.told), Mode)
    met = [held.setting for held in facts.told if held.mode == Mode.PERSON]
    told = [f"{facts.what}: {of_interviews(modes)}."]
    if isinstance(shares(modes).get(str(Mode.PERSON.label)), int):
        places = labelled(met, Setting)
        places["Not recorded"] = met.count("")
        told += [f"In person: {of_interviews(+places)}."]
    return Answer(tuple(told))


def others_there(facts: Facts) -> Answer:
    if not facts.told:
        return Answer()
    there = labelled((held.others for held in facts.told), Others)
    return Answer((f"{facts.what}, by who else was present: {of_interviews(there)}.",))


def guides(facts: Facts) -> Answer:
    """Each version of each topic guide, with its days."""
    rows = [_version(one) for one in facts.documents(DocumentKind.GUIDE)]
    if not rows:
        return Answer()
    table = Table(
        "topic-guides",
        "Topic guides",
        "Versions that had come into force, with their days.",
        ("For", "Version", "From", "Replaced on", "Amendment"),
        tuple(rows),
    )
    used = f"{many(len(rows), 'version')} of topic guides were used."
    return Answer((used,), Figure(table), tuple(_guide_told(*row) for row in rows))


def _guide_told(whom: Value, number: Value, since: Value, until: Value, why: Value) -> str:
    ended = f" until it was replaced on {words(until)}" if until else ""
    by = f", by {why}" if why else ""
    return f"Version {number} for {uncapped(str(whom))}, from {words(since)}{ended}{by}."


def _version(one: DocumentVersion) -> tuple[Value, ...]:
    group = Group(one.audience).plural if one.audience else "Everybody"
    amendment = str(one.amendment) if one.amendment else None
    return str(group), one.number, one.in_force_from, one.replaced_on, amendment


def repeats(facts: Facts) -> Answer:
    """How many were interviewed again, and after how many months."""
    pairs = [(held, facts.firsts.get(one)) for one, held in facts.again.items()]
    gaps = [(held.day - first.day).days / MONTH for held, first in pairs if first]
    if not gaps:
        return Answer()
    again = f"Follow-up interviews: {few(len(gaps))} people"
    if len(gaps) < small.LEAST:
        return Answer((f"{again}.",))
    return Answer((f"{again}, after the first one: {spread(gaps, 'months')}.",))


def recording(facts: Facts) -> Answer:
    if not facts.told:
        return Answer()
    made = labelled((held.recording for held in facts.told), Recording)
    told = [f"{facts.what}, by how they were kept: {of_interviews(made)}."]
    audio, every = shares(made).get(str(Recording.AUDIO.label)), len(facts.told)
    if isinstance(audio, int):
        percent = f" ({round(Fraction(100 * audio, every))}%)" if every >= LEAST_FOR_PERCENT else ""
        told += [f"Audio was recorded at {said(audio)} of {many(every, 'interview')}{percent}."]
    return Answer(tuple(told))


def field_notes(facts: Facts) -> Answer:
    seen = facts.observed
    if not seen.days:
        return Answer()
    days = many(seen.days, "day")
    return Answer(
        (f"Link workers were observed on {days}; field notes are done for {seen.noted:,}.",)
    )


def duration(facts: Facts) -> Answer:
    """How long interviews took, first ones and follow-ups apart."""
    told = []
    for wave, what in ((Wave.FIRST, "First interviews"), (Wave.FOLLOW_UP, "Follow-up interviews")):
        minutes = [float(held.minutes) for held in facts.interviews if held.wave == wave]
        if len(minutes) >= small.LEAST:
            told += [f"{what}: {spread(minutes, 'minutes')}."]
        elif minutes:
            told += [f"{what}: {few(len(minutes))}, too few to say how long."]
    return Answer(tuple(told))


def quotations(facts: Facts) -> Answer:
    return Answer((LABELS,))


def ethics(facts: Facts) -> Answer:
    """Who approved the study, and how people gave consent."""
    told = _review(facts)
    how = labelled(facts.consents.elements(), ConsentHow)
    told += [f"People gave consent by: {breakdown(how)}."] if how else []
    return Answer(tuple(told))


def _review(facts: Facts) -> list[str]:
    """Reviewed by: North Committee, reference 21/X/1, favourable opinion on 1 June 2021, IRAS ID 123456."""
    study = facts.study
    if study is None:
        return []
    opinion = study.favourable_opinion_on
    parts = [
        f"reference {study.rec_reference}" if study.rec_reference else "",
        f"favourable opinion on {day_words(opinion)}" if opinion else "",
        f"IRAS ID {study.iras_id}" if study.iras_id else "",
    ]
    known = [part for part in parts if part]
    if study.rec_name:
        return [f"Reviewed by: {', '.join([study.rec_name, *known])}."]
    unnamed = "Which committee reviewed the study is not entered, so that is for you to write."
    return [unnamed, f"Entered are: {', '.join(known)}."] if known else []


def collection(facts: Facts) -> Answer:
    """From when to when, by which means, and which tools changed when."""
    if facts.collected is None:
        return Answer()
    first, last = (day_words(day) for day in facts.collected)
    people = f"interviews with {few(len(facts.firsts))} people"
    means = [people, f"{many(facts.observed.days, 'observation day')}"]
    told = [f"Data were collected from {first} to {last}: {listed(means)}."]
    changed = sorted(_changed(facts).items())
    told += [f"{day_words(day)}: new {listed(what)}." for day, what in changed]
    return Answer(tuple(told))


def _changed(facts: Facts) -> dict[dt.date, list[str]]:
    """{day: the topic guides that took another's place from then on}"""
    newer: dict[dt.date, list[str]] = {}
    before: Counter[str] = Counter()
    for one in facts.documents(DocumentKind.GUIDE):
        whose = str(Group(one.audience).plural).lower() if one.audience else "everybody"
        if before[one.audience] and one.in_force_from:
            newer.setdefault(one.in_force_from, []).append(
                f"topic guide for {whose} (v{one.number})"
            )
        before[one.audience] += 1
    return newer


def processing(facts: Facts) -> Answer:
    """How far transcripts and recordings have gone."""
    taken = [
        f"{Step(one).label.lower()}: {few(facts.steps[one])}" for one in KEPT if facts.steps[one]
    ]
    return Answer((f"Recordings of interviews, {'; '.join(taken)}.",) if taken else ())


def funding(facts: Facts) -> Answer:
    study = facts.study
    if study is None or not (study.funder_ref or study.sponsor):
        return Answer()
    parts = [f"funder’s reference {study.funder_ref}"] if study.funder_ref else []
    parts += [f"sponsor {study.sponsor}"] if study.sponsor else []
    return Answer((f"From the set-up: {', '.join(parts)}.",))


def tools(facts: Facts) -> Answer:
    """Topic guides, and how interviews were kept."""
    kept, asked = recording(facts), guides(facts)
    return Answer((*asked.sentences, *kept.sentences), asked.figure, asked.told)
