"""Vouchers that are taken back."""

from django.urls import reverse

from linkstudy.corrections import MARKED, Act, Effect
from linkstudy.money import pounds
from linkstudy.words import day_words
from participants.acts.about import about
from participants.models import Purchase, Thanks


def void_given(found: Thanks) -> Act:
    person = found.participant
    return about(
        person,
        heading=f"Take back the voucher of {pounds(found.pence)} for {person}",
        lead=f"{found.get_how_display()} on {day_words(found.on)}. For a record that was a mistake.",
        button="Take it back",
        done=f"The voucher for {person} is void",
        back=found.get_absolute_url(),
        effects=[Effect(f"{pounds(found.pence)} more is left at the site"), MARKED],
        refused="This voucher is already void" if found.voided_at else "",
    )


def void_bought(found: Purchase) -> Act:
    back = reverse("participants:thanks")
    return Act(
        heading=f"Take back the purchase of {found}",
        lead=f"For {found.site}, on {day_words(found.on)}. For a record that was a mistake.",
        button="Take it back",
        done=f"The purchase of {found} is void",
        back=back,
        crumbs=[("Thanks", back)],
        effects=[Effect(f"{pounds(found.each * found.count)} less is left at the site"), MARKED],
        refused="This purchase is already void" if found.voided_at else "",
    )
