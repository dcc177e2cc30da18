"""The first words of each section, written from the data. Short sentences, plain words.

A section about which the data say nothing is empty.
"""

from collections.abc import Callable
from functools import partial

from linkstudy.updates.facts import Period
from linkstudy.updates.gatherings import learned, met, sentence
from linkstudy.updates.models import News, Output
from linkstudy.updates.tokens import told
from linkstudy.updates.vocabulary import OutputKind, Part
from linkstudy.words import listed, uncapped

WORKS: dict[str, str] = {
    OutputKind.PAPER: "a paper",
    OutputKind.BLOG: "a blog",
    OutputKind.TALK: "a talk",
    OutputKind.OTHER: "a piece",
}
NIHR = "the National Institute for Health Research (NIHR)"


def paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def welcome(period: Period) -> str:
    return paragraphs(
        "Welcome to our update. It is for partners, public contributors and others who want to know"
        " how our work is going.",
        "We study link workers in primary care, such as GP practices. They help people with needs that are not medical. Some people are"
        " lonely. Others worry about money or a home. Link workers are also called social"
        " prescribers or community navigators.",
    )


def where(period: Period) -> str:
    study = period.study
    if study is None:
        return ""
    funder = NIHR if study.funder_ref.startswith("NIHR") else ""
    paid = f"The study is paid for by {funder}." if funder else ""
    run = f"It is run from the {study.sponsor}." if study.sponsor else ""
    led = f"It is led by {sentence(study.led_by)}" if study.led_by else ""
    cases = told("cases", period.facts)
    follows = f"We follow {cases} link workers in different parts of the country." if cases else ""
    return " ".join(part for part in (paid, run, led, follows) if part)


def publications(period: Period) -> str:
    if not period.outputs:
        return ""
    count = told("publications", period.facts)
    many = "publications" if len(period.shown) > 1 else "publication"
    lead = f"Our team and our public contributors have {count} new {many}:"
    lines = [f"{place}. {work(one, period)}" for place, one in enumerate(period.shown, 1)]
    return "\n".join([lead, *lines])


def work(output: Output, period: Period) -> str:
    """Debra Westlake is first author of a paper. Its title is “…”. It is in Health and Social Care. …"""
    summary = sentence(output.summary)
    is_title = output.subject == output.title
    title = (
        f"Its title is “{output.title}”." if is_title else f"It is about {sentence(output.subject)}"
    )
    children = [one for one in period.outputs if one.parent_id == output.pk]
    also = (part for child in children for part in (about(child, output), where_it_is(child)))
    parts = (f"{made(output)}.", title, where_it_is(output), summary, *also)
    return " ".join(part for part in parts if part)


def made(output: Output, also: str = "", on: str = "") -> str:
    """Who made it: of a paper, how far in front their name stands; its names may be those of our team
    alone."""
    names, what = listed([maker.name for maker in output.makers]), f"{WORKS[output.kind]}{on}"
    if not names:
        return f"There is {what}"
    if output.kind != OutputKind.PAPER:
        return f"{names} {also}{'gave' if output.kind == OutputKind.TALK else 'wrote'} {what}"
    if len(output.makers) > 1:
        return f"{names} are authors of {what}"
    return f"{names} is {'first' if output.makers[0].place == 1 else 'an'} author of {what}"


def about(child: Output, output: Output) -> str:
    """Debra Westlake also wrote a blog about it."""
    first, second = ({maker.name for maker in one.makers} for one in (output, child))
    return f"{made(child, 'also ' if second <= first else '', ' about it')}."


def where_it_is(output: Output) -> str:
    """It is on the study’s web page. Read it at https://…"""
    place = "in" if output.kind == OutputKind.PAPER else "on"
    address = output.doi_link or output.web_address
    venue = f"It is {place} {sentence(output.venue)}" if output.venue else ""
    return " ".join(filter(None, (venue, f"Read it at {address}." if address else "")))


def data(period: Period) -> str:
    said = partial(told, facts=period.facts)
    cases = said("cases")
    begun = f"We are collecting data around {cases} link workers." if cases else ""
    finished = said("finished")
    done = f"We have now finished with the {finished} of them." if finished else ""
    how = (
        "We spend time in person with each link worker. We talk with people they work with: people in health"
        " care, people in voluntary groups, and patients."
        if begun
        else ""
    )
    topics = "\n".join(f"• {one}" for one in period.topics)
    thinking = f"This work makes us think about:\n{topics}" if topics else ""
    return paragraphs(" ".join(filter(None, (begun, done, how))), so_far(period), thinking)


def so_far(period: Period) -> str:
    """So far, 23 patients have taken part. So have 17 people from voluntary groups."""
    groups = {
        "patients": "patients",
        "professionals": "people in health care",
        "voluntary": "people from voluntary groups",
    }
    said = [
        f"{token} {words}" for key, words in groups.items() if (token := told(key, period.facts))
    ]
    if not said:
        return ""
    others = f" So have {listed(said[1:])}." if said[1:] else ""
    return f"So far, {said[0]} have taken part.{others}"


def recruiting(period: Period) -> str:
    goal, reason = told("patients-goal", period.facts), told("reason", period.facts)
    if not goal:
        return ""
    hoped = f"We hope to talk with {goal} patients for each link worker."
    hard = "This is harder than we thought." if (period.figures.behind or 0) > 0 else ""
    why = f"The reason we hear most is that people {reason}." if reason else ""
    touch = told("contact", period.facts)
    brief = f"Patients and link workers are in touch like this: {touch}." if touch else ""
    return " ".join(filter(None, (hoped, hard, why, brief)))


def team(period: Period) -> str:
    profile = period.profile
    if profile is None:
        return ""
    lead = f"In each update we introduce somebody of our team. This time it is {profile.name}"
    return paragraphs(f"{lead}, {uncapped(profile.headline).rstrip('.')}.", profile.text)


def contact(period: Period) -> str:
    """Where to read more, and whom to ask."""
    study = period.study
    page = study.web_page if study else ""
    people = (study.contacts or "").splitlines() if study else []
    read = f"You can read more on our web page: {page}" if page else ""
    lines = [f"• {line.strip()}" for line in people if line.strip()]
    ask = "\n".join(["If you want to know more, please ask:", *lines]) if lines else ""
    return paragraphs(read, ask)


DRAFTS: dict[str, Callable[[Period], str]] = {
    Part.WELCOME: welcome,
    Part.WHERE: where,
    Part.PUBLICATIONS: publications,
    Part.DATA: data,
    Part.RECRUITING: recruiting,
    Part.MEETINGS: met,
    Part.TRAINING: learned,
    Part.TEAM: team,
    Part.CONTACT: contact,
}


def drafted(part: str, period: Period) -> str:
    """A section as the data write it, with what the team wrote down for it meanwhile."""
    news = News.objects.told_in(part, period.first, period.last)
    return paragraphs(DRAFTS[part](period), " ".join(sentence(one.words) for one in news))
