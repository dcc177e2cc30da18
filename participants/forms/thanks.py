"""Vouchers: bought for a site, given to people, and received by them."""

from typing import cast

from crispy_forms.layout import Layout

from cases.models import Site
from linkstudy import clock
from linkstudy.forms import Choice, Day, Number, Pick, Reason, StudyForm, Text
from linkstudy.forms.money import Pounds
from participants.afterwards import ThankedHow
from participants.models.thanks import MOST_BOUGHT, MOST_EACH

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
