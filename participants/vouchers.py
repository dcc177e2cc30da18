"""What stands against a voucher: that nothing is left to give, or that no interview stands for it."""

import datetime as dt

from cases.models import Site
from linkstudy.money import pounds
from linkstudy.words import day_words
from participants.models import Purchase, Thanks
from participants.models.thanks import left_at


def too_much(site: Site, pence: int, given_back: int = 0) -> str:
    """Why an amount cannot be given at a site; "" when it can. given_back is what a correction returns."""
    left = left_at(site) + given_back
    if pence <= left:
        return ""
    words = f"Only {pounds(left)} is left" if left else "No voucher is left"
    return f"{words} at {site}. Buy more first"


def lacking(site: Site, less: int) -> int:
    """How much less than given would be bought at a site, in pence, with so much less; 0 for none."""
    return max(less - left_at(site), 0)


def day_of(voucher: Thanks) -> dt.date | None:
    """The day of the interview that it is for, None when that does not stand."""
    done = voucher.participant.interviews.done().filter(number=voucher.interview).first()
    return done.held_on if done else None


def no_interview(voucher: Thanks) -> str:
    """What to do about the interview that it is for, when that does not stand."""
    return f"Interview {voucher.interview} with {voucher.participant} is void. Restore it first"


def against_return(voucher: Thanks) -> str:
    """Why a void voucher cannot be restored; "" when it can."""
    held_on = day_of(voucher)
    if held_on is None:
        return no_interview(voucher)
    if voucher.on < held_on:
        return f"The interview was on {day_words(held_on)}, after this voucher. Thank them anew"
    return too_much(voucher.participant.case.site, voucher.pence)


def only_one(voucher: Thanks) -> Thanks | None:
    """Another voucher for the interview that was given without saying why it is one more."""
    others = voucher.participant.thanks.standing().filter(interview=voucher.interview, extra="")
    return others.exclude(number=voucher.number).first()


def why_more(other: Thanks) -> str:
    """What is asked for beside another voucher."""
    return f"They were thanked for it on {day_words(other.on)}. Say why they get one more"


def against_taking_back(purchase: Purchase) -> str:
    """Why a purchase cannot be taken back; "" when it can."""
    if not lacking(purchase.site, purchase.worth):
        return ""
    left = pounds(left_at(purchase.site))
    return f"Only {left} is left at {purchase.site}: some of it was given. Take that back first"
