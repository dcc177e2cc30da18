"""What partners are told, as scenes: publications, who gets updates, and the update of June 2022.

Real, from the study's newsletter of June 2022: the three publications with those named as their
authors (their blogs have titles of our own), that Debra Westlake wrote a blog on hers, where that is, and
Bernard Gudgin one on the study, and who was introduced in it, with what they do and where they play. The
days, and everybody who gets updates, are invented; the words that introduce him are our own.
"""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from linkstudy.accounts.models import User
from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.script import day, moment
from linkstudy.demo.study import STUDY, rows
from linkstudy.updates import actions
from linkstudy.updates.models import Output, Partner, Update
from linkstudy.updates.tokens import stale

# Kind, title, who made it, where, when it came out, what it goes with.
OUTPUTS = """
paper | Global developments in social prescribing | Kerryn Husk, Stephanie Tierney, Kamal Mahtani | BMJ Global Health | 16 May | -
paper | Impact of COVID-19 on social prescribing across an Integrated Care System: A Researcher in Residence study | Debra Westlake | Health and Social Care in the Community | 3 May | -
blog  | Blog on the paper about COVID-19 and social prescribing | Debra Westlake | the study’s web page | 9 May | Impact of COVID-19 on social prescribing across an Integrated Care System: A Researcher in Residence study
blog  | Blog on the study and its focus on the link worker role | Bernard Gudgin | the study’s web page | 6 Jun | -
"""
SAYS = {
    "Global developments in social prescribing": "It looks at how social prescribing is put in place"
    " in different parts of the world",
    "Impact of COVID-19 on social prescribing across an Integrated Care System: A Researcher in"
    " Residence study": "It tells how data on social prescribing were collected in the pandemic",
    "Blog on the study and its focus on the link worker role": "He is a member of our PPI group. He looks back on the"
    " study and on what link workers do",
}
# The page of the study, on which the newsletter says that her blog is.
READ_AT = {
    "Blog on the paper about COVID-19 and social prescribing": STUDY["web_page"],
}
# One that is on its way, and how far it got. It is invented.
UNDER_WAY = ("What patients remember of a link worker", ["Asha Patel", "Helen Marsh"])
STEPS = [("preparing", "14 Mar"), ("submitted", "8 Jun")]
MISTAKEN = "Global development in social prescribing"

INTRODUCED = {
    "name": "Jordan Gorenberg",
    "headline": "one of the researchers who collect and analyse our data",
    "text": "I do most of the interviews with patients on this study. I come from Alameda, an"
    " island in California, just east of San Francisco. When I am not at work I make music in Oxford. Not"
    " long ago I was the house pianist of the Silk Roads Project at the Sheldonian Theatre. There we"
    " made new songs with singers. I play in the Green Templeton College Big Band and the Oxford"
    " Keytones. I lead a jazz group of my own, the Gorenberg Quintet. You can see us play on the"
    " Instagram page of the quintet.",
    "agreed_on": dt.date(2022, 6, 7),
}

# Who, how they get it, on what basis and since when; when some wanted no more.
PARTNERS = """
public    | email       | agreed  | 4 Oct  | -
public    | post_large  | agreed  | 4 Oct  | -
public    | email_large | agreed  | 4 Oct  | -
health    | email       | partner | 1 Nov  | -
health    | email       | partner | 4 Jan  | -
health    | email       | asked   | 14 Feb | 3 May
voluntary | email       | partner | 1 Nov  | -
voluntary | post        | asked   | 7 Mar  | -
council   | email       | partner | 28 Mar | -
research  | email       | asked   | 4 Apr  | -
research  | email_large | asked   | 30 May | -
"""
WRITTEN_ON = "14 Jun"
# Section, of which day, what there is to tell. What patients say is the study's own, in our words.
NEWS = [
    (
        "recruiting",
        "8 Jun",
        (
            "We wonder if this has to do with how patients see the link worker. Some told us that one"
            " changed their life at a hard time. It helped them to go on. Others valued that somebody"
            " listened to them."
        ),
    ),
    (
        "recruiting",
        "13 Jun",
        (
            "Several patients were not sure that the person whom they met was a link worker. Many"
            " people do not know what a link worker is."
        ),
    ),
]
# The update before: drafted, approval asked, approved and sent on these days. It is invented.
BEFORE = ("28 Mar", "31 Mar", "31 Mar", "31 Mar")


def scenes() -> Iterator[Scene]:
    for row in rows(OUTPUTS):
        yield Scene(moment(day(row[4]), "15:00"), partial(publish, row=row))
    yield Scene(moment(day("17 May"), "9:30"), again)
    yield Scene(moment(day("17 May"), "9:40"), partial(take_back, title=MISTAKEN))
    for stage, on in STEPS:
        yield Scene(moment(day(on), "17:30"), partial(go_on, stage=stage, on=day(on)))
    for number, row in enumerate(rows(PARTNERS), 1):
        yield Scene(moment(day(row[3]), "12:00"), partial(put_on_list, number=number, row=row))
        if row[4]:
            yield Scene(
                moment(day(row[4]), "12:00"), partial(take_off_list, number=number, row=row)
            )
    yield Scene(moment(INTRODUCED["agreed_on"], "16:00"), introduce)  # type: ignore[arg-type]
    for news in NEWS:
        yield Scene(moment(day(news[1]), "17:00"), partial(note_news, row=news))
    for on, act in zip(BEFORE, (write_before, ask, approve, send), strict=True):
        yield Scene(moment(day(on), "14:30"), act)
    yield Scene(moment(day(WRITTEN_ON), "8:40"), write)


def publish(cast: Cast, row: list[str]) -> Output:
    kind, title, names, venue, on, with_what = row
    parent = Output.objects.get(title=with_what) if with_what else None
    return actions.add_output(
        kind=kind,
        title=title,
        names=names.split(", "),
        venue=venue,
        stage="out",
        on=day(on),
        summary=SAYS.get(title, ""),
        web_address=READ_AT.get(title, ""),
        parent=parent,
        by=cast.users["ppi"],
    )


def again(cast: Cast) -> Output:
    """A paper is written down a second time, with a slip in its title."""
    facts = {"kind": "paper", "names": ["Kerryn Husk"], "stage": "out", "on": day("16 May")}
    return actions.add_output(title=MISTAKEN, by=cast.users["researcher"], **facts)


def take_back(cast: Cast, title: str) -> Output:
    output = Output.objects.get(title=title)
    reason = "It was there already"
    return actions.void_output(output=output, version=1, reason=reason, by=cast.users["researcher"])


def go_on(cast: Cast, stage: str, on: dt.date) -> object:
    """The paper under way is begun, then goes a step further."""
    title, names = UNDER_WAY
    by = cast.users["researcher"]
    if stage == "preparing":
        return actions.add_output(kind="paper", title=title, names=names, stage=stage, on=on, by=by)
    return actions.record_step(output=Output.objects.get(title=title), stage=stage, on=on, by=by)


def put_on_list(cast: Cast, number: int, row: list[str]) -> Partner:
    interest, format_, basis, since, _ = row
    values = {
        "name": f"Partner Example {number}",
        "email": f"partner{number}@example.org",
        "address": f"{number} Example Street",
    }
    return actions.add_partner(
        interest=interest,
        format=format_,
        basis=basis,
        since=day(since),
        values=values,
        by=cast.users["ppi"],
    )


def take_off_list(cast: Cast, number: int, row: list[str]) -> Partner:
    partner = Partner.objects.get(interest=row[0], since=day(row[3]))
    return actions.unsubscribe(partner=partner, version=1, on=day(row[4]), by=cast.users["ppi"])


def introduce(cast: Cast) -> object:
    return actions.introduce(by=cast.users["ppi"], **INTRODUCED)


def write(cast: Cast) -> object:
    """The update of June is drafted, two hours before it is looked at."""
    return actions.start_update(
        month=dt.date(2022, 6, 1),
        first=dt.date(2022, 4, 1),
        last=day(WRITTEN_ON),
        due_on=dt.date(2022, 6, 30),
        by=cast.users["ppi"],
    )


def note_news(cast: Cast, row: tuple[str, str, str]) -> object:
    part, on, words = row
    return actions.tell_news(part=part, on=day(on), words=words, by=cast.users["researcher"])


def write_before(cast: Cast) -> object:
    """The update of March is drafted; sections about which there is nothing to tell are left out."""
    made = actions.start_update(
        month=dt.date(2022, 3, 1),
        first=dt.date(2022, 1, 1),
        last=day(BEFORE[0]),
        due_on=day(BEFORE[3]),
        by=cast.users["ppi"],
    )
    for section in made.sections.filter(text=""):
        actions.leave_out(section=section, version=section.version, by=cast.users["ppi"])
    return made


def before() -> Update:
    return Update.objects.get(slug="2022-03")


def ask(cast: Cast) -> object:
    """A day later, numbers that moved overnight are taken anew."""
    found, by = before(), cast.users["ppi"]
    take_anew(found, by)
    return actions.ask_approval(update=found, version=found.version, by=by)


def take_anew(found: Update, by: User) -> None:
    facts = actions.period_of(found, by).facts
    for section in found.sections.all():
        for token in stale(section.text, facts):
            held = section.update.sections.get(pk=section.pk)
            how = {"key": token.key, "take": True, "version": held.version}
            actions.settle_number(section=held, by=by, **how)


def approve(cast: Cast) -> object:
    found = before()
    return actions.approve_update(update=found, version=found.version, by=cast.users["pi"])


def send(cast: Cast) -> None:
    """It goes out; one address was refused, and the letters are posted."""
    found, by = before(), cast.users["ppi"]
    actions.send_update(update=found, version=found.version, by=by)
    for place, row in enumerate(found.deliveries.to_mail().select_related("update", "partner")):
        begun = actions.begin_delivery(delivery=row, by=by)
        if place == 1:
            actions.settle_delivery(delivery=begun, trouble="refused", by=by)
        else:
            actions.end_delivery(delivery=begun, by=by)
    actions.post_letters(update=found, by=by)
