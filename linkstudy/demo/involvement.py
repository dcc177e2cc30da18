"""Groups, what their members advised and were offered, as scenes.

Real, from the study's own pages and its newsletter of June 2022: that both groups meet; that the
public involvement group advised on the information sheet, and to ask patients how they like to be
in touch with link workers; what it talked about in May; and that Bernard Gudgin of that group
wrote a blog. The days, the amounts and everything else about members are invented.
"""

from collections.abc import Iterator
from functools import partial

from linkstudy.accounts.models import User
from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.script import day, moment
from meetings import actions
from meetings.models import Contribution, Group, Member, Payment

PPI, ADVISORY = "ppi-group", "advisory-group"
SAT = "4 Oct"
PURPOSE = {
    PPI: "People who have used health care or cared for somebody. They say what matters to patients.",
    ADVISORY: "People with an interest in social prescribing: health professionals, link workers and"
    " the voluntary sector. They help with suggestions and comments as the research goes on.",
}
NEEDS = [("captions",), ("breaks",), (), ("post",), (), ("captions", "breaks")]
SEATS = ["health", "link_worker", "link_worker", "voluntary"]
KEPT = {
    1: {"name": "Ada Example", "phone": "07700 900801", "email": "ada.example@example.org"},
    2: {"name": "Bert Sample", "phone": "07700 900802", "contact": "Text first"},
    4: {"name": "Dora Invented", "address": "4 Sample Street\nExampleton", "contact": "By post"},
}
# Member, on which day, where, as whom.
SAID: list[tuple] = [
    (1, "20 Jan", ["minutes", "updates"], "Ada Example"),
    (2, "20 Jan", [], ""),
    (6, "20 Jan", ["updates"], "Flora Specimen"),
    (3, "10 May", ["updates", "publications"], "Bernard Gudgin"),
    (6, "1 Jun", [], ""),
]
# Group, member or 0 for all, on which day, about what; what was advised.
ADVISED: list[tuple] = [
    (
        PPI,
        0,
        "20 Jan",
        "recruitment",
        "Make the information sheet shorter, and start with what taking part asks of somebody",
    ),
    (
        PPI,
        0,
        "20 Jan",
        "collection",
        "Ask patients how they like to be in touch with their link worker",
    ),
    (
        ADVISORY,
        0,
        "27 Apr",
        "recruitment",
        "Tell practices about the study before their letters go",
    ),
    (
        PPI,
        0,
        "18 May",
        "sharing",
        "Write the blog for everyone: patients, policy makers and those who deliver care",
    ),
    (
        PPI,
        4,
        "18 May",
        "analysis",
        "Look at whether a clear list of tasks or a looser job feels better to patients",
    ),
]
# Which advice, on which day it changed what, and where that can be seen.
CHANGED: list[tuple] = [
    (
        1,
        "7 Mar",
        "The sheet fits on one page and begins with what we ask",
        "Information sheet v1.2",
    ),
    (
        2,
        "14 Feb",
        "The topic guide asks how patients are in touch, and how they would like to be",
        "Topic guide for patients",
    ),
    (
        5,
        "8 Jun",
        "The next topic guide asks about tasks and freedom",
        "Draft of the next topic guide",
    ),
]
# Member, when they worked, minutes, expenses in pence, offered; answered how and when; paid.
PAID: list[tuple] = [
    (1, "20 Jan", 120, 0, "24 Jan", "accepted", "26 Jan", "11 Feb"),
    (2, "20 Jan", 120, 860, "24 Jan", "accepted", "27 Jan", "11 Feb"),
    (4, "20 Jan", 120, 0, "24 Jan", "declined", "31 Jan", ""),
    (1, "18 May", 150, 0, "19 May", "accepted", "23 May", "10 Jun"),
    (2, "18 May", 150, 1240, "19 May", "accepted", "25 May", ""),
    (4, "18 May", 150, 420, "19 May", "accepted", "30 May", ""),
    (6, "18 May", 150, 0, "19 May", "", "", ""),
]


def scenes() -> Iterator[Scene]:
    yield Scene(moment(day(SAT), "9:05"), groups)
    yield Scene(moment(day(SAT), "9:30"), rate)
    yield Scene(moment(day(SAT), "9:40"), contacts)
    for row in SAID:
        yield Scene(moment(day(row[1]), "12:30"), partial(naming, row=row))
    for row in ADVISED:
        yield Scene(moment(day(row[2]), "16:30"), partial(advice, row=row))
    for row in CHANGED:
        yield Scene(moment(day(row[1]), "16:40"), partial(change, row=row))
    for place, row in enumerate(PAID):
        yield Scene(moment(day(row[4]), "10:10"), partial(offer, row=row))
        if row[5]:
            yield Scene(moment(day(row[6]), "10:20"), partial(answer, place=place, row=row))
        if row[7]:
            yield Scene(moment(day(row[7]), "10:30"), partial(pay, place=place, row=row))


def keeper(cast: Cast) -> User:
    return cast.users["ppi"]


def member(number: int) -> Member:
    return Member.objects.select_related("person").get(group__slug=PPI, number=number)


def groups(cast: Cast) -> None:
    """The public involvement group of six with three of the team, and the advisory group."""
    by, since = keeper(cast), day(SAT)
    ppi = actions.add_group(name="PPI group", kind="ppi", purpose=PURPOSE[PPI], by=by)
    for needs in NEEDS:
        actions.add_member(group=ppi, seat="public", joined_on=since, needs=needs, by=by)
    facts = {"kind": "advisory", "purpose": PURPOSE[ADVISORY]}
    advisory = actions.add_group(name="Advisory group", by=by, **facts)
    for seat in SEATS:
        actions.add_member(group=advisory, seat=seat, joined_on=since, by=by)
    team = [(ppi, "ppi"), (ppi, "pi"), (ppi, "researcher")]
    team += [(advisory, "pi"), (advisory, "researcher"), (advisory, "researcher2")]
    for group, who in team:
        chairs = (group, who) in {(ppi, "ppi"), (advisory, "pi")}
        user = cast.users[who]
        actions.add_member(
            group=group, seat="researcher", user=user, chairs=chairs, joined_on=since, by=by
        )


def rate(cast: Cast) -> None:
    actions.set_rate(starts_on=day("1 Oct"), hourly=2500, by=cast.office)


def contacts(cast: Cast) -> None:
    for number, values in KEPT.items():
        found = member(number)
        version = found.person.version
        actions.keep_member_contact(member=found, values=values, version=version, by=keeper(cast))


def naming(cast: Cast, row: tuple) -> None:
    number, on, places, name = row
    facts = {"on": day(on), "places": places, "known_as": name}
    actions.agree_naming(member=member(number), by=keeper(cast), **facts)


def advice(cast: Cast, row: tuple) -> None:
    slug, number, on, stage, advised = row
    actions.record_advice(
        group=Group.objects.get(slug=slug),
        member=member(number) if number else None,
        on=day(on),
        stage=stage,
        advised=advised,
        by=keeper(cast),
    )


def change(cast: Cast, row: tuple) -> None:
    number, on, changed, evidence = row
    found = Contribution.objects.standing().get(number=number)
    facts = {"changed_on": day(on), "changed": changed, "evidence": evidence}
    actions.record_change(contribution=found, version=found.version, by=keeper(cast), **facts)


def offer(cast: Cast, row: tuple) -> None:
    number, on, minutes, expenses, offered = row[:5]
    actions.offer_payment(
        member=member(number),
        on=day(on),
        work="meeting",
        minutes=minutes,
        expenses=expenses,
        offered_on=day(offered),
        by=keeper(cast),
    )


def payment(place: int) -> Payment:
    """The payment of a place in the table: each member's are counted in its order."""
    number = PAID[place][0]
    turn = [row[0] for row in PAID[: place + 1]].count(number)
    return Payment.objects.standing().get(member=member(number), number=turn)


def answer(cast: Cast, place: int, row: tuple) -> None:
    found = payment(place)
    facts = {"answer": row[5], "answered_on": day(row[6])}
    actions.answer_payment(payment=found, version=found.version, by=keeper(cast), **facts)


def pay(cast: Cast, place: int, row: tuple) -> None:
    found = payment(place)
    actions.pay(payment=found, version=found.version, paid_on=day(row[7]), by=cast.office)
