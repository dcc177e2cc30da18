"""Vouchers and purchases of them that are put right, taken back and restored."""

from django.urls import reverse

from linkstudy.corrections import KEPT, MARKED, Act, Effect
from linkstudy.money import pounds
from linkstudy.words import day_words, in_london
from participants.acts.about import SAME, about
from participants.models import Purchase, Thanks
from participants.vouchers import (
    against_return,
    against_taking_back,
    day_of,
    no_interview,
    only_one,
)

FOLLOWS = Effect("What is left at the site changes with the amount")
MISTAKE = "For a record that was a mistake."
OUTSTANDING = Effect(
    "Without a day on which they said that they have it, its receipt is outstanding"
)


def correct_given(found: Thanks) -> Act:
    refused = "This voucher is void. Restore it before you correct it" if found.voided_at else ""
    person = found.participant
    return about(
        person,
        heading=f"Correct the voucher of {pounds(found.pence)} for {person}",
        lead=_given(found),
        button="Save correction",
        done=f"The voucher for {person} is corrected",
        back=found.get_absolute_url(),
        effects=[FOLLOWS, OUTSTANDING, SAME, KEPT],
        refused=refused or ("" if day_of(found) else no_interview(found)),
    )


def void_given(found: Thanks) -> Act:
    person = found.participant
    return about(
        person,
        heading=f"Take back the voucher of {pounds(found.pence)} for {person}",
        lead=f"{_given(found)} {MISTAKE}",
        button="Take it back",
        done=f"The voucher for {person} is void",
        back=found.get_absolute_url(),
        effects=[Effect(f"{pounds(found.pence)} more is left at the site"), MARKED],
        refused="This voucher is already void" if found.voided_at else "",
    )


def restore_given(found: Thanks) -> Act:
    person = found.participant
    return about(
        person,
        heading=f"Restore the voucher of {pounds(found.pence)} for {person}",
        lead=_given(found),
        button="Restore it",
        done=f"The voucher for {person} is restored",
        back=found.get_absolute_url(),
        effects=[
            Effect(f"{pounds(found.pence)} less is left at the site"),
            *_one_more(found),
            *_owed(found),
            SAME,
        ],
        refused=against_return(found) if found.voided_at else "This voucher is not void any more",
    )


def _given(found: Thanks) -> str:
    return f"{found.get_how_display()} on {day_words(found.on)}{_since(found)}."


def _since(found: Thanks | Purchase) -> str:
    return f", void since {day_words(in_london(found.voided_at))}" if found.voided_at else ""


def _one_more(found: Thanks) -> list[Effect]:
    other = only_one(found)
    words = "They were thanked for this interview on {} too, so they have two vouchers for it"
    return [Effect(words.format(day_words(other.on)))] if other else []


def _owed(found: Thanks) -> list[Effect]:
    return [] if found.receipt_on else [Effect("Its receipt is outstanding again")]


def correct_bought(found: Purchase) -> Act:
    return _purchase(
        found,
        verb="Correct",
        button="Save correction",
        became="corrected",
        effects=[FOLLOWS, KEPT],
        refused=(
            "This purchase is void. Restore it before you correct it" if found.voided_at else ""
        ),
    )


def void_bought(found: Purchase) -> Act:
    return _purchase(
        found,
        verb="Take back",
        button="Take it back",
        became="void",
        effects=[Effect(f"{pounds(found.worth)} less is left at the site"), MARKED],
        note=MISTAKE,
        refused=(
            "This purchase is already void" if found.voided_at else against_taking_back(found)
        ),
    )


def restore_bought(found: Purchase) -> Act:
    return _purchase(
        found,
        verb="Restore",
        button="Restore it",
        became="restored",
        effects=[Effect(f"{pounds(found.worth)} more is left at the site")],
        refused="" if found.voided_at else "This purchase is not void any more",
    )


def _purchase(
    found: Purchase,
    *,
    verb: str,
    button: str,
    became: str,
    effects: list[Effect],
    refused: str,
    note: str = "",
) -> Act:
    back = reverse("participants:thanks")
    return Act(
        heading=f"{verb} the purchase of {found}",
        lead=f"For {found.site}, on {day_words(found.on)}{_since(found)}.",
        note=note,
        button=button,
        done=f"The purchase of {found} is {became}",
        back=back,
        crumbs=[("Thanks", back)],
        effects=effects,
        refused=refused,
    )
