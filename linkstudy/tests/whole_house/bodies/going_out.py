"""Bodies of the pages on which an update goes out, about rows that `shelf` makes."""

from linkstudy.tests.whole_house.bodies.registry import Answers, names, post
from linkstudy.tests.whole_house.bodies.updates import (
    AGREED,
    DONE,
    GETS,
    OUT,
    PUT_RIGHT,
    REFUSED,
    SHOWN,
    TOLD,
    UNTOLD,
    WHY,
    WRITTEN,
    to_read,
)
from linkstudy.tests.whole_house.places import Place
from linkstudy.updates.models import Partner, Picture
from linkstudy.updates.tickets import leaving


@post("updates:tell_news", "news.told")
def tell_news(at: Place) -> Answers:
    return {"words": "Patients like to be asked.", "part": "recruiting", "on": "14/6"}


@post("updates:correct_news", "news.corrected", news=TOLD)
def correct_news(at: Place) -> Answers:
    return {"words": "Patients like to be heard.", "why": "It was said so"}


@post("updates:void_news", "news.voided", news=TOLD)
def void_news(at: Place) -> Answers:
    return WHY


@post("updates:restore_news", "news.restored", news=UNTOLD)
def restore_news(at: Place) -> Answers:
    return WHY


for _route in (
    "updates:left_over",
    "updates:preview",
    "updates:preview_email",
    "updates:update_word",
):
    names(_route, update=WRITTEN)
names("updates:sending", update=OUT)
names("updates:read", ticket=to_read)
names(
    "updates:read_picture",
    ticket=to_read,
    picture=lambda at: Picture.objects.standing().get(profile__slug=SHOWN).slug,
)
EMAILED = ("delivery.begun", "delivery.sent")


@post(
    "updates:send_update",
    "update.sent",
    "edition.fixed",
    *["delivery.planned"] * 3,
    then=EMAILED,
    update=AGREED,
)
def send_update(at: Place) -> Answers:
    return {}


@post("updates:send_on", then=EMAILED, settles=EMAILED, update=OUT)
def send_on(at: Place) -> Answers:
    return {}


@post("updates:post_letters", "delivery.posted", update=OUT)
def post_letters(at: Place) -> Answers:
    return {}


@post("updates:deliver_again", "delivery.retried", then=EMAILED, update=DONE, partner=REFUSED)
def deliver_again(at: Place) -> Answers:
    return {}


@post("updates:put_out_correction", "update.put_right", "edition.fixed", update=PUT_RIGHT)
def put_out_correction(at: Place) -> Answers:
    return {"corrects": "The number of patients was 23"}


@post(
    "updates:leave",
    "partner.unsubscribed",
    status=200,
    ticket=lambda at: leaving(Partner.objects.get(slug=GETS)),
)
def leave(at: Place) -> Answers:
    return {}
