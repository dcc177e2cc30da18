"""Vouchers: bought for a site, given to people, and received by them."""

from typing import Any, cast

from crispy_forms.layout import Layout

from cases.models import Site
from linkstudy import clock
from linkstudy.forms import (
    Choice,
    Correcting,
    Day,
    Number,
    Pick,
    Reason,
    RestoreForm,
    StudyForm,
    Text,
    held,
)
from linkstudy.forms.money import Pounds
from participants.afterwards import ThankedHow
from participants.forms.corrections import Opening
from participants.models import Purchase, Thanks
from participants.models.thanks import MOST_BOUGHT, MOST_EACH
from participants.vouchers import only_one

PAST = "The day must be today or in the past"
LIKE = "For example, 13/6 or 13 June 2022"


class BuyForm(StudyForm):
    """Vouchers that were bought for a site."""

    layout = Layout("site", "count", "each", "on")
    site = Pick("For which site?", missing="Select the site", unknown="Select the site")
    count = Number(
        "How many?",
        missing="Enter how many vouchers",
        called="The number of vouchers",
        least=1,
        most=MOST_BOUGHT,
        unit="vouchers",
        like=10,
    )
    each = Pounds(
        "For how much each?",
        missing="Enter the amount of one voucher",
        most=MOST_EACH,
        hint="In pounds, for example 20",
    )
    on = Day("When were they bought?", missing="Enter the day", hint=LIKE, past_words=PAST)

    def offer(self, sites: list[Site]) -> None:
        rows = [(str(one.number), str(one), one) for one in sites]
        cast(Pick, self.fields["site"]).offer(rows)
        self.initial = {"on": clock.today()}


class CorrectPurchaseForm(Correcting, BuyForm):
    """All that was recorded of a purchase, to be put right."""

    layout = Layout(*BuyForm.layout.fields, "why")

    def fill(self, row: Purchase) -> None:
        """Show what stands, and offer its site beside those that stand."""
        sites = list(Site.objects.standing().order_by("number"))
        self.offer(sites if row.site in sites else [row.site, *sites])
        self.initial = held(row, "count", "each", "on") | {"site": str(row.site.number)}


class ThankForm(StudyForm):
    """A voucher given to somebody for an interview."""

    layout = Layout("pence", "how", "on", "serial")
    pence = Pounds(
        "For how much?",
        missing="Enter the amount of the voucher",
        most=MOST_EACH,
        hint="In pounds, for example 20",
    )
    how = Choice(
        "How did they get it?", ThankedHow.choices, missing="Select how they got it", row=3
    )
    on = Day("On which day?", missing="Enter the day", hint=LIKE, past_words=PAST)
    serial = Text(
        "Serial number",
        called="The serial number",
        most=60,
        hint="It is kept sealed, and never leaves in a spreadsheet",
    )
    extra = Reason(
        "Why one more?",
        missing="Enter why they get one more",
        hint="For example, the first was lost in the post. Do not include names",
    )

    def offer(self, usual: int | None, is_more: bool) -> None:
        """usual is the amount given last, in pence; is_more asks why there is one more."""
        self.initial = {"on": clock.today(), "pence": usual}
        if is_more:
            self.layout = Layout(*self.layout.fields, "extra")
        else:
            del self.fields["extra"]


def asks_why(row: Thanks) -> bool:
    """Whether a voucher is one more for its interview, so that it says why."""
    return bool(row.extra) or only_one(row) is not None


class CorrectVoucherForm(Opening, ThankForm):
    """All that was recorded of a voucher, and of its receipt, to be put right."""

    sealed = {"serial": "thanks.serial", "extra": "thanks.extra"}
    layout = Layout(*ThankForm.layout.fields, "receipt_on", "extra", "why")
    receipt_on = Day(
        "On which day did they say that they have it?",
        called="The day",
        hint="Leave it empty while nobody knows whether they have it",
        past_words=PAST,
    )

    def fill(self, row: Thanks) -> None:
        self.person = row.participant
        self.initial = held(row, "pence", "how", "on", "receipt_on") | self.open(row)
        if not asks_why(row):
            del self.fields["extra"]
            self.layout = Layout(*ThankForm.layout.fields, "receipt_on", "why")

    def open(self, row: Any) -> dict[str, str]:
        return {name: text for name, text in super().open(row).items() if name in self.fields}


class RestoreVoucherForm(RestoreForm):
    """Why a void voucher counts again, and why they have it beside another."""

    layout = Layout("reason", "extra")
    extra = Reason(
        "Why do they get one more?",
        missing="Enter why they get one more",
        hint="They have another voucher for this interview now. Do not include names",
    )

    def fill(self, row: Thanks) -> None:
        self.initial = held(row)
        if row.extra or not only_one(row):
            del self.fields["extra"]
            self.layout = RestoreForm.layout


class ReceiptForm(StudyForm):
    """The day on which they said that they have it."""

    versioned = True
    layout = Layout("receipt_on")
    receipt_on = Day(
        "On which day did they say that they have it?",
        missing="Enter the day",
        hint=LIKE,
        past_words=PAST,
    )
