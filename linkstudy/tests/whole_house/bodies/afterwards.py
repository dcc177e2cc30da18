"""Bodies of the pages about what follows: decisions, telling, what must go, and thanks."""

from linkstudy.tests.whole_house.bodies.registry import Answers, post
from linkstudy.tests.whole_house.places import Place


@post("participants:keep_interview", "decision.made", slug="undecided")
def keep_interview(at: Place) -> Answers:
    return {"why": "The information sheet says that we keep what was collected"}


@post("participants:correct_decision", "decision.replaced", "decision.corrected", slug="decided")
def correct_decision(at: Place) -> Answers:
    return {"kept": "The sheet says that we keep it", "why": "It named another sheet"}


@post("participants:restore_decision", "decision.restored", slug="undecided")
def restore_decision(at: Place) -> Answers:
    return {"reason": "It was right all the same"}


@post("participants:void_decision", "decision.voided", slug="decided")
def void_decision(at: Place) -> Answers:
    return {"reason": "Decided too early"}


@post("participants:buy_vouchers", "vouchers.bought")
def buy_vouchers(at: Place) -> Answers:
    return {"site": str(at.site_number), "count": "5", "each": "20"}


@post(
    "participants:correct_purchase",
    "vouchers.corrected",
    "vouchers.replaced",
    number=lambda at: at.purchase,
)
def correct_purchase(at: Place) -> Answers:
    return {"count": "12", "why": "Misread the receipt"}


@post(
    "participants:restore_purchase",
    "vouchers.restored",
    number=lambda at: at.void_purchase,
)
def restore_purchase(at: Place) -> Answers:
    return {"reason": "They were bought once more"}


@post("participants:void_purchase", "vouchers.voided", number=lambda at: at.purchase)
def void_purchase(at: Place) -> Answers:
    return {"reason": "Written down twice"}


@post("participants:thank", "thanks.given")
def thank(at: Place) -> Answers:
    return {"pence": "£20", "how": "post", "serial": "0002", "extra": "Lost in the post"}


@post("participants:confirm_receipt", "thanks.confirmed")
def confirm_receipt(at: Place) -> Answers:
    return {"receipt_on": "today"}


@post("participants:correct_thanks", "thanks.replaced", "thanks.corrected")
def correct_thanks(at: Place) -> Answers:
    return {"pence": "£15", "receipt_on": "today", "why": "Misread the voucher"}


@post("participants:restore_thanks", "thanks.restored", number=2)
def restore_thanks(at: Place) -> Answers:
    return {"reason": "It was lost after all"}


@post("participants:void_thanks", "thanks.voided")
def void_thanks(at: Place) -> Answers:
    return {"reason": "It was not given"}


@post("participants:tell", "notice.recorded")
def tell(at: Place) -> Answers:
    return {"on": "today", "how": "letter"}


@post("participants:correct_notice", "notice.replaced", "notice.corrected", slug="booked")
def correct_notice(at: Place) -> Answers:
    return {"how": "phone", "why": "Misread my notes"}


@post("participants:restore_notice", "notice.restored")
def restore_notice(at: Place) -> Answers:
    return {"reason": "It was this person"}


@post("participants:void_notice", "notice.voided", slug="booked")
def void_notice(at: Place) -> Answers:
    return {"reason": "The letter came back"}


@post("participants:remove", "removal.recorded", slug="withdrew", place="contact")
def remove(at: Place) -> Answers:
    return {"outcome": "removed", "on": "14/6", "proof": "The contact page is empty now"}


@post(
    "participants:correct_removal",
    "removal.replaced",
    "removal.corrected",
    slug="withdrew",
    place="paper",
)
def correct_removal(at: Place) -> Answers:
    return {"proof": "Shredded on Monday", "why": "Misread the list"}


@post("participants:restore_removal", "removal.restored", slug="withdrew", place="sheets")
def restore_removal(at: Place) -> Answers:
    return {"reason": "It was this person"}


@post("participants:void_removal", "removal.voided", slug="withdrew", place="paper")
def void_removal(at: Place) -> Answers:
    return {"reason": "Another person’s letters"}
